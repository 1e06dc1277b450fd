#include "formats/text/text_decoder.h"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace formats::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using namespace std::string_literals;

/// Values that every run of the tests repeats.
std::mt19937 seeded(unsigned seed) { return std::mt19937(seed); }

struct Decoded {
  std::string text;
  TextCounts counts;
  std::vector<Substitution> substitutions;

  bool operator==(const Decoded&) const = default;
};

template <typename Cut>
Decoded decoded_in_pieces(std::string_view raw, CodePage page, LineEnd usual, Cut next_size) {
  Decoded result;
  TextDecoder decoder(page);
  decoder.record(result.substitutions, usual);
  while (!raw.empty()) {
    const std::string_view piece = raw.substr(0, next_size());
    const std::string gone_after_the_call(piece);
    decoder.decode(gone_after_the_call, result.text);
    raw.remove_prefix(piece.size());
  }
  decoder.finish(result.text);
  result.counts = decoder.counts();
  return result;
}

Decoded decoded(std::string_view raw, CodePage page = CodePage::cp850, LineEnd usual = LineEnd::crlf) {
  return decoded_in_pieces(raw, page, usual, [&] { return raw.size(); });
}

std::string text_of(std::string_view raw) { return decoded(raw).text; }

/// Bytes that provoke what the decoder knows, beside any others.
std::string random_raw(std::mt19937& random, std::size_t size) {
  static const std::string provoking = "\r\n\r\n\x1E\x1F\x1A\0\0ab \t\f\x84\x7F\x15"s;
  std::string raw;
  // Leads before all kinds of bytes, trails that are ASCII, characters with two spellings, pairs without a character.
  static const std::vector<std::string> pairs{"\x82\xA0", "\x95\x5C", "\x83\x40", "\x81",     "\xFE",
                                              "\x87\x90", "\xED\x40", "\xA2\xCC", "\xF9\xFA", "\xC9\xA1",
                                              "\x85\x9F", "\xFD",     "\x80",     "\xB1"};
  const bool any = random() % 2 == 0;
  while (raw.size() < size) {
    if (random() % 3 == 0) {
      raw += pairs[random() % pairs.size()];
    } else if (any && random() % 3 == 0) {
      raw += static_cast<char>(random());
    } else if (random() % 4 == 0) {
      raw += "a line of words\r\n";
    } else {
      raw += provoking[random() % provoking.size()];
    }
  }
  return raw;
}

TEST(TextDecoder, AllLineEndsComeOutAsLf) {
  EXPECT_EQ(text_of("a\r\nb\rc\nd\r\n"), "a\nb\nc\nd\n");
  EXPECT_EQ(text_of("\r\r\n\n\n\r\r\n"), "\n\n\n\n\n\n");
  const Decoded lone = decoded("a\r\nb\rc\nd");
  EXPECT_EQ(lone.counts.crlf, 1U);
  EXPECT_EQ(lone.counts.lone_cr, 1U);
  EXPECT_EQ(lone.counts.lone_lf, 1U);
}

TEST(TextDecoder, ALoneCrAtTheVeryEndIsALineEnd) {
  const Decoded result = decoded("a\r");
  EXPECT_EQ(result.text, "a\n");
  EXPECT_FALSE(result.counts.missing_final_line_end);
}

TEST(TextDecoder, ATextWithoutAFinalLineEndGetsOneAndSaysSo) {
  const Decoded result = decoded("a");
  EXPECT_EQ(result.text, "a\n");
  EXPECT_TRUE(result.counts.missing_final_line_end);
  EXPECT_THAT(result.substitutions, ElementsAre(Substitution{1, 1, "", SubstitutionKind::missing_final_line_end}));
}

TEST(TextDecoder, AnEmptyTextStaysEmpty) {
  EXPECT_EQ(text_of(""), "");
  EXPECT_EQ(text_of("\0\0\x1A"s), "");
  EXPECT_EQ(text_of("\x1E\x70\x1F\x70"), "");
}

TEST(TextDecoder, ControlBytesShowTheGlyphOfDos) {
  const Decoded result = decoded("\x15 5\x01\x1B\x7F\r\n");
  EXPECT_EQ(result.text, "§ 5☺←⌂\n");
  EXPECT_EQ(result.counts.controls, 4U);
}

TEST(TextDecoder, TabAndFormFeedStay) { EXPECT_EQ(text_of("a\tb\fc\r\n"), "a\tb\fc\n"); }

TEST(TextDecoder, EndMarksAreDroppedAtTheEndAndShownElsewhere) {
  const Decoded result = decoded(
      "a\0b\x1A"
      "c\r\n\x1A\0\0"s);
  EXPECT_EQ(result.text, "a␀b␚c\n");
  EXPECT_EQ(result.counts.dropped_at_end, 3U);
  EXPECT_EQ(result.counts.controls, 2U);
  EXPECT_THAT(result.substitutions, ElementsAre(Substitution{1, 1, "\0"s, SubstitutionKind::control_glyph},
                                                Substitution{3, 1, "\x1A", SubstitutionKind::control_glyph},
                                                Substitution{7, 1, "\x1A", SubstitutionKind::dropped_at_end},
                                                Substitution{8, 2, "\0"s, SubstitutionKind::dropped_at_end}));
}

