// Reads header fields back by the rules of RFC 5322, 2047 and 2231 alone, to hold them against what was written; and
// makes values that are hard to write.
#pragma once

#include <gmock/gmock.h>
#include <mimetic/mimetic.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "formats/text/utf8.h"

namespace formats::mime {

/// Values that every run of the tests repeats.
inline std::mt19937 seeded(unsigned seed) { return std::mt19937(seed); }

/// The value as a reader sees it before decoding (RFC 5322, 2.2.3).
inline std::string unfolded(std::string_view header) {
  std::string value;
  for (const char c : header.substr(header.find(": ") + 2)) {
    if (c != '\n') value += c;
  }
  return value;
}

template <typename Codec>
std::string decoded(const std::string& text) {
  std::string out;
  Codec codec;
  mimetic::decode(text.begin(), text.end(), codec, std::back_inserter(out));
  return out;
}

/// RFC 2047: encoded words decoded, blanks between two of them left out.
inline std::string words_decoded(std::string value) {
  std::string out;
  bool after_word = false;
  while (!value.empty()) {
    const std::size_t start = value.find("=?utf-8?");
    const std::string between = value.substr(0, start);
    if (!after_word || start == std::string::npos || between.find_first_not_of(' ') != std::string::npos)
      out += between;
    if (start == std::string::npos) break;
    const char scheme = value.at(start + 8);
    const std::size_t end = value.find("?=", start + 10);
    std::string content = value.substr(start + 10, end - start - 10);
    if (scheme == 'q') {
      std::string quoted_printable;
      for (const char c : content) quoted_printable += c == '_' ? "=20" : std::string(1, c);
      content = decoded<mimetic::QP::Decoder>(quoted_printable);
    } else {
      content = decoded<mimetic::Base64::Decoder>(content);
    }
    for (std::string_view rest = content; !rest.empty();) {
      const bool real = rest.starts_with("\uFFFD");
      EXPECT_TRUE(text::take_utf8(rest) != text::replacement_character || real) << "a character cut in two";
    }
    out += content;
    value.erase(0, end + 2);
    after_word = true;
  }
  return out;
}

inline std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> result;
  for (; !text.empty(); text.remove_prefix(std::min(result.back().size() + 1, text.size())))
    result.emplace_back(text.substr(0, text.find('\n')));
  return result;
}

inline void expect_sound(const std::string& header) {
  ASSERT_THAT(header, ::testing::EndsWith("\n"));
  std::size_t number = 0;
  for (const std::string& line : lines(header)) {
    EXPECT_EQ(text::printable_prefix(line), line.size()) << line;
    EXPECT_THAT(line.find_first_not_of(' '), ::testing::Ne(std::string::npos)) << "a line of blanks in " << header;
    EXPECT_EQ(line.front() == ' ', number != 0) << header;
    const bool holds_encoded_word = line.find("=?utf-8?") != std::string::npos;
    EXPECT_LE(line.size(), holds_encoded_word ? 76U : 78U) << line;
    ++number;
  }
  const std::string first = lines(header).front();
  EXPECT_LT(first.find(": ") + 2, first.size()) << "the first word belongs beside the name";
}

inline std::string random_value(std::mt19937& random, std::size_t most) {
  static const std::vector<std::string> pieces{
      "a",
      "word ",
      "Report ",
      " ",
      "  ",
      "=?",
      "?=",
      "=",
      "_",
      "\"",
      "\\",
      ",",
      ";",
      "<",
      ">",
      "@",
      "(",
      ")",
      "ü",
      "ж",
      "日",
      "😀",
      "☺",
      "\u00A0",
      "\t",
      "\r",
      "\n",
      "\r\nBcc: x@y\r\n",
      std::string(1, '\0'),
      "\x7F",
      "\x1B",
      "\xFF",
      "\xC3",
      "%",
      "'",
      "*",
      "longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong"};
  std::string value;
  const std::size_t size = random() % most;
  const std::size_t kinds = 1 + random() % pieces.size();
  while (value.size() < size) value += pieces[random() % kinds];
  return value;
}

inline std::string as_documented(std::string_view value, bool keep_tabs) {
  std::string out;
  while (!value.empty()) {
    const char32_t c = text::take_utf8(value);
    text::append_utf8(out, (c < 0x20 && !(keep_tabs && c == '\t')) || c == 0x7F ? U' ' : c);
  }
  return out;
}

}  // namespace formats::mime
