#include "formats/text/code_page_guess.h"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "formats/text/double_byte_page.h"
#include "formats/text/utf8.h"

namespace formats::text {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// Values that every run of the tests repeats.
std::mt19937 seeded(unsigned seed) { return std::mt19937(seed); }

std::string in_page(CodePage page, std::string_view utf8) {
  std::string bytes;
  while (!utf8.empty()) {
    const char32_t character = take_utf8(utf8);
    if (character < 0x80) {
      bytes += static_cast<char>(character);
    } else if (is_double_byte(page)) {
      EXPECT_TRUE(double_byte_page(page).append_bytes(bytes, character)) << static_cast<unsigned>(character);
    } else {
      EXPECT_TRUE(upper_half_byte(page, character)) << static_cast<unsigned>(character);
      bytes += static_cast<char>(upper_half_byte(page, character).value_or('?'));
    }
  }
  return bytes;
}

CodePageGuess guessed(std::string_view bytes) {
  CodePageSurvey survey;
  survey.add(bytes);
  return survey.result();
}

CodePageGuess guessed(CodePage page, std::string_view utf8) { return guessed(in_page(page, utf8)); }

bool operator==(const CodePageGuess& a, const CodePageGuess& b) {
  return a.page == b.page && a.certain == b.certain && a.evidence == b.evidence && a.high_bytes == b.high_bytes;
}

constexpr std::string_view german = "Grüße aus München, wir müssen die Preise für größere Mengen prüfen. MÜLLER, Öl";
constexpr std::string_view french = "Le problème a été réglé à Genève, l'élève très doué reçoit une leçon. DÉJÀ VU";
constexpr std::string_view spanish = "El año próximo irá a España. ¿Cuándo empezará la reunión? Señor Muñoz, mañana";
constexpr std::string_view swedish = "Vi måste åka på måndag, är du på kontoret? Hälsningar från Göteborg, ÅKE ÖBERG";
constexpr std::string_view danish = "Kære Søren, vi ses på lørdag på Nørrebro. Hilsen Jørgen Sørensen, KØBENHAVN";
constexpr std::string_view portuguese =
    "São João não tem informações, a reunião será amanhã. Atenção às condições da produção, então até à próxima "
    "estação";

TEST(CodePageSurvey, MacTextIsKnownByTheCaseOfItsLetters) {
  for (const std::string_view text : {german, french, spanish, swedish, danish, portuguese}) {
    const CodePageGuess guess = guessed(CodePage::macroman, text);
    EXPECT_EQ(guess.page, CodePage::macroman) << text;
    EXPECT_TRUE(guess.certain) << text;
    EXPECT_THAT(guess.evidence, SizeIs(5)) << text;
  }
}

TEST(CodePageSurvey, CurlyQuotesAreTheMacs) {
  const CodePageGuess guess =
      guessed(CodePage::macroman, "“Don’t worry,” she said – it’s only the “final” version… we’ll see, they’re here");
  EXPECT_EQ(guess.page, CodePage::macroman);
  EXPECT_TRUE(guess.certain);
}

TEST(CodePageSurvey, LettersThatOnly850HasSettleIt) {
  for (const std::string_view text : {danish, portuguese}) {
    const CodePageGuess guess = guessed(CodePage::cp850, text);
    EXPECT_EQ(guess.page, CodePage::cp850) << text;
    EXPECT_TRUE(guess.certain) << text;
  }
  EXPECT_THAT(guessed(CodePage::cp850, danish).evidence, Contains("Søren"));
}

TEST(CodePageSurvey, LinesThatOnly437HasSettleIt) {
  const CodePageGuess guess = guessed(CodePage::cp437,
                                      "╒══════╤══════╕\r\n│ Name │ Sum  │\r\n╞══════╪══════╡\r\n"
                                      "│ a    │ 1    │\r\n╘══════╧══════╛\r\n");
  EXPECT_EQ(guess.page, CodePage::cp437);
  EXPECT_TRUE(guess.certain);
}

TEST(CodePageSurvey, WhatIsTheSameIn437And850IsAGuessAt850) {
  for (const std::string_view text : {german, french, spanish, swedish}) {
    std::string shared;
    for (std::string_view rest = text; !rest.empty();) {
      const char32_t character = take_utf8(rest);
      if (character < 0x80 || upper_half_byte(CodePage::cp437, character)) append_utf8(shared, character);
    }
    const CodePageGuess guess = guessed(CodePage::cp437, shared);
    EXPECT_EQ(guess.page, CodePage::cp850) << text;
    EXPECT_FALSE(guess.certain) << text;
  }
}

TEST(CodePageSurvey, BoxesThatBothHaveAreNoEvidenceForTheMac) {
  const CodePageGuess guess = guessed(CodePage::cp437, "┌──────┐\r\n│ Name │\r\n└──────┘\r\n╔══╗\r\n╚══╝\r\n");
  EXPECT_EQ(guess.page, CodePage::cp850);
  EXPECT_FALSE(guess.certain);
}

TEST(CodePageSurvey, PlainAsciiNeedsNoGuess) {
  const CodePageGuess guess = guessed("Nothing to see here.\r\n");
  EXPECT_EQ(guess.page, CodePage::cp850);
  EXPECT_FALSE(guess.certain);
  EXPECT_EQ(guess.high_bytes, 0U);
  EXPECT_THAT(guess.evidence, IsEmpty());
}

TEST(CodePageSurvey, OneWordIsNotCertain) {
  const CodePageGuess guess = guessed(CodePage::macroman, "Hello Müller");
  EXPECT_EQ(guess.page, CodePage::macroman);
  EXPECT_FALSE(guess.certain);
  EXPECT_THAT(guess.evidence, ElementsAre("Müller"));
}

constexpr std::string_view japanese =
    "いつもお世話になっております。来週の会議の資料を添付しましたので、ご確認ください。\r\n"
    "予算についてはまだ決まっていませんが、金曜日までに連絡します。よろしくお願いします。\r\n";
constexpr std::string_view korean =
    "안녕하세요. 다음 주 회의 자료를 첨부하였으니 확인하여 주시기 바랍니다.\r\n"
    "예산은 아직 정해지지 않았지만 금요일까지 알려 드리겠습니다. 감사합니다. 이번 보고서는 김 부장이 작성하고 "
    "있습니다.\r\n";
constexpr std::string_view simplified =
    "您好，下星期的会议资料已经作为附件发给您了，请在星期五以前看一下，有问题可以给我打电话。\r\n"
    "这个预算还没有决定，我们要在这个月中旬以前上报给总公司，大家的意见都很重要。\r\n";
constexpr std::string_view traditional =
    "您好，下星期的會議資料已經作為附件寄給您了，請在星期五以前看一下，有問題可以打電話給我。\r\n"
    "這個預算還沒有決定，我們要在這個月中旬以前上報給總公司，大家的意見都很重要。\r\n";

std::string times(int count, std::string_view text) {
  std::string all;
  while (count-- > 0) all += text;
  return all;
}

TEST(CodePageSurvey, LanguagesOfTwoBytesAreKnownByWhatTheyCannotDoWithout) {
  const std::vector<std::pair<CodePage, std::string_view>> texts{{CodePage::cp932, japanese},
                                                                 {CodePage::cp949, korean},
                                                                 {CodePage::cp936, simplified},
                                                                 {CodePage::cp950, traditional}};
  for (const auto& [page, text] : texts) {
    const CodePageGuess guess = guessed(page, times(2, text));
    EXPECT_EQ(guess.page, page);
    EXPECT_TRUE(guess.certain) << name_of(page);
    EXPECT_THAT(guess.evidence, SizeIs(::testing::Le(5U)));
    ASSERT_THAT(guess.evidence, Not(IsEmpty()));
    for (const std::string& word : guess.evidence) EXPECT_THAT(std::string(text), HasSubstr(word));
  }
  EXPECT_THAT(guessed(CodePage::cp949, korean).evidence, Contains("확인하여"));
}

TEST(CodePageSurvey, ALittleJapaneseAmongEnglishIsAGuess) {
  const CodePageGuess guess =
      guessed(CodePage::cp932, times(50, "See you at the meeting.\r\n") + "よろしくお願いします\r\n");
  EXPECT_EQ(guess.page, CodePage::cp932);
  EXPECT_FALSE(guess.certain);
  EXPECT_THAT(guess.evidence, ElementsAre("よろしくお願いします"));
}

TEST(CodePageSurvey, NamesAloneMakeNoOtherPageCertain) {
  const std::vector<std::pair<CodePage, std::string_view>> names{
      {CodePage::cp932, "山田 太郎\r\n鈴木 一郎\r\n佐藤 花子\r\n東京営業部 部長\r\n株式会社 総務課\r\nｶﾌﾞｼｷｶﾞｲｼｬ\r\n"},
      {CodePage::cp936, "王小明\r\n李建国\r\n张伟\r\n上海办事处 经理\r\n财务部\r\n"},
      {CodePage::cp949, "김철수\r\n박영희\r\n최민호\r\n서울 영업부 부장\r\n총무과\r\n"},
      {CodePage::cp950, "王小明\r\n陳建國\r\n張偉\r\n台北辦事處 經理\r\n財務部\r\n"}};
  for (const auto& [page, text] : names) {
    const CodePageGuess guess = guessed(page, times(5, text));
    EXPECT_TRUE(guess.page == page || !guess.certain)
        << name_of(page) << " " << name_of(guess.page) << " " << guess.evidence.front();
  }
}

TEST(CodePageSurvey, NoWesternTextBecomesJapaneseChineseOrKorean) {
  constexpr std::string_view polish = "Proszę o szybką odpowiedź, załączam wykres. Józef Łęcki, Łódź, ŻÓŁĆ";
  constexpr std::string_view russian = "Вас просят прислать отчёт за прошлый год. В понедельник совещание, ВСЕ ДОЛЖНЫ";
  constexpr std::string_view hebrew = "שלום רב, מצורף הדוח של השבוע שעבר. נא לאשר את קבלתו עד יום חמישי";
  constexpr std::string_view boxes = "┌──────┐\r\n│ Café │\r\n├──────┤\r\n│ ñandú│\r\n╔══╗░▒▓█▄▌▐▀\r\n";
  for (const CodePage page : all_code_pages()) {
    if (is_double_byte(page)) continue;
    std::string all;
    for (const std::string_view text :
         {german, french, spanish, swedish, danish, portuguese, polish, russian, hebrew, boxes}) {
      std::string bytes;
      for (std::string_view rest = text; !rest.empty();) {
        const char32_t character = take_utf8(rest);
        if (character < 0x80) {
          bytes += static_cast<char>(character);
        } else if (const auto byte = upper_half_byte(page, character)) {
          bytes += static_cast<char>(*byte);
        }
      }
      all += bytes;
      EXPECT_FALSE(is_double_byte(guessed(times(20, bytes)).page)) << name_of(page) << " " << text;
    }
    EXPECT_FALSE(is_double_byte(guessed(times(20, all)).page)) << name_of(page);
  }
}

TEST(CodePageSurvey, NoiseBecomesNeitherJapaneseChineseNorKorean) {
  auto random = seeded(2);
  for (int round = 0; round < 50; ++round) {
    std::string noise;
    while (noise.size() < 5000) noise += static_cast<char>(round % 2 == 0 ? random() : 0x80 + random() % 128);
    EXPECT_FALSE(is_double_byte(guessed(noise).page)) << round;
  }
}

TEST(CodePageSurvey, FrequentCharactersHaveTheBytesOfTheirPage) {
  for (const CodePage page : {CodePage::cp936, CodePage::cp949, CodePage::cp950}) {
    EXPECT_THAT(frequent_characters(page), SizeIs(::testing::Ge(30U)));
    std::uint16_t before = 0;
    for (const FrequentCharacter& each : frequent_characters(page)) {
      EXPECT_GT(each.code, before) << "to be searched, they must be in order";
      EXPECT_EQ(double_byte_page(page).code_of(each.character), each.code);
      before = each.code;
    }
  }
}

// Else a dump of many accents would wait for its survey, which nothing goes on beside.
TEST(CodePageSurvey, EndsWhereThePageIsBeyondDoubt) {
  std::string bytes;
  while (bytes.size() < 2'000'000) bytes += in_page(CodePage::cp850, danish);
  const CodePageGuess whole = guessed(bytes);
  EXPECT_EQ(whole.page, CodePage::cp850);
  EXPECT_TRUE(whole.certain);
  EXPECT_GE(whole.high_bytes, 32'768U);
  EXPECT_LT(whole.high_bytes, 34'000U);
  CodePageSurvey survey;
  for (std::size_t at = 0; at < bytes.size(); at += 1009) survey.add(std::string_view(bytes).substr(at, 1009));
  EXPECT_TRUE(survey.result() == whole);
}

TEST(CodePageSurvey, GoesOnWhereTheFirstBytesDoNotSettleIt) {
  std::string bytes(100'000, '\xC4');  // a line in both pages of DOS
  while (bytes.size() < 2'000'000) bytes += in_page(CodePage::cp850, danish);
  EXPECT_GT(guessed(bytes).high_bytes, 100'000U);
  EXPECT_EQ(guessed(bytes).page, CodePage::cp850);
}

TEST(CodePageSurvey, TheResultDoesNotDependOnHowTheBytesAreCut) {
  auto random = seeded(1);
  for (int round = 0; round < 500; ++round) {
    std::string bytes;
    for (unsigned i = 0; i < 40; ++i) {
      const CodePage page = random() % 2 == 0 ? CodePage::cp850 : CodePage::macroman;
      const std::string_view text = random() % 2 == 0 ? danish : portuguese;
      bytes += in_page(page, text);
      if (random() % 4 == 0) bytes += in_page(CodePage::cp932, japanese);
      for (auto n = random() % 30; n > 0; --n) bytes += static_cast<char>(random());
      bytes.append(random() % 100, static_cast<char>('a' + random() % 2));
    }
    const CodePageGuess whole = guessed(bytes);
    for (const std::size_t most : {std::size_t{1}, std::size_t{7}, std::size_t{200}}) {
      CodePageSurvey survey;
      for (std::string_view rest = bytes; !rest.empty();) {
        const std::string piece(rest.substr(0, 1 + random() % most));
        survey.add(piece);
        rest.remove_prefix(piece.size());
      }
      ASSERT_TRUE(survey.result() == whole);
    }
  }
}

}  // namespace
}  // namespace formats::text
