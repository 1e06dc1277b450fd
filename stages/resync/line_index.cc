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
  const std::uint64_t first = from - from % step;
  if (lines_.empty() || first < begin_ || first > place(lines_.size() - 1)) {
    begin_ = first;
    lines_.assign(1, 0);
  } else if (const auto behind = static_cast<std::size_t>((first - begin_) / step); behind > most_behind) {
    lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(behind));
    begin_ = first;
  }
  while (place(lines_.size()) <= to) {
    // Of a released byte nobody asks: the first step may begin before the window does.
    const std::uint64_t at = std::max(place(lines_.size() - 1), window.begin());
    const std::string_view text = window.view(at, static_cast<std::size_t>(place(lines_.size()) - at));
    if (at + text.size() < place(lines_.size())) break;
    lines_.push_back(lines_.back() + count_lines(text));
  }
}

std::uint64_t LineIndex::counted_before(Window& window, std::uint64_t at) {
  const std::size_t i = std::min(static_cast<std::size_t>((at - begin_) / step), lines_.size() - 1);
  const std::uint64_t from = std::max(place(i), window.begin());
  return lines_[i] + (at > from ? count_lines(window.view(from, static_cast<std::size_t>(at - from))) : 0);
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
  const std::uint64_t at = std::max({place(low), from, window.begin()});
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
