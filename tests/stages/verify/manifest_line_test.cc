// Lines of the manifest, read back.
#include "stages/verify/manifest_line.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>

namespace stages::verify::testing {
namespace {

using formats::text::LineEnd;
using formats::text::Substitution;
using formats::text::SubstitutionKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Line {
 public:
  explicit Line(std::string_view text) : text_(text), length_(text.size()) {
    text_.append(ManifestParser::padding, 'x');
  }

  [[nodiscard]] std::string_view view() const { return std::string_view(text_).substr(0, length_); }

 private:
  std::string text_;
  std::size_t length_;
};

constexpr std::string_view text_line =
    R"({"type":"item","message":3,"number":2,"kind":"text","label":"Text item:","label_offset":5,"offset":40,)"
    R"("length":9,"sha256":"ab","text":{"delivered":[{"as":"text","bytes":8,"sha256":"cd"}],"line_end":"lf",)"
    R"("substitutions":[[2,1,"15","control_glyph"],[8,1,"","missing_final_line_end"]]}})";

constexpr std::string_view message_line =
    R"({"type":"message","number":3,"account":"a","folder":"f","input":1,"file":"d","offset":0,"length":90,)"
    R"("message_id":"<x@y>","date":"today","seen":false,"headers":[{"name":"From","value":"J"},{"continued":"K"},)"
    R"({"other":"screen"}],"items":1,"output":{"file":"a/f.mbox","offset":7,"length":8,)"
    R"("xxh3":"00000000000000000000000000000001"}})";

TEST(ManifestLine, GivesWhatATextHas) {
  ManifestParser parser;
  const auto item = parser.item(Line(text_line).view());
  ASSERT_TRUE(item) << item.error();
  EXPECT_EQ(item->message, 3);
  EXPECT_EQ(item->number, 2);
  EXPECT_TRUE(item->is_text);
  EXPECT_EQ(item->label_offset, 5);
  EXPECT_EQ(item->delivered_as("text")->bytes, 8);
  EXPECT_EQ(item->delivered_as("file"), nullptr);
  EXPECT_EQ(item->text.line_end, LineEnd::lf);
  EXPECT_THAT(
      item->text.substitutions,
      ElementsAre(Substitution{.offset = 2, .count = 1, .raw = "\x15", .kind = SubstitutionKind::control_glyph},
                  Substitution{.offset = 8, .count = 1, .raw = "", .kind = SubstitutionKind::missing_final_line_end}));
}

TEST(ManifestLine, GivesWhatAMacFileHas) {
  ManifestParser parser;
  const auto item = parser.item(
      Line(
          R"({"type":"item","message":1,"number":1,"kind":"file","label":"File item: x","label_offset":0,"offset":0,)"
          R"("length":256,"sha256":"ab","name":"x","media_type":"image/gif","file":{"encoding":"hex","delivered":[],)"
          R"("mac":{"container":"macbinary","name":"x","type":"00","creator":"00","data_fork":{"offset":128,"length":9},)"
          R"("resource_fork":{"offset":0,"length":0},"outside_the_forks":[{"offset":0,"length":3,"bytes":"000aff"},)"
          R"({"offset":137,"length":2,"zeros":true},{"offset":139,"length":70000}]}}})")
          .view());
  ASSERT_TRUE(item) << item.error();
  EXPECT_TRUE(item->hex);
  ASSERT_TRUE(item->mac);
  EXPECT_EQ(item->mac->data_fork, (std::pair<std::uint64_t, std::uint64_t>(128, 9)));
  ASSERT_EQ(item->mac->outside.size(), 3);
  EXPECT_EQ(item->mac->outside[0].bytes, std::string("\0\n\xff", 3));
  EXPECT_EQ(item->mac->outside[1].bytes, std::string(2, '\0'));
  EXPECT_FALSE(item->mac->outside[2].bytes);
}

TEST(ManifestLine, GivesWhatAMessageHas) {
  ManifestParser parser;
  const auto message = parser.message(Line(message_line).view());
  ASSERT_TRUE(message) << message.error();
  EXPECT_EQ(message->input, 1);
  EXPECT_FALSE(message->seen);
  EXPECT_EQ(message->output.file, "a/f.mbox");
  EXPECT_EQ(message->output.offset, 7);
  ASSERT_EQ(message->headers.size(), 3);
  EXPECT_EQ(message->headers[0].name, "From");
  EXPECT_EQ(message->headers[1].kind, ManifestHeaderKind::continued);
  EXPECT_EQ(message->headers[2].kind, ManifestHeaderKind::other);
}

TEST(ManifestLine, ThatIsCutOrAnotherKindOrLacksAMemberIsAnErrorAndNotACrash) {
  ManifestParser parser;
  for (std::size_t length = 0; length < message_line.size(); ++length)
    EXPECT_FALSE(parser.message(Line(message_line.substr(0, length)).view())) << length;
  for (std::size_t length = 0; length < text_line.size(); ++length)
    EXPECT_FALSE(parser.item(Line(text_line.substr(0, length)).view())) << length;
  EXPECT_FALSE(parser.message(Line(text_line).view()));
  EXPECT_FALSE(parser.item(Line(message_line).view()));
  EXPECT_THAT(parser.message(Line("[]").view()).error(), HasSubstr("no JSON object"));
  EXPECT_THAT(parser.message(Line(R"({"type":"message"})").view()).error(), HasSubstr("'number'"));
}

TEST(ManifestLine, WithAnyByteChangedNeverCrashesTheReader) {
  ManifestParser parser;
  for (std::size_t at = 0; at < text_line.size(); ++at) {
    for (const char byte : {'\0', '"', '-', '9', '}', '\xff'}) {
      std::string changed(text_line);
      changed[at] = byte;
      static_cast<void>(parser.item(Line(changed).view()));
    }
  }
}

}  // namespace
}  // namespace stages::verify::testing
