#include <gmock/gmock.h>
#include <mimetic/mimetic.h>

#include <string>
#include <string_view>
#include <vector>

#include "formats/mime/header.h"
#include "tests/formats/mime/header_reader.h"

namespace formats::mime {
namespace {

using ::testing::HasSubstr;
using namespace std::string_literals;

std::string content_type(std::string_view type, const std::vector<Parameter>& parameters) {
  std::string out;
  append_content_type(out, type, parameters);
  return out;
}

std::string disposition(std::string_view filename, const std::vector<Parameter>& parameters = {}) {
  std::string out;
  append_content_disposition(out, "attachment", filename, parameters);
  return out;
}

TEST(ContentType, ParametersAreBareOrQuoted) {
  EXPECT_EQ(content_type("text/plain", {{"charset", "utf-8"}, {"name", "a.txt"}}),
            "Content-Type: text/plain; charset=utf-8; name=\"a.txt\"\n");
  EXPECT_EQ(content_type("multipart/mixed", {{"boundary", "=_ab0"}}),
            "Content-Type: multipart/mixed; boundary=\"=_ab0\"\n");
  EXPECT_EQ(content_type("text/plain", {{"name", ""}}), "Content-Type: text/plain\n");
}

TEST(ContentType, TheNameIsAnAsciiFallback) {
  EXPECT_EQ(content_type("image/gif", {{"name", "Größe 日.gif"}}), "Content-Type: image/gif; name=\"Gr__e _.gif\"\n");
  EXPECT_EQ(content_type("image/gif", {{"name", " a.gif "}}), "Content-Type: image/gif; name=\"a.gif\"\n");
  EXPECT_EQ(content_type("image/gif", {{"name", "  "}}), "Content-Type: image/gif\n");
  const std::string header = content_type("image/gif", {{"name", std::string(200, 'a') + ".gif"}});
  EXPECT_EQ(header,
            "Content-Type: image/gif;\n name=\"" + std::string(43, 'a') + "_" + std::string(12, 'a') + ".gif\"\n");
}

TEST(ContentDisposition, FileNamesAreQuotedOrPercentEncoded) {
  EXPECT_EQ(disposition("a b.txt"), "Content-Disposition: attachment; filename=\"a b.txt\"\n");
  EXPECT_EQ(disposition("a\"b\\.txt"), "Content-Disposition: attachment; filename=\"a\\\"b\\\\.txt\"\n");
  EXPECT_EQ(disposition("Größe 1.gif"), "Content-Disposition: attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe%201.gif\n");
  EXPECT_EQ(disposition("", {{"size", "12"}}), "Content-Disposition: attachment; size=12\n");
}

TEST(ContentDisposition, AFileNameCannotAddParametersOrHeaders) {
  EXPECT_EQ(disposition("a\"; x=\"y\r\nBcc: z"),
            "Content-Disposition: attachment; filename=\"a\\\"; x=\\\"y  Bcc: z\"\n");
}

TEST(ContentDisposition, NoEncodedWordInAParameter) {
  EXPECT_THAT(disposition("=?utf-8?q?x?=.txt"), HasSubstr("filename*=UTF-8''%3D%3Futf-8%3Fq%3Fx%3F%3D.txt"));
}

/// RFC 2231, 3 and 4 read back: sections joined, then decoded.
std::string file_name_read(const std::string& header) {
  std::string value;
  for (std::string line : lines(unfolded(header))) {
    std::size_t at = line.find("filename");
    while (at < line.size()) {
      const std::size_t equals = line.find('=', at);
      const bool extended = line[equals - 1] == '*';
      std::string_view rest = std::string_view(line).substr(equals + 1);
      if (rest.starts_with("UTF-8''")) rest.remove_prefix(7);
      if (extended) {
        for (; !rest.empty() && rest.front() != ';'; rest.remove_prefix(1)) {
          if (rest.front() != '%') {
            value += rest.front();
          } else {
            value += static_cast<char>(std::stoi(std::string(rest.substr(1, 2)), nullptr, 16));
            rest.remove_prefix(2);
          }
        }
      } else {
        rest.remove_prefix(1);
        for (; rest.front() != '"'; rest.remove_prefix(1)) {
          if (rest.front() == '\\') rest.remove_prefix(1);
          value += rest.front();
        }
        rest.remove_prefix(1);
      }
      at = rest.empty() ? line.size() : line.size() - rest.size() + 2;
    }
  }
  return value;
}

TEST(ContentDisposition, EveryFileNameReadsAsItWas) {
  auto random = seeded(3);
  for (int round = 0; round < 10'000; ++round) {
    const std::string name = random_value(random, 300);
    if (name.empty()) continue;
    const std::string header = disposition(name);
    expect_sound(header);
    ASSERT_EQ(file_name_read(header), as_documented(name, false)) << header;
  }
}

TEST(ContentDisposition, MimeticReadsBackWhatItUnderstands) {
  const mimetic::ContentDisposition parsed(unfolded(disposition("LETTER.DOC", {{"size", "1234"}})));
  EXPECT_EQ(parsed.type(), "attachment");
  EXPECT_EQ(parsed.param("filename"), "LETTER.DOC");
  EXPECT_EQ(parsed.param("size"), "1234");
  const mimetic::ContentType type(unfolded(content_type("text/plain", {{"charset", "utf-8"}, {"name", "a b.txt"}})));
  EXPECT_EQ(type.type() + "/" + type.subtype(), "text/plain");
  EXPECT_EQ(type.param("charset"), "utf-8");
  EXPECT_EQ(type.param("name"), "a b.txt");
}

}  // namespace
}  // namespace formats::mime
