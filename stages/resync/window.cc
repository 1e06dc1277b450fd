#include "stages/resync/window.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace stages {

Window::Window(std::shared_ptr<const RandomAccess> file, std::size_t bound) : file_(std::move(file)), bound_(bound) {}

void Window::append(pipeline::Slice slice) {
  if (slice.empty()) return;
  const std::uint64_t begin = end_;
  end_ += slice.size();
  held_.push_back({begin, std::move(slice)});
  shrink();
}

// Keeps what is in memory within the bound: the oldest bytes go, to the spill file when there is no other copy.
void Window::shrink() {
  while (held_.size() > 1 && end_ - held_.front().begin > bound_) {
    Held& oldest = held_.front();
    if (!file_) {
      if (!spill_) {
        spill_ = std::make_shared<SpillFile>();
        spill_begin_ = oldest.begin;
      }
      spill_->append(oldest.slice.view());
    }
    held_.pop_front();
  }
}

std::deque<Window::Held>::const_iterator Window::find(std::uint64_t offset) const {
  auto held = std::upper_bound(held_.begin(), held_.end(), offset,
                               [](std::uint64_t at, const Held& h) { return at < h.begin; });
  if (held != held_.begin()) --held;
  return held;
}

std::string_view Window::view(std::uint64_t offset, std::size_t length) {
  if (offset < begin_) throw std::logic_error("a view of released bytes");
  if (offset >= end_) return {};
  length = static_cast<std::size_t>(std::min<std::uint64_t>(length, end_ - offset));
  if (offset >= memory_begin()) {
    const auto held = find(offset);
    const auto inside = static_cast<std::size_t>(offset - held->begin);
    if (held->slice.size() - inside >= length) return held->slice.view().substr(inside, length);
  }
  // Whoever plans looks to and fro between two places, here and where a size leads.
  if (!scratches_[recent_].covers(offset, length) && !scratches_[1 - recent_].covers(offset, length)) {
    recent_ = 1 - recent_;
    fill(scratches_[recent_], offset, length);
  } else if (!scratches_[recent_].covers(offset, length)) {
    recent_ = 1 - recent_;
  }
  const Scratch& scratch = scratches_[recent_];
  return std::string_view(scratch.bytes).substr(static_cast<std::size_t>(offset - scratch.begin), length);
}

// Reads ahead, so that views that go on from there, byte by byte perhaps, do not copy or read the same bytes each time.
void Window::fill(Scratch& scratch, std::uint64_t offset, std::size_t length) const {
  constexpr std::size_t read_ahead = std::size_t{64} << 10U;
  const std::uint64_t wanted = std::min<std::uint64_t>(std::max(2 * length, read_ahead), end_ - offset);
  scratch.bytes.clear();
  scratch.begin = offset;
  region(offset, offset + wanted)->visit(offset, wanted, [&](std::string_view part) { scratch.bytes.append(part); });
}

std::shared_ptr<const Region> Window::region(std::uint64_t begin, std::uint64_t end) const {
  if (begin < begin_ || end > end_ || begin > end) throw std::logic_error("a region outside the window");
  if (const auto held = find(begin); begin >= memory_begin() && held != held_.end()) {
    const auto inside = static_cast<std::size_t>(begin - held->begin);
    const auto length = static_cast<std::size_t>(end - begin);
    if (inside + length <= held->slice.size())
      return std::make_shared<const Region>(Segment{begin, length, held->slice.sub(inside, length), nullptr, 0});
  }
  std::vector<Segment> segments;
  if (begin < memory_begin() && begin < end) {
    Segment segment;
    segment.begin = begin;
    segment.length = std::min(end, memory_begin()) - begin;
    segment.file = file_;
    segment.file_offset = begin;
    if (!file_) {
      segment.file = spill_;
      segment.file_offset = begin - spill_begin_;
    }
    begin += segment.length;
    segments.push_back(std::move(segment));
  }
  for (auto held = find(begin); begin < end && held != held_.end(); ++held) {
    Segment segment;
    segment.begin = begin;
    segment.length = std::min(end, held->begin + held->slice.size()) - begin;
    segment.slice =
        held->slice.sub(static_cast<std::size_t>(begin - held->begin), static_cast<std::size_t>(segment.length));
    begin += segment.length;
    segments.push_back(std::move(segment));
  }
  return std::make_shared<const Region>(std::move(segments));
}

void Window::release(std::uint64_t offset) {
  begin_ = std::max(begin_, offset);
  while (!held_.empty() && held_.front().begin + held_.front().slice.size() <= begin_) held_.pop_front();
  // A new message that needs to spill gets a file of its own; this one stays with the extents that refer to it.
  if (spill_ && begin_ >= memory_begin()) spill_.reset();
}

}  // namespace stages
