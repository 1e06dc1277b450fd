#include "tools/ccmail2mbox/conversion/event_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "stages/output_error.h"
#include "stages/report/event_log.h"
#include "tools/ccmail2mbox/conversion/reported.h"
#include "tools/ccmail2mbox/terminal/summary.h"

namespace tools {
namespace {

// Unlike mail it may be a device or a pipe, for somebody to watch.
int open_log(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
  if (descriptor < 0) throw stages::OutputError(path, errno);
  return descriptor;
}

}  // namespace

EventLog::EventLog(const Options& options, const FoundDumps& found)
    : options_(options),
      found_(found),
      descriptor_(open_log(options.log)),
      file_(descriptor_, options.log),
      done_(found.dumps.size()) {}

EventLog::~EventLog() { ::close(descriptor_); }

void EventLog::begin(const RunResult& run) {
  constexpr int not_a_file = EINVAL;
  if (::ftruncate(descriptor_, 0) != 0 && errno != not_a_file) throw stages::OutputError(options_.log, errno);
  std::string lines;
  stages::append_run_begun(lines, reported_run(options_, found_, run));
  file_.write(lines);
}

void EventLog::done(std::size_t dump, const RunResult& run) {
  const std::lock_guard lock(mutex_);
  done_[dump] = true;
  for (std::string lines; next_ < done_.size() && done_[next_]; ++next_) {
    lines.clear();
    stages::append_dump_events(lines, reported_dump(found_.dumps[next_], run.dumps[next_]));
    file_.write(lines);
  }
}

void EventLog::finish(const RunResult& run) {
  std::string lines;
  stages::append_run_finished(lines, reported_run(options_, found_, run), exit_code_of(options_, found_, run));
  file_.write(lines);
}

}  // namespace tools
