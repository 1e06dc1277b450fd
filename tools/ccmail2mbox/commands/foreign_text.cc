#include "tools/ccmail2mbox/commands/foreign_text.h"

#include <algorithm>
#include <string_view>

#include "formats/text/utf16.h"
#include "formats/text/utf8.h"

namespace tools {
namespace {

using formats::text::CodePage;

CodePage guessed_page(std::string_view bytes) {
  const auto from_to = [&](unsigned first, unsigned last) {
    return std::count_if(bytes.begin(), bytes.end(), [&](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte >= first && byte <= last;
    });
  };
  return from_to(0x80, 0xa7) > from_to(0xc0, 0xff) ? CodePage::cp850 : CodePage::cp1252;
}

// Line ends and what else is below 0x20 are no letters of the page here.
std::string decoded(std::string_view bytes, CodePage page) {
  std::string out;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
  while (!bytes.empty()) {
    const auto* const control = std::find_if(bytes.begin(), bytes.end(), is_control);
    const auto size = static_cast<std::size_t>(control - bytes.begin());
    formats::text::append_utf8(out, page, bytes.substr(0, size));
    if (size < bytes.size()) out += bytes[size];
    bytes.remove_prefix(std::min(bytes.size(), size + 1));
  }
  return out;
}

}  // namespace

std::string text_from(std::string bytes, std::optional<CodePage> page) {
  if (auto reader = formats::text::Utf16Reader::marked(bytes)) {
    std::string out(reader->read(bytes));
    out += reader->finish();
    return out;
  }
  constexpr std::string_view mark = "\xef\xbb\xbf";
  if (bytes.starts_with(mark)) bytes.erase(0, mark.size());
  if (formats::text::is_well_formed(bytes)) return bytes;
  return decoded(bytes, page.value_or(guessed_page(bytes)));
}

}  // namespace tools
