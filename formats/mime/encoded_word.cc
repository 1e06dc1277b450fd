#include "formats/mime/encoded_word.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "formats/mime/transfer.h"
#include "formats/text/utf8.h"

namespace formats::mime {
namespace {

constexpr std::string_view q_opening = "=?utf-8?q?";
constexpr std::string_view b_opening = "=?utf-8?b?";
constexpr std::string_view closing = "?=";
constexpr std::size_t frame = q_opening.size() + closing.size();
// A word this long holds any one character; a shorter rest of a line is left free.
constexpr std::size_t shortest_room = frame + 18;

constexpr bool goes_bare(char c, EncodedPlace place) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  if (place == EncodedPlace::phrase) return c == '!' || c == '*' || c == '+' || c == '-' || c == '/';
  return c > ' ' && c <= '~' && c != '=' && c != '?' && c != '_';
}

using Lengths = std::array<std::uint8_t, 256>;

constexpr Lengths q_lengths(EncodedPlace place) {
  Lengths lengths{};
  for (std::size_t byte = 0; byte < lengths.size(); ++byte) {
    lengths.at(byte) = byte == ' ' || goes_bare(static_cast<char>(byte), place) ? 1 : 3;
  }
  return lengths;
}

constexpr Lengths lengths_in_text = q_lengths(EncodedPlace::text);
constexpr Lengths lengths_in_phrase = q_lengths(EncodedPlace::phrase);

std::size_t q_length(std::string_view utf8, EncodedPlace place) {
  const Lengths& lengths = place == EncodedPlace::phrase ? lengths_in_phrase : lengths_in_text;
  std::size_t length = 0;
  for (const char c : utf8) length += lengths[static_cast<unsigned char>(c)];
  return length;
}

std::size_t b_length(std::size_t bytes) { return (bytes + 2) / 3 * 4; }

void append_q(std::string& out, std::string_view utf8, EncodedPlace place) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : utf8) {
    if (c == ' ') {
      out += '_';
    } else if (goes_bare(c, place)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '=';
      out += digits[byte >> 4];
      out += digits[byte & 0xF];
    }
  }
}

void append_b(std::string& out, std::string_view utf8) {
  Base64Encoder encoder;
  encoder.encode(utf8, out);
  encoder.finish(out);
  out.pop_back();
}

/// How many bytes of whole characters fit into `room` characters as Q; at least one character.
std::size_t fitting_q(std::string_view utf8, std::size_t room, EncodedPlace place) {
  std::string_view rest = utf8;
  std::size_t used = 0;
  while (!rest.empty()) {
    const std::size_t before = utf8.size() - rest.size();
    static_cast<void>(text::take_utf8(rest));
    used += q_length(utf8.substr(before, utf8.size() - rest.size() - before), place);
    if (used > room && before > 0) return before;
  }
  return utf8.size();
}

/// The same as B, and so that no padding is needed; 0 if there is no such place between characters. GMime (3.2.13)
/// decodes adjacent words in B together, and reads no further than the first padding.
std::size_t fitting_b(std::string_view utf8, std::size_t room) {
  std::string_view rest = utf8;
  std::size_t unpadded = 0;
  while (!rest.empty()) {
    static_cast<void>(text::take_utf8(rest));
    const std::size_t after = utf8.size() - rest.size();
    if (b_length(after) > room) break;
    if (after % 3 == 0) unpadded = after;
  }
  return unpadded;
}

constexpr bool is_control(char32_t character, bool keep_tabs) {
  return (character < U' ' && !(keep_tabs && character == U'\t')) || character == 0x7F;
}

/// How many bytes from the start are well-formed and no control characters.
std::size_t clean_prefix(std::string_view utf8, bool keep_tabs) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string_view rest = utf8;
  for (;;) {
    rest.remove_prefix(text::printable_prefix(rest));
    if (rest.empty()) return utf8.size();
    const std::string_view before = rest;
    const char32_t character = text::take_utf8(rest);
    const bool malformed = character == text::replacement_character && !before.starts_with(replacement);
    if (malformed || is_control(character, keep_tabs)) return utf8.size() - before.size();
  }
}

}  // namespace

std::string_view clean_text(std::string_view utf8, bool keep_tabs, std::string& cleaned) {
  const std::size_t clean = clean_prefix(utf8, keep_tabs);
  if (clean == utf8.size()) return utf8;
  cleaned = utf8.substr(0, clean);
  for (std::string_view rest = utf8.substr(clean); !rest.empty();) {
    const std::size_t plain = text::printable_prefix(rest);
    cleaned.append(rest.substr(0, plain));
    rest.remove_prefix(plain);
    if (rest.empty()) break;
    const char32_t character = text::take_utf8(rest);
    text::append_utf8(cleaned, is_control(character, keep_tabs) ? U' ' : character);
  }
  return cleaned;
}

bool is_plain(std::string_view value) {
  return text::printable_prefix(value) == value.size() && !value.starts_with(' ') && !value.ends_with(' ') &&
         value.find("=?") == std::string_view::npos;
}

Pieces pieces_to_fold(std::string_view value) {
  Pieces pieces;
  std::size_t start = 0;
  for (std::size_t i = 1; i + 1 < value.size(); ++i) {
    if (value[i] == ' ' && value[i - 1] != ' ' && value[i + 1] != ' ') {
      pieces.push_back(value.substr(start, i - start));
      start = i + 1;
    }
  }
  pieces.push_back(value.substr(start));
  return pieces;
}

std::string quoted(std::string_view value) {
  std::string result = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result += '"';
}

std::size_t encoded_word_length(std::string_view utf8, EncodedPlace place) {
  return frame + std::min(q_length(utf8, place), b_length(utf8.size()));
}

std::string encoded_word(std::string_view utf8, EncodedPlace place) {
  const bool as_q = q_length(utf8, place) <= b_length(utf8.size());
  std::string word(as_q ? q_opening : b_opening);
  if (as_q) {
    append_q(word, utf8, place);
  } else {
    append_b(word, utf8);
  }
  return word += closing;
}

void append_encoded_words(HeaderLine& line, std::string_view utf8, EncodedPlace place) {
  std::size_t rest_as_q = q_length(utf8, place);
  const bool as_q = rest_as_q <= b_length(utf8.size());
  while (!utf8.empty()) {
    std::size_t room = std::min(line.room(encoded_line_limit), longest_encoded_word);
    const std::size_t rest_as_b = b_length(utf8.size());
    const std::size_t whole = frame + std::min(rest_as_q, rest_as_b);
    if (line.at_start()) {
      room = std::max(room, shortest_room);
    } else if (room < shortest_room || (whole > room && whole <= longest_encoded_word)) {
      room = longest_encoded_word;
    }
    std::size_t length = frame + (as_q ? rest_as_q : rest_as_b) <= room ? utf8.size() : 0;
    if (length == 0 && !as_q) length = fitting_b(utf8, room - frame);
    const bool in_q = as_q || length == 0;
    if (length == 0) length = fitting_q(utf8, room - frame, place);
    const std::string_view part = utf8.substr(0, length);
    const std::size_t part_as_q = q_length(part, place);
    line.begin_word(frame + (in_q ? part_as_q : b_length(part.size())), encoded_line_limit);
    line.put(in_q ? q_opening : b_opening);
    if (in_q) {
      append_q(line.text(), part, place);
    } else {
      append_b(line.text(), part);
    }
    line.put(closing);
    utf8.remove_prefix(part.size());
    rest_as_q -= part_as_q;
  }
}

}  // namespace formats::mime
