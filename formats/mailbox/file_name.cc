#include "formats/mailbox/file_name.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "formats/ascii.h"
#include "formats/hash/short_hash.h"
#include "formats/mailbox/modified_utf7.h"
#include "formats/text/utf8.h"

namespace formats::mailbox {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";
constexpr std::size_t escape_length = 3;
constexpr std::size_t hash_digits = 8;
constexpr std::string_view cut_mark = "%~";
constexpr std::size_t longest_cut = file_name_limit - cut_mark.size() - hash_digits;
constexpr std::array<std::string_view, 4> devices = {"con", "prn", "aux", "nul"};
constexpr std::array<std::string_view, 2> numbered_devices = {"com", "lpt"};

void append_escaped(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += hex_digits[byte >> 4U];
  out += hex_digits[byte & 0x0fU];
}

bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '\x7f' && c != '/' && c != '\\' && c != '%';
}

std::optional<unsigned> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
  return std::nullopt;
}

// The largest length up to `limit` that cuts neither a character nor an escape of `name`, which is longer than that and
// holds only whole ones.
std::size_t whole_length(std::string_view name, std::size_t limit) {
  const auto continues = [name](std::size_t at) { return (static_cast<unsigned char>(name[at]) & 0xc0U) == 0x80U; };
  std::size_t length = limit;
  while (length > 0 && continues(length)) --length;
  const std::size_t escape = name.substr(0, length).rfind('%');
  const bool cuts_escape = escape != std::string_view::npos && length - escape < escape_length;
  return cuts_escape ? escape : length;
}

// Where a name is to stand.
enum class Place : std::uint8_t { file, maildir_folder };

std::string escaped_whole(std::string_view utf8, std::span<const std::string_view> reserved, Place place) {
  std::string result;
  result.reserve(utf8.size());
  for (std::string_view rest = utf8; !rest.empty();) {
    const std::string_view before = rest;
    const char c = before.front();
    const char32_t character = text::take_utf8(rest);
    const std::size_t length = before.size() - rest.size();
    const bool malformed = character == text::replacement_character && length == 1;
    const bool first = before.size() == utf8.size();
    const bool leading = first && (c == '.' || c == '~');
    const bool trailing = rest.empty() && (c == '.' || c == ' ');
    const bool separates = place == Place::maildir_folder && c == '.';
    if (malformed || !is_plain(c) || leading || trailing || separates) {
      append_escaped(result, c);
    } else {
      result += before.substr(0, length);
    }
  }
  const auto is_result = [&result](std::string_view name) { return equal_without_case(result, name); };
  if (!result.empty() && result.front() != '%' &&
      (is_device_name(result) || std::any_of(reserved.begin(), reserved.end(), is_result))) {
    std::string first;
    append_escaped(first, result.front());
    result.replace(0, 1, first);
  }
  return result;
}

void append_cut_mark(std::string& out, std::string_view utf8) {
  out += cut_mark;
  hash::append_short_hash(out, utf8, hash_digits);
}

}  // namespace

bool is_device_name(std::string_view name) {
  std::string_view stem = name.substr(0, name.find('.'));
  while (!stem.empty() && stem.back() == ' ') stem.remove_suffix(1);
  const auto is_stem = [stem](std::string_view device) { return equal_without_case(stem, device); };
  if (std::any_of(devices.begin(), devices.end(), is_stem)) return true;
  if (stem.size() != 4 || stem.back() < '1' || stem.back() > '9') return false;
  stem.remove_suffix(1);
  return std::any_of(numbered_devices.begin(), numbered_devices.end(),
                     [stem](std::string_view device) { return equal_without_case(stem, device); });
}

std::string escape_file_name(std::string_view utf8, std::span<const std::string_view> reserved) {
  if (utf8.empty()) return "%";
  std::string result = escaped_whole(utf8, reserved, Place::file);
  if (result.size() > file_name_limit) {
    result.resize(whole_length(result, longest_cut));
    append_cut_mark(result, utf8);
  }
  return result;
}

std::string escape_maildir_folder(std::string_view utf8) {
  if (utf8.empty()) return "%";
  std::string escaped = escaped_whole(utf8, {}, Place::maildir_folder);
  std::string result;
  append_modified_utf7(result, escaped);
  if (result.size() <= file_name_limit) return result;
  // A character of UTF-8 may take less room in UTF-7, but never less than half.
  for (std::size_t length = std::min(escaped.size() - 1, 2 * file_name_limit);; --length) {
    length = whole_length(escaped, length);
    result.clear();
    append_modified_utf7(result, std::string_view(escaped).substr(0, length));
    if (result.size() <= longest_cut) break;
  }
  append_cut_mark(result, utf8);
  return result;
}

std::string unescape_file_name(std::string_view name) {
  if (name == "%") return {};
  std::string result;
  result.reserve(name.size());
  for (std::size_t at = 0; at < name.size();) {
    if (name[at] == '%' && name.size() - at >= escape_length) {
      const std::optional<unsigned> high = hex_value(name[at + 1]);
      const std::optional<unsigned> low = hex_value(name[at + 2]);
      if (high && low) {
        result += static_cast<char>(*high * 16U + *low);
        at += escape_length;
        continue;
      }
    }
    result += name[at++];
  }
  return result;
}

}  // namespace formats::mailbox
