#include "formats/text/rtf.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/ascii.h"
#include "formats/text/double_byte_page.h"
#include "formats/text/utf8.h"

namespace formats::text {
namespace {

constexpr std::size_t longest_run = 4096;
constexpr std::size_t longest_word = 32;
constexpr char line_end = '\n';

// Destinations that hold no text of the document. Those marked \* are skipped anyway.
constexpr std::array<std::string_view, 26> skipped_destinations{
    "colortbl",          "datastore", "filetbl",    "fldinst", "fonttbl", "footer",  "footerf",    "footerl",
    "footerr",           "generator", "header",     "headerf", "headerl", "headerr", "info",       "latentstyles",
    "listoverridetable", "listtable", "nonshppict", "pict",    "private", "rxe",     "stylesheet", "tc",
    "themedata",         "xe"};
static_assert(std::is_sorted(skipped_destinations.begin(), skipped_destinations.end()));

// Control words that stand for a character.
constexpr std::array<std::pair<std::string_view, char32_t>, 19> characters{{
    {"bullet", U'\u2022'}, {"cell", U'\t'},     {"emdash", U'\u2014'},    {"emspace", U' '},
    {"endash", U'\u2013'}, {"enspace", U' '},   {"ldblquote", U'\u201C'}, {"line", U'\n'},
    {"lquote", U'\u2018'}, {"nestcell", U'\t'}, {"nestrow", U'\n'},       {"page", U'\n'},
    {"par", U'\n'},        {"qmspace", U' '},   {"rdblquote", U'\u201D'}, {"row", U'\n'},
    {"rquote", U'\u2019'}, {"sect", U'\n'},     {"tab", U'\t'},
}};

std::optional<char32_t> character_of(std::string_view word) {
  const auto* const found =
      std::find_if(characters.begin(), characters.end(), [&](const auto& entry) { return entry.first == word; });
  return found == characters.end() ? std::nullopt : std::optional(found->second);
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char letter = lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

bool is_high(char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }

}  // namespace

void RtfReader::read(std::string_view bytes, std::string& out) {
  while (!bytes.empty()) {
    const char c = bytes.front();
    switch (state_) {
      case State::text:
        bytes.remove_prefix(read_text(bytes, out));
        continue;
      case State::backslash:
        if (is_letter(c)) {
          word_.clear();
          has_number_ = negative_ = false;
          number_ = 0;
          state_ = State::word;
          continue;
        }
        read_symbol(c, out);
        break;
      case State::word:
        if (is_letter(c)) {
          if (word_.size() < longest_word) word_ += c;
          break;
        }
        state_ = State::number;
        if (c == '-') {
          negative_ = true;
          break;
        }
        continue;
      case State::number:
        if (is_digit(c)) {
          constexpr std::int64_t most = std::int64_t{1} << 40U;
          has_number_ = true;
          number_ = std::min(number_ * 10 + (c - '0'), most);
          break;
        }
        read_word(out);
        // A hyphen without a number is the text's own.
        if (negative_ && !has_number_) put_bytes("-", out);
        if (c == ' ') break;
        continue;
      case State::hex:
        if (hex_value(c) < 0) {
          state_ = State::text;
          continue;
        }
        read_hex(c, out);
        break;
      case State::binary: {
        const auto skipped = static_cast<std::size_t>(std::min<std::uint64_t>(binary_, bytes.size()));
        binary_ -= skipped;
        bytes.remove_prefix(skipped);
        if (binary_ == 0) state_ = State::text;
        continue;
      }
    }
    bytes.remove_prefix(1);
  }
  flush_whole_characters(out);
}

void RtfReader::finish(std::string& out) {
  if (state_ == State::word || state_ == State::number) read_word(out);
  flush(out);
  if (std::exchange(high_surrogate_, 0) != 0) {
    ++unmappable_;
    append_utf8(out, replacement_character);
    line_open_ = true;
  }
  if (line_open_) out += line_end;
  line_open_ = false;
}

// Reads what is no control word; returns how many bytes, at least one.
std::size_t RtfReader::read_text(std::string_view bytes, std::string& out) {
  constexpr std::string_view special("\\{}\r\n\0\x1a", 7);
  const std::size_t plain = std::min(bytes.find_first_of(special), bytes.size());
  if (plain > 0) {
    put_bytes(bytes.substr(0, plain), out);
    return plain;
  }
  switch (bytes.front()) {
    case '\\':
      state_ = State::backslash;
      break;
    case '{':
      open(out);
      break;
    case '}':
      close(out);
      break;
    case '\r':
    case line_end:
      if (is_behind()) {
        flush(out);
        break_behind_ = true;
      }
      break;
    default:  // NUL and SUB fill up what follows the last group
      if (!is_behind()) put_bytes(bytes.substr(0, 1), out);
      break;
  }
  return 1;
}

void RtfReader::read_symbol(char c, std::string& out) {
  state_ = State::text;
  switch (c) {
    case '\'':
      hex_.clear();
      state_ = State::hex;
      return;  // fresh until its digits
    case '*':
      if (group().fresh) group().starred = true;
      return;
    case '\\':
    case '{':
    case '}':
      put_bytes({&c, 1}, out);
      break;
    case '~':
      put_character(U'\u00A0', out);
      break;
    case '_':
      put_bytes("-", out);
      break;
    case '\t':
      put_character(U'\t', out);
      break;
    case '\r':
    case line_end:
      put_character(U'\n', out);
      break;
    default:  // optional hyphens, marks of indices, and what nobody knows
      break;
  }
  group().fresh = false;
}

void RtfReader::read_hex(char c, std::string& out) {
  hex_ += c;
  if (hex_.size() < 2) return;
  state_ = State::text;
  const char byte = static_cast<char>(hex_value(hex_[0]) * 16 + hex_value(hex_[1]));
  if (byte == '\r' || byte == line_end)
    put_character(U'\n', out);
  else
    put_bytes({&byte, 1}, out);
}

void RtfReader::read_word(std::string& out) {
  state_ = State::text;
  Group& here = group();
  const bool destination = std::exchange(here.fresh, false) && depth_ > 1 && depth_ == groups_.size() &&
                           (here.starred || std::binary_search(skipped_destinations.begin(), skipped_destinations.end(),
                                                               std::string_view(word_)));
  const std::int64_t number = negative_ ? -number_ : number_;
  if (word_ == "bin") {
    binary_ = number > 0 ? static_cast<std::uint64_t>(number) : 0;
    if (binary_ > 0) state_ = State::binary;
    return;
  }
  if (destination) here.skipped = true;
  if (here.skipped) return;
  if (word_ == "u" && has_number_) {
    put_code_unit(number, out);
    return;
  }
  fallback_ = 0;  // what stands for a \u ends before a control word
  if (word_ == "uc") {
    here.unicode_fallback = static_cast<std::uint8_t>(std::clamp<std::int64_t>(number, 0, 255));
  } else if (word_ == "ansi") {
    set_page(1252, out);
  } else if (word_ == "mac") {
    set_page(10000, out);
  } else if (word_ == "pc") {
    set_page(437, out);
  } else if (word_ == "pca") {
    set_page(850, out);
  } else if (word_ == "ansicpg") {
    set_page(number, out);
  } else if (const auto character = character_of(word_)) {
    put_character(*character, out);
  }
}

void RtfReader::open(std::string& out) {
  flush(out);
  fallback_ = 0;
  group().fresh = false;
  ++depth_;
  opened_ = true;
  if (groups_.size() == most_depth) return;
  groups_.push_back(group());
  groups_.back().fresh = true;
  groups_.back().starred = false;
}

void RtfReader::close(std::string& out) {
  flush(out);
  fallback_ = 0;
  if (depth_ == 0) return;
  if (depth_ == groups_.size()) groups_.pop_back();
  --depth_;
}

// The number of a Windows code page; 10000 is MacRoman. Zero says nothing.
void RtfReader::set_page(std::int64_t number, std::string& out) {
  if (number == 0) return;
  flush(out);
  page_ = number == 10000 ? CodePage::macroman : code_page_named(std::to_string(number));
}

void RtfReader::put_bytes(std::string_view bytes, std::string& out) {
  Group& here = group();
  here.fresh = false;
  if (here.skipped) return;
  const auto instead = static_cast<std::size_t>(std::min<std::uint64_t>(fallback_, bytes.size()));
  fallback_ -= instead;
  bytes.remove_prefix(instead);
  while (!bytes.empty()) {
    const std::size_t some = std::min(bytes.size(), longest_run);
    run_ += bytes.substr(0, some);
    bytes.remove_prefix(some);
    if (run_.size() >= longest_run) flush_whole_characters(out);
  }
}

void RtfReader::put_character(char32_t character, std::string& out) {
  Group& here = group();
  here.fresh = false;
  if (here.skipped) return;
  if (fallback_ > 0) {
    --fallback_;
    return;
  }
  flush(out);
  begin_output(out);
  append_utf8(out, character);
  line_open_ = character != U'\n';
  shown_ = shown_ || (character != U'\n' && character != U'\t' && character != U' ');
}

// \u has a UTF-16 code unit as a signed number of 16 bits; some programs write it without the sign.
void RtfReader::put_code_unit(std::int64_t unit, std::string& out) {
  constexpr char32_t high_begin = 0xd800;
  constexpr char32_t low_begin = 0xdc00;
  constexpr char32_t surrogates_end = 0xe000;
  fallback_ = 0;
  flush(out);  // a half before these bytes stays one
  auto character = static_cast<char32_t>(static_cast<std::uint64_t>(unit) & 0xffffU);
  if (high_surrogate_ != 0 && character >= low_begin && character < surrogates_end) {
    character = 0x10000 + ((high_surrogate_ - high_begin) << 10U) + (character - low_begin);
    high_surrogate_ = 0;
  } else if (character >= high_begin && character < low_begin) {
    begin_output(out);
    high_surrogate_ = character;
    fallback_ = group().unicode_fallback;
    return;
  } else if (character >= low_begin && character < surrogates_end) {
    ++unmappable_;
    character = replacement_character;
  } else if (character < ' ' && character != U'\t' && character != U'\n') {
    character = control_glyph(static_cast<unsigned char>(character));
  }
  put_character(character, out);
  fallback_ = group().unicode_fallback;
}

// What comes before the next character: half a character that found no other half, and the end of the last group.
void RtfReader::begin_output(std::string& out) {
  if (std::exchange(high_surrogate_, 0) != 0) {
    ++unmappable_;
    append_utf8(out, replacement_character);
  }
  if (std::exchange(break_behind_, false) && line_open_) out += line_end;
}

void RtfReader::flush(std::string& out) {
  if (run_.empty()) return;
  begin_output(out);
  if (page_) {
    unmappable_ += append_utf8(out, *page_, run_);
  } else {
    for (const char c : run_) {
      if (is_high(c)) ++unmappable_;
      append_utf8(out, is_high(c) ? replacement_character : static_cast<char32_t>(c));
    }
  }
  line_open_ = true;
  shown_ = shown_ || std::any_of(run_.begin(), run_.end(), [](char c) { return !is_blank(c); });
  run_.clear();
}

// Characters of two bytes may be cut between pieces of the text, and between \' escapes.
void RtfReader::flush_whole_characters(std::string& out) {
  if (!page_ || !is_double_byte(*page_)) {
    flush(out);
    return;
  }
  const DoubleBytePage& page = double_byte_page(*page_);
  std::size_t end = 0;
  while (end < run_.size()) {
    const bool lead = is_high(run_[end]) && page.is_lead(static_cast<unsigned char>(run_[end]));
    if (lead && end + 1 == run_.size()) break;
    end += is_high(run_[end]) ? page.first_unit(std::string_view(run_).substr(end)).length : 1U;
  }
  const std::string rest = run_.substr(end);
  run_.resize(end);
  flush(out);
  run_ = rest;
}

}  // namespace formats::text
