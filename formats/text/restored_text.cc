#include <algorithm>
#include <cstddef>

#include "formats/text/double_byte_page.h"
#include "formats/text/text_decoder.h"
#include "formats/text/utf8.h"

namespace formats::text {
namespace {

/// The character of a pair; zero if `raw` is none.
char32_t character_of(CodePage page, std::string_view raw) {
  if (!is_double_byte(page) || raw.empty() || static_cast<unsigned char>(raw.front()) < 0x80) return 0;
  const DoubleByteUnit unit = double_byte_page(page).first_unit(raw);
  return unit.length == raw.size() ? unit.character : 0;
}

/// The character that stands in the text for each unit of a substitution; zero if none does.
char32_t stand_in(CodePage page, const Substitution& substitution) {
  switch (substitution.kind) {
    case SubstitutionKind::control_glyph:
      return substitution.raw.size() == 1 ? control_glyph(static_cast<unsigned char>(substitution.raw.front())) : 0;
    case SubstitutionKind::unmappable:
      return replacement_character;
    case SubstitutionKind::duplicate:
      return character_of(page, substitution.raw);
    case SubstitutionKind::line_end:
    case SubstitutionKind::missing_final_line_end:
      return U'\n';
    case SubstitutionKind::highlight_mark:
    case SubstitutionKind::dropped_at_end:
      break;
  }
  return 0;
}

bool put_back(CodePage page, const Substitution& substitution, std::string_view& utf8, std::string& raw) {
  const char32_t expected = stand_in(page, substitution);
  const bool needs_one =
      substitution.kind == SubstitutionKind::control_glyph || substitution.kind == SubstitutionKind::duplicate;
  if (expected == 0 && needs_one) return false;
  for (std::uint64_t i = 0; i < substitution.count; ++i) {
    if (expected != 0 && (utf8.empty() || take_utf8(utf8) != expected)) return false;
    raw += substitution.raw;
  }
  return true;
}

bool encode_one(CodePage page, std::string_view& utf8, std::string_view line_end, std::string& raw) {
  const char32_t character = take_utf8(utf8);
  if (character == U'\n') {
    raw += line_end;
  } else if (character == U'\t' || character == U'\f') {
    raw += static_cast<char>(character);
  } else if (is_double_byte(page)) {
    return double_byte_page(page).append_bytes(raw, character);
  } else if (const auto byte = upper_half_byte(page, character)) {
    raw += static_cast<char>(*byte);
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> restored_text(CodePage page, std::string_view utf8,
                                         std::span<const Substitution> substitutions, LineEnd usual) {
  std::string_view line_end = "\r\n";
  if (usual != LineEnd::crlf) line_end = usual == LineEnd::cr ? "\r" : "\n";
  std::string raw;
  raw.reserve(utf8.size());
  auto next = substitutions.begin();
  while (!utf8.empty() || next != substitutions.end()) {
    if (next != substitutions.end() && next->offset == raw.size()) {
      if (!put_back(page, *next, utf8, raw)) return std::nullopt;
      ++next;
      continue;
    }
    if (utf8.empty() || (next != substitutions.end() && next->offset < raw.size())) return std::nullopt;
    const std::uint64_t room = next != substitutions.end() ? next->offset - raw.size() : utf8.size();
    const std::size_t plain = printable_prefix(utf8.substr(0, std::min<std::uint64_t>(room, utf8.size())));
    raw.append(utf8.substr(0, plain));
    utf8.remove_prefix(plain);
    if (plain == 0 && !encode_one(page, utf8, line_end, raw)) return std::nullopt;
  }
  return raw;
}

}  // namespace formats::text
