#include "formats/mime/transfer.h"

#include <gmock/gmock.h>
#include <mimetic/mimetic.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace formats::mime {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using namespace std::string_literals;

/// Values that every run of the tests repeats.
std::mt19937 seeded(unsigned seed) { return std::mt19937(seed); }

template <typename Encoder>
std::string encoded(std::string_view bytes) {
  Encoder encoder;
  std::string out;
  encoder.encode(bytes, out);
  encoder.finish(out);
  return out;
}

template <typename Encoder, typename Cut>
std::string encoded_in_pieces(std::string_view bytes, Cut next_size) {
  Encoder encoder;
  std::string out;
  while (!bytes.empty()) {
    const std::string piece(bytes.substr(0, next_size()));
    encoder.encode(piece, out);
    bytes.remove_prefix(piece.size());
  }
  encoder.finish(out);
  return out;
}

std::string base64(std::string_view bytes) { return encoded<Base64Encoder>(bytes); }
std::string quoted_printable(std::string_view text) { return encoded<QuotedPrintableEncoder>(text); }

template <typename Codec>
std::string decoded_by_mimetic(const std::string& text) {
  std::string out;
  Codec codec;
  mimetic::decode(text.begin(), text.end(), codec, std::back_inserter(out));
  return out;
}

std::string random_bytes(std::mt19937& random, std::size_t size) {
  std::string bytes(size, '\0');
  std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(random()); });
  return bytes;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    result.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end, rest.size() - 1) + 1);
  }
  return result;
}

bool splits_an_mbox(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of('>'), line.size()));
  return line.starts_with("From ");
}

/// Text made of what quoted-printable has to look at, in lines of every length.
std::string random_text(std::mt19937& random, std::size_t size) {
  static const std::vector<std::string> pieces{
      "From ",   ">",           ">>From ", "F",    " ",    "\t", "  \n",
      "\n",      "\n\n",        ".\n",     ".",    "--=_", "=",  "=\n",
      "ü",       "\r",          "\x1F",    "\x7F", "\f",   "a",  "ordinary words in a row ",
      "\nFrom ", "\n>From me\n"};
  std::string text;
  const auto word_share = random() % 10;
  while (text.size() < size) {
    if (random() % 10 < word_share) {
      text.append(random() % 90, static_cast<char>('a' + random() % 26));
    } else {
      text += pieces[random() % pieces.size()];
    }
  }
  if (random() % 2 == 0) text += '\n';
  return text;
}

/// RFC 2045, 6.7 read the other way, without leniency.
std::string strictly_decoded(const std::string& encoded_text) {
  std::string out;
  for (const std::string& line : lines(encoded_text)) {
    EXPECT_LE(line.size(), 76U);
    EXPECT_FALSE(line.ends_with(' ') || line.ends_with('\t')) << line;
    bool soft = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c != '=') {
        EXPECT_TRUE((c >= ' ' && c <= '~') || c == '\t');
        out += c;
      } else if (i + 1 == line.size()) {
        soft = true;
      } else {
        EXPECT_THAT(line.substr(i + 1, 2), SizeIs(2));
        EXPECT_EQ(line.substr(i + 1, 2).find_first_not_of("0123456789ABCDEF"), std::string::npos);
        out += static_cast<char>(std::stoi(line.substr(i + 1, 2), nullptr, 16));
        i += 2;
      }
    }
    if (!soft) out += '\n';
  }
  return out;
}

TEST(Base64, TheVectorsOfRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==\n");
  EXPECT_EQ(base64("fo"), "Zm8=\n");
  EXPECT_EQ(base64("foo"), "Zm9v\n");
  EXPECT_EQ(base64("foob"), "Zm9vYg==\n");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=\n");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy\n");
}

TEST(Base64, EveryLengthDecodesToTheSameBytesInLinesOf76) {
  auto random = seeded(1);
  for (std::size_t size = 0; size < 2500; size += size < 200 ? 1 : 37) {
    const std::string bytes = random_bytes(random, size);
    const std::string text = base64(bytes);
    ASSERT_EQ(decoded_by_mimetic<mimetic::Base64::Decoder>(text), bytes) << size;
    ASSERT_EQ(text.size(), base64_length(size));
    std::vector<std::string> all = lines(text);
    if (all.empty()) continue;
    EXPECT_LE(all.back().size(), 76U);
    all.pop_back();
    EXPECT_THAT(all, Each(SizeIs(76)));
  }
}

TEST(Base64, ALineEndsOnceWhenTheBytesFillItExactly) {
  EXPECT_EQ(base64(std::string(57, 'a')).size(), 77U);
  EXPECT_EQ(base64(std::string(114, 'a')).size(), 154U);
}

