#include "stages/resync/outlook.h"

#include <algorithm>

#include "stages/resync/candidates.h"

namespace stages {

bool Outlook::has(std::uint64_t at, std::uint64_t length) {
  if (knows_end() || (at + length <= horizon_ && window_->has(at, length))) return true;
  needed_ = at + length;
  return false;
}

std::optional<std::uint64_t> Outlook::end_of(const Dialect& dialect, std::uint64_t size, std::uint64_t label,
                                             std::uint64_t size_line, std::uint64_t contents, std::uint64_t limit) {
  if (!dialect.line_ends_lost) return dialect.end_of(size, label, size_line, contents);
  const std::uint64_t known = std::min({limit, horizon_, end()});
  if (contents > known) return std::nullopt;
  if (const auto place = lines_.behind(*window_, contents, size, known)) return place;
  // Beyond the end of the dump nobody knows how many lines there were.
  if (known == end() && knows_end()) return dialect.end_of(size, label, size_line, contents);
  if (known < limit) needed_ = std::max(known, end()) + 1;
  return std::nullopt;
}

std::optional<std::uint64_t> Outlook::behind_filler(std::uint64_t at) {
  // A run may be gigabytes long (a lost part of a disk) and be asked for again with every chunk that comes.
  const std::uint64_t asked = at;
  if (asked >= filler_.begin && asked < filler_.end) at = filler_.end;
  for (;;) {
    if (!has(at, label_reach)) {
      filler_ = {asked, at};
      return std::nullopt;
    }
    const std::string_view text = view(at, label_reach);
    const std::size_t filler = filler_length(text);
    at += filler;
    if (filler < text.size() || filler == 0) return at;
  }
}

std::uint64_t Outlook::count_noise(Range range) {
  constexpr std::size_t step = std::size_t{64} << 10U;
  std::uint64_t noise = 0;
  while (range.begin < range.end) {
    const std::string_view text =
        view(range.begin, static_cast<std::size_t>(std::min<std::uint64_t>(step, range.end - range.begin)));
    if (text.empty()) break;
    noise += static_cast<std::uint64_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c == '\0' || c == '\x1a'; }));
    range.begin += text.size();
  }
  return noise;
}

bool Outlook::same_but_for_filler(std::uint64_t a, std::uint64_t b) {
  const auto [low, high] = std::minmax(a, b);
  if (high - low > label_reach) return false;
  const std::string_view between = view(low, static_cast<std::size_t>(high - low));
  return between.size() == high - low && filler_length(between) == between.size();
}

}  // namespace stages
