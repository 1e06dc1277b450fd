// Files in the mail: their names, types, dates and forks.
#include <gmock/gmock.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "formats/mac/apple_double.h"
#include "formats/mac/macbinary.h"
#include "formats/mime/transfer.h"
#include "stages/encode/encode.h"
#include "tests/formats/mac/apple_single_bytes.h"
#include "tests/formats/mac/macbinary_bytes.h"
#include "tests/stages/dump.h"
#include "tests/stages/encode/encoded.h"

namespace stages::testing {
namespace {

using mac_test::AppleFile;
using mac_test::Sample;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using namespace std::string_view_literals;

// The mail of one file item and its tally.
Encoded encode_item(std::string_view label, std::string_view data, const EncodeOptions& options = {}) {
  Dump dump;
  dump.message("m").item(label, data);
  return encode(dump.bytes(), options);
}

std::string mail_of(std::string_view label, std::string_view data, const EncodeOptions& options = {}) {
  const Encoded encoded = encode_item(label, data, options);
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

EncodeOptions in_new_york() {
  EncodeOptions options;
  options.zone = *formats::time::Zone::named("America/New_York");
  return options;
}

EncodeOptions with(MacForm form) {
  EncodeOptions options;
  options.mac = form;
  return options;
}

TEST(FilePart, AClearDateOfALabelIsTheDateOfTheFile) {
  EXPECT_THAT(mail_of("File item: A.TXT 13.5.97 15:10", "x"),
              AllOf(HasSubstr("Content-Description: A.TXT 13.5.97 15:10\n"),
                    HasSubstr("filename=\"A.TXT\";\n modification-date=\"Tue, 13 May 1997 15:10:00 -0000\"; size=1\n"),
                    Not(HasSubstr("creation-date"))));
}

TEST(FilePart, AnAmbiguousDateIsCutAndClaimsNothing) {  // Q192700
  EXPECT_THAT(mail_of("File item: A.TXT 5/6/97 3:10PM", "x"),
              AllOf(HasSubstr("Content-Description: A.TXT 5/6/97 3:10PM\n"), HasSubstr("filename=\"A.TXT\"; size=1\n"),
                    Not(HasSubstr("-date="))));
}

TEST(FilePart, DatesOfFilesAreInTheZoneOfTheMessages) {
  EXPECT_THAT(mail_of("File item: A.TXT 13.5.97 15:10", "x", in_new_york()),
              HasSubstr("modification-date=\"Tue, 13 May 1997 15:10:00 -0400\""));
  EXPECT_THAT(mail_of("File item: A.TXT 13.1.97 15:10", "x", in_new_york()),
              HasSubstr("modification-date=\"Mon, 13 Jan 1997 15:10:00 -0500\""));
}

TEST(FilePart, TheDatesOfTheMacBeatTheLabel) {
  const std::string mail = mail_of("File item: Read Me 1/1/98", Sample{.resource = ""}.file());
  EXPECT_THAT(mail, AllOf(HasSubstr("creation-date=\"Fri, 4 Apr 1997 21:34:56 -0000\""),
                          HasSubstr("modification-date=\"Fri, 4 Apr 1997 21:34:57 -0000\"; size=9\n")));
}

TEST(FilePart, AMacFileThatWasNeverDatedHasTheDateOfTheLabel) {
  std::string file = Sample{.resource = ""}.file();
  mac_test::put_number(file, 91, 0, 4);
  mac_test::put_number(file, 95, 0, 4);
  mac_test::seal(file);
  EXPECT_THAT(
      mail_of("File item: Read Me 1/1/98", file),
      AllOf(HasSubstr("modification-date=\"Thu, 1 Jan 1998 00:00:00 -0000\""), Not(HasSubstr("creation-date"))));
}

TEST(FilePart, SizeIsThatOfTheDataForkDelivered) {
  const std::string mail = mail_of("File item: x", Sample{.data = "12345"}.file());
  EXPECT_THAT(mail, HasSubstr("; size=5\n"));
  EXPECT_THAT(mail_of("File item: EMPTY.DAT", ""), HasSubstr("; size=0\n"));
}

TEST(FilePart, TheNameOfAMacIsNeverCutAndBeatsTheLabel) {  // Q237886
  const std::string mail =
      mail_of("File item: NONAME.TXT 1/1/98", Sample{.name = "Plan 5-6-97", .resource = ""}.file());
  EXPECT_THAT(mail,
              AllOf(HasSubstr("filename=\"Plan 5-6-97\""), HasSubstr("Content-Description: NONAME.TXT 1/1/98\n")));
}

TEST(FilePart, ANameThatHadToChangeIsKeptInTheDescription) {
  EXPECT_THAT(mail_of("File item:", Sample{.name = "Plan 5/6/97", .resource = ""}.file()),
              AllOf(HasSubstr("filename=\"Plan 5_6_97\""), HasSubstr("Content-Description: Plan 5/6/97\n")));
  EXPECT_THAT(
      mail_of("File item: NONAME.TXT", Sample{.name = "Plan 5/6/97", .resource = ""}.file()),
      AllOf(HasSubstr("filename=\"Plan 5_6_97\""), HasSubstr("Content-Description: NONAME.TXT (Plan 5/6/97)\n")));
  EXPECT_THAT(mail_of("File item: C:\\DOCS\\A.TXT", "x"),
              AllOf(HasSubstr("filename=\"A.TXT\""), HasSubstr("Content-Description: C:\\DOCS\\A.TXT\n")));
  EXPECT_THAT(mail_of("File item: ..", "x"),
              AllOf(HasSubstr("filename=\"unnamed-1\""), HasSubstr("Content-Description: ..\n")));
  EXPECT_THAT(mail_of("File item: AUX.TXT", "x"),
              AllOf(HasSubstr("filename=\"_AUX.TXT\""), HasSubstr("Content-Description: AUX.TXT\n")));
}

TEST(FilePart, ALongNameKeepsItsExtensionAndIsKeptWhole) {
  const std::string name = std::string(300, 'x') + ".DOC";
  const std::string mail = mail_of("File item: " + name, "x");
  EXPECT_THAT(mail, HasSubstr("Content-Type: application/msword"));
  std::string unfolded;
  for (const char c : mail)
    if (c != '\n' && c != ' ') unfolded += c;
  EXPECT_THAT(unfolded, HasSubstr("filename*0=\"xxxx"));
  EXPECT_THAT(mail, HasSubstr("x.DOC\";"));
}

TEST(FilePart, ALostNameIsMadeFromWhatTheFileIs) {  // Q237886: these became NONAMEx.TXT
  EXPECT_THAT(mail_of("File item:", "GIF89a"),
              AllOf(HasSubstr("Content-Type: image/gif; name=\"unnamed-1.gif\"\n"), Not(HasSubstr("Description"))));
  EXPECT_THAT(mail_of("File item: 5/13/97 3:10PM", "words"),
              AllOf(HasSubstr("filename=\"unnamed-1\""), HasSubstr("Content-Description: 5/13/97 3:10PM\n"),
                    HasSubstr("modification-date=\"Tue, 13 May 1997 15:10:00 -0000\"")));
  Dump dump;
  dump.message("m").text("x").file("", "a").file("", "%PDF-1.1");
  EXPECT_THAT(encode(dump.bytes()).messages.at(0).text,
              AllOf(HasSubstr("filename=\"unnamed-2\""), HasSubstr("filename=\"unnamed-3.pdf\"")));
}

TEST(FilePart, AWrongExtensionDoesNotHideWhatAFileIs) {
  EXPECT_THAT(mail_of("File item: REPORT.DOC", "{\\rtf1\\ansi"),
              HasSubstr("Content-Type: application/rtf; name=\"REPORT.DOC\"\n"));
}

TEST(FilePart, AMailInAFileStaysAFile) {
  const std::string mail = mail_of("File item: FWD.EML", "From: a@b\r\n\r\nhello\r\n");
  EXPECT_THAT(mail, AllOf(HasSubstr("Content-Type: application/octet-stream; name=\"FWD.EML\"\n"),
                          HasSubstr("Content-Transfer-Encoding: base64\n")));
}

TEST(FilePart, TextsAreLabelledWithTheirCharacterSet) {
  EncodeOptions options;
  options.code_page = formats::text::CodePage::cp850;
  EXPECT_THAT(mail_of("File item: A.TXT", "\x81", options), HasSubstr("text/plain; charset=IBM850;"));
  EXPECT_THAT(mail_of("File item: A.TXT", "u", options), HasSubstr("text/plain; charset=us-ascii;"));
  std::string late(100'000, 'u');
  late += '\x81';
  EXPECT_THAT(mail_of("File item: A.TXT", late, options), HasSubstr("text/plain; charset=IBM850;"));
  EXPECT_THAT(mail_of("File item: A.HTM", "\x81", options), HasSubstr("Content-Type: text/html; name=\"A.HTM\"\n"));
  const std::string of_a_mac = Sample{.data = "\x8e", .resource = ""}.file();
  EXPECT_THAT(mail_of("File item: x", of_a_mac, options), HasSubstr("text/plain; charset=macintosh;"));
}

TEST(FilePart, AFaxIsWhatItsBytesSay) {  // Q166614, Q184053
  EXPECT_THAT(mail_of("Fax item: Page 1", "\n\x05\x01\x01"),
              AllOf(HasSubstr("image/x-pcx; name=\"Page 1.pcx\""), HasSubstr("Content-Description: Page 1\n")));
  EXPECT_THAT(mail_of("Fax item: Page 1", "unknown"), HasSubstr("image/x-pcx; name=\"Page 1.pcx\""));
  EXPECT_THAT(mail_of("Fax item: Page 1", "\xB1\x68\xDE\x3A"), HasSubstr("image/x-dcx; name=\"Page 1.dcx\""));
  EXPECT_THAT(mail_of("Fax item: Page 1", "II*\0"sv), HasSubstr("image/tiff; name=\"Page 1.tif\""));
  EXPECT_THAT(mail_of("Fax item: FAX.TIF", "II*\0"sv), HasSubstr("image/tiff; name=\"FAX.TIF\""));
  EXPECT_THAT(mail_of("Fax item: For Dr. Smith", "\n\x05\x01\x01"), HasSubstr("name=\"For Dr. Smith.pcx\""));
  EXPECT_THAT(mail_of("Fax item:", "\n\x05\x01\x01"),
              AllOf(HasSubstr("name=\"unnamed-1.pcx\""), Not(HasSubstr("pcx.pcx"))));
}

TEST(MacFile, TravelsWithBothForks) {
  const Encoded encoded = encode_item("File item: Read Me", Sample{.comment = "tales"}.file());
  EXPECT_THAT(encoded.messages.at(0).text, AllOf(HasSubstr("Content-Type: multipart/appledouble;"),
                                                 HasSubstr("Content-Type: application/applefile;"),
                                                 HasSubstr("x-mac-type=54455854;\n x-mac-creator=74747874;")));
  EXPECT_EQ(encoded.tally.resource_forks_left_out, 0U);
  EXPECT_EQ(encoded.tally.mac_comments_left_out, 0U);
}

TEST(MacFile, WhatIsNotDeliveredIsCounted) {
  const Encoded data = encode_item("File item: Read Me", Sample{.comment = "tales"}.file(), with(MacForm::data));
  EXPECT_THAT(data.messages.at(0).text, AllOf(Not(HasSubstr("appledouble")), HasSubstr("x-mac-type=54455854;"),
                                              HasSubstr("; size=9\n"), HasSubstr("\n\nZGF0YSBmb3Jr\n")));
  EXPECT_EQ(data.tally.resource_forks_left_out, 1U);
  EXPECT_EQ(data.tally.mac_comments_left_out, 1U);
  const Encoded flat = encode_item("File item: Read Me", Sample{.resource = "", .comment = "tales"}.file());
  EXPECT_EQ(flat.tally.resource_forks_left_out, 0U);
  EXPECT_EQ(flat.tally.mac_comments_left_out, 1U);
}

TEST(MacFile, BytesBehindItsForksDoNotVanishWithoutAWord) {
  for (const std::string_view resource : {"", "rsrc"}) {
    const std::string file = Sample{.resource = resource, .comment = "tales"}.file();
    const auto tails = [&](std::string_view behind, MacForm form) {
      return encode_item("File item: Read Me", file + std::string(behind), with(form)).tally.mac_tails_left_out;
    };
    EXPECT_EQ(tails("", MacForm::appledouble), 0U);
    EXPECT_EQ(tails("\r\n\0\0\x1a"sv, MacForm::appledouble), 0U);
    EXPECT_EQ(tails(std::string(200, '\0') + "x", MacForm::appledouble), 1U);
    EXPECT_EQ(tails("more", MacForm::data), 1U);
    EXPECT_EQ(tails("more", MacForm::macbinary), 0U);
  }
}

TEST(MacFile, AsMacBinaryItIsTheBytesOfTheExport) {
  const std::string file = Sample{.comment = "tales"}.file();
  const Encoded encoded = encode_item("File item: Read Me", file, with(MacForm::macbinary));
  const std::string& mail = encoded.messages.at(0).text;
  EXPECT_THAT(mail, AllOf(HasSubstr("Content-Type: application/macbinary;"), HasSubstr("filename=\"Read Me.bin\";"),
                          HasSubstr("; size=" + std::to_string(file.size()) + "\n"), Not(HasSubstr("appledouble"))));
  EXPECT_THAT(mail, HasSubstr("\n\n" + base64(file)));
  EXPECT_EQ(encoded.tally.resource_forks_left_out + encoded.tally.mac_comments_left_out, 0U);
}

TEST(MacFile, DatesOfAppleDoubleAreInUtcWhereTheZoneIsKnown) {
  const Sample sample;
  formats::mac::MacFile file = *formats::mac::parse_macbinary(sample.header(), sample.file().size());
  const auto part = [&] {
    return base64(formats::mac::apple_double_header(file, "", 13) + std::string(sample.resource));
  };
  EXPECT_THAT(mail_of("File item: Read Me", sample.file()), HasSubstr("\n\n" + part()));
  constexpr std::uint32_t five_hours = 5 * 3600;  // New York, two days before summer time
  file.created += five_hours;
  file.modified += five_hours;
  EXPECT_THAT(mail_of("File item: Read Me", sample.file(), in_new_york()), HasSubstr("\n\n" + part()));
}

TEST(MacFile, AMacBinary1FileHasItsForksAndItsTrueName) {
  const Encoded encoded = encode_item("File item: NONAME.TXT", Sample{}.first_version());
  EXPECT_THAT(encoded.messages.at(0).text, AllOf(HasSubstr("multipart/appledouble;"), HasSubstr("filename=\"Read Me\""),
                                                 HasSubstr("\n\n" + base64("data fork"))));
  EXPECT_THAT(encoded.damage, IsEmpty());
}

TEST(MacFile, AShortResourceForkDoesNotCostTheDataFork) {  // Q166561
  const std::string file = Sample{}.file().substr(0, 256 + 10);
  const Encoded encoded = encode_item("File item: Read Me", file);
  EXPECT_THAT(encoded.messages.at(0).text, AllOf(HasSubstr("multipart/appledouble;"), HasSubstr("ZGF0YSBmb3Jr\n")));
  EXPECT_THAT(encoded.damage, ElementsAre("the resource fork of this Mac file ends 3 bytes early; kept what is there"));
}

TEST(MacFile, WhatItsHeaderContradictsStaysAsItStands) {  // Q166561
  const std::string sound = Sample{}.file();
  const auto check = [](std::string_view file, std::string_view damage) {
    for (const MacForm form : {MacForm::appledouble, MacForm::data, MacForm::macbinary}) {
      const Encoded encoded = encode_item("File item: Read Me 1/1/98", file, with(form));
      EXPECT_THAT(encoded.messages.at(0).text,
                  AllOf(HasSubstr("application/macbinary;"), HasSubstr("filename=\"Read Me.bin\""),
                        HasSubstr("\n\n" + base64(file))));
      EXPECT_THAT(encoded.damage, ElementsAre(damage));
    }
  };
  check(sound.substr(0, 130),
        "the MacBinary header speaks of 139 bytes more than the item holds; attached as it stands");
  std::string wrong = sound;
  wrong[86] = '\x08';  // the data fork would lose its last byte
  check(wrong, "the checksum of the MacBinary header does not hold; attached as it stands");
}

TEST(MacFile, AMacBinary1HeaderThatDoesNotFitIsReportedAndTheFileLeftAlone) {
  const std::string file = Sample{}.first_version().substr(0, 200);
  const Encoded encoded = encode_item("File item: LETTER.TXT", file);
  EXPECT_THAT(encoded.messages.at(0).text,
              AllOf(HasSubstr("filename=\"LETTER.TXT\""), HasSubstr("\n\n" + base64(file))));
  EXPECT_THAT(encoded.damage,
              ElementsAre("the MacBinary header speaks of 69 bytes more than the item holds; attached as it stands"));
}

TEST(MacFile, SecondaryHeadersAndLongCommentsAreCountedWhereTheyAreLeftOut) {
  const std::string comment(230, 'c');
  const std::string file = Sample{.comment = comment, .secondary_header = "more"}.file();
  const Tally both = encode_item("File item: x", file).tally;
  EXPECT_EQ(both.mac_secondary_headers_left_out, 1U);
  EXPECT_EQ(both.mac_comments_cut, 1U);
  EXPECT_EQ(both.mac_comments_left_out, 0U);
  const Tally whole = encode_item("File item: x", file, with(MacForm::macbinary)).tally;
  EXPECT_EQ(whole.mac_secondary_headers_left_out + whole.mac_comments_cut, 0U);
}

AppleFile sample_single() {
  return AppleFile()
      .entry(3, "M\x8archen 5/6/97")
      .entry(4, "tales")
      .entry(8, "\xfb\0\0\0\xfb\0\0\0\x80\0\0\0\x80\0\0\0"sv)
      .entry(9, mac_test::finder_info());
}

TEST(AppleSingle, TravelsAsMacBinaryDoes) {
  const std::string file = sample_single().entry(5, "icon").entry(2, "rsrc").entry(1, "data fork").bytes();
  const Encoded encoded = encode_item("File item: NONAME.TXT", file);
  const std::string& mail = encoded.messages.at(0).text;
  EXPECT_THAT(mail, AllOf(HasSubstr("multipart/appledouble;"), HasSubstr("x-mac-type=54455854;"),
                          HasSubstr("filename*=UTF-8''M%C3%A4rchen%205_6_97"), HasSubstr("ZGF0YSBmb3Jr\n"),
                          HasSubstr("creation-date=\"Mon, 5 May 1997 02:18:40 +0000\"")));
  const std::string header = AppleFile()
                                 .apple_double()
                                 .entry(3, "M\x8archen 5/6/97")
                                 .entry(4, "tales")
                                 .entry(8, "\xfb\0\0\0\xfb\0\0\0\x80\0\0\0\x80\0\0\0"sv)
                                 .entry(9, mac_test::finder_info())
                                 .entry(5, "icon")
                                 .entry(2, "rsrc")
                                 .bytes();
  EXPECT_THAT(mail, HasSubstr("\n\n" + base64(header)));
  EXPECT_EQ(encoded.tally.mac_files, 1U);
  EXPECT_THAT(encoded.damage, IsEmpty());
}

TEST(AppleSingle, ItsDatesAreInUtcWhateverTheZone) {
  const std::string file = sample_single().entry(2, "rsrc").entry(1, "data fork").bytes();
  const std::string plain = mail_of("File item: x", file);
  const std::string zoned = mail_of("File item: x", file, in_new_york());
  EXPECT_THAT(zoned, HasSubstr("creation-date=\"Mon, 5 May 1997 02:18:40 +0000\""));
  const auto header_of = [](const std::string& mail) {
    const std::size_t at = mail.find("AAUWBw");
    return mail.substr(at, mail.find("--=_", at) - at);
  };
  EXPECT_EQ(header_of(plain), header_of(zoned));
}

TEST(AppleSingle, WithoutAResourceForkItIsItsDataForkAndAsItStandsItIsItself) {
  const std::string file = sample_single().entry(5, "icon").entry(1, "data fork").bytes();
  const Encoded encoded = encode_item("File item: x", file);
  EXPECT_THAT(encoded.messages.at(0).text,
              AllOf(Not(HasSubstr("multipart/appledouble")), HasSubstr("\n\nZGF0YSBmb3Jr\n"), HasSubstr("; size=9\n")));
  EXPECT_EQ(encoded.tally.mac_entries_left_out, 1U);
  EXPECT_EQ(encoded.tally.mac_comments_left_out, 1U);
  EXPECT_THAT(
      mail_of("File item: x", file, with(MacForm::macbinary)),
      AllOf(HasSubstr("application/applefile;"), HasSubstr("rchen%205_6_97.as"), HasSubstr("\n\n" + base64(file))));
}

TEST(AppleSingle, AnEntryOutsideTheFileLeavesItAsItStands) {
  const std::string file = sample_single().entry(2, "rsrc").entry(1, "data fork").bytes();
  const std::string cut = file.substr(0, file.size() - 1);
  const Encoded encoded = encode_item("File item: REPORT.DAT", cut);
  EXPECT_THAT(encoded.messages.at(0).text,
              AllOf(HasSubstr("application/applefile; name=\"REPORT.DAT\""), HasSubstr("\n\n" + base64(cut))));
  EXPECT_THAT(encoded.damage, ElementsAre("this AppleSingle file cannot be read: an entry reaches past the end of the "
                                          "file; attached as it stands"));
}

TEST(AppleDouble, AHeaderWithoutItsDataFileIsAFileOfItsOwn) {
  const std::string file = sample_single().apple_double().entry(2, "rsrc").bytes();
  for (const MacForm form : {MacForm::appledouble, MacForm::data, MacForm::macbinary}) {
    const Encoded encoded = encode_item("File item: %REPORT 1/1/98", file, with(form));
    EXPECT_THAT(encoded.messages.at(0).text,
                AllOf(HasSubstr("application/applefile;"), HasSubstr("filename=\"%REPORT\""),
                      HasSubstr("\n\n" + base64(file)), Not(HasSubstr("multipart/appledouble"))));
    EXPECT_EQ(encoded.tally.resource_forks_left_out, 0U);
  }
  EXPECT_THAT(mail_of("File item:", file), HasSubstr("M%C3%A4rchen%205_6_97"));
}

// Lines of 40 digits.
std::string hex_of(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
    if (i % 20 == 19) text += "\r\n";
  }
  return text;
}

EncodeOptions with(FileBytes files) {
  EncodeOptions options;
  options.files = files;
  return options;
}

TEST(HexFile, IsDeliveredAsTheFileItIs) {
  const Encoded encoded = encode_item("File item: LOGO.GIF 13.5.97", hex_of("GIF89a and its pixels"));
  EXPECT_THAT(encoded.messages.at(0).text,
              AllOf(HasSubstr("Content-Type: image/gif; name=\"LOGO.GIF\"\n"), HasSubstr("; size=21\n"),
                    HasSubstr("\n\n" + base64("GIF89a and its pixels"))));
  EXPECT_EQ(encoded.tally.hex_files, 1U);
  EXPECT_THAT(encoded.damage, IsEmpty());
}

TEST(HexFile, APlainTextOfDigitsStaysOne) {
  for (const std::string_view name : {"File item: KEY.TXT", "File item: KEY"}) {
    const Encoded encoded = encode_item(name, "DEADBEEF 0123\r\n");
    EXPECT_THAT(encoded.messages.at(0).text, HasSubstr("\n\n" + base64("DEADBEEF 0123\r\n")));
    EXPECT_EQ(encoded.tally.hex_files, 0U);
  }
}

TEST(HexFile, OptionsBeatTheGuessAndChangeNoIdentity) {
  const std::string hex = hex_of("GIF89a and its pixels");
  const std::string automatic = mail_of("File item: LOGO.GIF", hex);
  const std::string raw = mail_of("File item: LOGO.GIF", hex, with(FileBytes::raw));
  EXPECT_THAT(raw, HasSubstr("\n\n" + base64(hex)));
  EXPECT_EQ(header(raw, "Message-ID"), header(automatic, "Message-ID"));
  EXPECT_THAT(mail_of("File item: KEY.TXT", "DEADBEEF", with(FileBytes::hex)), HasSubstr("\n\n3q2+7w==\n"));
}

TEST(HexFile, WhatIsNoHexadecimalTextStaysAsItStands) {
  const Encoded encoded = encode_item("File item: LOGO.GIF", "47494638, and more", with(FileBytes::hex));
  EXPECT_THAT(encoded.messages.at(0).text, HasSubstr("\n\n" + base64("47494638, and more")));
  EXPECT_THAT(encoded.damage, ElementsAre("this file is not hexadecimal text at its byte 8; attached as it stands"));
  EXPECT_EQ(encoded.tally.hex_files, 0U);
}

TEST(HexFile, HoldsMacFilesToo) {
  const std::string file = Sample{.comment = "tales"}.file();
  const std::string plain = mail_of("File item: Read Me", file);
  const Encoded encoded = encode_item("File item: Read Me", hex_of(file));
  const std::string& mail = encoded.messages.at(0).text;
  EXPECT_EQ(encoded.tally.mac_files, 1U);
  const auto forks = [](const std::string& text) { return text.substr(text.find("AAUWBw"), 200); };
  EXPECT_EQ(forks(mail), forks(plain));
  EXPECT_THAT(mail_of("File item: Read Me", hex_of(file), with(MacForm::macbinary)), HasSubstr("\n\n" + base64(file)));
}

TEST(HexFile, TextsOfADumpInHexadecimalStayTexts) {
  Dump dump;
  dump.message("m").text("4869").file("LOGO.GIF", hex_of("GIF89a and its pixels"));
  EXPECT_THAT(encode(dump.bytes()).messages.at(0).text, HasSubstr("\n4869\n"));
}

TEST(HexFile, IsFoundThoughItReachesBeyondTheSurvey) {
  const std::string file = "GIF89a" + std::string(std::size_t{5} << 20U, 'x');
  const Encoded encoded = encode_item("File item: LOGO.GIF", hex_of(file));
  EXPECT_EQ(encoded.tally.hex_files, 1U);
  EXPECT_NE(encoded.messages.at(0).text.find("\n\n" + base64(file)), std::string::npos);
}

TEST(HexFile, IsFoundWithoutSizesToo) {
  Dump dump({.size_width = std::nullopt});
  const std::string hex = hex_of("GIF89a and its pixels, of which there are many") + "\r\n";
  dump.message("m").text("see\r\n").file("LOGO.GIF", hex);
  dump.message("n").text("bye");
  EXPECT_THAT(encode(dump.bytes()).messages.at(0).text,
              HasSubstr("\n\n" + base64("GIF89a and its pixels, of which there are many")));
}

}  // namespace
}  // namespace stages::testing
