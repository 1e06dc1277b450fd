#include "formats/text/code_page_guess.h"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <vector>

#include "formats/text/utf8.h"

namespace formats::text {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Values that every run of the tests repeats.
std::mt19937 seeded(unsigned seed) { return std::mt19937(seed); }

std::string in_page(CodePage page, std::string_view utf8) {
  std::string bytes;
  while (!utf8.empty()) {
    const char32_t character = take_utf8(utf8);
    if (character < 0x80) {
      bytes += static_cast<char>(character);
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

TEST(CodePageSurvey, TheResultDoesNotDependOnHowTheBytesAreCut) {
  auto random = seeded(1);
  for (int round = 0; round < 500; ++round) {
    std::string bytes;
    for (unsigned i = 0; i < 40; ++i) {
      const CodePage page = random() % 2 == 0 ? CodePage::cp850 : CodePage::macroman;
      const std::string_view text = random() % 2 == 0 ? danish : portuguese;
      bytes += in_page(page, text);
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
