// The file of --labels.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "formats/ccmail/vocabulary.h"
#include "formats/text/code_page.h"

namespace tools {

/// The words that the table at `path` teaches, in `page` or, where that is left to the survey, in every code page.
/// Otherwise what is wrong: "path:line: why", or "path: why" when it cannot be read or has over 1 MiB.
[[nodiscard]] tl::expected<std::shared_ptr<const formats::ccmail::Vocabulary>, std::string> read_label_file(
    const std::string& path, std::optional<formats::text::CodePage> page);

}  // namespace tools
