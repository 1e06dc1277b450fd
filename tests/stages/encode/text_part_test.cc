// Texts in the mail: joined, titled, and with their raw bytes where a code page has no character for them.
#include <gmock/gmock.h>

#include <string>

#include "formats/mime/transfer.h"
#include "stages/encode/encode.h"
#include "tests/stages/dump.h"
#include "tests/stages/encode/encoded.h"

namespace stages::testing {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

EncodeOptions windows() {
  EncodeOptions options;
  options.code_page = formats::text::CodePage::cp1252;  // which has no characters for five bytes, 0x81 among them
  return options;
}

EncodeOptions joining() {
  EncodeOptions options;
  options.join_texts = true;
  return options;
}

std::string only(const Encoded& encoded) {
  EXPECT_THAT(encoded.messages, SizeIs(1));
  return encoded.messages.empty() ? std::string() : encoded.messages.front().text;
}

std::string base64(std::string_view bytes) {
  std::string out;
  formats::mime::Base64Encoder encoder;
  encoder.encode(bytes, out);
  encoder.finish(out);
  return out;
}

TEST(TextPart, BytesWithoutACharacterInNamesDoNotVanishWithoutAWord) {
  Dump dump;
  dump.message("a\x81\x8d").item("File item: b\x9d.TXT", "x").item("Text item: c\x90", "y");
  const Encoded encoded = encode(dump.bytes(), windows());
  EXPECT_EQ(encoded.tally.unmappable_in_names, 4U);
  EXPECT_EQ(encoded.tally.unmappable, 0U);
}

TEST(TextPart, BytesWithoutACharacterComeAlongAsTheyWere) {
  Dump dump;
  dump.message("m").text("a long line of letters \x81z\r\n");
  const Encoded encoded = encode(dump.bytes(), windows());
  const std::string mail = only(encoded);
  EXPECT_THAT(header(mail, "Content-Type"), StartsWith("multipart/mixed"));
  EXPECT_THAT(mail, AllOf(HasSubstr("letters =EF=BF=BDz"),
                          HasSubstr("Content-Description: Text 1 as it stands in the export: 1 byte has no\n"
                                    " character in code page 1252\n"
                                    "Content-Type: application/octet-stream; name=\"text-1-raw.txt\"\n"
                                    "Content-Disposition: attachment; filename=\"text-1-raw.txt\"; size=27\n"),
                          HasSubstr("\n\n" + base64("a long line of letters \x81z\r\n"))));
  EXPECT_EQ(encoded.tally.unmappable, 1U);
  EXPECT_EQ(encoded.tally.raw_texts, 1U);
  EXPECT_EQ(encoded.tally.files, 0U);  // the dump had none
}

TEST(TextPart, EveryOtherTextStaysPlain) {
  Dump dump;
  dump.message("glyphs are no loss").text("a\x15\x01z\r\n");
  const Encoded encoded = encode(dump.bytes(), windows());
  EXPECT_EQ(header(only(encoded), "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(encoded.tally.raw_texts, 0U);
}

TEST(TextPart, ALongTextIsAttachedTooAndCountedOnce) {
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "line " + std::to_string(i) + " of a text over a megabyte\r\n";
  text += "\x81\r\n";
  Dump dump;
  dump.message("m").text(text);
  const Encoded encoded = encode(dump.bytes(), windows());
  const std::string mail = only(encoded);
  EXPECT_THAT(header(mail, "Content-Type"), StartsWith("multipart/mixed"));
  EXPECT_EQ(encoded.tally.unmappable, 1U);
  EXPECT_TRUE(mail.find("\n=EF=BF=BD\n") != std::string::npos);
  EXPECT_TRUE(mail.find("\n\n" + base64(text)) != std::string::npos);
  EXPECT_LT(encoded.largest_piece, 1'000'000U);
}

TEST(TextPart, ARawTextStandsBehindItsText) {
  Dump dump;
  dump.message("m").text("fine\r\n").text("something bad in it \x81\r\n").file("A.BIN", "x").text("worse \x81\x8d\r\n");
  const std::string mail = only(encode(dump.bytes(), windows()));
  const auto second = mail.find("bad in it =EF=BF=BD");
  const auto raw = mail.find("text-2-raw.txt");
  const auto file = mail.find("A.BIN");
  const auto third = mail.find("text-3-raw.txt");
  EXPECT_LT(second, raw);
  EXPECT_LT(raw, file);
  EXPECT_LT(file, third);
  EXPECT_NE(third, std::string::npos);
  EXPECT_THAT(mail, Not(HasSubstr("text-1-raw.txt")));
}

TEST(TextPart, JoinedTextsAreOnePlainMessage) {
  Dump dump;
  dump.message("m").text("one\r\n", "Text_1").text("").text("two", "Minutes").text("three\r\n", "Agenda");
  const Encoded encoded = encode(dump.bytes(), joining());
  const std::string mail = only(encoded);
  EXPECT_EQ(header(mail, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(header(mail, "Content-Description"), "Minutes; Agenda");
  EXPECT_EQ(body(mail), "one\n\ntwo\n\nthree\n");
  EXPECT_EQ(encoded.tally.texts, 4U);
}

TEST(TextPart, JoinedTextsStandBeforeTheFiles) {
  Dump dump;
  dump.message("m").file("A.BIN", "x").text("one\r\n").file("B.BIN", "x").text("two\r\n");
  const std::string parts = body(only(encode(dump.bytes(), joining())));
  EXPECT_LT(parts.find("\n\none\n\ntwo\n"), parts.find("A.BIN"));
  EXPECT_LT(parts.find("A.BIN"), parts.find("B.BIN"));
  EXPECT_NE(parts.find("B.BIN"), std::string::npos);
}

TEST(TextPart, JoiningChangesNothingWhereThereIsNothingToJoin) {
  Dump dump;
  dump.message("a").text("one\r\n", "Minutes");
  dump.message("b").file("A.BIN", "x");
  dump.message("c");
  dump.message("d").text("one\r\n").file("A.BIN", "x");
  const Encoded plain = encode(dump.bytes());
  const Encoded joined = encode(dump.bytes(), joining());
  ASSERT_THAT(joined.messages, SizeIs(4));
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(joined.messages[i].text, plain.messages[i].text);
}

TEST(TextPart, LongTextsJoinAsShortOnesDo) {
  std::string text;
  for (int i = 0; i < 12'000; ++i) text += "line " + std::to_string(i) + " of a text over half a megabyte of text\r\n";
  Dump dump;
  dump.message("m").text("").text(text).text("").text(text).text("end");
  const std::string mail = only(encode(dump.bytes(), joining()));
  EXPECT_EQ(header(mail, "Content-Transfer-Encoding"), "quoted-printable");
  EXPECT_THAT(body(mail), AllOf(StartsWith("line 0 of"), EndsWith("\n\nend\n")));
  EXPECT_TRUE(mail.find("\nline 11999 of a text over half a megabyte of text\n\nline 0 of") != std::string::npos);
}

TEST(TextPart, OfJoinedTextsThoseThatNeedItComeAlongRaw) {
  EncodeOptions options = windows();
  options.join_texts = true;
  Dump dump;
  dump.message("m").text("fine\r\n").text("bad \x81\r\n");
  const std::string mail = only(encode(dump.bytes(), options));
  EXPECT_THAT(mail, AllOf(HasSubstr("fine"), HasSubstr("text-2-raw.txt"), Not(HasSubstr("text-1-raw.txt"))));
}

TEST(TextPart, LinesAreNeverFlowed) {
  Dump dump;
  dump.message("m").text("trailing blank \r\nnext\r\n");
  EXPECT_THAT(only(encode(dump.bytes())), Not(HasSubstr("format=")));
}

TEST(TextPart, RichTextIsReadAndComesAlongAsItWas) {  // Q216473
  const std::string rich = "{\\rtf1\\ansi Dear {\\b all},\\par caf\\'e9}\r\n";
  const Encoded encoded = encode(Dump().message("m").text(rich).bytes());
  const std::string mail = only(encoded);
  EXPECT_THAT(mail, HasSubstr("Content-Transfer-Encoding: quoted-printable\n\nDear all,\ncaf=C3=A9\n"));
  EXPECT_THAT(mail, HasSubstr("Content-Type: application/rtf; name=\"text-1.rtf\""));
  EXPECT_THAT(mail, HasSubstr("\n\n" + base64(rich) + "\n"));
  EXPECT_EQ(encoded.tally.rich_texts, 1U);
  EXPECT_EQ(encoded.tally.raw_texts, 0U);
}

TEST(TextPart, RichTextMayComeBehindAnEmptyLine) {
  const std::string rich = "\r\n {\\rtf1 Dear all}\r\n";
  const std::string mail = only(encode(Dump().message("m").text(rich).bytes()));
  EXPECT_THAT(mail, HasSubstr("\n\n Dear all\n"));
  EXPECT_THAT(mail, HasSubstr("name=\"text-1.rtf\""));
}

TEST(TextPart, RichTextWithoutAWordIsShownAsItIs) {
  const std::string broken = "{\\rtf1{\\fonttbl lost";
  const Encoded encoded = encode(Dump().message("m").text(broken).bytes());
  EXPECT_EQ(header(only(encoded), "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(body(only(encoded)), broken + "\n");
  EXPECT_EQ(encoded.tally.rich_texts, 0U);
}

TEST(TextPart, LongRichTextIsNeverHeldWhole) {
  std::string rich = "{\\rtf1 ";
  std::string plain;
  for (int i = 0; i < 200'000; ++i) {
    rich += "{\\b word}\\par\r\n";
    plain += "word\n";
  }
  const Encoded encoded = encode(Dump().message("m").text(rich + "}").bytes());
  EXPECT_THAT(only(encoded), HasSubstr("\n\n" + plain + "\n--"));
  EXPECT_LT(encoded.largest_piece, 2U << 20U);
}

TEST(TextPart, JoinedTextsMayBeRich) {
  const Encoded encoded =
      encode(Dump().message("m").text("one\r\n").text("{\\rtf1 two}").text("three\r\n").bytes(), joining());
  EXPECT_THAT(only(encoded), HasSubstr("\none\n\ntwo\n\nthree\n"));
  EXPECT_THAT(only(encoded), HasSubstr("filename=\"text-2.rtf\""));
}

}  // namespace
}  // namespace stages::testing
