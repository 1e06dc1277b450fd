// Looks at dumps: all of each goes through the whole flow, and no mail is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/cancel.h"
#include "stages/owner_survey.h"
#include "tools/ccmail2mbox/conversion/convert.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/input_options.h"

namespace tools {

struct InspectOptions {
  std::size_t jobs = 1;
  bool contents = false;      // excerpts may show what is no structure
  bool post_offices = false;  // are counted
};

/// What was found in one dump, or why nothing was.
struct Inspected {
  Converted converted;
  stages::OwnerGuess owner;
  std::map<std::string, std::uint64_t> post_offices;  // messages by the post office of their sender
};

/// Calls `tell` with the number of each dump and what was found in it, in the order of the dumps, one at a time, as
/// soon as it and all before it are done. Returns what the lists of checksums beside the exports say of other files.
/// Throws pipeline::Cancelled and whatever `tell` throws.
[[nodiscard]] std::vector<stages::ChecksumList> inspect(const InspectOptions& options, const InputOptions& input,
                                                        const FoundDumps& found,
                                                        const std::function<void(std::size_t, const Inspected&)>& tell,
                                                        pipeline::Cancel& cancel);

}  // namespace tools
