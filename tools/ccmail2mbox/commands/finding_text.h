// What verify found, in words.
#pragma once

#include <string>

#include "stages/verify/finding.h"

namespace tools {

/// One line without its end: "file:offset: reason" or "file: reason"; a note begins with "note: ".
[[nodiscard]] std::string text_of(const stages::verify::Finding& finding);

}  // namespace tools
