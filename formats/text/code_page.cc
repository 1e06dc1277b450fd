#include "formats/text/code_page.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "formats/ascii.h"
#include "formats/text/double_byte_page.h"

namespace formats::text {
namespace {

using UpperHalf = std::array<char16_t, 128>;

consteval UpperHalf half(const char16_t (&characters)[129]) {
  UpperHalf result{};
  for (std::size_t i = 0; i < result.size(); ++i) result.at(i) = characters[i];
  return result;
}

// Sixteen characters a line, from 0x80. No-break space and soft hyphen are escaped to be seen.
constexpr std::array<UpperHalf, 10> upper_halves{
    // 437
    half(u"ÇüéâäàåçêëèïîìÄÅ"
         u"ÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
         u"áíóúñÑªº¿⌐¬½¼¡«»"
         u"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
         u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
         u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
         u"αßΓπΣσµτΦΘΩδ∞φε∩"
         u"≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0"),
    // 850; 0xD5 is the dotless i it was before the euro made it 858
    half(u"ÇüéâäàåçêëèïîìÄÅ"
         u"ÉæÆôöòûùÿÖÜø£Ø×ƒ"
         u"áíóúñÑªº¿®¬½¼¡«»"
         u"░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
         u"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
         u"ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
         u"ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
         u"\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0"),
    // 852
    half(u"ÇüéâäůćçłëŐőîŹÄĆ"
         u"ÉĹĺôöĽľŚśÖÜŤťŁ×č"
         u"áíóúĄąŽžĘę¬źČş«»"
         u"░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐"
         u"└┴┬├─┼Ăă╚╔╩╦╠═╬¤"
         u"đĐĎËďŇÍÎě┘┌█▄ŢŮ▀"
         u"ÓßÔŃńňŠšŔÚŕŰýÝţ´"
         u"\u00AD˝˛ˇ˘§÷¸°¨˙űŘř■\u00A0"),
    // 858
    half(u"ÇüéâäàåçêëèïîìÄÅ"
         u"ÉæÆôöòûùÿÖÜø£Ø×ƒ"
         u"áíóúñÑªº¿®¬½¼¡«»"
         u"░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
         u"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
         u"ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀"
         u"ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
         u"\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0"),
    // 862, letters in logical order
    half(u"אבגדהוזחטיךכלםמן"
         u"נסעףפץצקרשת¢£¥₧ƒ"
         u"áíóúñÑªº¿⌐¬½¼¡«»"
         u"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
         u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
         u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
         u"αßΓπΣσµτΦΘΩδ∞φε∩"
         u"≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0"),
    // 863
    half(u"ÇüéâÂà¶çêëèïî‗À§"
         u"ÉÈÊôËÏûù¤ÔÜ¢£ÙÛƒ"
         u"¦´óú¨¸³¯Î⌐¬½¼¾«»"
         u"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
         u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
         u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
         u"αßΓπΣσµτΦΘΩδ∞φε∩"
         u"≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0"),
    // 865
    half(u"ÇüéâäàåçêëèïîìÄÅ"
         u"ÉæÆôöòûùÿÖÜø£Ø₧ƒ"
         u"áíóúñÑªº¿⌐¬½¼¡«¤"
         u"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
         u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
         u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
         u"αßΓπΣσµτΦΘΩδ∞φε∩"
         u"≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0"),
    // 866
    half(u"АБВГДЕЖЗИЙКЛМНОП"
         u"РСТУФХЦЧШЩЪЫЬЭЮЯ"
         u"абвгдежзийклмноп"
         u"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
         u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
         u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
         u"рстуфхцчшщъыьэюя"
         u"ЁёЄєЇїЎў°∙·√№¤■\u00A0"),
    // 1252; five bytes are not defined
    half(u"€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD"
         u"\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ"
         u"\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
         u"°±²³´µ¶·¸¹º»¼½¾¿"
         u"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
         u"ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
         u"àáâãäåæçèéêëìíîï"
         u"ðñòóôõö÷øùúûüýþÿ"),
    // MacRoman. 0xDB is the currency sign, as until Mac OS 8.5 (1998) made it the euro: the mail is older. 0xC6 and
    // 0xF0 follow Apple's table: the increment sign, not the Greek letter, and the Apple logo as U+F8FF.
    half(u"ÄÅÇÉÑÖÜáàâäãåçéè"
         u"êëíìîïñóòôöõúùûü"
         u"†°¢£§•¶ß®©™´¨≠ÆØ"
         u"∞±≤≥¥µ∂∑∏π∫ªºΩæø"
         u"¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ"
         u"–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ"
         u"‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ"
         u"\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"),
};

constexpr std::array<char16_t, 32> control_glyphs{u'␀', u'☺', u'☻', u'♥', u'♦', u'♣', u'♠', u'•', u'◘', u'○', u'◙',
                                                  u'♂', u'♀', u'♪', u'♫', u'☼', u'►', u'◄', u'↕', u'‼', u'¶', u'§',
                                                  u'▬', u'↨', u'↑', u'↓', u'␚', u'←', u'∟', u'↔', u'▲', u'▼'};

constexpr char16_t glyph_of(std::size_t byte) {
  if (byte < control_glyphs.size()) return control_glyphs.at(byte);
  return byte == 0x7F ? u'⌂' : u'\0';
}

struct Names {
  CodePage page;
  std::string_view name;
  std::string_view charset;
};

constexpr std::array<Names, 14> names{{
    {CodePage::cp437, "437", "IBM437"},
    {CodePage::cp850, "850", "IBM850"},
    {CodePage::cp852, "852", "IBM852"},
    {CodePage::cp858, "858", "IBM00858"},
    {CodePage::cp862, "862", "IBM862"},
    {CodePage::cp863, "863", "IBM863"},
    {CodePage::cp865, "865", "IBM865"},
    {CodePage::cp866, "866", "IBM866"},
    {CodePage::cp1252, "1252", "windows-1252"},
    {CodePage::macroman, "macroman", "macintosh"},
    {CodePage::cp932, "932", "Shift_JIS"},
    {CodePage::cp936, "936", "GBK"},
    {CodePage::cp949, "949", "EUC-KR"},
    {CodePage::cp950, "950", "Big5"},
}};

constexpr std::array<CodePage, names.size()> pages = [] {
  std::array<CodePage, names.size()> result{};
  for (std::size_t i = 0; i < result.size(); ++i) result.at(i) = names.at(i).page;
  return result;
}();

constexpr std::size_t index_of(CodePage page) { return static_cast<std::size_t>(page); }

constexpr auto utf8_tables = [] {
  std::array<std::array<Utf8Bytes, 256>, upper_halves.size()> tables{};
  for (std::size_t page = 0; page < tables.size(); ++page) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      auto character = static_cast<char16_t>(byte);
      if (byte >= 0x80) {
        character = upper_halves.at(page).at(byte - 0x80);
      } else if (byte != '\t' && glyph_of(byte) != 0) {
        character = glyph_of(byte);
      }
      tables.at(page).at(byte) = utf8_bytes(character);
    }
  }
  return tables;
}();

