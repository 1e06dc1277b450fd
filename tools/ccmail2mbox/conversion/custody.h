// Who did what to which dump, and the dumps themselves: what an archive keeps beside the mail.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "stages/custody/bag.h"
#include "stages/report/assembly.h"
#include "tools/ccmail2mbox/conversion/convert.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"

namespace tools {

/// Where the dumps are kept in a bag: below the directory of the result.
[[nodiscard]] std::string source_directory();

/// Copies every dump into `directory` (stages::copy_source). Throws stages::InputError when one can no longer be read
/// or is not what was converted, stages::OutputError.
void copy_sources(const FoundDumps& found, const RunResult& run, const std::filesystem::path& directory);

/// What bag-info.txt says.
[[nodiscard]] stages::BagInfo bag_info(const Options& options, const stages::ReportedRun& run,
                                       const stages::Payload& payload);

struct RunTimes {
  const std::string& started;
  const std::string& finished;
  const std::string& root_hash;
};

/// The events of a run, with the types of the Library of Congress' list for PREMIS 3.
[[nodiscard]] nlohmann::ordered_json events_of(const Options& options, const stages::ReportedRun& run,
                                               const RunTimes& times);

}  // namespace tools
