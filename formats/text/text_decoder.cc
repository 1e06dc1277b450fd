#include "formats/text/text_decoder.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "formats/text/byte_block.h"
#include "formats/text/utf8.h"

namespace formats::text {
namespace {

constexpr char nul = '\0';
constexpr char substitute = '\x1A';
constexpr std::string_view end_bytes{"\0\x1A", 2};
constexpr std::size_t most_held = 64UL * 1024;

bool is_highlight_mark(char c) { return c == '\x1E' || c == '\x1F'; }
bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

std::string_view bytes_of(LineEnd kind) {
  switch (kind) {
    case LineEnd::crlf:
      return "\r\n";
    case LineEnd::cr:
      return "\r";
    case LineEnd::lf:
      break;
  }
  return "\n";
}

}  // namespace

TextDecoder::TextDecoder(CodePage page)
    : page_(is_double_byte(page) ? CodePage::cp437 : page),
      double_byte_(is_double_byte(page) ? &double_byte_page(page) : nullptr) {}

void TextDecoder::record(std::vector<Substitution>& substitutions, LineEnd usual) {
  substitutions_ = &substitutions;
  usual_ = usual;
}

void TextDecoder::decode(std::string_view bytes, std::string& out) {
  if (bytes.empty()) return;
  counts_.bytes += bytes.size();
  if (pending_ != 0) take_pending(bytes, out);

  if (!held_.empty()) hold_for_end(bytes, out);
  while (!bytes.empty()) take_some(bytes, out);
}

void TextDecoder::finish(std::string& out) {
  if (pending_ == '\r') {
    put_line_end(LineEnd::cr, counts_.bytes - 1, out);
  } else if (is_high(pending_)) {
    put_character(take_unit({&pending_, 1}, counts_.bytes - 1), out);
  } else if (pending_ != 0) {
    ++counts_.highlight_marks;
    note(SubstitutionKind::highlight_mark, {&pending_, 1}, counts_.bytes - 1);
  }
  counts_.dropped_at_end = held_.size();
  for (std::size_t i = 0; i < held_.size(); ++i) {
    note(SubstitutionKind::dropped_at_end, std::string_view(held_).substr(i, 1), counts_.bytes - held_.size() + i);
  }
  if (!empty_ && open_) {
    counts_.missing_final_line_end = true;
    note(SubstitutionKind::missing_final_line_end, {}, counts_.bytes);
    out += '\n';
  }
}

void TextDecoder::take_pending(std::string_view& bytes, std::string& out) {
  const std::uint64_t offset = offset_of(bytes) - 1;
  if (is_high(pending_)) {
    const std::array<char, 2> pair{pending_, bytes.front()};
    const DoubleByteUnit unit = take_unit({pair.data(), pair.size()}, offset);
    put_character(unit, out);
    bytes.remove_prefix(unit.length - 1U);
  } else if (pending_ != '\r') {
    const std::array<char, 2> mark{pending_, bytes.front()};
    bytes.remove_prefix(1);
    ++counts_.highlight_marks;
    note(SubstitutionKind::highlight_mark, {mark.data(), mark.size()}, offset);
  } else if (bytes.front() == '\n') {
    bytes.remove_prefix(1);
    put_line_end(LineEnd::crlf, offset, out);
  } else {
    put_line_end(LineEnd::cr, offset, out);
  }
  pending_ = 0;
}

void TextDecoder::take_control(std::string_view& bytes, std::string& out) {
  const char c = bytes.front();
  const std::uint64_t offset = offset_of(bytes);
  const bool last = bytes.size() == 1;
  if (last && (c == '\r' || is_highlight_mark(c))) {
    pending_ = c;
    bytes.remove_prefix(1);
  } else if (c == '\r') {
    const LineEnd kind = bytes[1] == '\n' ? LineEnd::crlf : LineEnd::cr;
    bytes.remove_prefix(bytes_of(kind).size());
    put_line_end(kind, offset, out);
  } else if (c == '\n') {
    bytes.remove_prefix(1);
    put_line_end(LineEnd::lf, offset, out);
  } else if (is_highlight_mark(c)) {
    ++counts_.highlight_marks;
    note(SubstitutionKind::highlight_mark, bytes.substr(0, 2), offset);
    bytes.remove_prefix(2);
  } else if (c == '\t' || c == '\f') {
    out += c;
    bytes.remove_prefix(1);
    empty_ = false;
    open_ = true;
  } else {
    put_glyphs(bytes.substr(0, 1), offset, out);
    bytes.remove_prefix(1);
  }
}

/// Counts and notes the character at the start of `bytes`, of which the first is a high one.
DoubleByteUnit TextDecoder::take_unit(std::string_view bytes, std::uint64_t offset) {
  const DoubleByteUnit unit = double_byte_->first_unit(bytes);
  counts_.high_bytes += unit.length == 2 && is_high(bytes[1]) ? 2 : 1;
  if (unit.character == replacement_character) {
    ++counts_.unmappable;
    note(SubstitutionKind::unmappable, bytes.substr(0, unit.length), offset);
  } else if (unit.is_duplicate) {
    ++counts_.duplicates;
    note(SubstitutionKind::duplicate, bytes.substr(0, unit.length), offset);
  }
  return unit;
}

void TextDecoder::put_character(DoubleByteUnit unit, std::string& out) {
  out.append(utf8_bytes(unit.character).view());
  empty_ = false;
  open_ = true;
}

void TextDecoder::take_some(std::string_view& bytes, std::string& out) {
  const auto& table = utf8_table(page_);
  const auto& characters = upper_half(page_);
  const StopList stops(bytes.substr(0, StopList::reach), [](auto some) { return unprintable(some); });
  // Up to three bytes for each; an LF may be one byte beyond. Most lines are copied with what follows them, since a
  // length that is known beforehand is copied without a branch.
  constexpr std::size_t most_lines = 80;
  std::array<char, (StopList::reach + 1) * 3 + most_lines> buffer;  // NOLINT(*-member-init): written before it is read
  std::size_t used = 0;
  std::size_t at = 0;
  const auto put_until = [&](std::size_t place) {
    if (place - at <= most_lines && bytes.size() - at >= most_lines) {
      std::memcpy(&buffer[used], &bytes[at], most_lines);
    } else {
      std::memcpy(&buffer[used], &bytes[at], place - at);
    }
    used += place - at;
    at = place;
  };
  const auto flush = [&] {
    if (used == 0) return;
    out.append(buffer.data(), used);
    empty_ = false;
    open_ = buffer[used - 1] != '\n';
    used = 0;
  };
  for (const std::uint16_t place : stops.places()) {
    if (place < at) continue;  // taken with the one before it
    if (place > at) put_until(place);
    const char c = bytes[at];
    if (is_high(c) && double_byte_ != nullptr) {
      if (at + 1 == bytes.size() && double_byte_->is_lead(static_cast<unsigned char>(c))) {
        pending_ = c;
        ++at;
        continue;
      }
      const DoubleByteUnit unit = take_unit(bytes.substr(at), offset_of(bytes.substr(at)));
      const Utf8Bytes character = utf8_bytes(unit.character);
      std::memcpy(&buffer[used], character.bytes.data(), character.bytes.size());
      used += character.size;
      at += unit.length;
    } else if (is_high(c)) {
      const auto byte = static_cast<unsigned char>(c);
      const Utf8Bytes& character = table[byte];
      std::memcpy(&buffer[used], character.bytes.data(), character.bytes.size());
      used += character.size;
      ++counts_.high_bytes;
      if (characters[byte & 0x7FU] == replacement_character) {
        ++counts_.unmappable;
        note(SubstitutionKind::unmappable, bytes.substr(at, 1), offset_of(bytes.substr(at)));
      }
      ++at;
    } else if (c == '\r' && usual_ == LineEnd::crlf && at + 1 < bytes.size() && bytes[at + 1] == '\n') {
      buffer[used++] = '\n';
      ++counts_.crlf;
      at += 2;
    } else {
      flush();
      std::string_view rest = bytes.substr(at);
      if (c == nul || c == substitute) {
        hold_for_end(rest, out);
      } else {
        take_control(rest, out);
      }
      at = bytes.size() - rest.size();
    }
  }
  const std::size_t end = std::min(bytes.size(), StopList::reach);
  if (at < end) put_until(end);
  flush();
  bytes.remove_prefix(at);
}

void TextDecoder::put_line_end(LineEnd kind, std::uint64_t offset, std::string& out) {
  switch (kind) {
    case LineEnd::crlf:
      ++counts_.crlf;
      break;
    case LineEnd::cr:
      ++counts_.lone_cr;
      break;
    case LineEnd::lf:
      ++counts_.lone_lf;
      break;
  }
  if (kind != usual_) note(SubstitutionKind::line_end, bytes_of(kind), offset);
  out += '\n';
  empty_ = false;
  open_ = false;
}

void TextDecoder::put_glyphs(std::string_view controls, std::uint64_t offset, std::string& out) {
  const auto& table = utf8_table(page_);
  for (std::size_t i = 0; i < controls.size(); ++i) {
    out.append(table[static_cast<unsigned char>(controls[i])].view());
    note(SubstitutionKind::control_glyph, controls.substr(i, 1), offset + i);
  }
  counts_.controls += controls.size();
  empty_ = false;
  open_ = true;
}

void TextDecoder::hold_for_end(std::string_view& bytes, std::string& out) {
  while (!bytes.empty() && end_bytes.find(bytes.front()) != std::string_view::npos) {
    held_ += bytes.front();
    bytes.remove_prefix(1);
    if (held_.size() == most_held) put_held(most_held / 2, offset_of(bytes), out);
  }
  if (!bytes.empty() && !held_.empty()) put_held(held_.size(), offset_of(bytes), out);
}

/// Puts out the first `count` of the held bytes, which end at offset `end`.
void TextDecoder::put_held(std::size_t count, std::uint64_t end, std::string& out) {
  put_glyphs(std::string_view(held_).substr(0, count), end - held_.size(), out);
  held_.erase(0, count);
}

void TextDecoder::note(SubstitutionKind kind, std::string_view raw, std::uint64_t offset) {
  if (substitutions_ == nullptr) return;
  if (!substitutions_->empty() && !raw.empty()) {
    Substitution& last = substitutions_->back();
    if (last.kind == kind && last.raw == raw && last.offset + last.count * raw.size() == offset) {
      ++last.count;
      return;
    }
  }
  substitutions_->push_back({.offset = offset, .count = 1, .raw = std::string(raw), .kind = kind});
}

}  // namespace formats::text
