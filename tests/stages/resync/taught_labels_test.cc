// Dumps whose labels are not EXPORT's own words, read by words that were taught.
#include <gmock/gmock.h>

#include <cstddef>
#include <random>
#include <string>

#include "formats/ccmail/label_table.h"
#include "tests/stages/dump.h"
#include "tests/stages/encode/encoded.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using formats::ccmail::Vocabulary;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* table =
    "Nachricht,message\nInhalt,contents\nTextelement,text\nDateielement,file\nVon,from\nDatum,date\nAn,to\n"
    "Betreff,subject\nOrdner,folder\nBlindkopie,bcc\n";

Vocabulary german() {
  return formats::ccmail::read_label_table(table, formats::text::all_code_pages()).value_or(Vocabulary());
}

Writing in_german() {
  Writing writing;
  writing.message_label = "Nachricht:";
  writing.contents_label = "Inhalt:";
  return writing;
}

Dump& add(Dump& dump, const std::string& subject) {
  return dump.bare_message()
      .header("Von: Maier, Hans at HUB")
      .header("Datum: 2.6.98  8:39")
      .header("An: Huber, Eva at HUB")
      .header("Betreff: " + subject);
}

std::string letters(const Writing& writing) {
  Dump dump(writing);
  add(dump, "eins").header("Ordner: Pl\x84ne").item("Textelement 1: Text_1", "Guten Tag\r\n");
  add(dump, "zwei").item("Textelement:", "Nachricht: keine\r\n").item("Dateielement: A.TXT 1/1/98", "abc");
  add(dump, "drei").item("Text item:", "built-in words stay\r\n");
  return dump.bytes();
}

TEST(TaughtLabels, WithoutThemALocalisedDumpIsQuarantinedButForAnItemThatIsCalledAsUsual) {
  const Resynced result = resync(letters(in_german()));
  EXPECT_TRUE(result.closes);
  ASSERT_THAT(result.messages, SizeIs(1));
  EXPECT_THAT(result.messages.front().head, IsEmpty());
  EXPECT_THAT(data(result), ElementsAre("built-in words stay\r\n"));
  EXPECT_THAT(result.quarantine, SizeIs(1));
}

TEST(TaughtLabels, ALocalisedDumpIsReadWithoutDamage) {
  const Encoded result = encode(letters(in_german()), {}, german());
  ASSERT_THAT(result.messages, SizeIs(3));
  EXPECT_THAT(result.damage, IsEmpty());
  EXPECT_EQ(header(result.messages[0].text, "Subject"), "eins");
  EXPECT_EQ(header(result.messages[0].text, "From"), "\"Maier, Hans\" <hans.maier@hub.ccmail.invalid>");
  EXPECT_EQ(header(result.messages[0].text, "To"), "\"Huber, Eva\" <eva.huber@hub.ccmail.invalid>");
  EXPECT_EQ(result.messages[0].folder, "Pl\xc3\xa4ne");
  EXPECT_EQ(body(result.messages[0].text), "Guten Tag\n");
  EXPECT_EQ(result.tally.files, 1U);
}

TEST(TaughtLabels, ALocalisedDumpWithoutSizesIsReadToo) {
  Writing writing = in_german();
  writing.size_width.reset();
  writing.between_blocks = "\r\n";
  const Encoded result = encode(letters(writing), {}, german());
  ASSERT_THAT(result.messages, SizeIs(3));
  EXPECT_EQ(header(result.messages[2].text, "Subject"), "drei");
  EXPECT_EQ(result.tally.files, 1U);
}

TEST(TaughtLabels, ALabelInMidLineIsFoundWhereASizeLies) {
  Dump dump(in_german());
  add(dump, "eins")
      .item("Textelement:", "endet mit 6")
      .size_off_by(1000)
      .contents_size_off_by(7)
      .message_size_off_by(9);
  add(dump, "zwei").item("Textelement:", "b\r\n");
  const Resynced result = resync(dump.bytes(), german());
  EXPECT_TRUE(result.closes);
  EXPECT_THAT(data(result), ElementsAre("endet mit 6", "b\r\n"));
}

TEST(TaughtLabels, ALongerLabelIsNotTakenForTheShorterOneThatItEndsIn) {
  Writing writing;
  writing.message_label = "Neue Message:";
  Dump dump(writing);
  dump.message("eins").text("a").size_off_by(500).contents_size_off_by(7).message_size_off_by(9);
  dump.message("zwei").text("b");
  Vocabulary words;
  ASSERT_TRUE(words.teach("Neue Message", {formats::ccmail::LabelKind::message, {}, {}}));
  const Resynced result = resync(dump.bytes(), words);
  EXPECT_TRUE(result.closes);
  EXPECT_THAT(data(result), ElementsAre("a", "b"));
}

TEST(TaughtLabels, ADirectiveBetweenMessagesNamesTheFolder) {
  Dump dump(in_german());
  add(dump, "eins").item("Textelement:", "a\r\n").raw("Ordner: Akten\r\n");
  add(dump, "zwei").item("Textelement:", "b\r\n");
  const Encoded result = encode(dump.bytes(), {}, german());
  ASSERT_THAT(result.messages, SizeIs(2));
  EXPECT_EQ(result.messages[0].folder, "Inbox");
  EXPECT_EQ(result.messages[1].folder, "Akten");
}

TEST(TaughtLabels, ThePlanDoesNotDependOnChunks) {
  const std::string dump = letters(in_german());
  const Resynced whole = resync(dump, german());
  std::minstd_rand random(7);
  for (int round = 0; round < 20; ++round) {
    const Resynced pieces = resync_in_chunks(
        dump, round % 2 == 0, [&] { return 1 + random() % (round < 4 ? 1 : 400); }, german());
    EXPECT_EQ(pieces.messages, whole.messages);
    EXPECT_EQ(pieces.damage, whole.damage);
  }
}

// A person who converts, writes a table and converts again must not get every message twice.
TEST(TaughtLabels, ATableChangesNoMessageId) {
  Dump dump;
  dump.message("one").header("Ordner: Akten").header("Blindkopie: x at HUB").header("Betreff: y");
  dump.item("Textelement item: x", "hello\r\n").text("second\r\n");
  const std::string bytes = dump.bytes();
  const Encoded plain = encode(bytes);
  const auto words = formats::ccmail::read_label_table("Textelement item=text\n" + std::string(table),
                                                       formats::text::all_code_pages());
  ASSERT_TRUE(words) << words.error().why;
  const Encoded taught = encode(bytes, {}, *words);
  ASSERT_THAT(plain.messages, SizeIs(1));
  ASSERT_THAT(taught.messages, SizeIs(1));
  EXPECT_NE(plain.messages[0].folder, taught.messages[0].folder);
  EXPECT_EQ(header(plain.messages[0].text, "Message-ID"), header(taught.messages[0].text, "Message-ID"));
}

TEST(TaughtLabels, AHeaderThatIsKeptMeansNothing) {
  Dump dump;
  dump.message("one").header("Dossier: x").text("a");
  const auto words = formats::ccmail::read_label_table("Dossier,keep\n", formats::text::all_code_pages());
  ASSERT_TRUE(words);
  const Encoded result = encode(dump.bytes(), {}, *words);
  ASSERT_THAT(result.messages, SizeIs(1));
  EXPECT_EQ(result.messages[0].folder, "Inbox");
  EXPECT_EQ(header(result.messages[0].text, "X-ccMail-Dossier"), "x");
}

}  // namespace
}  // namespace stages::testing
