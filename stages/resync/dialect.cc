#include "stages/resync/dialect.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "stages/resync/candidates.h"
#include "stages/resync/window.h"

namespace stages {
namespace {

// A size as it stands in the dump.
struct WrittenSize {
  std::uint64_t label = 0;
  std::uint64_t size_line = 0;
  std::uint64_t contents = 0;
  std::uint64_t value = 0;
};

// A message found by its labels alone: what its sizes say, to be held against where the next message starts.
struct Sample {
  std::uint64_t begin = 0;
  std::optional<WrittenSize> message;
  std::optional<WrittenSize> contents;
};

constexpr std::size_t most_samples = 256;
constexpr std::size_t search_step = std::size_t{64} << 10U;

class Sampler {
 public:
  Sampler(Window& window, std::uint64_t horizon) : window_(window), horizon_(horizon) {}

  std::vector<Sample> samples() {
    std::uint64_t at = window_.begin();
    while (at < horizon_ && samples_.size() < most_samples) {
      const auto text = view(at, search_step + label_reach);
      const auto candidate = next_candidate(text, 0, std::min(text.size(), search_step));
      if (!candidate) {
        at += search_step;
        continue;
      }
      at += candidate->at;
      at = candidate->label.kind == formats::ccmail::LabelKind::message ? sample(at) : at + candidate->label.length;
    }
    return std::move(samples_);
  }

 private:
  std::string_view view(std::uint64_t at, std::size_t length) {
    if (at >= horizon_) return {};
    return window_.view(at, static_cast<std::size_t>(std::min<std::uint64_t>(length, horizon_ - at)));
  }

  std::optional<WrittenSize> size_behind(std::uint64_t label, std::uint64_t size_line) {
    const auto size = formats::ccmail::parse_size_line(view(size_line, label_reach));
    if (!size || !size->value) return std::nullopt;
    return WrittenSize{label, size_line, size_line + size->length, *size->value};
  }

  // Takes the sample at `at` if a message starts there; returns where to search on.
  std::uint64_t sample(std::uint64_t at) {
    const auto text = view(at, label_reach);
    const auto label = formats::ccmail::parse_label(text);
    if (!starts_message(text)) return at + label->length;
    Sample sample;
    sample.begin = at;
    sample.message = size_behind(at, at + label->length);
    std::uint64_t line_at = sample.message ? sample.message->contents : at + label->length;
    const std::uint64_t end = line_at + head_reach;
    while (line_at < std::min(end, horizon_)) {
      const auto rest = view(line_at, label_reach);
      const auto here = formats::ccmail::parse_label(rest);
      if (here && here->kind == formats::ccmail::LabelKind::contents) {
        sample.contents = size_behind(line_at, line_at + here->length);
        samples_.push_back(sample);
        return line_at + here->length;
      }
      if (here) return line_at;
      line_at += formats::ccmail::first_line(rest).length;
    }
    return line_at;
  }

