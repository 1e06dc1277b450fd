// Texts that did not come from this program: logs, lists of users. They may be UTF-8, UTF-16 or in a code page.
#pragma once

#include <optional>
#include <string>

#include "formats/text/code_page.h"

namespace tools {

/// `bytes` as UTF-8: UTF-16 where they begin with its mark, UTF-8 where they are well-formed, otherwise `page`. Where
/// that is empty it is 850 or 1252, a guess: DOS has its Western letters mostly below 0xA0, Windows all from 0xC0 on. A
/// byte order mark is left out; line ends stay as they are.
[[nodiscard]] std::string text_from(std::string bytes, std::optional<formats::text::CodePage> page);

}  // namespace tools
