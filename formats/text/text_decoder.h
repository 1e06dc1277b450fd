// The text of a text item as UTF-8 with LF line ends. The result is the same however the bytes are cut into chunks,
// and with the substitutions that can be recorded the raw bytes can be rebuilt (restored_text).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/text/code_page.h"
#include "formats/text/double_byte_page.h"

namespace formats::text {

enum class LineEnd : std::uint8_t { crlf, cr, lf };

enum class SubstitutionKind : std::uint8_t {
  control_glyph,           ///< a C0 byte or 0x7F came out as the glyph DOS showed
  unmappable,              ///< a byte, or a pair, that the code page does not define came out as U+FFFD
  duplicate,               ///< a character came out that the code page writes with other bytes than these
  highlight_mark,          ///< 0x1E or 0x1F and the attribute byte after it were removed
  dropped_at_end,          ///< NUL or SUB at the end of the text was dropped
  line_end,                ///< a line end other than the usual one came out as LF
  missing_final_line_end,  ///< LF was added at the end; raw is empty
};

/// Where the UTF-8 text differs from the plain mapping of the raw bytes. `raw` is one unit (a byte, a pair, a mark with
/// its attribute, a line end), found `count` times in a row at `offset`, in bytes from the start of the raw text.
struct Substitution {
  std::uint64_t offset = 0;
  std::uint64_t count = 1;
  std::string raw;
  SubstitutionKind kind = SubstitutionKind::control_glyph;

  bool operator==(const Substitution&) const = default;
};

/// What stood in the raw text so far, each a number of occurrences unless it says otherwise.
struct TextCounts {
  std::uint64_t bytes = 0;       ///< raw bytes taken
  std::uint64_t high_bytes = 0;  ///< bytes 0x80 and up, attribute bytes of highlight marks left out
  std::uint64_t duplicates = 0;  ///< characters that the code page writes with other bytes
  std::uint64_t controls = 0;    ///< bytes that came out as glyphs (C0, 0x7F)
  std::uint64_t unmappable = 0;
  std::uint64_t highlight_marks = 0;
  std::uint64_t dropped_at_end = 0;
  std::uint64_t crlf = 0;
  std::uint64_t lone_cr = 0;
  std::uint64_t lone_lf = 0;
  bool missing_final_line_end = false;

  bool operator==(const TextCounts&) const = default;
};

/// Decodes one text. CRLF, lone CR and lone LF come out as LF; TAB and FF stay; other C0 bytes and 0x7F come out as
/// glyphs; a highlight mark is removed with the byte after it, whatever that is (Q181130, Q291127: 0x0D and 0x0A are
/// colours too), or alone at the end. The run of NUL and SUB that ends a text is dropped; of a run of 64 KiB or more,
/// which can't be held back whole, at least the last 32 KiB. A text that is not empty when decoded gets a final LF. The
/// second byte of a pair is never taken for itself, and a byte that cannot be a second one never for part of a pair.
class TextDecoder {
 public:
  explicit TextDecoder(CodePage page);

  /// From here on each substitution is appended to `substitutions`, which must outlive the decoder, in the order of
  /// the text; line ends other than `usual` are among them. To be called before the first decode().
  void record(std::vector<Substitution>& substitutions, LineEnd usual = LineEnd::crlf);

  /// Appends what can be told of the text by now to `out`.
  void decode(std::string_view bytes, std::string& out);

  /// Appends the rest. To be called once, after the last decode().
  void finish(std::string& out);

  /// Complete after finish().
  [[nodiscard]] const TextCounts& counts() const { return counts_; }

 private:
  void take_pending(std::string_view& bytes, std::string& out);
  void take_some(std::string_view& bytes, std::string& out);
  void take_control(std::string_view& bytes, std::string& out);
  [[nodiscard]] DoubleByteUnit take_unit(std::string_view bytes, std::uint64_t offset);
  void put_line_end(LineEnd kind, std::uint64_t offset, std::string& out);
  void put_character(DoubleByteUnit unit, std::string& out);
  void put_glyphs(std::string_view controls, std::uint64_t offset, std::string& out);
  void hold_for_end(std::string_view& bytes, std::string& out);
  void put_held(std::size_t count, std::uint64_t end, std::string& out);
  void note(SubstitutionKind kind, std::string_view raw, std::uint64_t offset);
  [[nodiscard]] std::uint64_t offset_of(std::string_view rest) const { return counts_.bytes - rest.size(); }

  CodePage page_;
  const DoubleBytePage* double_byte_ = nullptr;
  char pending_ = 0;  ///< CR, a highlight mark or a lead byte that ended the last chunk
  std::string held_;  ///< NUL and SUB that may turn out to end the text
  LineEnd usual_ = LineEnd::crlf;
  bool empty_ = true;  ///< nothing was put out yet
  bool open_ = false;  ///< the last character put out was not a line end
  std::vector<Substitution>* substitutions_ = nullptr;
  TextCounts counts_;
};

/// The raw bytes a decoded text was made of, from the UTF-8, the substitutions recorded, and the usual line end they
/// were recorded with. Empty if the three do not belong together.
[[nodiscard]] std::optional<std::string> restored_text(CodePage page, std::string_view utf8,
                                                       std::span<const Substitution> substitutions,
                                                       LineEnd usual = LineEnd::crlf);

}  // namespace formats::text
