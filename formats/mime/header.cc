#include "formats/mime/header.h"

#include <algorithm>
#include <cstddef>

#include "formats/mime/encoded_word.h"
#include "formats/mime/header_line.h"

// mimetic writes header values as they are: no RFC 2047, no folding of long words, no care for control characters.
namespace formats::mime {
namespace {

// What may stand beside a name so long that it leaves no room.
constexpr std::size_t longest_name_side_word = 30;

}  // namespace

bool append_unstructured(std::string& out, std::string_view name, std::string_view utf8) {
  if (!utf8.empty() && name.size() + 2 + utf8.size() <= header_line_limit && is_plain(utf8) && is_field_name(name)) {
    out.append(name);
    out += ": ";
    out.append(utf8);
    out += '\n';
    return true;
  }

  std::string cleaned;
  const std::string_view value = clean_text(utf8, true, cleaned);
  if (value.find_first_not_of(" \t") == std::string_view::npos) return false;
  const Pieces pieces = pieces_to_fold(value);
  HeaderLine line(out, name);
  const auto must_encode = [&, first = std::max(line.room(), longest_name_side_word)](const std::string_view& piece) {
    const std::size_t room = &piece == &pieces.front() ? first : header_line_limit - 1;
    return !is_plain(piece) || piece.size() > room;
  };
  // One run of encoded words from the first piece that needs them to the last keeps what is between exact.
  const auto begin = std::find_if(pieces.begin(), pieces.end(), must_encode);
  const auto end = std::find_if(pieces.rbegin(), pieces.rend(), must_encode).base();
  std::for_each(pieces.begin(), begin, [&](std::string_view piece) { line.word(piece); });
  if (begin != pieces.end()) {
    const auto from = static_cast<std::size_t>(begin->data() - value.data());
    const auto to = static_cast<std::size_t>((end - 1)->data() - value.data()) + (end - 1)->size();
    append_encoded_words(line, value.substr(from, to - from), EncodedPlace::text);
    std::for_each(end, pieces.end(), [&](std::string_view piece) { line.word(piece, encoded_line_limit); });
  }
  line.end();
  return true;
}

}  // namespace formats::mime
