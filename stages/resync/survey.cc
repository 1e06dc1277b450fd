#include "stages/resync/survey.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "formats/ccmail/label.h"
#include "stages/resync/candidates.h"
#include "stages/resync/file_survey.h"
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
    for (const PlannedItem& item : block.items) {
      if (item.kind == formats::ccmail::ItemKind::text) {
        add_text(item.data, item.length);
      } else {
        add_file(item, item.length);
      }
    }
  }

  /// Of a message that goes on behind the survey: the beginning of its first file whose end is not known.
  void add_beginning(const Block& unfinished) {
    constexpr std::uint64_t reach = std::uint64_t{64} << 10U;  // texts come first, and most are short
    const std::uint64_t from =
        unfinished.items.empty() ? unfinished.head_end : unfinished.items.back().data + unfinished.items.back().length;
    if (from >= survey_reach) return;
    const std::string text(window_.view(from, static_cast<std::size_t>(std::min(reach, survey_reach - from))));
    const auto is_file = [](const formats::ccmail::Label& label) {
      return label.kind == formats::ccmail::LabelKind::item && label.item != formats::ccmail::ItemKind::text;
    };
    auto found = next_candidate(text, 0, text.size(), words_);
    while (found && !is_file(found->label)) found = next_candidate(text, found->at + 1, text.size(), words_);
    if (!found) return;
    PlannedItem item;
    item.label = from + found->at;
    item.label_length = found->label.length;
    const std::size_t behind = std::min(text.size(), found->at + found->label.length);
    const std::string_view rest = std::string_view(text).substr(behind);
    item.data = from + text.size() - behind_optional_size(rest).size();
    if (item.data + FileSurvey::reach <= survey_reach) add_file(item, survey_reach);
  }

  void fill(Survey& survey) const {
    survey.code_page = code_pages_.result();
    survey.date_order = dates_.result();
    survey.files = files_.result();
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

  void add_file(const PlannedItem& item, std::uint64_t length) {
    if (files_.settled()) return;
    const std::string label(window_.view(item.label, static_cast<std::size_t>(item.label_length)));
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(length, FileSurvey::reach));
    files_.add(formats::ccmail::split_item_label(label).title, window_.view(item.data, most), length);
  }

  Window& window_;
  const Vocabulary& words_;
  formats::text::CodePageSurvey code_pages_;
  formats::ccmail::DateSurvey dates_;
  FileSurvey files_;
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
  if (const Block* const unfinished = planner.unfinished()) {
    surveyor.add(*unfinished);
    surveyor.add_beginning(*unfinished);
  }
  surveyor.fill(survey);
  return survey;
}

}  // namespace stages
