#include "formats/ccmail/label.h"

#include <algorithm>
#include <array>

#include "formats/ascii.h"
#include "formats/text/byte_block.h"

namespace formats::ccmail {
namespace {

// Letters of a word in any code page: bytes from 0x80 on may be letters.
constexpr bool is_word_byte(char c) { return is_letter(c) || (static_cast<unsigned char>(c) & 0x80U) != 0; }

bool starts_without_case(std::string_view text, std::string_view lower_case) {
  if (text.size() < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i)
    if (lower(text[i]) != lower_case[i]) return false;
  return true;
}

// The label of a block whose word is the first `word` bytes of `text`: a colon follows, blanks before it are tolerated,
// and nothing else stands on the line.
std::optional<Label> parse_lone_label(std::string_view text, std::size_t word, LabelKind kind) {
  std::size_t at = word;
  const auto skip_blanks = [&] {
    while (at < text.size() && is_blank(text[at])) ++at;
  };
  skip_blanks();
  if (at == text.size() || text[at] != ':') return std::nullopt;
  ++at;
  skip_blanks();
  // Not by first_line(): a megabyte of "Message:Message:" must not be searched for its line end at each of them.
  if (text.substr(at, 2) == "\r\n") return Label{kind, {}, Origin::built_in, at + 2};
  if (at < text.size() && text[at] != '\r' && text[at] != '\n') return std::nullopt;
  return Label{kind, {}, Origin::built_in, at + first_line(text.substr(at)).length};
}

struct ItemWord {
  std::size_t length = 0;  // with " item"
  ItemKind kind{};
  Origin origin{};
};

std::optional<ItemWord> parse_item_word(std::string_view text) {
  constexpr std::size_t longest_word = 32;
  constexpr std::string_view item = " item";
  std::size_t length = 0;
  while (length < text.size() && length <= longest_word && is_word_byte(text[length])) ++length;
  if (length == 0 || length > longest_word || !starts_without_case(text.substr(length), item)) return std::nullopt;
  const std::string_view word = text.substr(0, length);
  length += item.size();
  if (equal_without_case(word, "text")) return ItemWord{length, ItemKind::text, Origin::built_in};
  if (equal_without_case(word, "file")) return ItemWord{length, ItemKind::file, Origin::built_in};
  if (equal_without_case(word, "fax")) return ItemWord{length, ItemKind::fax, Origin::built_in};
  return ItemWord{length, ItemKind::other, Origin::unlisted};
}

// The label of an item whose words are the first bytes of `text`: a number, a colon and a title follow.
std::optional<Label> parse_item_label(std::string_view text, const ItemWord& word) {
  std::string_view rest = behind_blanks(text.substr(word.length));
  while (!rest.empty() && is_digit(rest.front())) rest.remove_prefix(1);
  rest = behind_blanks(rest);
  if (rest.empty() || rest.front() != ':') return std::nullopt;
  rest.remove_prefix(1);
  return Label{LabelKind::item, word.kind, word.origin, text.size() - rest.size() + first_line(rest).length};
}

// At most one taught label stands at a place: none ends in a blank or digit, and a colon follows.
std::optional<Label> parse_taught_label(std::string_view text, const Vocabulary& words) {
  for (const Vocabulary::Phrase& phrase : words.phrases()) {
    if (!starts_without_case(text, phrase.text)) continue;
    auto label = phrase.kind == LabelKind::item
                     ? parse_item_label(text, {phrase.text.size(), phrase.item, Origin::taught})
                     : parse_lone_label(text, phrase.text.size(), phrase.kind);
    if (!label) continue;
    label->origin = Origin::taught;
    return label;
  }
  return std::nullopt;
}

}  // namespace

Line first_line(std::string_view text) {
  // Lines are short, but a label that is looked for at every place of a megabyte without line ends must not be read
  // byte by byte each time.
  constexpr std::size_t short_line = 160;
  const std::size_t near = std::min(text.size(), short_line);
  std::size_t end =
      formats::text::length_before(text.substr(0, near), [](auto bytes) { return (bytes == '\n') | (bytes == '\r'); });
  if (end == near) end = std::min({text.find('\n', near), text.find('\r', near), text.size()});
  if (end == text.size()) return {text, text.size()};
  // A dump copied twice in text mode has "\r\r\n"; a bound keeps a megabyte of CR from being read over and over.
  constexpr std::size_t most_returns = 8;
  std::size_t after = end;
  while (after < text.size() && after < end + most_returns && text[after] == '\r') ++after;
  if (after < text.size() && text[after] == '\n') return {text.substr(0, end), after + 1};
  return {text.substr(0, end), end + 1};
}

std::optional<Label> parse_label(std::string_view text, const Vocabulary& words) {
  constexpr std::string_view message_word = "message";
  constexpr std::string_view contents_word = "contents";
  if (text.empty()) return std::nullopt;
  switch (lower(text.front())) {
    case 'm':
      if (starts_without_case(text, message_word)) {
        if (const auto label = parse_lone_label(text, message_word.size(), LabelKind::message)) return label;
      }
      break;
    case 'c':
      if (starts_without_case(text, contents_word)) {
        if (const auto label = parse_lone_label(text, contents_word.size(), LabelKind::contents)) return label;
      }
      break;
    default:
      break;
  }
  if (words.may_start_with(text.front())) {
    if (const auto label = parse_taught_label(text, words)) return label;
  }
  const auto word = parse_item_word(text);
  return word ? parse_item_label(text, *word) : std::nullopt;
}

ItemLabel split_item_label(std::string_view text) {
  const std::string_view line = first_line(text).content;
  const std::size_t colon = std::min(line.find(':'), line.size());
  std::string_view name = line.substr(0, colon);
  while (!name.empty() && (is_blank(name.back()) || is_digit(name.back()))) name.remove_suffix(1);
  return {name, trimmed(line.substr(std::min(colon + 1, line.size())))};
}

std::optional<SizeLine> parse_size_line(std::string_view text) {
  // Eight times as wide as any field seen or imagined; it keeps a line of a million digits cheap.
  constexpr std::size_t widest = 96;
  if (text.empty() || (!is_blank(text.front()) && !is_digit(text.front()))) return std::nullopt;
  const Line line = first_line(text.substr(0, widest));
  if (line.content.empty() || (line.content.size() == widest && text.size() > widest)) return std::nullopt;
  if (std::any_of(line.content.begin(), line.content.end(), [](char c) { return !is_blank(c) && !is_digit(c); }))
    return std::nullopt;
  const std::string_view digits = trimmed(line.content);
  if (std::any_of(digits.begin(), digits.end(), is_blank)) return std::nullopt;
  SizeLine size;
  size.length = line.length;
  if (digits.empty()) return size;
  constexpr std::uint64_t most = std::uint64_t{1} << 48U;
  std::uint64_t value = 0;
  for (const char digit : digits) {
    const auto d = static_cast<std::uint64_t>(digit - '0');
    if (value > (most - d) / 10) return size;
    value = value * 10 + d;
  }
  size.value = value;
  return size;
}

bool is_screen_output(std::string_view content) {
  return starts_without_case(behind_blanks(content), "exporting messages in mailbox ");
}

std::optional<HeadLine> parse_head_line(std::string_view content, std::optional<Vocabulary::Header> before,
                                        const Vocabulary& words) {
  HeadLine line;
  line.raw = content;
  line.value = trimmed(content);
  if (line.value.empty()) return std::nullopt;
  if (is_screen_output(content)) {
    line.kind = HeadLineKind::other;
    return line;
  }
  if (is_blank(content.front()) && before) {
    line.kind = HeadLineKind::continuation;
    line.meaning = before->meaning;
    line.origin = before->origin;
    return line;
  }
  const std::size_t colon = content.find(':');
  if (colon == std::string_view::npos || trimmed(content.substr(0, colon)).empty()) {
    line.kind = HeadLineKind::other;
    return line;
  }
  line.kind = HeadLineKind::field;
  line.name = trimmed(content.substr(0, colon));
  line.value = trimmed(content.substr(colon + 1));
  const Vocabulary::Header header = words.header_named(line.name);
  line.meaning = header.meaning;
  line.origin = header.origin;
  return line;
}

}  // namespace formats::ccmail
