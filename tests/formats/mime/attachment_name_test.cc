#include "formats/mime/attachment_name.h"

#include <gmock/gmock.h>

#include <random>
#include <string>

#include "formats/text/utf8.h"

namespace formats::mime {
namespace {

// Written as numbers: in a source they would turn what is read.
std::string utf8(char32_t character) {
  std::string out;
  text::append_utf8(out, character);
  return out;
}

TEST(AttachmentName, AnOrdinaryNameIsKept) {
  for (const char* const name : {"A.TXT", "Budget 97 final.xls", "Übersicht.doc", "a \"quoted\"; name", "RELEASE.1.2",
                                 "報告書.jtd", "50% (new)", "_", "x"}) {
    EXPECT_EQ(safe_attachment_name(name), name);
  }
}

TEST(AttachmentName, OfAPathTheLastPartIsKept) {
  EXPECT_EQ(without_path("C:\\DOCS\\A.TXT"), "A.TXT");
  EXPECT_EQ(without_path("C:\\DOCS\\"), "DOCS");
  EXPECT_EQ(without_path("\\\\SERVER\\SYS\\A.TXT"), "A.TXT");
  EXPECT_EQ(without_path("C:A.TXT"), "A.TXT");
  EXPECT_EQ(without_path("..\\..\\A.TXT"), "A.TXT");
  EXPECT_EQ(without_path("Budget 5/6/97"), "Budget 5/6/97");
  EXPECT_EQ(without_path("Re: A.TXT"), "Re: A.TXT");
  EXPECT_EQ(without_path("\\"), "");
  EXPECT_EQ(without_path("C:"), "C:");
}

TEST(AttachmentName, NoPathComesOutOfIt) {
  EXPECT_EQ(safe_attachment_name("Budget 5/6/97"), "Budget 5_6_97");
  EXPECT_EQ(safe_attachment_name("../../etc/passwd"), "_._.._etc_passwd");
  EXPECT_EQ(safe_attachment_name("C:\\A.TXT"), "C__A.TXT");
  EXPECT_EQ(safe_attachment_name("A.TXT:stream"), "A.TXT_stream");
}

TEST(AttachmentName, NothingHiddenAndNothingTurnedComesOutOfIt) {
  EXPECT_EQ(safe_attachment_name("annex" + utf8(0x202E) + "fdp.exe"), "annex_fdp.exe");
  EXPECT_EQ(safe_attachment_name("a" + utf8(0x200B) + utf8(0x2067) + "b" + utf8(0xFEFF)), "a__b_");
  EXPECT_EQ(safe_attachment_name("a\x01\r\nb\x7F\u0085"), "a___b__");
  EXPECT_EQ(safe_attachment_name("a\tb"), "a b");
  EXPECT_EQ(safe_attachment_name("a\xFF"
                                 "b"),
            "a_b");
  EXPECT_EQ(safe_attachment_name("שלום.doc"), "שלום.doc");
  EXPECT_EQ(safe_attachment_name(".profile"), "_profile");
}

TEST(AttachmentName, WhatWindowsDropsIsLeftOut) {
  EXPECT_EQ(safe_attachment_name("notes..."), "notes");
  EXPECT_EQ(safe_attachment_name("  notes.txt . "), "notes.txt");
}

TEST(AttachmentName, ADeviceIsNoFile) {
  EXPECT_EQ(safe_attachment_name("AUX"), "_AUX");
  EXPECT_EQ(safe_attachment_name("nul.txt"), "_nul.txt");
  EXPECT_EQ(safe_attachment_name("COM1.DOC"), "_COM1.DOC");
  EXPECT_EQ(safe_attachment_name("COMMAND.COM"), "COMMAND.COM");
}

TEST(AttachmentName, ANameOfNothingIsEmpty) {
  for (const char* const name : {"", " ", ".", "..", "...", "/", "\\", ". .", "\t", ":"})
    EXPECT_EQ(safe_attachment_name(name), "") << name;
}

TEST(AttachmentName, ALongNameKeepsItsExtension) {
  const std::string name = safe_attachment_name(std::string(300, 'x') + ".doc");
  EXPECT_EQ(name, std::string(236, 'x') + ".doc");
  std::string umlauts;
  for (int i = 0; i < 300; ++i) umlauts += "\u00FC";
  EXPECT_EQ(safe_attachment_name(umlauts + "x").size(), 240U);
  EXPECT_EQ(safe_attachment_name("x" + umlauts + ".doc").size(), 239U);  // no half character
  EXPECT_EQ(safe_attachment_name("a." + std::string(300, 'x')).size(), 240U);
}

TEST(AttachmentName, OfAnyBytesIsSafeAndStaysWhatItIs) {
  std::mt19937 random(6);
  for (int i = 0; i < 50'000; ++i) {
    std::string bytes(random() % 40, '\0');
    constexpr std::string_view likely = "./\\: aA\x80\xE2";
    for (char& byte : bytes) byte = random() % 3 == 0 ? static_cast<char>(random()) : likely[random() % likely.size()];
    const std::string name = safe_attachment_name(bytes);
    ASSERT_EQ(name.find_first_of("/\\:"), std::string::npos);
    ASSERT_FALSE(name.starts_with('.') || name.starts_with(' ') || name.ends_with('.') || name.ends_with(' '));
    ASSERT_EQ(safe_attachment_name(name), name);
  }
}

}  // namespace
}  // namespace formats::mime
