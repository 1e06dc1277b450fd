#include "tools/ccmail2mbox/terminal/signals.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

#include "tools/ccmail2mbox/terminal/exit_code.h"

namespace tools {

Signals::Signals(pipeline::Cancel& cancel, std::string last_words) : last_words_(std::move(last_words)) {
  std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): cannot fail for SIGPIPE
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  descriptor_ = ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
  watcher_ = std::thread([this, &cancel] {
    std::array<pollfd, 2> wait{{{descriptor_, POLLIN, 0}, {stop_.descriptor(), POLLIN, 0}}};
    for (;;) {
      ::poll(wait.data(), wait.size(), -1);
      if (stop_.requested()) return;
      signalfd_siginfo info{};
      if (::read(descriptor_, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) continue;
      int none = 0;
      received_.compare_exchange_strong(none, static_cast<int>(info.ssi_signo));
      cancel.request();
      break;
    }
    // A write to a pipe that nobody reads does not return: what is left behind is not complete either way, and nothing
    // under a final name is wrong.
    constexpr int grace_ms = 2000;
    pollfd stopped{stop_.descriptor(), POLLIN, 0};
    if (::poll(&stopped, 1, grace_ms) != 0) return;
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, last_words_.data(), last_words_.size());
    ::_exit(received_.load() == SIGTERM ? exit_terminated : exit_interrupted);
  });
}

Signals::~Signals() {
  stop_.request();
  watcher_.join();
  ::close(descriptor_);
}

}  // namespace tools
