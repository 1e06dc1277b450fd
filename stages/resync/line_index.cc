#include "stages/resync/line_index.h"

#include <algorithm>
#include <string_view>

namespace stages {
namespace {

std::uint64_t count_lines(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

// Counts whole steps up to `to`. What lies before `from` is forgotten now and then.
void LineIndex::extend(Window& window, std::uint64_t from, std::uint64_t to) {
  constexpr std::size_t most_behind = 4096;
  const bool known = !lines_.empty() && from >= begin_ && from <= place(lines_.size() - 1);
  const std::size_t behind = known ? static_cast<std::size_t>((from - begin_) / step) : 0;
  // A step that begins in released bytes can be counted from its end only.
  if (!known || (place(behind) < window.begin() && behind + 1 == lines_.size())) {
    begin_ = from;
    lines_.assign(1, 0);
  } else if (behind > most_behind) {
    lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(behind));
    begin_ = place(behind);
  }
  while (place(lines_.size()) <= to) {
    const std::string_view text = window.view(place(lines_.size() - 1), step);
    if (text.size() < step) break;
    lines_.push_back(lines_.back() + count_lines(text));
  }
}

std::uint64_t LineIndex::counted_before(Window& window, std::uint64_t at) {
  const std::size_t i = std::min(static_cast<std::size_t>((at - begin_) / step), lines_.size() - 1);
  const auto count = [&](std::uint64_t from, std::uint64_t to) {
    return from < to ? count_lines(window.view(from, static_cast<std::size_t>(to - from))) : 0;
  };
  return place(i) < window.begin() ? lines_.at(i + 1) - count(at, place(i + 1)) : lines_[i] + count(place(i), at);
}

std::optional<std::uint64_t> LineIndex::behind(Window& window, std::uint64_t from, std::uint64_t size,
                                               std::uint64_t to) {
  extend(window, from, std::min(to, from + size));
  const std::uint64_t wanted = from + size + counted_before(window, from);
  // The last step before which fewer bytes are counted.
  const auto steps = static_cast<std::size_t>((from - begin_) / step);
  std::size_t low = std::min(steps, lines_.size() - 1);
  std::size_t high = lines_.size();
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (place(middle) + lines_[middle] <= wanted ? low : high) = middle;
  }
  const std::uint64_t at = std::max(place(low), from);
  std::uint64_t counted = at + counted_before(window, at);
  const std::string_view text = window.view(at, 2 * step);
  for (std::size_t i = 0;; ++i) {
    if (at + i > to) return std::nullopt;
    if (counted >= wanted) return at + i;
    if (i == text.size()) return std::nullopt;
    counted += text[i] == '\n' ? 2 : 1;
  }
}

}  // namespace stages
