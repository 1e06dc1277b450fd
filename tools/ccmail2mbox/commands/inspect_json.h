// What inspect tells programs: one JSON document (docs/inspect.md).
#pragma once

#include <string>

#include "tools/ccmail2mbox/commands/inspect.h"
#include "tools/ccmail2mbox/commands/inspect_text.h"
#include "tools/ccmail2mbox/dumps/dumps.h"

namespace tools {

/// The document up to its first dump.
[[nodiscard]] std::string inspect_json_begin();
/// One dump; all but the first with a comma in front.
[[nodiscard]] std::string inspect_json_dump(const Dump& dump, const Inspected& inspected, bool first, bool contents);
/// What comes behind the last dump.
[[nodiscard]] std::string inspect_json_end(const FoundDumps& found, const InspectTotals& totals);

}  // namespace tools
