#include "formats/mime/header_reader.h"

#include <algorithm>

#include "formats/ascii.h"
#include "formats/mime/header_line.h"

namespace formats::mime {
namespace {

constexpr auto npos = std::string_view::npos;

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == npos ? rest.size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

bool is_message_id(std::string_view id) {
  constexpr std::size_t longest = 250;
  if (id.size() < 5 || id.size() > longest) return false;
  const std::string_view inside = id.substr(1, id.size() - 2);
  const std::size_t at = inside.find('@');
  if (at == npos || at == 0 || at + 1 == inside.size() || inside.find('@', at + 1) != npos) return false;
  return std::all_of(inside.begin(), inside.end(), [](char c) { return c > ' ' && c <= '~' && c != '<' && c != '>'; });
}

}  // namespace

std::optional<std::string> field_value(std::string_view header, std::string_view name) {
  std::optional<std::string> value;
  bool begun = false;
  while (!header.empty()) {
    const std::string_view line = next_line(header);
    if (line.empty()) {
      if (begun) break;
      continue;
    }
    begun = true;
    if (is_blank(line.front())) {
      if (value) (*value += ' ') += trimmed(line);
      continue;
    }
    if (value) break;
    const std::size_t colon = line.find(':');
    if (colon != npos && equal_without_case(trimmed(line.substr(0, colon)), name))
      value = trimmed(line.substr(colon + 1));
  }
  return value;
}

std::vector<std::string_view> message_ids(std::string_view value) {
  std::vector<std::string_view> ids;
  for (std::size_t open = value.find('<'); open != npos; open = value.find('<', open + 1)) {
    const std::size_t close = value.find('>', open);
    if (close == npos) break;
    const std::string_view id = value.substr(open, close + 1 - open);
    if (is_message_id(id)) ids.push_back(id);
  }
  return ids;
}

void append_message_ids(std::string& out, std::string_view name, const std::vector<std::string_view>& ids) {
  if (ids.empty()) return;
  HeaderLine line(out, name);
  for (const std::string_view id : ids) line.word(id);
  line.end();
}

}  // namespace formats::mime
