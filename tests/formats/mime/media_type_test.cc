#include "formats/mime/media_type.h"

#include <gmock/gmock.h>

#include <string>

#include "formats/mime/file_types.h"

namespace formats::mime {
namespace {

using namespace std::string_view_literals;
using ::testing::AnyOf;
using ::testing::Not;
using ::testing::StartsWith;

constexpr auto ole_storage = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0"sv;
constexpr auto program = "MZ\x90\0\x03\0\0\0"sv;

std::string_view type(std::string_view name, std::string_view bytes) {
  return type_of_file({.name = name, .first_bytes = bytes}).media_type;
}

TEST(MediaType, KnowsTheFilesOfTheTime) {
  EXPECT_EQ(type_of_name("README.TXT"), "text/plain");
  EXPECT_EQ(type_of_name("Letter.doc"), "application/msword");
  EXPECT_EQ(type_of_name("budget 1996.WK4"), "application/vnd.lotus-1-2-3");
  EXPECT_EQ(type_of_name("SALES.123"), "application/vnd.lotus-1-2-3");
  EXPECT_EQ(type_of_name("BUDGET.XLS"), "application/vnd.ms-excel");
  EXPECT_EQ(type_of_name("fax.pcx"), "image/x-pcx");
  EXPECT_EQ(type_of_name("all.files.zip"), "application/zip");
  EXPECT_EQ(type_of_name("a.z"), "application/x-compress");
}

TEST(MediaType, AnythingElseIsBytes) {
  for (const char* const name :
       {"", ".", "noextension", "a.", "a.unknown", "a.zi", "a.zipp", "a.d?c", "zip", "a.doc "}) {
    EXPECT_EQ(type_of_name(name), "application/octet-stream") << name;
  }
}

TEST(MediaType, AFileIsNeverAMessageOrAMultipart) {
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      for (char c = 'a'; c <= 'z'; ++c) {
        EXPECT_THAT(std::string(type_of_name({"x." + std::string{a, b, c}})),
                    Not(AnyOf(StartsWith("message/"), StartsWith("multipart/"))));
      }
    }
  }
  constexpr auto mail = "Return-Path: <a@b>\r\nFrom: a@b\r\nMIME-Version: 1.0\r\n"sv;
  EXPECT_EQ(type("mail.eml", mail), "application/octet-stream");
  EXPECT_EQ(type("page.mht", mail), "application/octet-stream");
  EXPECT_EQ(type("mail", mail), "application/octet-stream");
  EXPECT_EQ(type("RFC822.TXT", mail), "text/plain");
}

TEST(MediaType, FirstBytesTellWhatANameDoesNot) {
  EXPECT_EQ(type("letter", "\xDB\xA5\x2D\0"sv), "application/msword");
  EXPECT_EQ(type("picture.001", "GIF89a..."), "image/gif");
  EXPECT_EQ(type("1997.jan", "%PDF-1.1"), "application/pdf");
  EXPECT_EQ(type("container", ole_storage), "application/x-ole-storage");
  EXPECT_EQ(type("nothing", "just words"), "application/octet-stream");
}

TEST(MediaType, AWrongExtensionIsOverruled) {
  EXPECT_EQ(type("REPORT.DOC", "{\\rtf1\\ansi"), "application/rtf");
  EXPECT_EQ(type("memo.doc", "\xFFWPC\x10\0\0\0\1\x0A"sv), "application/vnd.wordperfect");
  EXPECT_EQ(type("scan.tif", "\x0A\5\1\1"sv), "image/x-pcx");
  EXPECT_EQ(type("budget.xls", "\0\0\x1A\0\2\x10\4\0"sv), "application/vnd.lotus-1-2-3");
  EXPECT_EQ(type("readme.txt", "PK\3\4\x14\0"sv), "application/zip");
}

TEST(MediaType, AContainerOfManyProgramsIsToldApartByTheName) {
  EXPECT_EQ(type("a.doc", ole_storage), "application/msword");
  EXPECT_EQ(type("a.xls", ole_storage), "application/vnd.ms-excel");
  EXPECT_EQ(type("a.mpp", ole_storage), "application/vnd.ms-project");
  EXPECT_EQ(type("a.wpg", "\xFFWPC\x10\0\0\0\1\x16"sv), "application/x-wpg");
  EXPECT_EQ(type("a.gif", ole_storage), "application/x-ole-storage");
}

