#include "formats/mime/media_type.h"

#include <gmock/gmock.h>

#include <string>

namespace formats::mime {
namespace {

using ::testing::AnyOf;
using ::testing::Not;
using ::testing::StartsWith;

TEST(MediaType, KnowsTheFilesOfTheTime) {
  EXPECT_EQ(media_type_for("README.TXT"), "text/plain");
  EXPECT_EQ(media_type_for("Letter.doc"), "application/msword");
  EXPECT_EQ(media_type_for("budget 1996.WK4"), "application/vnd.lotus-1-2-3");
  EXPECT_EQ(media_type_for("SALES.123"), "application/vnd.lotus-1-2-3");
  EXPECT_EQ(media_type_for("BUDGET.XLS"), "application/vnd.ms-excel");
  EXPECT_EQ(media_type_for("fax.pcx"), "image/x-pcx");
  EXPECT_EQ(media_type_for("all.files.zip"), "application/zip");
  EXPECT_EQ(media_type_for("a.z"), "application/x-compress");
}

TEST(MediaType, AnythingElseIsBytes) {
  for (const char* const name :
       {"", ".", "noextension", "a.", "a.unknown", "a.zi", "a.zipp", "a.d?c", "zip", "a.doc "}) {
    EXPECT_EQ(media_type_for(name), "application/octet-stream") << name;
  }
}

TEST(MediaType, AFileIsNeverAMessageOrAMultipart) {
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      for (char c = 'a'; c <= 'z'; ++c) {
        EXPECT_THAT(std::string(media_type_for({"x." + std::string{a, b, c}})),
                    Not(AnyOf(StartsWith("message/"), StartsWith("multipart/"))));
      }
    }
  }
  EXPECT_EQ(media_type_for("mail.eml"), "application/octet-stream");
  EXPECT_EQ(media_type_for("page.mht"), "application/octet-stream");
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
