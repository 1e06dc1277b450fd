#include "tools/ccmail2mbox/progress.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "tools/ccmail2mbox/text.h"

namespace tools {

std::string progress_text(std::uint64_t bytes, std::uint64_t total, std::uint64_t messages,
                          std::chrono::milliseconds elapsed) {
  std::string text = human_size(bytes);
  if (total > 0) {
    text +=
        " of " + human_size(total) + " (" + std::to_string(std::min<std::uint64_t>(100, bytes * 100 / total)) + " %)";
  }
  text += ", " + counted(messages, "message");
  if (elapsed.count() > 0) text += ", " + human_size(bytes * 1000 / static_cast<std::uint64_t>(elapsed.count())) + "/s";
  return text;
}

ProgressLine::ProgressLine(const Options& options, const FoundDumps& found)
    : started_(std::chrono::steady_clock::now()) {
  const bool wanted = options.progress == ProgressMode::always ||
                      (options.progress == ProgressMode::automatic && !options.quiet && ::isatty(STDERR_FILENO) == 1);
  if (!wanted) return;
  const bool all_known =
      std::all_of(found.dumps.begin(), found.dumps.end(), [](const Dump& dump) { return dump.bytes > 0; });
  if (all_known)
    for (const Dump& dump : found.dumps) total_ += dump.bytes;
  thread_ = std::thread([this] {
    constexpr int interval_ms = 200;
    pollfd wait{stop_.descriptor(), POLLIN, 0};
    while (::poll(&wait, 1, interval_ms) <= 0) show();
    std::fputs("\r\033[K", stderr);
  });
}

ProgressLine::~ProgressLine() {
  stop_.request();
  if (thread_.joinable()) thread_.join();
}

void ProgressLine::show() const {
  const auto elapsed =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started_);
  const std::string text = progress_text(counters_.bytes_read.load(std::memory_order_relaxed), total_,
                                         counters_.messages_written.load(std::memory_order_relaxed), elapsed);
  std::fprintf(stderr, "\r%s\033[K", text.c_str());
}

}  // namespace tools