TEST(TextDecoder, AHighlightMarkTakesItsAttributeByteWithIt) {
  const Decoded result = decoded("a \x1E\x70word\x1F\x70 b\r\n");
  EXPECT_EQ(result.text, "a word b\n");
  EXPECT_EQ(result.counts.highlight_marks, 2U);
  EXPECT_EQ(text_of("a\x1E\rb\x1F\nc\r\n"), "abc\n") << "CR and LF are colours as well";
  EXPECT_EQ(text_of("a\x1E\x84"
                    "b\r\n"),
            "ab\n");
}

TEST(TextDecoder, AHighlightMarkAtTheEndIsRemovedAlone) {
  EXPECT_EQ(text_of("a\r\n\x1E"), "a\n");
  EXPECT_EQ(decoded("a\r\n\x1E").counts.highlight_marks, 1U);
}

TEST(TextDecoder, AByteTheCodePageLacksIsCounted) {
  const Decoded result = decoded("\x81\x81\xFC", CodePage::cp1252);
  EXPECT_EQ(result.text, "\uFFFD\uFFFDü\n");
  EXPECT_EQ(result.counts.unmappable, 2U);
  EXPECT_EQ(result.counts.high_bytes, 3U);
  EXPECT_EQ(result.substitutions.front(), (Substitution{0, 2, "\x81", SubstitutionKind::unmappable}));
}

TEST(TextDecoder, ACharacterOfTwoBytesMayBeCutAnywhere) {
  const std::string raw = "\x93\xFA\x96\x7B\x8C\xEA\x95\x5C\r\n";
  for (std::size_t first = 0; first <= raw.size(); ++first) {
    bool cut = false;
    const Decoded result = decoded_in_pieces(raw, CodePage::cp932, LineEnd::crlf,
                                             [&] { return std::exchange(cut, true) ? raw.size() : first; });
    EXPECT_EQ(result.text, "日本語表\n") << first;
    EXPECT_EQ(result.counts.high_bytes, 6U) << "two trail bytes are ASCII";
    EXPECT_THAT(result.substitutions, IsEmpty());
  }
}

TEST(TextDecoder, ALoneLeadByteTakesNothingWithIt) {
  using Kind = SubstitutionKind;
  const Decoded line_end = decoded("a\x82\r\nb\x82", CodePage::cp932);
  EXPECT_EQ(line_end.text, "a\uFFFD\nb\uFFFD\n");
  EXPECT_EQ(line_end.counts.unmappable, 2U);
  EXPECT_EQ(line_end.counts.crlf, 1U);
  EXPECT_THAT(line_end.substitutions,
              ElementsAre(Substitution{1, 1, "\x82", Kind::unmappable}, Substitution{5, 1, "\x82", Kind::unmappable},
                          Substitution{6, 1, "", Kind::missing_final_line_end}));
  EXPECT_EQ(decoded("\x82\x1E\x70\x82\xA0", CodePage::cp932).text, "\uFFFDあ\n") << "a mark is no trail byte";
  EXPECT_EQ(decoded("\x82\xA0\x82\0\x1A"s, CodePage::cp932).text, "あ\uFFFD\n") << "nor is an end mark";
  EXPECT_EQ(decoded("\x85@\x85\x9F.", CodePage::cp932).text, "\uFFFD@\uFFFD.\n");
}

TEST(TextDecoder, BytesThatAreNotTheUsualOnesOfACharacterAreRecorded) {
  // ≒ is 0x81 0xE0 and, among NEC's characters, 0x87 0x90.
  const Decoded result = decoded("\x81\xE0\x87\x90\x87\x90\r\n", CodePage::cp932);
  EXPECT_EQ(result.text, "≒≒≒\n");
  EXPECT_EQ(result.counts.duplicates, 2U);
  EXPECT_THAT(result.substitutions, ElementsAre(Substitution{2, 2, "\x87\x90", SubstitutionKind::duplicate}));
}

TEST(TextDecoder, OnlyUnusualLineEndsAreRecorded) {
  const std::string_view raw = "a\r\nb\nc\nd\r";
  EXPECT_THAT(decoded(raw).substitutions, ElementsAre(Substitution{4, 1, "\n", SubstitutionKind::line_end},
                                                      Substitution{6, 1, "\n", SubstitutionKind::line_end},
                                                      Substitution{8, 1, "\r", SubstitutionKind::line_end}));
  EXPECT_THAT(decoded(raw, CodePage::cp850, LineEnd::lf).substitutions,
              ElementsAre(Substitution{1, 1, "\r\n", SubstitutionKind::line_end},
                          Substitution{8, 1, "\r", SubstitutionKind::line_end}));
  EXPECT_THAT(decoded("a\r\nb\r\n").substitutions, IsEmpty());
}

