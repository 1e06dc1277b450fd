#include "stages/write/mail_stream.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace stages::testing {
namespace {

using ::testing::ElementsAre;

struct Stream {
  std::string mail;
  std::vector<std::string> lines;
  MailStream stream{{.mail = [this](std::string_view bytes) { mail += bytes; },
                     .manifest = [this](std::string_view text) { lines.emplace_back(text); },
                     .quarantine = nullptr}};

  void mail_of_dump(const std::vector<std::string>& slices) {
    stream.take(StreamBegins());
    for (const std::string& slice : slices) stream.take(pipeline::Slice::own(slice));
  }
};

TEST(MailStream, HalfAMessageOfADumpThatFailedDoesNotSwallowTheNextOne) {
  Stream one;
  one.mail_of_dump({"From a\n\nhalf a li"});
  one.mail_of_dump({"From b\n\nwhole\n\n"});
  EXPECT_EQ(one.mail, "From a\n\nhalf a li\n\nFrom b\n\nwhole\n\n");
}

TEST(MailStream, WholeMailIsLeftAsItIsHoweverItIsCut) {
  const std::string whole = "From a\n\nwhole\n\n";
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    Stream one;
    one.mail_of_dump({whole.substr(0, cut), whole.substr(cut)});
    one.mail_of_dump({});
    one.mail_of_dump({whole});
    EXPECT_EQ(one.mail, whole + whole);
  }
}

TEST(MailStream, PlacesCountFromTheBeginningOfAllMail) {
  Stream one;
  Placed placed;
  placed.file = "-";
  placed.xxh3.fill('0');
  one.mail_of_dump({"12345\n\n"});
  one.mail_of_dump({"123\n\n"});
  placed.offset = 2;
  one.stream.take(StreamedLines{"{\"a\":1}\n", std::nullopt});
  one.stream.take(StreamedLines{"{\"b\":1", placed});
  EXPECT_THAT(one.lines,
              ElementsAre("{\"a\":1}\n", "{\"b\":1,\"output\":{\"file\":\"-\",\"offset\":9,\"length\":0,\"xxh3\":\"" +
                                             std::string(32, '0') + "\"}}\n"));
}

}  // namespace
}  // namespace stages::testing
