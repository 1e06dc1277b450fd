#include "stages/encode/dump_headers.h"

#include <algorithm>

#include "formats/ascii.h"
#include "formats/ccmail/letters.h"
#include "formats/mime/encoded_word.h"
#include "formats/mime/header.h"
#include "formats/mime/header_line.h"
#include "formats/text/utf8.h"
#include "stages/head.h"

namespace stages {
namespace {

using formats::ccmail::HeadLine;
using formats::ccmail::HeadLineKind;
using formats::ccmail::Meaning;

constexpr std::string_view prefix = "X-ccMail-";
constexpr std::string_view unlabelled = "X-ccMail-Unlabelled";
constexpr std::string_view raw_line = "X-ccmail2mbox-Raw-Header";

// More lines than this, and it starts to learn them anew: a bound, not a limit.
constexpr std::size_t most_known = 4096;

// An empty `RRT:` may mean that a receipt was asked for: its being there is kept. Of these an empty one says nothing.
constexpr bool means_nothing_when_empty(Meaning meaning) {
  return formats::ccmail::proves_a_head(meaning) || lists_recipients(meaning) || meaning == Meaning::folder;
}

// Appends `utf8` in letters without accents; false where a character has none.
bool append_plain(std::string& out, std::string_view utf8) {
  while (!utf8.empty()) {
    const char32_t character = formats::text::take_utf8(utf8);
    if (character < 0x80) {
      out += static_cast<char>(character);
      continue;
    }
    const char32_t lower = formats::ccmail::lower_case(character);
    const std::string_view letters = formats::ccmail::plain_letters(lower);
    if (letters.empty()) return false;
    out += lower != character ? static_cast<char>(letters.front() - 'a' + 'A') : letters.front();
    out += letters.substr(1);
  }
  return true;
}

// Most lines are short and plain, and need no copies. False, with nothing appended, for any other.
bool append_simple(std::string& out, const HeadLine& line, std::size_t room) {
  const std::size_t length = prefix.size() + line.name.size() + 2 + line.value.size();
  if (line.value.empty() || length > std::min(room, formats::mime::header_line_limit)) return false;
  if (!formats::mime::is_field_name(line.name) || !formats::mime::is_plain(line.value)) return false;
  out += prefix;
  out += line.name;
  out += ": ";
  out += line.value;
  out += '\n';
  return true;
}

// Screen output may stand between a field and its continuation.
bool is_continued(std::span<const HeadLine> lines, std::size_t field) {
  std::size_t next = field + 1;
  while (next < lines.size() && lines[next].kind == HeadLineKind::other) ++next;
  return next < lines.size() && lines[next].kind == HeadLineKind::continuation;
}

// The bytes of a line that has some without a character, as quoted-printable writes them (RFC 2045, 6.7).
void append_raw_line(std::string& out, std::string_view raw) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string value;
  for (const char c : raw) {
    if (c >= ' ' && c <= '~' && c != '=') {
      value += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    ((value += '=') += digits[byte >> 4U]) += digits[byte & 0x0FU];
  }
  formats::mime::append_unstructured(out, raw_line, value);
}

}  // namespace

// Leaves the field's name in name_; false when the line's own name cannot be one.
bool DumpHeaders::read_name(const HeadLine& line) {
  name_ = prefix;
  formats::text::append_utf8(name_, page_, line.name);
  if (formats::text::printable_prefix(name_) == name_.size()) return true;
  value_ = name_.substr(prefix.size());
  name_ = prefix;
  return append_plain(name_, value_);
}

// False, with nothing appended, for a line that was not met before.
bool DumpHeaders::append_known(std::string& out, std::string_view raw, std::size_t room, Tally& tally) const {
  const auto known = known_.find(raw);
  if (known == known_.end()) return false;
  tally.unmappable_in_names += known->second.unmappable;
  if (known->second.length <= room) {
    out += known->second.fields;
  } else {
    ++tally.headers_left_out;
  }
  return true;
}

void DumpHeaders::append(std::string& out, std::span<const HeadLine> lines, Tally& tally) {
  if (known_.size() >= most_known) known_.clear();
  const std::size_t start = out.size();
  bool named = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const HeadLine& line = lines[i];
    if (line.kind == HeadLineKind::continuation && !lists_recipients(line.meaning)) continue;  // joined below
    const std::size_t left = most_bytes - std::min(most_bytes, out.size() - start);
    const bool alone = line.kind == HeadLineKind::field && !is_continued(lines, i);
    if (alone && append_simple(out, line, left)) continue;
    const bool recurs = alone && (line.meaning == Meaning::from || lists_recipients(line.meaning));
    if (recurs && append_known(out, line.raw, left, tally)) continue;
    if (line.kind == HeadLineKind::field) named = read_name(line);
    const bool other = line.kind == HeadLineKind::other;
    const std::string_view name = named && !other ? std::string_view(name_) : unlabelled;
    value_.clear();
    std::uint64_t unmappable = 0;
    std::size_t next = i + 1;
    const bool whole = !named && line.kind == HeadLineKind::field;
    unmappable += formats::text::append_utf8(value_, page_, whole ? formats::trimmed(line.raw) : line.value);
    if (!other && !lists_recipients(line.meaning)) {
      for (; next < lines.size() && lines[next].kind != HeadLineKind::field; ++next) {
        if (lines[next].kind == HeadLineKind::other) continue;
        if (!value_.empty()) value_ += ' ';
        unmappable += formats::text::append_utf8(value_, page_, lines[next].value);
      }
    }
    tally.unmappable_in_names += unmappable;
    if (value_.empty() && !means_nothing_when_empty(line.meaning)) value_ = "(empty)";
    const std::size_t length = name.size() + value_.size();
    if (length > left) {
      ++tally.headers_left_out;
      continue;
    }
    const std::size_t fields = out.size();
    formats::mime::append_unstructured(out, name, value_);
    if (unmappable > 0)
      for (std::size_t raw = i; raw < next; ++raw)
        if (raw == i || lines[raw].kind == HeadLineKind::continuation) append_raw_line(out, lines[raw].raw);
    if (recurs) known_.try_emplace(std::string(line.raw), Known{out.substr(fields), length, unmappable});
  }
}

}  // namespace stages
