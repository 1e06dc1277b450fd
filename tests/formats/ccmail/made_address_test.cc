#include "formats/ccmail/made_address.h"

#include <gmock/gmock.h>

#include <array>
#include <random>

#include "formats/ccmail/addr_spec.h"

namespace formats::ccmail {
namespace {

using ::testing::EndsWith;
using ::testing::MatchesRegex;
using ::testing::Ne;

// Mail archives refer to these addresses: a change here breaks threads and rules of everybody who converted before.
struct Row {
  std::string_view name;
  std::string_view post_office;
  std::string_view address;
};

class MadeAddressTable : public ::testing::TestWithParam<Row> {};

TEST_P(MadeAddressTable, NeverChanges) {
  EXPECT_EQ(made_address(GetParam().name, GetParam().post_office), GetParam().address);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MadeAddressTable,
    ::testing::Values(Row{"Grewal, Jeff", "Hub", "jeff.grewal@hub.ccmail.invalid"},
                      Row{"Jeff  Grewal", "HUB", "jeff.grewal@hub.ccmail.invalid"},
                      Row{"Jeff.Grewal", "HUB", "jeff.grewal@hub.ccmail.invalid"},
                      Row{"Müller, J", "HUB", "j.muller-0092eb@hub.ccmail.invalid"},
                      Row{"Muller, J", "HUB", "j.muller@hub.ccmail.invalid"},
                      Row{"Moller, J", "HUB", "j.moller@hub.ccmail.invalid"},
                      Row{"O'Neil, Mary-Ann", "R&D", "mary-ann.oneil-fb2d0b@rd-dacc7c.ccmail.invalid"},
                      Row{"van_der_Berg, Björn", "LONDON_1", "bjorn.van_der_berg-194a4a@london1-de843a.ccmail.invalid"},
                      Row{"~BEL01", "CCMAIL", "bel01-cc958e@ccmail.ccmail.invalid"},
                      Row{"Smith, John, Jr.", "SALES NY", "smith.john.jr-fc34c1@sales-ny.ccmail.invalid"},
                      Row{"Admin", "", "admin@ccmail.invalid"}, Row{"", "HUB", "e3b0c4@hub.ccmail.invalid"}));

TEST(MadeAddress, TakesTheDomainOfTheOwner) {
  EXPECT_EQ(made_address("Grewal, Jeff", "Hub", "old.example.com"), "jeff.grewal@hub.old.example.com");
}

TEST(MadeAddress, AppendsToWhatIsThere) {
  std::string out = "To: ";
  append_made_address(out, "Admin", "HUB");
  EXPECT_EQ(out, "To: admin@hub.ccmail.invalid");
}

TEST(MadeAddress, SameNameInOtherCaseIsTheSamePerson) {
  EXPECT_EQ(made_address("MÜLLER, J", "hub"), made_address("Müller, J", "HUB"));
  EXPECT_EQ(made_address("Иван", ""), made_address("ИВАН", ""));
}

TEST(MadeAddress, NamesThatLoseTheirAccentsStayApart) {
  EXPECT_EQ(made_address("Müller", ""), "muller-2dbd21@ccmail.invalid");
  EXPECT_THAT(made_address("Mûller", ""), Ne(made_address("Müller", "")));
  EXPECT_THAT(made_address("Иванов", ""), Ne(made_address("Петров", "")));
}

TEST(MadeAddress, SpellsLettersThatHaveNoAccentToLose) {
  EXPECT_THAT(made_address("Øre", ""), MatchesRegex("ore-[0-9a-f]{6}@ccmail.invalid"));
  EXPECT_THAT(made_address("Weiß", ""), MatchesRegex("weiss-[0-9a-f]{6}@ccmail.invalid"));
  EXPECT_THAT(made_address("Łódź", ""), MatchesRegex("lodz-[0-9a-f]{6}@ccmail.invalid"));
  EXPECT_THAT(made_address("Þórð", ""), MatchesRegex("thord-[0-9a-f]{6}@ccmail.invalid"));
  EXPECT_THAT(made_address("Ægir Œuvre đ", ""), MatchesRegex("aegir.oeuvre.d-[0-9a-f]{6}@ccmail.invalid"));
}

TEST(MadeAddress, DotsAndBlanksAtTheEndsGo) {
  EXPECT_EQ(made_address(" .Jeff. . Grewal. ", ". HUB ."), "jeff.grewal@hub.ccmail.invalid");
  EXPECT_EQ(made_address("Grewal ,  Jeff", "HUB"), "jeff.grewal@hub.ccmail.invalid");
  EXPECT_EQ(made_address("Grewal,", "HUB"), "grewal@hub.ccmail.invalid");
  EXPECT_EQ(made_address("\tJeff\tGrewal", "HUB"), "jeff.grewal@hub.ccmail.invalid");
}

TEST(MadeAddress, ALostCharacterBetweenBlanksLeavesOneDot) {
  EXPECT_THAT(made_address("Research & Development", ""), MatchesRegex("research.development-[0-9a-f]{6}@.*"));
}

TEST(MadeAddress, APostOfficeOfNothingButMarksIsItsHash) {
  EXPECT_THAT(made_address("Admin", "&&&"), MatchesRegex("admin@[0-9a-f]{6}.ccmail.invalid"));
}

TEST(MadeAddress, AHyphenAtTheEndOfALabelIsLost) {
  EXPECT_THAT(made_address("Admin", "-HUB-"), MatchesRegex("admin@hub-[0-9a-f]{6}.ccmail.invalid"));
}

TEST(MadeAddress, ALongNameIsCutAndSaysSo) {
  const std::string exact(48, 'a');
  EXPECT_EQ(made_address(exact, ""), exact + "@ccmail.invalid");
  EXPECT_EQ(made_address(exact + ".", ""), exact + "@ccmail.invalid");
  EXPECT_THAT(made_address(exact + "b", ""), MatchesRegex("a{48}-[0-9a-f]{6}@ccmail.invalid"));
  EXPECT_THAT(made_address(exact.substr(1) + ".b", ""), MatchesRegex("a{47}-[0-9a-f]{6}@ccmail.invalid"));
  EXPECT_THAT(made_address("Admin", std::string(41, 'p')), MatchesRegex("admin@p{40}-[0-9a-f]{6}.ccmail.invalid"));
}

TEST(MadeAddress, AnythingAtAllGivesAValidAddress) {
  std::mt19937 random(1);
  const std::array<std::string_view, 26> pieces = {"a",  "Z",  "0",    "_",  "-", ".",    " ",    ",",    "@",
                                                   "<",  "\"", "ü",    "ß",  "Ж", "日本", "\xff", "\xc3", "é",
                                                   "\n", "\t", "\x7f", "('", "𝔄", "ﬀ",    "--",   ".."};
  const auto text = [&](std::size_t longest) {
    std::string result;
    const std::size_t length = random() % (longest + 1);
    while (result.size() < length) {
      if (random() % 4 == 0) {
        result += static_cast<char>(random() & 0xffU);
      } else {
        result += pieces.at(random() % pieces.size());
      }
    }
    return result;
  };
  for (int i = 0; i < 50000; ++i) {
    const std::string name = text(i % 10 == 0 ? 300 : 12);
    const std::string post_office = text(i % 10 == 1 ? 300 : 8);
    const std::string address = made_address(name, post_office);
    ASSERT_TRUE(is_addr_spec(address)) << address << " from " << ::testing::PrintToString(name) << " at "
                                       << ::testing::PrintToString(post_office);
    ASSERT_THAT(address, EndsWith("ccmail.invalid"));
  }
}

}  // namespace
}  // namespace formats::ccmail
