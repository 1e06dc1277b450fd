#include "stages/decode/recognise.h"

#include <algorithm>
#include <vector>

#include "formats/ascii.h"
#include "formats/ccmail/label.h"
#include "stages/resync/candidates.h"
#include "stages/resync/heads.h"

namespace stages {

using formats::ccmail::Vocabulary;

namespace {

// A `Contents:` label on a line of its own that starts before `to`.
bool holds_contents_label(std::string_view text, std::size_t to, const Vocabulary& words) {
  std::vector<std::string_view> labels{"contents"};
  for (const auto& phrase : words.phrases())
    if (phrase.kind == formats::ccmail::LabelKind::contents) labels.emplace_back(phrase.text);
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos && colon < to + label_reach;
       colon = text.find(':', colon + 1)) {
    std::size_t end = colon;
    while (end > 0 && formats::is_blank(text[end - 1])) --end;
    for (const std::string_view word : labels) {
      if (end < word.size()) continue;
      const auto label = formats::ccmail::parse_label(text.substr(end - word.size(), label_reach), words);
      if (label && label->kind == formats::ccmail::LabelKind::contents) return true;
    }
  }
  return false;
}

bool holds_message(std::string_view text, std::size_t to, const Vocabulary& words) {
  for (auto found = next_candidate(text, 0, to, words); found; found = next_candidate(text, found->at + 1, to, words)) {
    if (found->label.kind == formats::ccmail::LabelKind::message && starts_message(text.substr(found->at), words))
      return true;
  }
  return false;
}

}  // namespace

bool ExportSearch::feed(std::string_view bytes) {
  constexpr std::size_t searched_at_once = std::size_t{64} << 10U;
  kept_ += bytes;
  return kept_.size() < searched_at_once ? message_ && contents_ : search(false);
}

bool ExportSearch::finish() { return search(true); }

bool ExportSearch::search(bool last) {
  const std::size_t to = last ? kept_.size() : kept_.size() - std::min(kept_.size(), look_reach);
  message_ = message_ || holds_message(kept_, to, words_);
  contents_ = contents_ || holds_contents_label(kept_, to, words_);
  // What is kept is searched again: a label may have been cut.
  kept_.erase(0, to);
  return message_ && contents_;
}

bool is_export(ByteStream& stream, const Vocabulary& words) {
  ExportSearch search(words);
  std::vector<char> buffer(std::size_t{64} << 10U);
  for (;;) {
    const std::size_t count = stream.read(buffer);
    if (count == 0) return search.finish();
    if (search.feed({buffer.data(), count})) return true;
  }
}

}  // namespace stages
