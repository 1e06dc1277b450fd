// Post offices are those of senders, whatever their spelling.
#include "stages/post_office_census.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "stages/head.h"

namespace stages::testing {
namespace {

void add(PostOfficeCensus& census, const std::string& from) {
  const auto text = std::make_shared<const std::string>("From: " + from + "\r\n");
  Message message;
  message.survey = std::make_shared<const Survey>();
  const auto region =
      std::make_shared<const Region>(Segment{0, text->size(), pipeline::Slice::own(std::string(*text)), nullptr, 0});
  message.parsed = std::make_unique<const Head>(Extent(region, 0, text->size()), formats::ccmail::Vocabulary());
  census.add(message);
}

TEST(PostOfficeCensus, SpellingsThatDifferInCaseAreOnePostOffice) {
  PostOfficeCensus census(formats::text::CodePage::cp850);
  for (const char* from :
       {"A at HUB", "B at Hub", "A at HUB", "C at MUNICH", "nobody", "", "x <a@b.example> at INTERNET"})
    add(census, from);
  EXPECT_EQ(census.result(), (std::map<std::string, std::uint64_t>{{"HUB", 3}, {"MUNICH", 1}}));
}

TEST(PostOfficeCensus, ManyPostOfficesTakeBoundedMemory) {
  PostOfficeCensus census(formats::text::CodePage::cp850);
  for (int i = 0; i < 5000; ++i) add(census, "A at PO" + std::to_string(i));
  add(census, "A at PO0");
  const auto result = census.result();
  EXPECT_EQ(result.size(), PostOfficeCensus::most_post_offices);
  EXPECT_EQ(result.at("PO0"), 2U);
}

}  // namespace
}  // namespace stages::testing