  Window& window_;
  std::uint64_t horizon_;
  std::vector<Sample> samples_;
};

// The offsets that would make a size end where the next message starts, or anywhere in the filler before it: the text
// may end in line ends of its own.
struct Interval {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

Interval interval(const Dialect& dialect, const WrittenSize& size, std::uint64_t next, std::uint64_t filler) {
  const auto declared =
      static_cast<std::int64_t>(dialect.end_of(size.value, size.label, size.size_line, size.contents));
  const auto high = static_cast<std::int64_t>(next) - declared;
  return {high - static_cast<std::int64_t>(filler), high};
}

std::size_t count_hits(const std::vector<Interval>& intervals, std::int64_t offset) {
  return static_cast<std::size_t>(std::count_if(
      intervals.begin(), intervals.end(), [offset](const Interval& i) { return i.low <= offset && offset <= i.high; }));
}

// The offset that agrees with most intervals; among equals the smallest change.
std::int64_t best_offset(const std::vector<Interval>& intervals) {
  std::int64_t best = 0;
  std::size_t best_hits = count_hits(intervals, 0);
  for (const Interval& i : intervals) {
    for (const std::int64_t offset : {i.low, i.high}) {
      const std::size_t hits = count_hits(intervals, offset);
      if (hits > best_hits || (hits == best_hits && std::abs(offset) < std::abs(best))) {
        best = offset;
        best_hits = hits;
      }
    }
  }
  return best;
}

// What each sample's sizes allow, for sizes that count from a given place. The last sample says something only where
// the dump ends within reach.
std::vector<Interval> intervals_of(const std::vector<Sample>& samples, CountsFrom from, Window& window,
                                   std::uint64_t horizon) {
  Dialect dialect;
  dialect.counts_from = from;
  std::vector<Interval> intervals;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const bool last = i + 1 == samples.size();
    if (last && !(window.complete() && window.end() <= horizon)) continue;
    const std::uint64_t next = last ? window.end() : samples[i + 1].begin;
    std::uint64_t filler = 0;
    while (filler < label_reach && next > samples[i].begin + filler &&
           formats::ccmail::is_filler(window.view(next - filler - 1, 1).front()))
      ++filler;
    for (const auto& size : {samples[i].message, samples[i].contents})
      if (size) intervals.push_back(interval(dialect, *size, next, filler));
  }
  return intervals;
}

}  // namespace

std::uint64_t Dialect::end_of(std::uint64_t size, std::uint64_t label, std::uint64_t size_line,
                              std::uint64_t contents) const {
  std::uint64_t base = contents;
  if (counts_from == CountsFrom::size_line) base = size_line;
  if (counts_from == CountsFrom::label) base = label;
  // Sizes have at most 63 bits and offsets fit a file: the sum does not wrap.
  const std::uint64_t end = base + size + static_cast<std::uint64_t>(offset);
  const bool before = offset < 0 && static_cast<std::uint64_t>(-offset) > base + size;
  return before ? contents : std::max(end, contents);
}

std::string Dialect::describe() const {
  if (!sized) return "no sizes";
  std::string text = "sizes count from ";
  switch (counts_from) {
    case CountsFrom::after_size_line:
      text += "behind their own line";
      break;
    case CountsFrom::size_line:
      text += "the start of their own line";
      break;
    case CountsFrom::label:
      text += "the start of their label";
      break;
  }
  if (offset != 0) text += ", off by " + std::to_string(-offset);
  return text;
}

Dialect learn_dialect(Window& window, std::uint64_t horizon) {
  const std::vector<Sample> samples = Sampler(window, horizon).samples();
  std::size_t sized = 0;
  for (const Sample& sample : samples) sized += sample.message || sample.contents ? 1 : 0;
  Dialect best;
  if (samples.empty()) return best;
  best.sized = sized * 2 >= samples.size();
  if (!best.sized) return best;

  // From the simplest to the most contrived; the first is the only one that a sample bears out.
  struct Hypothesis {
    Dialect dialect;
    std::size_t hits;
  };
  constexpr std::array<CountsFrom, 3> places{CountsFrom::after_size_line, CountsFrom::size_line, CountsFrom::label};
  std::vector<Hypothesis> simple;
  std::vector<Hypothesis> contrived;
  std::size_t sizes = 0;
  for (const CountsFrom from : places) {
    const std::vector<Interval> intervals = intervals_of(samples, from, window, horizon);
    sizes = intervals.size();
    const std::int64_t offset = best_offset(intervals);
    simple.push_back({{true, from, 0}, count_hits(intervals, 0)});
    if (offset != 0) contrived.push_back({{true, from, offset}, count_hits(intervals, offset)});
  }
  simple.insert(simple.end(), contrived.begin(), contrived.end());
  const auto most = std::max_element(simple.begin(), simple.end(),
                                     [](const Hypothesis& a, const Hypothesis& b) { return a.hits < b.hits; });
  // A single damaged message is no dialect: what is not plain must explain more than half of at least four sizes.
  if (sizes < 4 || most->hits * 2 <= sizes) return best;
  // Labels that are quoted in texts and attached exports give false samples, which a contrived offset may happen to
  // explain on top of the sound ones: the simplest that explains at least half as much is believed.
  return std::find_if(simple.begin(), simple.end(), [&](const Hypothesis& h) { return h.hits * 2 >= most->hits; })
      ->dialect;
}

}  // namespace stages
