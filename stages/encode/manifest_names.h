// What the manifest calls things (docs/report.md).
#pragma once

#include <string_view>

#include "formats/ccmail/label.h"
#include "formats/mac/mac_file.h"
#include "formats/text/text_decoder.h"

namespace stages {

[[nodiscard]] std::string_view name_of(formats::ccmail::ItemKind kind);
[[nodiscard]] std::string_view name_of(formats::text::SubstitutionKind kind);
[[nodiscard]] std::string_view name_of(formats::text::LineEnd end);
[[nodiscard]] std::string_view name_of(formats::mac::MacContainer container);

}  // namespace stages
