#include <algorithm>
#include <array>
#include <cstddef>

#include "formats/ascii.h"
#include "formats/mime/encoded_word.h"
#include "formats/mime/header.h"
#include "formats/mime/header_line.h"
#include "formats/text/utf8.h"

// mimetic::FieldParam writes values without escaping quotes, so a file name could add parameters or headers, and knows
// no RFC 2231.
namespace formats::mime {
namespace {

constexpr std::string_view extended_prefix = "UTF-8''";

/// A token of RFC 2045, 5.1.
bool is_token(std::string_view value) {
  constexpr std::string_view others = "!#$%&'*+-.^_`{|}~";
  return !value.empty() && std::all_of(value.begin(), value.end(), [&](char c) {
    return is_alphanumeric(c) || others.find(c) != std::string_view::npos;
  });
}

/// attribute-char of RFC 2231, 7.
bool is_attribute_character(char c) {
  constexpr std::string_view others = "!#$&+-.^_`{|}~";
  return is_alphanumeric(c) || others.find(c) != std::string_view::npos;
}

/// One character as it stands in a quoted string, or percent-encoded.
std::string unit_of(std::string_view character, bool extended) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string unit;
  for (const char c : character) {
    if (extended && !is_attribute_character(c)) {
      const auto byte = static_cast<unsigned char>(c);
      unit += '%';
      unit += digits[byte >> 4];
      unit += digits[byte & 0xF];
    } else {
      if (!extended && (c == '"' || c == '\\')) unit += '\\';
      unit += c;
    }
  }
  return unit;
}

/// Writes a value that one line can't hold, or that has to be percent-encoded, in as many sections as it takes
/// (RFC 2231, 3 and 4.1), cut only between characters.
class SectionWriter {
 public:
  SectionWriter(HeaderLine& line, std::string_view name, bool extended, bool numbered)
      : line_(line), name_(name), extended_(extended), numbered_(numbered) {}

  void write(std::string_view value) {
    open();
    while (!value.empty()) {
      std::string_view rest = value;
      static_cast<void>(text::take_utf8(rest));
      const std::string unit = unit_of(value.substr(0, value.size() - rest.size()), extended_);
      // The quote and the semicolon have to fit as well.
      if (numbered_ && section_.size() + unit.size() + 2 > header_line_limit - 1) {
        close();
        line_.put(";");
        open();
      }
      section_ += unit;
      value = rest;
    }
    close();
  }

 private:
  void open() {
    section_ = name_;
    if (numbered_) section_.append("*").append(std::to_string(next_number_));
    section_ += extended_ ? "*=" : "=\"";
    if (extended_ && next_number_ == 0) section_ += extended_prefix;
    ++next_number_;
  }

  void close() {
    if (!extended_) section_ += '"';
    line_.begin_word(section_.size() + 1);
    line_.put(section_);
  }

  HeaderLine& line_;
  std::string_view name_;
  bool extended_;
  bool numbered_;
  std::size_t next_number_ = 0;
  std::string section_;
};

std::size_t length_of(std::string_view name, std::string_view value, bool extended) {
  std::size_t length = name.size() + (extended ? extended_prefix.size() + 2 : 3);
  for (const char c : value) {
    const bool bare = extended ? is_attribute_character(c) : c != '"' && c != '\\';
    length += bare ? 1 : (extended ? 3 : 2);
  }
  return length;
}

void append_parameter(HeaderLine& line, std::string_view name, std::string_view utf8, bool token_may_go_bare) {
  std::string cleaned;
  const std::string_view value = clean_text(utf8, false, cleaned);
  if (value.empty()) return;
  line.put(";");
  if (token_may_go_bare && is_token(value) && name.size() + value.size() + 2 < header_line_limit) {
    line.begin_word(name.size() + value.size() + 2);
    line.put(name);
    line.put("=");
    line.put(value);
    return;
  }
  const bool extended = !is_plain(value);
  const bool numbered = length_of(name, value, extended) + 1 > header_line_limit - 1;
  SectionWriter(line, name, extended, numbered).write(value);
}

/// A name that readers of 1992 can show: ASCII, short, nothing to decode.
std::string fallback_name(std::string_view utf8) {
  constexpr std::size_t longest = 60;
  constexpr std::size_t kept_end = 16;
  std::string cleaned;
  const std::string_view value = clean_text(utf8, false, cleaned);
  std::string name;
  for (std::string_view rest = value; !rest.empty();) {
    const char32_t character = text::take_utf8(rest);
    const bool decodable = character == U'?' && name.ends_with('=');
    name += character < 0x80 && !decodable ? static_cast<char>(character) : '_';
  }
  name.erase(0, name.find_first_not_of(' '));
  name.erase(name.find_last_not_of(' ') + 1);
  if (name.size() <= longest) return name;
  return name.substr(0, longest - kept_end - 1) + "_" + name.substr(name.size() - kept_end);
}

}  // namespace

void append_content_type(std::string& out, std::string_view type_and_subtype, std::span<const Parameter> parameters) {
  HeaderLine line(out, "Content-Type");
  line.word(type_and_subtype);
  for (const Parameter& parameter : parameters) {
    if (parameter.name == "name") {
      append_parameter(line, parameter.name, fallback_name(parameter.value), false);
    } else {
      append_parameter(line, parameter.name, parameter.value, true);
    }
  }
  line.end();
}

void append_content_disposition(std::string& out, std::string_view disposition, std::string_view filename,
                                std::span<const Parameter> parameters) {
  HeaderLine line(out, "Content-Disposition");
  line.word(disposition);
  append_parameter(line, "filename", filename, false);
  for (const Parameter& parameter : parameters) append_parameter(line, parameter.name, parameter.value, true);
  line.end();
}

}  // namespace formats::mime
