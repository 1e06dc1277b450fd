#include "tools/ccmail2mbox/terminal/progress.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "tools/ccmail2mbox/terminal/terminal.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {

namespace {

constexpr std::size_t narrowest_bar = 8;
constexpr std::size_t widest_bar = 40;

std::string time_text(std::uint64_t seconds) {
  const auto two = [](std::uint64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const std::uint64_t minutes = seconds / 60;
  if (minutes < 60) return std::to_string(minutes) + ":" + two(seconds % 60);
  return std::to_string(minutes / 60) + ":" + two(minutes % 60) + ":" + two(seconds % 60);
}

// A guess by what was read so far; none before a second is over.
std::string left_text(const Progress& progress) {
  if (progress.elapsed < std::chrono::seconds(1) || progress.bytes == 0 || progress.bytes > progress.total) return {};
  const double left = static_cast<double>(progress.total - progress.bytes) / static_cast<double>(progress.bytes) *
                      static_cast<double>(progress.elapsed.count()) / 1000;
  constexpr double longest = 360000;  // 100 hours: nobody waits for the difference
  return time_text(static_cast<std::uint64_t>(std::min(left + 0.5, longest))) + " left";
}

std::string bar(std::uint64_t bytes, std::uint64_t total, std::size_t width) {
  const auto done =
      static_cast<std::size_t>(static_cast<double>(bytes) / static_cast<double>(total) * static_cast<double>(width));
  return "[" + std::string(done, '#') + std::string(width - done, '.') + "]";
}

}  // namespace

std::string progress_text(const Progress& progress, std::size_t columns) {
  const std::uint64_t bytes = progress.total > 0 ? std::min(progress.bytes, progress.total) : progress.bytes;
  std::string rest;  // what stands behind the bar
  std::size_t room = columns;
  const auto add = [&](const std::string& text) {
    const std::size_t needed = text.size() + 2;
    if (text.empty() || needed > room) return;
    rest.append(rest.empty() && progress.total == 0 ? "" : "  ").append(text);
    room -= needed;
  };
  if (progress.total > 0) {
    room -= std::min(room, narrowest_bar + 2);
    add(std::to_string(static_cast<unsigned>(static_cast<double>(bytes) * 100 / static_cast<double>(progress.total))) +
        " %");
    add(left_text(progress));
  }
  add(progress.total > 0 ? human_size(bytes) + " of " + human_size(progress.total) : human_size(bytes));
  add(counted(progress.messages, "message"));
  if (progress.elapsed.count() > 0)
    add(human_size(progress.bytes * 1000 / static_cast<std::uint64_t>(progress.elapsed.count())) + "/s");
  if (progress.total == 0) return rest;
  const std::size_t width = columns < narrowest_bar + 2 ? 0 : std::min(widest_bar, room + narrowest_bar);
  return (width == 0 ? "" : bar(bytes, progress.total, width)) + rest;
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
    erase();
  });
}

ProgressLine::~ProgressLine() {
  stop_.request();
  if (thread_.joinable()) thread_.join();
}

// The last column stays free: some terminals go to the next line once it is written to.
void ProgressLine::show() {
  constexpr std::size_t columns_of_no_terminal = 80;
  const std::size_t columns = columns_of_errors();
  const auto elapsed =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started_);
  std::string text = progress_text({counters_.bytes_read.load(std::memory_order_relaxed), total_,
                                    counters_.messages_written.load(std::memory_order_relaxed), elapsed},
                                   (columns == 0 ? columns_of_no_terminal : columns) - 1);
  const std::size_t width = text.size();
  if (width < shown_ && (columns == 0 || shown_ < columns)) text.append(shown_ - width, ' ');
  shown_ = width;
  std::fputs(("\r" + text).c_str(), stderr);
}

void ProgressLine::erase() {
  const std::size_t columns = columns_of_errors();
  if (columns > 0) shown_ = std::min(shown_, columns - 1);  // it may have become narrower
  if (shown_ > 0) std::fputs(("\r" + std::string(shown_, ' ') + "\r").c_str(), stderr);
}

}  // namespace tools
