#include "formats/json/json_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace formats::json {
namespace {

std::string json_of(std::string_view text) {
  std::string out;
  append_string(out, text);
  return out;
}

TEST(JsonText, EveryCharacterComesBackFromAnotherReader) {
  std::string text;
  for (int c = 0; c < 0x80; ++c) text += static_cast<char>(c);
  text += "Grüße \xE2\x80\xA8 日本 \xF0\x9F\x92\xBE";
  EXPECT_EQ(nlohmann::json::parse(json_of(text)).get<std::string>(), text);
}

TEST(JsonText, ALineOfTheManifestIsOneLine) {
  std::string text;
  for (int c = 0; c < 0x20; ++c) text += static_cast<char>(c);
  for (const char c : json_of(text)) EXPECT_GE(c, ' ');
}

TEST(JsonText, BytesThatAreNotUtf8DoNotSpoilTheDocument) {
  EXPECT_EQ(nlohmann::json::parse(json_of("a\xFF\xC3z\xED\xA0\x80")).get<std::string>(),
            "a\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(JsonText, ObjectsAndArraysNest) {
  std::string out;
  {
    Object object(out);
    object.string("name", "a \"b\"");
    object.number("bytes", 18446744073709551615U);
    { const Object empty(object.key("nothing")); }
    Array list(object.key("list"));
    list.string("x");
    append_number(list.next(), std::int64_t{-5});
    list.number(7);
  }
  EXPECT_EQ(out, R"({"name":"a \"b\"","bytes":18446744073709551615,"nothing":{},"list":["x",-5,7]})");
}

}  // namespace
}  // namespace formats::json
