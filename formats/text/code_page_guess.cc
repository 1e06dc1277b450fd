#include "formats/text/code_page_guess.h"

#include <algorithm>
#include <cstddef>

#include "formats/text/byte_block.h"
#include "formats/text/utf8.h"

namespace formats::text {
namespace {

// In the order in which equals win.
constexpr std::array<CodePage, 3> pages{CodePage::cp850, CodePage::cp437, CodePage::macroman};

constexpr std::size_t longest_word = 64;
constexpr std::size_t most_evidence = 5;
// A page is certain when it leads by as much as three words give that only it makes sense of.
constexpr std::int64_t certain_lead = 9;
// After this many bytes 0x80 and up, a lead of a hundred such words ends the survey.
constexpr std::uint64_t enough_surveyed = std::uint64_t{1} << 15U;
constexpr std::int64_t lead_beyond_doubt = 300;

enum class Kind : std::uint8_t { lower, upper, line, mark, sign };

bool is_one_of(std::u16string_view set, char16_t character) { return set.find(character) != std::u16string_view::npos; }

Kind find_kind(char16_t character) {
  if (character >= u'a' && character <= u'z') return Kind::lower;
  if (character >= u'A' && character <= u'Z') return Kind::upper;
  if (character >= 0x2500 && character <= 0x259F) return Kind::line;
  if (character == u'÷' || character == u'×') return Kind::sign;
  if (character >= u'ß' && character <= u'ÿ') return Kind::lower;
  if (character >= u'À' && character <= u'Þ') return Kind::upper;
  if (character == u'œ') return Kind::lower;
  if (is_one_of(u"ŒŸ", character)) return Kind::upper;
  // What people type beside words: quotes, dashes, bullets, fractions.
  return is_one_of(u"“”‘’–—…•∙·■►§°½¼£«»©®™±¿¡ªº\u00A0", character) ? Kind::mark : Kind::sign;
}

/// What is weighed about a character. None is a sign without a code.
struct Weighed {
  char16_t code = 0;
  Kind kind = Kind::sign;
  bool is_common_letter = false;
};

using WeighedPage = std::array<Weighed, 256>;

WeighedPage weighed_page(CodePage page) {
  WeighedPage table;
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    const auto code = byte < 0x80 ? static_cast<char16_t>(byte) : upper_half(page).at(byte - 0x80U);
    table.at(byte) = {code, find_kind(code), is_one_of(u"áàâãäåæçéèêíñóôöøúüßÁÀÃÄÅÆÇÉÈÑÓÖØÚÜ", code)};
  }
  return table;
}

const WeighedPage& weighed(std::size_t candidate) {
  static const std::array<WeighedPage, pages.size()> tables{weighed_page(pages[0]), weighed_page(pages[1]),
                                                            weighed_page(pages[2])};
  return tables.at(candidate);
}

bool is_letter(Kind kind) { return kind == Kind::lower || kind == Kind::upper; }

/// How well a letter fits between its neighbours.
int letter_score(Weighed before, Weighed letter, Weighed after) {
  // Accented letters hardly ever come twice in a row; what repeats is a line.
  if (before.code == letter.code || after.code == letter.code) return -1;
  const bool in_word = is_letter(before.kind) || is_letter(after.kind);
  if (!in_word) return before.code == 0 && after.code == 0 && letter.is_common_letter ? 0 : -1;
  const int score = letter.is_common_letter ? 3 : 2;
  if (letter.kind == Kind::lower) return after.kind == Kind::upper ? -3 : score;
  return before.kind == Kind::lower ? -3 : score;
}

/// The same for what is typed beside words.
int mark_score(Weighed before, Weighed mark, Weighed after) {
  const bool letter_before = is_letter(before.kind);
  const bool letter_after = is_letter(after.kind);
  if (letter_before && letter_after) return mark.code == u'’' ? 3 : -3;
  if (letter_after && before.code == 0 && is_one_of(u"“‘«¿¡", mark.code)) return 3;
  if (letter_before && after.code == 0 && is_one_of(u"”’…»™®", mark.code)) return 3;
  return 1;
}

/// How well a character fits between its neighbours, which are nothing at the ends of a word.
int score_of(Weighed before, Weighed character, Weighed after) {
  const bool letter_before = is_letter(before.kind);
  const bool letter_after = is_letter(after.kind);
  switch (character.kind) {
    case Kind::lower:
    case Kind::upper:
      return letter_score(before, character, after);
    case Kind::line:
      if (letter_before || letter_after) return -3;
      return (before.kind == Kind::line ? 1 : 0) + (after.kind == Kind::line ? 1 : 0);
    case Kind::mark:
      return mark_score(before, character, after);
    case Kind::sign:
      break;
  }
  return letter_before && letter_after ? -3 : -1;
}

std::int64_t score_of_word(const WeighedPage& page, std::string_view word) {
  const auto character = [&](std::size_t i) { return page[static_cast<unsigned char>(word[i])]; };
  std::int64_t score = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (static_cast<unsigned char>(word[i]) < 0x80) continue;
    const Weighed before = i == 0 ? Weighed() : character(i - 1);
    const Weighed after = i + 1 == word.size() ? Weighed() : character(i + 1);
    score += score_of(before, character(i), after);
  }
  return score;
}

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool belongs_to_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_high(c); }

}  // namespace

