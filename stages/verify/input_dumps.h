// The exports that a result was made of, found again where they were.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/cancel.h"
#include "stages/chunk.h"
#include "stages/extent.h"
#include "stages/verify/finding.h"
#include "stages/verify/report_file.h"

namespace stages::verify {

/// An export whose bytes can be read at any offset.
struct InputDump {
  std::string path;
  std::uint64_t bytes = 0;  // decompressed
  std::shared_ptr<const RandomAccess> data;
};

/// Safe from any thread.
class InputDumps {
 public:
  /// Dumps that stay open; a packed one lies in a temporary file for as long.
  static constexpr std::size_t most_open = 8;

  /// `kept` is where a bag would hold copies of the exports: these are read where the INPUTs are gone. All must outlive
  /// this object.
  InputDumps(const RunRecord& run, const std::vector<ReportedInput>& inputs, std::string kept,
             pipeline::Cancel& cancel);

  /// The place in the list of inputs of an export, as the manifest names it; none for one that is not reported.
  [[nodiscard]] std::optional<std::size_t> find(std::uint64_t input, const std::string& file) const;
  [[nodiscard]] const ReportedInput& reported(std::size_t dump) const { return inputs_[dump]; }

  /// Null when it is no longer there, or cannot be read. A packed one is unpacked first. Throws Cancelled.
  [[nodiscard]] std::shared_ptr<const InputDump> open(std::size_t dump);

  /// Reads all of an export: what is not as it was when it was converted, or a note why that cannot be told. Throws
  /// Cancelled.
  [[nodiscard]] std::vector<Finding> check(std::size_t dump);

  /// Whether the INPUT that led to an export is gone, with all that was below it.
  [[nodiscard]] bool is_gone(std::uint64_t input) const { return input >= gone_.size() || gone_[input]; }
  /// As it was typed.
  [[nodiscard]] std::string name_of(std::uint64_t input) const;

 private:
  // Who comes first opens it, the others wait.
  struct Place {
    std::size_t number = 0;
    std::mutex mutex;
    bool tried = false;
    std::shared_ptr<const InputDump> dump;
  };

  [[nodiscard]] std::string path_of(const ReportedInput& input) const;
  [[nodiscard]] std::shared_ptr<Place> place_of(std::size_t dump);
  [[nodiscard]] std::shared_ptr<const InputDump> open_now(std::size_t dump);

  const RunRecord& run_;
  const std::vector<ReportedInput>& inputs_;
  pipeline::Cancel& cancel_;
  std::string kept_;
  std::vector<bool> gone_;     // by INPUT
  std::vector<bool> is_kept_;  // likewise: gone from where it was, but there is a copy
  std::unordered_map<std::string, std::size_t> by_name_;
  std::mutex mutex_;                                           // of what follows
  std::list<std::shared_ptr<Place>> open_;                     // the one used last in front
  std::unordered_map<std::size_t, std::string> not_unpacked_;  // by dump: why not, where there was no room for it
  std::vector<std::optional<DumpClosed>> read_;                // by dump: those that were read whole, to unpack them
};

}  // namespace stages::verify