TEST(MediaType, AProgramNeverPassesForSomethingElse) {
  EXPECT_EQ(type("holiday.jpg", program), "application/x-msdownload");
  EXPECT_EQ(type("readme.txt", program), "application/x-msdownload");
  EXPECT_EQ(type("HOLIDAY.COM", "GIF89a"), "application/x-msdownload");
  EXPECT_EQ(type("holiday.pif", "GIF89a"), "application/octet-stream");
  EXPECT_EQ(type("holiday.HTA", "GIF89a"), "application/octet-stream");
}

TEST(MediaType, WhatAReaderMightRunIsNotGuessed) {
  EXPECT_EQ(type("page", "<HTML><SCRIPT>"), "application/octet-stream");
  EXPECT_EQ(type("page.txt", "<HTML><SCRIPT>"), "text/plain");
}

TEST(MediaType, TextsWithBinaryBytesAreNotTextsWhoseLineEndsMayChange) {
  EXPECT_EQ(type("data.txt", "abc\0def"sv), "application/octet-stream");
  EXPECT_EQ(type("unicode.txt", "\xFF\xFEh\0i\0"sv), "application/octet-stream");
  EXPECT_EQ(type("data.txt", "abc\xFF\x01\x1A"sv), "text/plain");
  EXPECT_EQ(type("data.txt", std::string(128, 'x') + '\0'), "text/plain");  // only 128 bytes are looked at
}

TEST(MediaType, TheFinderIsAskedWhereTheNameSaysNothing) {
  const auto mac = [](std::string_view name, std::string_view bytes, std::string_view kind, std::string_view creator) {
    return type_of_file({.name = name, .first_bytes = bytes, .mac_type = kind, .mac_creator = creator});
  };
  EXPECT_EQ(mac("Read me", "words", "TEXT", "ttxt").media_type, "text/plain");
  EXPECT_EQ(mac("Read me", "words", "TEXT", "ttxt").extension, ".txt");
  EXPECT_EQ(mac("Picture 1", "", "PICT", "ttxt").media_type, "image/x-pict");
  EXPECT_EQ(mac("Letter", "\xFE\x37\0\x1C"sv, "WDBN", "MSWD").media_type, "application/msword");
  EXPECT_EQ(mac("Budget", "\x09\4\6\0"sv, "XLS4", "XCEL").media_type, "application/vnd.ms-excel");
  EXPECT_EQ(mac("Budget.doc", ole_storage, "XLS5", "XCEL").media_type, "application/msword");
  EXPECT_EQ(mac("Letter", "GIF89a", "WDBN", "MSWD").media_type, "image/gif");
  // A creator writes many things: it only chooses among what the bytes allow.
  EXPECT_EQ(mac("Chart", ole_storage, "????", "XCEL").media_type, "application/vnd.ms-excel");
  EXPECT_EQ(mac("Chart", "settings", "WSET", "MSWD").media_type, "application/octet-stream");
  EXPECT_EQ(mac("Program", "", "APPL", "MSWD").media_type, "application/octet-stream");
}

TEST(MediaType, AMadeNameGetsTheExtensionOfWhatItIs) {
  const auto extension = [](std::string_view bytes) {
    return type_of_file({.name = {}, .first_bytes = bytes}).extension;
  };
  EXPECT_EQ(extension("GIF89a"), ".gif");
  EXPECT_EQ(extension("\xB1\x68\xDE\x3A"), ".dcx");
  EXPECT_EQ(extension("words"), "");
  EXPECT_EQ(extension(ole_storage), "");
}

TEST(MediaType, TextTypesAreToldFromOthers) {
  EXPECT_TRUE(is_text_type("text/plain"));
  EXPECT_TRUE(is_text_type("TEXT/html"));
  EXPECT_FALSE(is_text_type("application/rtf"));
  EXPECT_FALSE(is_text_type("text"));
  EXPECT_FALSE(is_text_type("text/"));
  EXPECT_FALSE(is_text_type(""));
}

}  // namespace
}  // namespace formats::mime