void CodePageSurvey::add(std::string_view text_bytes) {
  if (settled_) return;
  std::size_t at = 0;
  while (at < text_bytes.size() && high_bytes_ < most_surveyed && !settled_) {
    // Between words with a high byte only the place where the next one starts matters.
    if (word_.empty()) {
      std::size_t next = at + length_before(text_bytes.substr(at), [](auto bytes) { return bytes < 0; });
      while (next > at && belongs_to_word(text_bytes[next - 1])) --next;
      at = next;
      if (at == text_bytes.size()) break;
    }
    while (at < text_bytes.size() && belongs_to_word(text_bytes[at]) && high_bytes_ < most_surveyed && !settled_) {
      take(text_bytes[at++]);
    }
    if (at < text_bytes.size()) end_word();
  }
  double_byte_.add(settled_ ? text_bytes.substr(0, at) : text_bytes);
}

CodePageGuess CodePageSurvey::result() const {
  CodePageSurvey complete = *this;
  complete.end_word();
  complete.double_byte_.end_word();

  CodePageGuess guess;
  guess.high_bytes = complete.high_bytes_;
  if (const DoubleByteEvidence* const found = complete.double_byte_.likely_page()) {
    guess.page = found->page;
    guess.certain = found->is_certain();
    for (const std::string& word : found->words) guess.evidence.push_back(to_utf8(guess.page, word));
    return guess;
  }

  std::array<std::size_t, candidates> order{0, 1, 2};
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return complete.totals_.at(a) > complete.totals_.at(b); });
  const std::size_t best = order[0];
  guess.page = pages.at(best);
  // Where no page makes sense of the text, the least bad one is a guess.
  guess.certain = !complete.double_byte_.may_be_japanese() && complete.totals_.at(best) > 0 &&
                  complete.totals_.at(best) - complete.totals_.at(order[1]) >= certain_lead;
  // Without a word against the next best, those against the third at least tell DOS from Mac.
  const auto& words = complete.words_.at(best);
  for (const std::string& word : words.at(words.at(order[1]).empty() ? order[2] : order[1])) {
    guess.evidence.push_back(to_utf8(guess.page, word));
  }
  return guess;
}

void CodePageSurvey::take(char c) {
  if (is_high(c)) ++high_bytes_;
  word_ += c;
  if (word_.size() == longest_word) end_word();
}

void CodePageSurvey::end_word() {
  if (std::any_of(word_.begin(), word_.end(), is_high)) {
    Scores scores{};
    for (std::size_t i = 0; i < candidates; ++i) {
      scores.at(i) = score_of_word(weighed(i), word_);
      totals_.at(i) += scores.at(i);
    }
    for (std::size_t a = 0; a < candidates; ++a) {
      for (std::size_t b = 0; b < candidates; ++b) {
        std::vector<std::string>& words = words_.at(a).at(b);
        if (scores.at(a) > scores.at(b) && words.size() < most_evidence &&
            std::find(words.begin(), words.end(), word_) == words.end()) {
          words.push_back(word_);
        }
      }
    }
  }
  word_.clear();
  settled_ = high_bytes_ >= enough_surveyed && is_beyond_doubt();
}

// Text in a page of another kind has no such score: Japanese as Western letters is mostly nonsense.
bool CodePageSurvey::is_beyond_doubt() const {
  Scores scores = totals_;
  std::sort(scores.begin(), scores.end());
  return scores[2] >= static_cast<std::int64_t>(high_bytes_) && scores[2] - scores[1] >= lead_beyond_doubt;
}

}  // namespace formats::text
