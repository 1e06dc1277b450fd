#include "formats/ccmail/dos_name.h"

#include <algorithm>
#include <array>

#include "formats/ascii.h"
#include "formats/ccmail/letters.h"
#include "formats/text/utf8.h"

namespace formats::ccmail {
namespace {

constexpr std::size_t most_in_stem = 8;
constexpr std::size_t most_in_extension = 3;

bool may_stand_in_name(char c) {
  constexpr std::string_view signs = "!#$%&'()-@^_`{}~";
  return is_alphanumeric(c) || signs.find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
}

bool is_device(std::string_view stem) {
  constexpr std::array<std::string_view, 5> devices{"CON", "PRN", "AUX", "NUL", "CLOCK$"};
  const auto is_stem = [&](std::string_view device) { return equal_without_case(stem, device); };
  if (std::any_of(devices.begin(), devices.end(), is_stem)) return true;
  return stem.size() == 4 && is_digit(stem[3]) && stem[3] != '0' &&
         (equal_without_case(stem.substr(0, 3), "COM") || equal_without_case(stem.substr(0, 3), "LPT"));
}

// Characters, since an accented letter is one byte in the post office's code page.
std::size_t characters(std::string_view utf8) {
  std::size_t count = 0;
  for (; !utf8.empty(); ++count) static_cast<void>(text::take_utf8(utf8));
  return count;
}

std::optional<std::string> fault_of_name(std::string_view name) {
  if (name == "." || name == "..") return std::nullopt;
  const std::string quoted = "'" + std::string(name) + "'";
  const std::size_t dot = name.find('.');
  const std::string_view stem = name.substr(0, dot);
  const std::string_view extension = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
  if (stem.empty()) return name.empty() ? "an empty name" : quoted + " has nothing before its dot";
  if (extension.find('.') != std::string_view::npos) return quoted + " has two dots";
  if (name.find(' ') != std::string_view::npos) return quoted + " holds a blank";
  if (characters(stem) > most_in_stem)
    return quoted + " has more than 8 characters" + (dot == std::string_view::npos ? "" : " before its dot");
  if (characters(extension) > most_in_extension) return quoted + " has more than 3 characters behind its dot";
  for (const char c : name)
    if (c != '.' && !may_stand_in_name(c)) return quoted + " holds a character that DOS has in no name";
  if (is_device(stem)) return quoted + " is a device of DOS";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of_dos_path(std::string_view path) {
  if (path.empty()) return "an empty path";
  if (path.starts_with("\\\\") || path.starts_with("//")) return "a network path, for which DOS needs a drive letter";
  if (path.size() >= 2 && is_letter(path[0]) && path[1] == ':') path.remove_prefix(2);
  if (!path.empty() && (path.front() == '\\' || path.front() == '/')) path.remove_prefix(1);
  while (!path.empty()) {
    const std::size_t end = std::min(path.size(), path.find_first_of("\\/"));
    if (auto fault = fault_of_name(path.substr(0, end))) return fault;
    path.remove_prefix(std::min(path.size(), end + 1));
  }
  return std::nullopt;
}

std::string dump_name_of(std::string_view user, unsigned number) {
  std::string digits = std::to_string(number);
  digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
  std::string letters;
  const auto append_capital = [&](char c) { letters += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  while (!user.empty()) {
    const char32_t character = lower_case(text::take_utf8(user));
    if (character < 0x80) {
      if (is_alphanumeric(static_cast<char>(character))) append_capital(static_cast<char>(character));
    } else {
      for (const char c : plain_letters(character)) append_capital(c);
    }
  }
  if (letters.empty()) letters = "USER";
  letters.resize(std::min(letters.size(), most_in_stem - std::min(digits.size(), most_in_stem)));
  return letters + digits + ".CCM";
}

}  // namespace formats::ccmail
