#include "stages/resync/survey.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "formats/ccmail/label.h"
#include "stages/resync/planner.h"

namespace stages {
namespace {

using formats::ccmail::HeadLineKind;
using formats::ccmail::Meaning;
using formats::ccmail::Vocabulary;

class Surveyor {
 public:
  Surveyor(Window& window, const Vocabulary& words) : window_(window), words_(words) {}

  void add(const Block& block) {
    add_head(block.head, block.head_end);
    for (const PlannedItem& item : block.items)
      if (item.kind == formats::ccmail::ItemKind::text) add_text(item.data, item.length);
  }

  void fill(Survey& survey) const {
    survey.code_page = code_pages_.result();
    survey.date_order = dates_.result();
  }

 private:
  void add_head(std::uint64_t begin, std::uint64_t end) {
    std::string_view rest = window_.view(begin, static_cast<std::size_t>(end - begin));
    code_pages_.add(rest);
    code_pages_.add("\n");  // a word does not go on in what comes next
    std::optional<Vocabulary::Header> before;
    while (!rest.empty()) {
      const auto line = formats::ccmail::first_line(rest);
      rest.remove_prefix(line.length);
      const auto parsed = formats::ccmail::parse_head_line(line.content, before, words_);
      if (!parsed) continue;
      if (parsed->kind == HeadLineKind::field) before = {parsed->meaning, parsed->origin};
      if (parsed->kind == HeadLineKind::field && parsed->meaning == Meaning::date) dates_.add(parsed->value);
    }
  }

  // A text longer than one look says what it says in its first 256 KiB.
  void add_text(std::uint64_t begin, std::uint64_t length) {
    constexpr std::uint64_t most = std::uint64_t{256} << 10U;
    code_pages_.add(window_.view(begin, static_cast<std::size_t>(std::min(length, most))));
    code_pages_.add("\n");
  }

  Window& window_;
  const Vocabulary& words_;
  formats::text::CodePageSurvey code_pages_;
  formats::ccmail::DateSurvey dates_;
};

}  // namespace

Survey survey(Window& window, const Vocabulary& words) {
  Survey survey;
  survey.dialect = learn_dialect(window, words, std::min(survey_reach, window.end()));
  Planner planner(window, words, survey.dialect, survey_reach);
  Surveyor surveyor(window, words);
  Block block;
  while (planner.next(block) == Planner::Step::block)
    if (block.kind == BlockKind::message) surveyor.add(block);
  // A message that is longer than the survey reaches says who wrote it and when all the same.
  if (const Block* const unfinished = planner.unfinished()) surveyor.add(*unfinished);
  surveyor.fill(survey);
  return survey;
}

}  // namespace stages
