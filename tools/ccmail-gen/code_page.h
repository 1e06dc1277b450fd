// The code pages a dump can be written in: the few characters that the generator's texts use, mapped by a table of its
// own, so that a fault in the converter's tables cannot hide here.
#pragma once

#include <string>
#include <string_view>

namespace ccmail_gen {

enum class CodePage { cp437, cp850, mac_roman, cp932, cp936, cp949, cp950 };

/// Appends `utf8` in `page` to `bytes`. Characters that the page does not hold become `?`.
void encode(std::string_view utf8, CodePage page, std::string& bytes);

[[nodiscard]] std::string encoded(std::string_view utf8, CodePage page);

/// True when `page` holds every character of `utf8` that the table knows.
[[nodiscard]] bool encodable(std::string_view utf8, CodePage page);

/// "437", "macroman", "932", as the options spell it.
[[nodiscard]] std::string_view name_of(CodePage page);

}  // namespace ccmail_gen
