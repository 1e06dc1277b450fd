// The folder that a message lies in, as cc:Mail called it.
#pragma once

#include <string>
#include <string_view>

#include "formats/text/code_page.h"
#include "stages/head.h"

namespace stages {

/// The raw name. The one in the head counts before a `Folder:` line between messages (`directive`, null for none);
/// empty without either. The result is a part of these, or stands in `joined`.
[[nodiscard]] std::string_view raw_folder(const Head& head, const std::string* directive, std::string& joined);

/// Its name as UTF-8: of none, "Inbox". Two names that differ in bytes without a character stay two.
[[nodiscard]] std::string folder_name(formats::text::CodePage page, std::string_view raw);

}  // namespace stages
