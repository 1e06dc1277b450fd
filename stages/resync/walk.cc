#include "stages/resync/walk.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "stages/resync/candidates.h"
#include "stages/resync/heads.h"

namespace stages {

Explained Walk::explain(const Dialect& dialect) {
  Explained explained;
  explained.dialect = dialect;
  for (std::size_t i = 0; i < samples_.size();) {
    const Outline& sample = samples_[i];
    const std::uint64_t next = i + 1 < samples_.size() ? samples_[i + 1].begin : seen_.horizon();
    const std::optional<std::uint64_t> end = end_of(seen_, dialect, sample, seen_.horizon());
    if (!seen_.knows_end() && (end ? *end > seen_.horizon() : dialect.line_ends_lost && i + 1 == samples_.size()))
      break;  // it leads to where nobody can look yet
    if (const auto behind = end ? leads_on(*end) : std::nullopt) {
      explained.hits.push_back({sample.begin, *behind});
      explained.both_sizes = explained.both_sizes && sample.message && sample.contents;
      explained.bytes += *behind - sample.begin;
      explained.examined += *behind - sample.begin;
      while (i < samples_.size() && samples_[i].begin < *behind) ++i;
    } else {
      explained.examined += next - sample.begin;
      explained.without_exception = false;
      ++i;
    }
  }
  return explained;
}

std::vector<std::int64_t> Walk::possible_offsets(CountsFrom from) {
  constexpr std::size_t first = 4;
  constexpr std::size_t ahead = 64;
  std::vector<std::int64_t> offsets;
  for (std::size_t i = 0; i < std::min(first, samples_.size()); ++i) {
    const auto end = end_of(seen_, {true, from, 0}, samples_[i], seen_.horizon());
    if (!end) continue;
    for (std::size_t j = i + 1; j <= std::min(samples_.size(), i + ahead); ++j) {
      if (j == samples_.size() && !seen_.knows_end()) continue;
      const std::uint64_t next = j < samples_.size() ? samples_[j].begin : seen_.horizon();
      const std::int64_t high = static_cast<std::int64_t>(next) - static_cast<std::int64_t>(*end);
      for (std::int64_t filler = 0; filler <= 8 && is_filler_before(next, filler); ++filler)
        if (std::abs(high - filler) <= most_offset) offsets.push_back(high - filler);
    }
  }
  std::sort(offsets.begin(), offsets.end(), [](std::int64_t a, std::int64_t b) {
    return std::abs(a) != std::abs(b) ? std::abs(a) < std::abs(b) : a < b;
  });
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
  return offsets;
}

// True when the `count` bytes before `at` are filler.
bool Walk::is_filler_before(std::uint64_t at, std::int64_t count) {
  const auto length = static_cast<std::size_t>(count);
  if (at < length) return false;
  const std::string_view text = seen_.view(at - length, length);
  return text.size() == length && filler_length(text) == length;
}

// Where a message, even one without `Contents:` or without its label, a line that may stand between two, or the end
// of the dump comes at `at`, give or take filler.
std::optional<std::uint64_t> Walk::leads_on(std::uint64_t at) {
  if (at > seen_.horizon()) return std::nullopt;
  // Never beyond the horizon, even when more has come: the dialect depends on the bytes before it alone.
  const std::string_view text = seen_.view(at, look_reach);
  const std::size_t filler = filler_length(text);
  at += filler;
  if (at >= seen_.horizon()) return seen_.is_end(at) ? std::optional(at) : std::nullopt;
  const auto sample = std::lower_bound(samples_.begin(), samples_.end(), at,
                                       [](const Outline& s, std::uint64_t place) { return s.begin < place; });
  if (sample != samples_.end() && sample->begin == at) return at;
  const std::string_view rest = text.substr(filler);
  if (starts_reason_line(rest) || folder_directive(rest, words_) || starts_message(rest, words_)) return at;
  // The head of a sample has not lost its label: `at` is in the middle of it.
  if (sample != samples_.begin() && at < std::prev(sample)->head_end) return std::nullopt;
  return starts_head_without_label(behind_optional_size(rest), words_) ? std::optional(at) : std::nullopt;
}

}  // namespace stages
