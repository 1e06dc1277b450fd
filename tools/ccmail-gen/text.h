// Texts as cc:Mail users wrote them, and their bytes in a dump.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tools/ccmail-gen/lexicon.h"
#include "tools/ccmail-gen/random.h"

namespace ccmail_gen {

struct TextWish {
  std::uint64_t size = 0;    // bytes, roughly
  bool unusual = false;      // with lines that a reader may trip over
  bool labels_safe = false;  // sizes hold, so that lines which look like labels are no riddle
};

/// A text in UTF-8 with LF. Without `labels_safe` it begins with a word and ends in LF.
[[nodiscard]] std::string office_text(Random& random, const Lexicon& lexicon, const TextWish& wish);

/// `text` in the code page, with CRLF.
[[nodiscard]] std::string text_bytes(std::string_view text, CodePage page);

/// The same, with the first `word` in it highlighted as cc:Mail marks it: 0x1E and an attribute byte before, 0x1F and
/// one behind (Q181130, Q291127; which byte the attribute is, is inferred).
[[nodiscard]] std::string highlighted_bytes(std::string_view text, std::string_view word, CodePage page);

}  // namespace ccmail_gen
