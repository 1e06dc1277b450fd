#include "formats/hash/checksum_list.h"

#include <algorithm>

#include "formats/ascii.h"

namespace formats::hash {
namespace {

bool is_hex_digit(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

// `\n`, `\r` and `\\` in a name.
std::string unescaped(std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '\\' || i + 1 == name.size()) {
      text += name[i];
      continue;
    }
    const char c = name[++i];
    text += c == 'n' ? '\n' : c == 'r' ? '\r' : c;
  }
  return text;
}

std::string as_path(std::string_view name, bool escaped) {
  std::string text = escaped ? unescaped(name) : std::string(name);
  if (!escaped) std::replace(text.begin(), text.end(), '\\', '/');
  while (text.starts_with("./")) text.erase(0, 2);
  return text;
}

std::optional<ListedChecksum> made(std::string_view digits, std::string_view name, bool escaped) {
  const auto kind = digest_with_digits(digits.size());
  if (!kind || !std::all_of(digits.begin(), digits.end(), is_hex_digit)) return std::nullopt;
  ListedChecksum checksum{*kind, std::string(digits), as_path(name, escaped)};
  std::transform(checksum.digest.begin(), checksum.digest.end(), checksum.digest.begin(), lower);
  return checksum;
}

// "SHA256", or "SHA2-256" as openssl has it from version 3 on.
bool names(std::string_view word, DigestKind kind) {
  if (word.ends_with(' ')) word.remove_suffix(1);
  constexpr std::string_view family = "SHA2-";
  if (!word.starts_with(family)) return equal_without_case(word, name_of(kind));
  return name_of(kind) == "sha" + std::string(word.substr(family.size()));
}

// The next word of `rest`: up to a blank, or what stands in quotes before a comma.
std::string_view take_word(std::string_view& rest, bool quoted) {
  if (quoted) rest.remove_prefix(rest.starts_with('"') ? 1 : 0);
  const std::size_t end = quoted ? rest.find("\",") : rest.find_first_of(" \t");
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + (quoted ? 2 : 1));
  if (!quoted) rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
  return word;
}

// What Get-FileHash of PowerShell prints, and what Export-Csv makes of it.
std::optional<ListedChecksum> row_of_table(std::string_view line) {
  const bool quoted = line.starts_with('"');
  const std::string_view kind = take_word(line, quoted);
  const std::string_view digits = take_word(line, quoted);
  if (quoted && line.starts_with('"') && line.ends_with('"') && line.size() > 1) line = line.substr(1, line.size() - 2);
  if (line.empty()) return std::nullopt;
  auto checksum = made(digits, line, false);
  return checksum && names(kind, checksum->kind) ? checksum : std::nullopt;
}

}  // namespace

std::optional<ListedChecksum> parse_checksum_line(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || is_blank(line.back()))) line.remove_suffix(1);
  const bool escaped = line.starts_with('\\');
  if (escaped) line.remove_prefix(1);
  const auto end = static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_hex_digit) - line.begin());
  if (end == line.size()) return made(line, {}, false);
  if (is_blank(line[end])) {
    std::string_view name = line.substr(end + 1);
    if (!name.empty() && (name.front() == ' ' || name.front() == '*')) name.remove_prefix(1);
    if (auto checksum = made(line.substr(0, end), name, escaped); checksum && !name.empty()) return checksum;
  }
  if (auto checksum = row_of_table(line)) return checksum;
  const std::size_t open = line.find('(');
  const std::size_t close = line.rfind(')');
  if (close == std::string_view::npos || close < open + 1) return std::nullopt;
  // openssl writes neither of the blanks.
  std::string_view digits = line.substr(close + 1);
  if (digits.starts_with(' ')) digits.remove_prefix(1);
  if (!digits.starts_with("= ")) return std::nullopt;
  const auto checksum = made(digits.substr(2), line.substr(open + 1, close - open - 1), escaped);
  return checksum && names(line.substr(0, open), checksum->kind) ? checksum : std::nullopt;
}

}  // namespace formats::hash
