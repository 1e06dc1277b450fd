#include "tools/ccmail2mbox/terminal/unknown_labels.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "formats/ascii.h"
#include "formats/text/code_page.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

// Without --verbose, so many are shown.
constexpr std::size_t shown_labels = 5;

struct Seen {
  std::string name;  // as a person reads it
  std::uint64_t count = 0;
  std::string place;
};

std::string times(std::uint64_t count) { return count == 1 ? "once" : grouped(count) + " times"; }

std::string text_of(const Seen& seen) {
  return "'" + seen.name + "' " + times(seen.count) + (seen.count == 1 ? ", at " : ", first at ") + seen.place;
}

std::vector<Seen> seen_in(const Dump& dump, const stages::DumpResult& result) {
  const auto page = dump.reading.code_page.value_or(result.survey.code_page.page);
  const std::string file = dump.path == "-" ? "stdin" : printable(dump.path);
  std::vector<Seen> all;
  for (const stages::UnknownLabel& label : result.unknown_labels.labels)
    all.push_back(
        {printable(formats::text::to_utf8(page, label.name)), label.count, file + ":" + std::to_string(label.offset)});
  return all;
}

void sort_by_count(std::vector<Seen>& all) {
  std::stable_sort(all.begin(), all.end(), [](const Seen& a, const Seen& b) { return a.count > b.count; });
}

// Adds those of one dump to those of the dumps before it.
class Sum {
 public:
  void add(const std::vector<Seen>& labels) {
    for (const Seen& seen : labels) {
      std::string key = seen.name;
      std::transform(key.begin(), key.end(), key.begin(), formats::lower);
      const auto [place, is_new] = places_.try_emplace(std::move(key), all_.size());
      if (is_new)
        all_.push_back(seen);
      else
        all_[place->second].count += seen.count;
    }
  }

  [[nodiscard]] std::string line() && {
    if (all_.empty()) return {};
    sort_by_count(all_);
    std::string line = "unknown labels: ";
    for (std::size_t i = 0; i < std::min(all_.size(), shown_labels); ++i)
      line += (i > 0 ? "; " : "") + text_of(all_[i]);
    if (all_.size() > shown_labels)
      line += "; and " + grouped(all_.size() - shown_labels) + " more, which --verbose shows";
    return line + "; --labels teaches what they mean\n";
  }

 private:
  std::vector<Seen> all_;
  std::map<std::string, std::size_t> places_;  // by the name in lower case
};

}  // namespace

std::string unknown_labels_of(const Options& options, const FoundDumps& found, const RunResult& run) {
  std::string out;
  Sum sum;
  for (std::size_t i = 0; i < run.dumps.size(); ++i) {
    if (!run.dumps[i].result) continue;
    const stages::DumpResult& result = *run.dumps[i].result;
    std::vector<Seen> all = seen_in(found.dumps[i], result);
    if (!options.verbose) {
      sum.add(all);
      continue;
    }
    sort_by_count(all);
    for (const Seen& seen : all) out += "unknown label: " + text_of(seen) + "\n";
    if (result.unknown_labels.others > 0)
      out += "unknown labels: others, " + times(result.unknown_labels.others) + "\n";
  }
  if (!options.verbose) return std::move(sum).line();
  return out.empty() ? out : out + "--labels teaches what they mean\n";
}

}  // namespace tools
