#include "stages/resync/dialect.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "stages/resync/candidates.h"
#include "stages/resync/window.h"

namespace stages {

using formats::ccmail::Vocabulary;

namespace {

// A size as it stands in the dump.
struct WrittenSize {
  std::uint64_t label = 0;
  std::uint64_t size_line = 0;
  std::uint64_t contents = 0;
  std::uint64_t value = 0;
};

// What looks like a message: found by its labels alone, so it may as well lie in an attachment or be quoted in a text.
struct Sample {
  std::uint64_t begin = 0;
  std::uint64_t head_end = 0;
  std::optional<WrittenSize> message;
  std::optional<WrittenSize> contents;
  bool sized = false;  // a size or the blanks of one (Q287056) stand there
};

constexpr std::size_t most_samples = 4096;
// No way of counting is imagined that is off by more: `Message:` and a size line are 24 bytes. An offset that could
// lead over the head of a message would swallow messages without a word; sizes that are off by that much are damage.
constexpr std::int64_t most_offset = 32;

class Sampler {
 public:
  Sampler(Window& window, const Vocabulary& words, std::uint64_t horizon)
      : window_(window), words_(words), horizon_(horizon) {}

  std::vector<Sample> samples() {
    std::uint64_t at = window_.begin();
    while (at < horizon_ && samples_.size() < most_samples) {
      const auto text = view(at, search_step + look_reach);
      const auto candidate = next_candidate(text, 0, std::min(text.size(), search_step), words_);
      if (!candidate) {
        at += search_step;
        continue;
      }
      at += candidate->at;
      at = candidate->label.kind == formats::ccmail::LabelKind::message ? sample(at, candidate->label.length)
                                                                        : at + candidate->label.length;
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

  bool has_size_line(std::uint64_t at) { return formats::ccmail::parse_size_line(view(at, label_reach)).has_value(); }

  // Takes the sample at `at` if a message starts there; returns where to search on.
  std::uint64_t sample(std::uint64_t at, std::size_t label_length) {
    if (!starts_message(view(at, look_reach), words_)) return at + label_length;
    Sample sample;
    sample.begin = at;
    sample.message = size_behind(at, at + label_length);
    sample.sized = has_size_line(at + label_length);
    std::uint64_t line_at = sample.message ? sample.message->contents : at + label_length;
    const std::uint64_t end = std::min(line_at + head_reach, horizon_);
    while (line_at < end) {
      const auto rest = view(line_at, look_reach);
      if (const std::size_t filler = filler_length(rest); filler > 0) {
        line_at += filler;
        continue;
      }
      const auto here = label_at(rest, words_);
      if (here && here->kind == formats::ccmail::LabelKind::contents) {
        sample.head_end = line_at;
        sample.contents = size_behind(line_at, line_at + here->length);
        sample.sized = sample.sized || has_size_line(line_at + here->length);
        samples_.push_back(sample);
        return line_at + here->length;
      }
      if (here) return line_at;
      line_at += formats::ccmail::first_line(rest).length;
    }
    return line_at;
  }

  Window& window_;
  const Vocabulary& words_;
  std::uint64_t horizon_;
  std::vector<Sample> samples_;
};

// How well a way of counting explains the samples, walking from message to message by the sizes: what lies inside a
// message that is explained is no sample of its own.
struct Explained {
  Dialect dialect;
  std::uint64_t bytes = 0;     // of messages whose sizes lead to the next one
  std::uint64_t examined = 0;  // of all that had to be explained
  struct Hit {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;  // with the filler behind it
  };
  std::vector<Hit> hits;
  bool without_exception = true;  // every message leads to the next one, up to where nobody can look
  bool both_sizes = true;         // every hit was borne out by the sizes of Message and of Contents
};

class Walk {
 public:
  Walk(Window& window, const Vocabulary& words, std::uint64_t horizon, const std::vector<Sample>& samples)
      : window_(window), words_(words), horizon_(horizon), samples_(samples) {}

  [[nodiscard]] Explained explain(const Dialect& dialect) {
    Explained explained;
    explained.dialect = dialect;
    for (std::size_t i = 0; i < samples_.size();) {
      const Sample& sample = samples_[i];
      const std::uint64_t next = i + 1 < samples_.size() ? samples_[i + 1].begin : horizon_;
      const std::optional<std::uint64_t> end = end_of(dialect, sample);
      if (end && *end > horizon_ && !complete()) break;  // it leads to where nobody can look yet
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

  // The offsets that would make the sizes of the first messages lead to one of the places where a next one may start.
  [[nodiscard]] std::vector<std::int64_t> possible_offsets(CountsFrom from) {
    constexpr std::size_t first = 4;
    constexpr std::size_t ahead = 64;
    std::vector<std::int64_t> offsets;
    for (std::size_t i = 0; i < std::min(first, samples_.size()); ++i) {
      const auto end = end_of({true, from, 0}, samples_[i]);
      if (!end) continue;
      for (std::size_t j = i + 1; j <= std::min(samples_.size(), i + ahead); ++j) {
        if (j == samples_.size() && !complete()) continue;
        const std::uint64_t next = j < samples_.size() ? samples_[j].begin : horizon_;
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

 private:
  [[nodiscard]] bool complete() const { return window_.complete() && window_.end() <= horizon_; }

  // Where the sample ends; none without sizes, or when its two sizes end apart from each other.
  [[nodiscard]] std::optional<std::uint64_t> end_of(const Dialect& dialect, const Sample& sample) {
    std::optional<std::uint64_t> end;
    for (const auto& size : {sample.contents, sample.message}) {
      if (!size) continue;
      const std::uint64_t own = dialect.end_of(size->value, size->label, size->size_line, size->contents);
      if (end && *end != own &&
          !(own > *end && own - *end <= 8 && is_filler_before(own, static_cast<std::int64_t>(own - *end))))
        return std::nullopt;
      end = own;
    }
    return end;
  }

  // True when the `count` bytes before `at` are filler.
  [[nodiscard]] bool is_filler_before(std::uint64_t at, std::int64_t count) {
    const auto length = static_cast<std::size_t>(count);
    if (at < window_.begin() + length || at > horizon_) return false;
    const std::string_view text = window_.view(at - length, length);
    return text.size() == length && filler_length(text) == length;
  }

  // Where a message, even one without `Contents:` or without its label, a line that may stand between two, or the end
  // of the dump comes at `at`, give or take filler.
  [[nodiscard]] std::optional<std::uint64_t> leads_on(std::uint64_t at) {
    if (at > horizon_) return std::nullopt;
    // Never beyond the horizon, even when more has come: the dialect depends on the bytes before it alone.
    const std::string_view text =
        window_.view(at, static_cast<std::size_t>(std::min<std::uint64_t>(look_reach, horizon_ - at)));
    const std::size_t filler = filler_length(text);
    at += filler;
    if (at >= horizon_) return complete() && at == window_.end() ? std::optional(at) : std::nullopt;
    const auto sample = std::lower_bound(samples_.begin(), samples_.end(), at,
                                         [](const Sample& s, std::uint64_t place) { return s.begin < place; });
    if (sample != samples_.end() && sample->begin == at) return at;
    const std::string_view rest = text.substr(filler);
    if (starts_reason_line(rest) || folder_directive(rest, words_) || starts_message(rest, words_)) return at;
    // The head of a sample has not lost its label: `at` is in the middle of it.
    if (sample != samples_.begin() && at < std::prev(sample)->head_end) return std::nullopt;
    return starts_head_without_label(behind_optional_size(rest), words_) ? std::optional(at) : std::nullopt;
  }

  Window& window_;
  const Vocabulary& words_;
  std::uint64_t horizon_;
  const std::vector<Sample>& samples_;
};

// True when a message of `a` holds one of `b`: what `b` explains there is an attached export or a quoted message.
bool encloses(const Explained& a, const Explained& b) {
  return std::any_of(a.hits.begin(), a.hits.end(), [&](const Explained::Hit& outer) {
    const auto inner = std::upper_bound(b.hits.begin(), b.hits.end(), outer.begin,
                                        [](std::uint64_t at, const Explained::Hit& hit) { return at < hit.begin; });
    return inner != b.hits.end() && inner->end <= outer.end;
  });
}

// How many messages `other` explains that `simpler` cannot. In a dump of messages of equal length, sizes that are taken
// to lead over the next message explain everything too, and swallow half of it: what is enclosed is not explained.
std::ptrdiff_t explains_beyond(const Explained& other, const Explained& simpler) {
  return std::count_if(other.hits.begin(), other.hits.end(), [&](const Explained::Hit& hit) {
    const auto behind = std::upper_bound(simpler.hits.begin(), simpler.hits.end(), hit.begin,
                                         [](std::uint64_t at, const Explained::Hit& h) { return at < h.begin; });
    return behind == simpler.hits.begin() || std::prev(behind)->end <= hit.begin;
  });
}

// A single damaged message is no dialect: what is not the plain reading must explain two messages, or the only one by
// both of its sizes.
bool convincing(const Explained& explained, std::size_t samples) {
  return explained.hits.size() >= 2 || (explained.hits.size() == 1 && samples == 1 && explained.both_sizes);
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

Dialect learn_dialect(Window& window, const Vocabulary& words, std::uint64_t horizon) {
  const std::vector<Sample> samples = Sampler(window, words, horizon).samples();
  const auto sized = std::count_if(samples.begin(), samples.end(), [](const Sample& s) { return s.sized; });
  if (samples.empty()) return {};

  // From the simplest to the most contrived; the first is the only one that a real sample bears out.
  constexpr std::array<CountsFrom, 3> places{CountsFrom::after_size_line, CountsFrom::size_line, CountsFrom::label};
  Walk walk(window, words, horizon, samples);
  const Explained plain = walk.explain({});
  std::vector<Explained> others;
  if (plain.without_exception && plain.hits.size() >= 2) return plain.dialect;  // nothing else can explain more
  for (const CountsFrom from : places)
    if (from != CountsFrom::after_size_line) others.push_back(walk.explain({true, from, 0}));
  for (const CountsFrom from : places)
    for (const std::int64_t offset : walk.possible_offsets(from))
      if (offset != 0) others.push_back(walk.explain({true, from, offset}));
  std::erase_if(others, [&](const Explained& other) { return !convincing(other, samples.size()); });

  // The most bytes count, not the most messages: an attached export may hold many, but never more bytes than the
  // message that it is attached to. Between two that explain nearly the same the simpler is believed, unless what it
  // explains lies inside what the other does.
  const Explained* believed = &plain;
  for (const Explained& other : others) {
    // One message that the plain reading cannot explain is damaged.
    const std::ptrdiff_t enough = believed == &plain ? std::min<std::ptrdiff_t>(2, std::ssize(other.hits)) : 1;
    if (explains_beyond(other, *believed) < enough) continue;
    const bool much_better = other.bytes / 10 * 9 > believed->bytes;
    if (much_better || (other.bytes > believed->bytes && encloses(other, *believed))) believed = &other;
  }
  const Explained& best = *believed;

  Dialect dialect = best.dialect;
  // A chain of sizes that explains half of what there is shows that the dump has them, whatever is quoted in it. So
  // does the first message, which cannot be a quoted one unless what comes before it is damaged.
  const bool chain = !best.hits.empty() && best.bytes * 2 >= best.examined;
  dialect.sized = chain || samples.front().sized || static_cast<std::size_t>(sized) * 2 >= samples.size();
  return dialect.sized ? dialect : Dialect{false, CountsFrom::after_size_line, 0};
}

}  // namespace stages
