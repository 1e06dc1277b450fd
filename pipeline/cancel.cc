#include "pipeline/cancel.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace pipeline {

Cancel::Cancel() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Cancel::~Cancel() { ::close(descriptor_); }

void Cancel::request() {
  const std::lock_guard lock(mutex_);
  if (requested_.exchange(true, std::memory_order_acq_rel)) return;
  // A counter of one cannot overflow, so the write cannot fail or block.
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(descriptor_, &one, sizeof one);
  for (const auto& stop : listeners_) stop();
}

Cancel::Listener::Listener(Cancel& cancel, std::function<void()> stop) : cancel_(cancel) {
  const std::lock_guard lock(cancel.mutex_);
  place_ = cancel.listeners_.insert(cancel.listeners_.end(), std::move(stop));
  if (cancel.requested()) (*place_)();
}

Cancel::Listener::~Listener() {
  const std::lock_guard lock(cancel_.mutex_);
  cancel_.listeners_.erase(place_);
}

}  // namespace pipeline