TEST(TextDecoder, ADiskFullOfZerosAtTheEndDoesNotFillMemory) {
  const std::string zeros(1'000'000, '\0');
  const Decoded result = decoded("a\r\n" + zeros);
  EXPECT_GE(result.counts.dropped_at_end, 32U * 1024);
  EXPECT_LE(result.counts.dropped_at_end, 64U * 1024);
  EXPECT_EQ(result.counts.controls + result.counts.dropped_at_end, zeros.size());
  EXPECT_EQ(decoded_in_pieces("a\r\n" + zeros, CodePage::cp850, LineEnd::crlf, [] { return 999; }), result);
}

TEST(TextDecoder, TheResultDoesNotDependOnHowTheBytesAreCut) {
  auto random = seeded(1);
  for (int round = 0; round < 3000; ++round) {
    const std::string raw = random_raw(random, random() % 200);
    const auto pages = all_code_pages();
    const CodePage page = pages[random() % pages.size()];
    const auto usual = static_cast<LineEnd>(random() % 3);
    const Decoded whole = decoded(raw, page, usual);
    const auto bytewise = [] { return 1; };
    const auto at_random = [&] { return 1 + random() % 20; };
    ASSERT_EQ(decoded_in_pieces(raw, page, usual, bytewise), whole) << ::testing::PrintToString(raw);
    ASSERT_EQ(decoded_in_pieces(raw, page, usual, at_random), whole) << ::testing::PrintToString(raw);
  }
}

TEST(TextDecoder, LongTextsDoNotDependOnHowTheyAreCutEither) {
  auto random = seeded(4);
  for (const CodePage page : all_code_pages()) {
    for (int round = 0; round < 20; ++round) {
      const std::string raw = random_raw(random, 3000 + random() % 1000);
      const Decoded whole = decoded(raw, page);
      ASSERT_EQ(decoded_in_pieces(raw, page, LineEnd::crlf, [] { return 1; }), whole);
      ASSERT_EQ(decoded_in_pieces(raw, page, LineEnd::crlf, [&] { return 1 + random() % 1500; }), whole);
      ASSERT_THAT(restored_text(page, whole.text, whole.substitutions), Optional(raw));
    }
  }
}

TEST(TextDecoder, TheRawBytesComeBackFromTheTextAndTheSubstitutions) {
  auto random = seeded(2);
  for (const CodePage page : all_code_pages()) {
    for (const LineEnd usual : {LineEnd::crlf, LineEnd::cr, LineEnd::lf}) {
      for (int round = 0; round < 300; ++round) {
        const std::string raw = random_raw(random, random() % 300);
        const Decoded result = decoded(raw, page, usual);
        ASSERT_THAT(restored_text(page, result.text, result.substitutions, usual), Optional(raw))
            << name_of(page) << ::testing::PrintToString(raw);
      }
    }
  }
}

TEST(TextDecoder, NoControlCharacterButTabFormFeedAndLfComesOut) {
  auto random = seeded(3);
  for (int round = 0; round < 1000; ++round) {
    for (const char c : text_of(random_raw(random, 200))) {
      ASSERT_FALSE((static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\f' && c != '\n') || c == 0x7F);
    }
  }
}

TEST(RestoredText, SaysWhenTextAndSubstitutionsDoNotBelongTogether) {
  using Substitutions = std::vector<Substitution>;
  EXPECT_EQ(restored_text(CodePage::cp850, "α\n", {}), std::nullopt);
  EXPECT_EQ(restored_text(CodePage::cp850, "\x01\n", {}), std::nullopt);
  EXPECT_EQ(restored_text(CodePage::cp850, "\xC3", {}), std::nullopt);
  EXPECT_EQ(restored_text(CodePage::cp850, "abc\n", Substitutions{{1, 1, "\x15", SubstitutionKind::control_glyph}}),
            std::nullopt);
  EXPECT_EQ(restored_text(CodePage::cp850, "a\n", Substitutions{{2, 1, "\n", SubstitutionKind::line_end}}),
            std::nullopt);
  EXPECT_EQ(restored_text(CodePage::cp932, "한\n", {}), std::nullopt);
  for (const char* const wrong : {"", "a", "\x82", "\x82\xA0\x82\xA0", "\x82\xA2"}) {
    EXPECT_EQ(restored_text(CodePage::cp932, "あ\n", Substitutions{{0, 1, wrong, SubstitutionKind::duplicate}}),
              std::nullopt);
    EXPECT_EQ(restored_text(CodePage::cp850, "é\n", Substitutions{{0, 1, wrong, SubstitutionKind::duplicate}}),
              std::nullopt);
  }
  EXPECT_EQ(restored_text(CodePage::cp850, "a\n", Substitutions{{9, 1, "\n", SubstitutionKind::line_end}}),
            std::nullopt);
}

}  // namespace
}  // namespace formats::text
