#include "formats/mailbox/file_name.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>

namespace formats::mailbox {
namespace {

using ::testing::EndsWith;
using ::testing::MatchesRegex;
using ::testing::Ne;

TEST(FileName, OrdinaryNamesStay) {
  for (const std::string_view name : {"Inbox", "Grewal, Jeff", "#Board", "R&D", "Müller", "報告", "a.b", "sd1.2", "a b",
                                      " a", "con1", "com10", "COM0", "console", "x.con", "a~", "lpt"}) {
    EXPECT_EQ(escape_file_name(name), name);
  }
}

TEST(FileName, NothingLeadsOutOfTheDirectory) {
  EXPECT_EQ(escape_file_name(".."), "%2E%2E");
  EXPECT_EQ(escape_file_name("."), "%2E");
  EXPECT_EQ(escape_file_name("../../etc/passwd"), "%2E.%2F..%2Fetc%2Fpasswd");
  EXPECT_EQ(escape_file_name("C:\\x"), "C:%5Cx");
  EXPECT_EQ(escape_file_name(std::string_view("a\0b", 3)), "a%00b");
  EXPECT_EQ(escape_file_name("a\nb\x7f"), "a%0Ab%7F");
  EXPECT_EQ(escape_file_name(".hidden"), "%2Ehidden");
}

TEST(FileName, NoNameStandsForAHomeDirectory) {
  EXPECT_EQ(escape_file_name("~home"), "%7Ehome");
  EXPECT_EQ(unescape_file_name("%7Ehome"), "~home");
}

TEST(FileName, WhatWindowsDropsAtTheEndIsEscaped) {
  EXPECT_EQ(escape_file_name("Dr."), "Dr%2E");
  EXPECT_EQ(escape_file_name("a "), "a%20");
  EXPECT_EQ(escape_file_name(" "), "%20");
  EXPECT_EQ(escape_file_name("a. "), "a.%20");
}

TEST(FileName, DevicesOfWindowsLoseTheirName) {
  EXPECT_EQ(escape_file_name("CON"), "%43ON");
  EXPECT_EQ(escape_file_name("con.txt"), "%63on.txt");
  EXPECT_EQ(escape_file_name("aux .a.b"), "%61ux .a.b");
  EXPECT_EQ(escape_file_name("Lpt9"), "%4Cpt9");
  EXPECT_EQ(escape_file_name("com1"), "%63om1");
  EXPECT_EQ(escape_file_name("NUL"), "%4EUL");
  EXPECT_EQ(escape_file_name("prn"), "%70rn");
}

TEST(FileName, NamesOfTheOutputTreeAreNotTaken) {
  constexpr std::array<std::string_view, 2> reserved = {"run.json", "report"};
  EXPECT_EQ(escape_file_name("run.json", reserved), "%72un.json");
  EXPECT_EQ(escape_file_name("Report", reserved), "%52eport");
  EXPECT_EQ(escape_file_name("reports", reserved), "reports");
}

TEST(FileName, AnEmptyNameIsAName) {
  EXPECT_EQ(escape_file_name(""), "%");
  EXPECT_EQ(unescape_file_name("%"), "");
}

TEST(FileName, BytesThatAreNotUtf8AreEscaped) {
  EXPECT_EQ(escape_file_name("a\xff\xc3"), "a%FF%C3");
  EXPECT_EQ(escape_file_name("\xc0\xaf"), "%C0%AF");
  EXPECT_EQ(escape_file_name("\xed\xa0\x80"), "%ED%A0%80");
  EXPECT_EQ(escape_file_name("\xef\xbf\xbd"), "\xef\xbf\xbd");
}

TEST(FileName, ALongNameIsCutAtACharacterAndStaysDistinct) {
  const std::string exact(file_name_limit, 'a');
  EXPECT_EQ(escape_file_name(exact), exact);
  EXPECT_EQ(escape_file_name(exact + "b"), exact.substr(10) + "%~" + escape_file_name(exact + "b").substr(192));
  EXPECT_THAT(escape_file_name(exact + "b"), MatchesRegex("a+%~[0-9a-f]{8}"));
  EXPECT_THAT(escape_file_name(exact + "b"), Ne(escape_file_name(exact + "c")));

  for (std::size_t shift = 0; shift < 4; ++shift) {
    std::string umlauts(shift, 'a');
    std::string slashes(shift, 'a');
    for (int i = 0; i < 200; ++i) {
      umlauts += "ü";
      slashes += '/';
    }
    const std::string cut_umlauts = escape_file_name(umlauts);
    EXPECT_LE(cut_umlauts.size(), file_name_limit);
    EXPECT_GE(cut_umlauts.size(), file_name_limit - 3);
    EXPECT_EQ(cut_umlauts.find("%~") % 2, shift % 2);
    const std::string cut_slashes = escape_file_name(slashes);
    EXPECT_LE(cut_slashes.size(), file_name_limit);
    EXPECT_THAT(cut_slashes.substr(0, cut_slashes.size() - 10), EndsWith("%2F"));
  }
}

TEST(FileName, ACutNameIsReadAsItStands) { EXPECT_EQ(unescape_file_name("abc%~0123abcd"), "abc%~0123abcd"); }

TEST(FileName, UnescapeTakesWhatOthersWrote) {
  EXPECT_EQ(unescape_file_name("%2f%2F%zz%4"), "//%zz%4");
  EXPECT_EQ(unescape_file_name(""), "");
}

TEST(FileName, AMaildirFolderNeverNestsAndIsTakenByDovecot) {
  EXPECT_EQ(escape_maildir_folder("Dr. Smith"), "Dr%2E Smith");
  EXPECT_EQ(escape_maildir_folder("a.b.c"), "a%2Eb%2Ec");
  EXPECT_EQ(escape_maildir_folder("../up"), "%2E%2E%2Fup");
  EXPECT_EQ(escape_maildir_folder("~smith ~"), "%7Esmith ~");
  EXPECT_EQ(escape_maildir_folder(""), "%");
  EXPECT_EQ(escape_maildir_folder("Persönlich & R&D"), "Pers&APY-nlich &- R&-D");
  EXPECT_EQ(escape_maildir_folder("50%\xff"), "50%25%FF");
}

TEST(FileName, AMaildirFolderIsCutByItsLengthOnDisk) {
  for (const std::string unit : {"x", ".", "ü", "日", "😀", "&", "aé"}) {
    for (std::size_t count = 1; count < 300; ++count) {
      std::string name;
      for (std::size_t i = 0; i < count; ++i) name += unit;
      const std::string folder = escape_maildir_folder(name);
      ASSERT_LE(folder.size(), file_name_limit);
      const auto mark = folder.find("%~");
      if (mark == std::string::npos) continue;
      ASSERT_THAT(folder.substr(mark), MatchesRegex("%~[0-9a-f]{8}"));
      ASSERT_GE(folder.size(), file_name_limit - 20) << folder;
      ASSERT_THAT(folder, Ne(escape_maildir_folder(name + unit)));
      // No escape and no run of base64 is cut open.
      const std::string before = folder.substr(0, mark);
      ASSERT_EQ(std::count(before.begin(), before.end(), '&'), std::count(before.begin(), before.end(), '-'));
    }
  }
}

TEST(FileName, AnyNameComesBack) {
  constexpr std::array<std::string_view, 16> pieces = {".", " ", "/",  "\\",   "%",    "a",    "con", "lpt1",
                                                       "C", "ü", "日", "\xff", "\xc3", "\x01", "%41", "%~"};
  constexpr std::array<std::string_view, 3> reserved = {"a", "aa", "%41"};
  std::mt19937 random(7);
  for (int i = 0; i < 100000; ++i) {
    std::string name;
    for (std::size_t n = random() % 8; n > 0; --n) name += pieces.at(random() % pieces.size());
    for (std::size_t n = random() % 4; n > 0; --n) name += static_cast<char>(random() & 0xffU);
    const std::string escaped = escape_file_name(name, reserved);
    ASSERT_EQ(unescape_file_name(escaped), name);
    ASSERT_FALSE(escaped.empty());
    ASSERT_EQ(escaped.find_first_of(std::string_view("/\\\0", 3)), std::string::npos);
    ASSERT_THAT(escaped.front(), Ne('.'));
    ASSERT_TRUE(escaped.back() != '.' && escaped.back() != ' ') << escaped;
  }
}

}  // namespace
}  // namespace formats::mailbox
