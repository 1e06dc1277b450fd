// Lists of checksums that lie beside the exports: where to look for them, and what is said of them.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "stages/custody/input_checksums.h"
#include "tools/ccmail2mbox/conversion/convert.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/input_options.h"

namespace tools {

[[nodiscard]] stages::InputChecksums::Inputs checked_inputs(const InputOptions& options, const FoundDumps& found);

/// Whether a file of which there is a checksum is missing or another now; of dumps their own results tell.
[[nodiscard]] bool has_fault(std::span<const stages::ChecksumList> lists);

/// A line for each of them, at most 20 for each list.
[[nodiscard]] std::string faults_of(std::span<const stages::ChecksumList> lists);

/// How many checksums there are and of what.
[[nodiscard]] std::string checksum_summary(const RunResult& run);

/// What of these lists is not as run.json's `facts` of an earlier run have it; none where nothing is, or where they say
/// nothing of lists.
[[nodiscard]] std::optional<std::string> changed_list(const std::string& facts,
                                                      std::span<const stages::ChecksumList> lists);

}  // namespace tools