TEST(Base64, TheResultDoesNotDependOnHowTheBytesAreCut) {
  auto random = seeded(2);
  for (int round = 0; round < 500; ++round) {
    const std::string bytes = random_bytes(random, random() % 5000);
    const std::string whole = base64(bytes);
    const std::size_t most = 1 + random() % 300;
    ASSERT_EQ(encoded_in_pieces<Base64Encoder>(bytes, [&] { return 1 + random() % most; }), whole);
    ASSERT_EQ(encoded_in_pieces<Base64Encoder>(bytes, [] { return 1; }), whole);
  }
}

TEST(QuotedPrintable, LeavesTextReadable) {
  EXPECT_EQ(quoted_printable("Grüße, 50% = half\n"), "Gr=C3=BC=C3=9Fe, 50% =3D half\n");
  EXPECT_EQ(quoted_printable("a\tb\n\nc\n"), "a\tb\n\nc\n");
}

TEST(QuotedPrintable, NoLineStartsAMessageForAnMboxReader) {
  EXPECT_EQ(quoted_printable("From me\n"), "=46rom me\n");
  EXPECT_EQ(quoted_printable(">From me\n"), "=3EFrom me\n");
  EXPECT_EQ(quoted_printable(">>>From me\n"), "=3E>>From me\n");
  EXPECT_EQ(quoted_printable("From\nFrom: me\nfrom me\n>from\n"), "From\nFrom: me\nfrom me\n>from\n");
}

TEST(QuotedPrintable, NoSoftLineEndUncoversAFrom) {
  const std::string text = std::string(75, 'x') + "From me\n";
  EXPECT_EQ(quoted_printable(text), std::string(75, 'x') + "=\n=46rom me\n");
  EXPECT_EQ(quoted_printable(std::string(90, '>') + ">From me\n"),
            std::string(75, '>') + "=\n=3E" + std::string(15, '>') + "From me\n");
}

TEST(QuotedPrintable, BlanksAtTheEndOfALineAreEncoded) {
  EXPECT_EQ(quoted_printable("a \nb\t\n \n\t\nc  \n"), "a=20\nb=09\n=20\n=09\nc =20\n");
  EXPECT_EQ(quoted_printable("a "), "a=20=\n");
}

TEST(QuotedPrintable, ALineOf76StaysWholeAndOneOf77IsSplit) {
  EXPECT_EQ(quoted_printable(std::string(76, 'a') + "\n"), std::string(76, 'a') + "\n");
  EXPECT_EQ(quoted_printable(std::string(77, 'a') + "\n"), std::string(75, 'a') + "=\naa\n");
  EXPECT_EQ(quoted_printable(std::string(73, 'a') + "=\n"), std::string(73, 'a') + "=3D\n");
  EXPECT_EQ(quoted_printable(std::string(74, 'a') + "=\n"), std::string(74, 'a') + "=\n=3D\n");
  EXPECT_EQ(quoted_printable(std::string(75, 'a') + " \n"), std::string(75, 'a') + "=\n=20\n");
}

TEST(QuotedPrintable, ALineOfOneDotIsNotTheEndOfAnSmtpTransfer) {
  EXPECT_EQ(quoted_printable(".\n..\n.a\n."), "=2E\n..\n.a\n=2E=\n");
}

TEST(QuotedPrintable, CrAndControlBytesAreEncoded) {
  EXPECT_EQ(quoted_printable("a\r\nb\fc\x7F\n"), "a=0D\nb=0Cc=7F\n");
}

TEST(QuotedPrintable, ATextWithoutAFinalLineEndDecodesWithoutOne) {
  EXPECT_EQ(quoted_printable("a"), "a=\n");
  EXPECT_EQ(quoted_printable(""), "");
}

TEST(QuotedPrintable, EveryTextDecodesToItselfInSafeLinesHoweverItIsCut) {
  auto random = seeded(3);
  for (int round = 0; round < 4000; ++round) {
    const std::string text =
        round % 8 == 0 ? random_bytes(random, random() % 400) : random_text(random, random() % 500);
    const std::string whole = quoted_printable(text);
    ASSERT_EQ(strictly_decoded(whole), text);
    for (const std::string& line : lines(whole)) ASSERT_FALSE(splits_an_mbox(line)) << line;
    ASSERT_THAT(whole, Not(HasSubstr("--=_")));
    ASSERT_EQ(encoded_in_pieces<QuotedPrintableEncoder>(text, [] { return 1; }), whole);
    const std::size_t most = 1 + random() % 120;
    ASSERT_EQ(encoded_in_pieces<QuotedPrintableEncoder>(text, [&] { return 1 + random() % most; }), whole);
  }
}

