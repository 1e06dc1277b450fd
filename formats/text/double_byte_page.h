// The double-byte code pages of East Asia: which bytes belong together, and which characters they stand for. The
// characters are those of ICU's tables, read once for each page into a table of our own.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/text/code_page.h"

namespace formats::text {

/// What a byte may be in a page. A trail byte can be an ASCII letter or sign too, 0x40 and up, but no blank, line end
/// or other control byte.
struct ByteRole {
  bool lead = false;
  bool trail = false;
};

/// The roles of all bytes, by the page's definition (whether or not a pair has a character). `page` is double-byte.
[[nodiscard]] const std::array<ByteRole, 256>& byte_roles(CodePage page);

/// One character of a double-byte page and the bytes it was read from.
struct DoubleByteUnit {
  char16_t character = 0;     ///< U+FFFD if the bytes stand for none
  std::uint8_t length = 1;    ///< bytes taken: 1 or 2
  bool is_duplicate = false;  ///< the page writes this character with other bytes
};

/// One of the pages, in both directions.
class DoubleBytePage {
 public:
  /// Reads ICU's table of that name. Throws std::runtime_error if this ICU lacks it.
  DoubleBytePage(const char* icu_name, const std::array<ByteRole, 256>& roles);

  /// The character at the start of `bytes`, of which the first is 0x80 or up. A lead byte without a trail byte behind
  /// it, and one before an ASCII byte with which it has no character, are taken alone: the byte behind may be a letter,
  /// a line end, or the next lead. Other pairs without a character are taken whole, so that those after them are read
  /// right.
  [[nodiscard]] DoubleByteUnit first_unit(std::string_view bytes) const;

  /// Whether the byte can only be understood together with the next one.
  [[nodiscard]] bool is_lead(unsigned char byte) const { return roles_[byte].lead; }

  /// The bytes the page writes a character with: a single byte, or a pair with the lead byte as the high one. Zero if
  /// the page lacks the character, for ASCII and for U+FFFD.
  [[nodiscard]] std::uint16_t code_of(char32_t character) const;

  /// Appends those bytes. False, and nothing appended, where code_of gives zero.
  [[nodiscard]] bool append_bytes(std::string& out, char32_t character) const;

 private:
  const std::array<ByteRole, 256>& roles_;
  std::array<char16_t, 128> singles_{};       ///< by byte from 0x80
  std::vector<char16_t> pairs_;               ///< by lead byte from 0x80, and trail byte
  std::vector<std::uint16_t> codes_;          ///< by character
  std::array<bool, 128> holds_duplicates_{};  ///< by lead byte from 0x80
};

/// The table of a double-byte page, made when it is first asked for. Safe from any thread.
[[nodiscard]] const DoubleBytePage& double_byte_page(CodePage page);

}  // namespace formats::text
