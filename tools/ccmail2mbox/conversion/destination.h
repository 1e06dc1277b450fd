// Where the mail of a run goes: standard output, or a directory.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "pipeline/cancel.h"
#include "stages/write/mail_store.h"
#include "stages/write/records.h"
#include "stages/write/write.h"
#include "tools/ccmail2mbox/conversion/convert.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"

namespace tools {

class Destination {
 public:
  Destination() = default;
  Destination(const Destination&) = delete;
  Destination& operator=(const Destination&) = delete;
  Destination(Destination&&) = delete;
  Destination& operator=(Destination&&) = delete;
  virtual ~Destination() = default;

  struct Place {
    std::unique_ptr<stages::MailStore> store;
    std::unique_ptr<stages::Records> records;  // null: none are kept
  };

  /// The exit status of an earlier run that did all there is to do; none when there is something left.
  /// Throws stages::OutputRefused where what it was to do has changed, `lists` of checksums included.
  [[nodiscard]] virtual std::optional<int> finished_earlier(std::span<const stages::ChecksumList> /*lists*/) {
    return std::nullopt;
  }
  /// What became of a dump that need not be converted again.
  [[nodiscard]] virtual std::optional<stages::DumpResult> earlier(std::size_t dump) = 0;
  [[nodiscard]] virtual Place begin(std::size_t dump) = 0;
  /// `dump` is done as earlier() told. Instead of begin() and done().
  virtual void keep(std::size_t dump) = 0;
  /// `dump` is done, with `result` or without one. Called once for each dump, from any thread.
  virtual void done(std::size_t dump, const stages::DumpResult* result) = 0;
  /// All dumps are done.
  virtual void finish(RunResult& run) = 0;
};

/// As the options say. Throws stages::OutputRefused, stages::OutputError.
[[nodiscard]] std::unique_ptr<Destination> make_destination(const Options& options, const FoundDumps& found,
                                                            pipeline::Cancel& cancel);

}  // namespace tools
