#include "stages/resync/dialect.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "stages/resync/candidates.h"
#include "stages/resync/outline.h"
#include "stages/resync/outlook.h"
#include "stages/resync/walk.h"

namespace stages {

using formats::ccmail::Vocabulary;

namespace {

constexpr std::size_t most_samples = 4096;

// What looks like a message: found by its labels alone, so it may as well lie in an attachment or be quoted in a text.
std::vector<Outline> sample(Outlook& seen, const Vocabulary& words, std::uint64_t from) {
  std::vector<Outline> samples;
  std::uint64_t at = from;
  while (at < std::min(seen.horizon(), seen.end()) && samples.size() < most_samples) {
    const auto text = seen.view(at, search_step + look_reach);
    const auto candidate = next_candidate(text, 0, std::min(text.size(), search_step), words);
    if (!candidate) {
      at += search_step;
      continue;
    }
    at += candidate->at;
    if (candidate->label.kind != formats::ccmail::LabelKind::message) {
      at += candidate->label.length;
      continue;
    }
    const Outlined outlined = outline_at(seen, at, words);
    if (outlined.outline) samples.push_back(*outlined.outline);
    at = outlined.behind;
  }
  return samples;
}

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

// True when the labels of most samples end in LF alone: whoever copied the dump in text mode left no CR LF.
bool has_lone_line_feeds(Outlook& seen, const std::vector<Outline>& samples) {
  const auto lone = std::count_if(samples.begin(), samples.end(), [&](const Outline& sample) {
    const std::string_view line = seen.view(sample.begin, label_reach);
    const std::size_t end = line.find('\n');
    return end != std::string_view::npos && end > 0 && line[end - 1] != '\r';
  });
  return static_cast<std::size_t>(lone) * 10 >= samples.size() * 9;
}

// True when most messages with two sizes have heads as long as the difference of the two, each LF counted as two bytes.
bool counts_lines_twice(Outlook& seen, const std::vector<Outline>& samples) {
  constexpr std::uint64_t most_separators = 8;
  std::ptrdiff_t twice = 0;
  std::ptrdiff_t once = 0;
  for (const Outline& sample : samples) {
    if (!sample.message || !sample.contents || sample.message->value < sample.contents->value) continue;
    const std::uint64_t between = sample.message->value - sample.contents->value;
    const std::uint64_t length = sample.contents->contents - sample.message->contents;
    const std::string_view head = seen.view(sample.message->contents, static_cast<std::size_t>(length));
    const std::uint64_t counted = length + static_cast<std::uint64_t>(std::count(head.begin(), head.end(), '\n'));
    (between >= counted && between - counted <= most_separators ? twice : once) += 1;
  }
  return twice > once;
}

// A single damaged message is no dialect: what is not the plain reading must explain two messages, or the only one by
// both of its sizes without any offset, which a few lost bytes would bring about as well.
bool convincing(const Explained& explained, std::size_t samples) {
  if (explained.hits.size() != 1) return explained.hits.size() > 1;
  return samples == 1 && explained.both_sizes && explained.dialect.offset == 0;
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
  if (line_ends_lost) text += ", with line ends of two bytes, of which one was lost";
  if (offset != 0) text += ", off by " + std::to_string(-offset);
  return text;
}

Dialect learn_dialect(Window& window, const Vocabulary& words, std::uint64_t horizon) {
  Outlook seen(window, horizon);
  const std::vector<Outline> samples = sample(seen, words, window.begin());
  const auto sized = std::count_if(samples.begin(), samples.end(), [](const Outline& s) { return s.sized; });
  if (samples.empty()) return {};

  // From the simplest to the most contrived; the first is the only one that a real sample bears out.
  constexpr std::array<CountsFrom, 3> places{CountsFrom::after_size_line, CountsFrom::size_line, CountsFrom::label};
  Walk walk(seen, words, samples);
  const Explained plain = walk.explain({});
  std::vector<Explained> others;
  if (plain.without_exception && plain.hits.size() >= 2) return plain.dialect;  // nothing else can explain more
  for (const CountsFrom from : places)
    if (from != CountsFrom::after_size_line) others.push_back(walk.explain({true, from, 0}));
  for (const CountsFrom from : places)
    for (const std::int64_t offset : walk.possible_offsets(from))
      if (offset != 0) others.push_back(walk.explain({true, from, offset}));
  if (has_lone_line_feeds(seen, samples)) {
    const Explained lost = walk.explain({.line_ends_lost = true});
    // Twice as much as the plain reading, in which sizes lead to a label in short messages by chance.
    const bool borne_out = lost.hits.size() >= 2 || (lost.hits.size() == 1 && counts_lines_twice(seen, samples));
    if (borne_out && lost.bytes / 2 > plain.bytes) return lost.dialect;
  }
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
