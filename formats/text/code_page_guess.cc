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

enum class Kind : std::uint8_t { lower, upper, line, mark, sign };

bool is_one_of(std::u16string_view set, char16_t character) { return set.find(character) != std::u16string_view::npos; }

Kind kind_of(char16_t character) {
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

bool is_letter(Kind kind) { return kind == Kind::lower || kind == Kind::upper; }

/// How well a letter fits between its neighbours.
int letter_score(char16_t before, char16_t letter, char16_t after) {
  // Accented letters hardly ever come twice in a row; what repeats is a line.
  if (before == letter || after == letter) return -1;
  const Kind kind_before = kind_of(before);
  const Kind kind_after = kind_of(after);
  const bool in_word = is_letter(kind_before) || is_letter(kind_after);
  const bool common = is_one_of(u"áàâãäåæçéèêíñóôöøúüßÁÀÃÄÅÆÇÉÈÑÓÖØÚÜ", letter);
  if (!in_word) return before == 0 && after == 0 && common ? 0 : -1;
  const int score = common ? 3 : 2;
  if (kind_of(letter) == Kind::lower) return kind_after == Kind::upper ? -3 : score;
  return kind_before == Kind::lower ? -3 : score;
}

/// The same for what is typed beside words.
int mark_score(char16_t before, char16_t mark, char16_t after) {
  const bool letter_before = is_letter(kind_of(before));
  const bool letter_after = is_letter(kind_of(after));
  if (letter_before && letter_after) return mark == u'’' ? 3 : -3;
  if (letter_after && before == 0 && is_one_of(u"“‘«¿¡", mark)) return 3;
  if (letter_before && after == 0 && is_one_of(u"”’…»™®", mark)) return 3;
  return 1;
}

/// How well a character fits between its neighbours, which are zero at the ends of a word.
int score_of(char16_t before, char16_t character, char16_t after) {
  const bool letter_before = is_letter(kind_of(before));
  const bool letter_after = is_letter(kind_of(after));
  switch (kind_of(character)) {
    case Kind::lower:
    case Kind::upper:
      return letter_score(before, character, after);
    case Kind::line:
      if (letter_before || letter_after) return -3;
      return (kind_of(before) == Kind::line ? 1 : 0) + (kind_of(after) == Kind::line ? 1 : 0);
    case Kind::mark:
      return mark_score(before, character, after);
    case Kind::sign:
      break;
  }
  return letter_before && letter_after ? -3 : -1;
}

char16_t character_of(CodePage page, char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 ? byte : upper_half(page).at(byte - 0x80U);
}

std::int64_t score_of_word(CodePage page, std::string_view word) {
  std::int64_t score = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (static_cast<unsigned char>(word[i]) < 0x80) continue;
    const char16_t before = i == 0 ? u'\0' : character_of(page, word[i - 1]);
    const char16_t after = i + 1 == word.size() ? u'\0' : character_of(page, word[i + 1]);
    score += score_of(before, character_of(page, word[i]), after);
  }
  return score;
}

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool belongs_to_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_high(c); }

}  // namespace

void CodePageSurvey::add(std::string_view text_bytes) {
  double_byte_.add(text_bytes);
  std::size_t at = 0;
  while (at < text_bytes.size() && high_bytes_ < most_surveyed) {
    // Between words with a high byte only the place where the next one starts matters.
    if (word_.empty()) {
      std::size_t next = at + length_before(text_bytes.substr(at), [](auto bytes) { return bytes < 0; });
      while (next > at && belongs_to_word(text_bytes[next - 1])) --next;
      at = next;
      if (at == text_bytes.size()) return;
    }
    while (at < text_bytes.size() && belongs_to_word(text_bytes[at]) && high_bytes_ < most_surveyed) {
      take(text_bytes[at++]);
    }
    if (at < text_bytes.size()) end_word();
  }
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
      scores.at(i) = score_of_word(pages.at(i), word_);
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
}

}  // namespace formats::text
