// The file of --log. It is written as the run goes on, dump by dump in their order, so that it can be watched.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

#include "stages/write/output_file.h"
#include "tools/ccmail2mbox/conversion/convert.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/options.h"

namespace tools {

class EventLog {
 public:
  /// Opens options.log. Throws stages::OutputError, as all of these do.
  EventLog(const Options& options, const FoundDumps& found);
  ~EventLog();
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;
  EventLog(EventLog&&) = delete;
  EventLog& operator=(EventLog&&) = delete;

  /// Empties it: until then it may tell of an earlier run, to which nothing is to be added.
  void begin(const RunResult& run);
  /// The entry of `dump` in `run` will not change any more. Safe from any thread.
  void done(std::size_t dump, const RunResult& run);
  void finish(const RunResult& run);

 private:
  const Options& options_;
  const FoundDumps& found_;
  int descriptor_;
  stages::OutputFile file_;
  std::mutex mutex_;
  std::vector<bool> done_;
  std::size_t next_ = 0;  // the first dump of which nothing was said
};

}  // namespace tools
