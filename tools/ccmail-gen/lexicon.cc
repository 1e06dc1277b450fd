#include "tools/ccmail-gen/lexicon.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "tools/ccmail-gen/vocabulary.h"

namespace ccmail_gen {
namespace {

std::vector<std::string_view> writable(std::span<const std::string_view> table, CodePage page) {
  std::vector<std::string_view> kept;
  std::copy_if(table.begin(), table.end(), std::back_inserter(kept),
               [page](std::string_view entry) { return encodable(entry, page); });
  return kept;
}

std::vector<std::string_view> ascii_among(const std::vector<std::string_view>& words) {
  std::vector<std::string_view> kept;
  std::copy_if(words.begin(), words.end(), std::back_inserter(kept), [](std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
  });
  return kept;
}

}  // namespace

Lexicon::Lexicon(CodePage code_page)
    : page(code_page),
      last_names(writable(vocabulary::last_names, page)),
      first_names(writable(vocabulary::first_names, page)),
      boards(writable(vocabulary::boards, page)),
      folders(writable(vocabulary::folders, page)),
      subjects(writable(vocabulary::subjects, page)),
      words(writable(vocabulary::words, page)),
      plain_words(ascii_among(words)),
      drawings(writable(vocabulary::drawings, page)) {}

}  // namespace ccmail_gen