TEST(QuotedPrintable, ALineIsEncodedTheSameWhereverInALongTextItStands) {
  auto random = seeded(8);
  for (int round = 0; round < 2000; ++round) {
    std::string text = random_text(random, random() % 4000);
    text.insert(0, random() % 100, 'a');
    for (std::size_t at = 900; at < text.size(); at += 100 + random() % 300) {
      text.insert(at, "\n" + std::string(74 + random() % 4, 'b') + "\n");
    }
    std::string by_lines;
    for (const std::string& line : lines(text)) by_lines += quoted_printable(line + "\n");
    if (!text.ends_with('\n')) text += '\n';
    ASSERT_EQ(quoted_printable(text), by_lines);
  }
}

TEST(QuotedPrintable, MimeticReadsItToo) {
  auto random = seeded(4);
  for (int round = 0; round < 1000; ++round) {
    const std::string text = random_text(random, random() % 500) + "\n";
    ASSERT_EQ(decoded_by_mimetic<mimetic::QP::Decoder>(quoted_printable(text)), text);
  }
}

TransferEncoding best(std::string_view text) {
  std::string encoded_text;
  return encode_text(text, encoded_text);
}

TEST(TransferEncoding, PlainTextGoesAsItIs) {
  EXPECT_EQ(best(""), TransferEncoding::seven_bit);
  EXPECT_EQ(best("Hello,\n\n\tindented\f\nFrom: me\n.\n"), TransferEncoding::seven_bit);
  EXPECT_EQ(best(std::string(998, 'a') + "\n"), TransferEncoding::seven_bit);
  EXPECT_EQ(best(std::string(3'000'000, '\n')), TransferEncoding::seven_bit);
}

TEST(TransferEncoding, WhatCouldBreakAMessageDoesNotGoAsItIs) {
  for (const std::string& text :
       {"a\nFrom me\n"s, "From me\n"s, ">>From me\n"s, "--=_0\n"s, "a\n--=_\n"s, std::string(999, 'a') + "\n",
        "a\rb\n"s, "a\0b\n"s, "\x1B\n"s, "\x7F\n"s, "Grüße an alle\n"s}) {
    EXPECT_EQ(best(text), TransferEncoding::quoted_printable) << text;
  }
}

TEST(TransferEncoding, AForeignScriptTakesBase64UnlessTheTextIsHuge) {
  std::string text;
  while (text.size() < 10'000) text += "Привет всем\n";
  EXPECT_EQ(best(text), TransferEncoding::base64);
  while (text.size() <= 1024UL * 1024) text += "Привет всем\n";
  EXPECT_EQ(best(text), TransferEncoding::quoted_printable);
}

TEST(TransferEncoding, IsTheShorterOfTheTwoAndQuotedPrintableIfEqual) {
  auto random = seeded(5);
  int base64_wins = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string text = random_text(random, random() % 300);
    while (random() % 4 != 0) text += random_bytes(random, 20) + "äöü";
    const TransferEncoding encoding = best(text);
    if (encoding == TransferEncoding::seven_bit) continue;
    const bool base64_is_shorter = base64(text).size() < quoted_printable(text).size();
    base64_wins += base64_is_shorter ? 1 : 0;
    ASSERT_EQ(encoding, base64_is_shorter ? TransferEncoding::base64 : TransferEncoding::quoted_printable);
  }
  EXPECT_GT(base64_wins, 100);
}

TEST(TransferEncoding, TextThatGoesAsItIsHoldsNothingDangerous) {
  auto random = seeded(6);
  int plain = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random_text(random, random() % 30);
    bool dangerous = false;
    for (const std::string& line : lines(text)) {
      dangerous = dangerous || splits_an_mbox(line) || line.starts_with("--=_") || line.size() > 998;
    }
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      dangerous = dangerous || byte >= 0x7F || (byte < 0x20 && c != '\t' && c != '\f' && c != '\n');
    }
    ASSERT_EQ(best(text) == TransferEncoding::seven_bit, !dangerous) << text;
    plain += dangerous ? 0 : 1;
  }
  EXPECT_GT(plain, 500);
}

TEST(TransferEncoding, TheTextFollowsWhatWasThereInTheEncodingThatIsNamed) {
  auto random = seeded(7);
  for (int round = 0; round < 3000; ++round) {
    const std::string text =
        round % 4 == 0 ? random_bytes(random, random() % 300) : random_text(random, random() % 300);
    std::string out = "before\n";
    const TransferEncoding encoding = encode_text(text, out);
    std::string expected = text;
    if (encoding == TransferEncoding::quoted_printable) expected = quoted_printable(text);
    if (encoding == TransferEncoding::base64) expected = base64(text);
    ASSERT_EQ(out, "before\n" + expected);
  }
}

TEST(TransferEncoding, HasItsNameInTheHeader) {
  EXPECT_EQ(name_of(TransferEncoding::seven_bit), "7bit");
  EXPECT_EQ(name_of(TransferEncoding::quoted_printable), "quoted-printable");
  EXPECT_EQ(name_of(TransferEncoding::base64), "base64");
}

}  // namespace
}  // namespace formats::mime