using ByCharacter = std::array<std::pair<char16_t, unsigned char>, 128>;

constexpr auto by_character = [] {
  std::array<ByCharacter, upper_halves.size()> tables{};
  for (std::size_t page = 0; page < tables.size(); ++page) {
    for (std::size_t i = 0; i < 128; ++i) {
      tables.at(page).at(i) = {upper_halves.at(page).at(i), static_cast<unsigned char>(i + 0x80)};
    }
    std::sort(tables.at(page).begin(), tables.at(page).end());
  }
  return tables;
}();

}  // namespace

std::optional<CodePage> code_page_named(std::string_view name) {
  std::string wanted(name);
  std::transform(wanted.begin(), wanted.end(), wanted.begin(), lower);
  std::string_view number = wanted;
  for (const std::string_view prefix : {"cp", "ibm", "windows-"}) {
    if (number.starts_with(prefix)) {
      number.remove_prefix(prefix.size());
      break;
    }
  }
  const bool bare = number.size() == wanted.size();
  const auto* const found = std::find_if(names.begin(), names.end(), [&](const Names& entry) {
    return number == entry.name && (bare || entry.page != CodePage::macroman);
  });
  if (found == names.end()) return std::nullopt;
  return found->page;
}

std::string_view name_of(CodePage page) { return names.at(index_of(page)).name; }

std::string_view charset_of(CodePage page) { return names.at(index_of(page)).charset; }

std::span<const CodePage> all_code_pages() { return pages; }

const std::array<char16_t, 128>& upper_half(CodePage page) { return upper_halves.at(index_of(page)); }

const std::array<Utf8Bytes, 256>& utf8_table(CodePage page) { return utf8_tables.at(index_of(page)); }

char16_t control_glyph(unsigned char byte) { return glyph_of(byte); }

std::optional<unsigned char> upper_half_byte(CodePage page, char32_t character) {
  if (character > 0xFFFF || character == replacement_character) return std::nullopt;
  const auto& table = by_character.at(index_of(page));
  const std::pair<char16_t, unsigned char> wanted{static_cast<char16_t>(character), 0};
  const auto* const found = std::lower_bound(table.begin(), table.end(), wanted);
  if (found == table.end() || found->first != wanted.first) return std::nullopt;
  return found->second;
}

std::uint64_t append_utf8(std::string& out, CodePage page, std::string_view bytes) {
  constexpr std::string_view replacement_utf8 = "\xEF\xBF\xBD";
  std::uint64_t unmappable = 0;
  const auto& table = utf8_table(is_double_byte(page) ? CodePage::cp437 : page);
  while (!bytes.empty()) {
    const std::size_t plain = printable_prefix(bytes);
    out.append(bytes.substr(0, plain));
    bytes.remove_prefix(plain);
    if (bytes.empty()) break;
    const auto byte = static_cast<unsigned char>(bytes.front());
    if (byte >= 0x80 && is_double_byte(page)) {
      const DoubleByteUnit unit = double_byte_page(page).first_unit(bytes);
      append_utf8(out, unit.character);
      if (unit.character == replacement_character) unmappable += unit.length;
      bytes.remove_prefix(unit.length);
    } else {
      const std::string_view character = table.at(byte).view();
      out.append(character);
      if (character == replacement_utf8) ++unmappable;
      bytes.remove_prefix(1);
    }
  }
  return unmappable;
}

std::string to_utf8(CodePage page, std::string_view bytes) {
  std::string out;
  append_utf8(out, page, bytes);
  return out;
}

}  // namespace formats::text
