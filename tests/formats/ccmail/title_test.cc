#include "formats/ccmail/title.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace formats::ccmail {

void PrintTo(const FileTitle& title, std::ostream* out) {
  *out << "{" << title.name << " | " << title.date_text << " | " << (title.date ? format_iso(*title.date) : "-") << "}";
}

namespace {

struct Row {
  std::string_view text;
  FileTitle title;
};

class TitleForms : public ::testing::TestWithParam<Row> {};

TEST_P(TitleForms, AreTakenApart) { EXPECT_EQ(parse_file_title(GetParam().text), GetParam().title); }

constexpr WallClock thirteenth = {.year = 1997, .month = 5, .day = 13, .hour = 15, .minute = 10, .has_time = true};
constexpr WallClock new_year = {.year = 1998, .month = 1, .day = 1};
constexpr WallClock new_midnight = {.year = 1998, .month = 1, .day = 1, .has_time = true};

INSTANTIATE_TEST_SUITE_P(
    Documented, TitleForms,
    ::testing::Values(Row{"Abc.wk4 5/6/97 3:10PM", {"Abc.wk4", "5/6/97 3:10PM", std::nullopt}},   // Q166610
                      Row{"Att.txt 9-11-1998", {"Att.txt", "9-11-1998", std::nullopt}},           // Q192700
                      Row{"A.TXT 1/1/98", {"A.TXT", "1/1/98", new_year}},                         // Q186216
                      Row{"A.TXT", {"A.TXT", "", std::nullopt}}, Row{"", {"", "", std::nullopt}}  // Q195203
                      ));

INSTANTIATE_TEST_SUITE_P(Names, TitleForms,
                         ::testing::Values(Row{" Annual report 1997.doc  5/13/97  3:10 PM ",
                                               {"Annual report 1997.doc", "5/13/97  3:10 PM", thirteenth}},
                                           Row{"報告書.jtd 13.5.97 15:10", {"報告書.jtd", "13.5.97 15:10", thirteenth}},
                                           Row{"data.123 5/13/97 15:10", {"data.123", "5/13/97 15:10", thirteenth}},
                                           Row{"Plan for 5/6/97 final", {"Plan for 5/6/97 final", "", std::nullopt}},
                                           Row{"Notes 5/6/97 1/1/98", {"Notes 5/6/97", "1/1/98", new_year}},
                                           Row{"a.b\t1/1/98", {"a.b", "1/1/98", new_year}}));

INSTANTIATE_TEST_SUITE_P(LostNames, TitleForms,  // Q237886
                         ::testing::Values(Row{"1/1/98", {"", "1/1/98", new_year}},
                                           Row{" 1-1-98 0:00", {"", "1-1-98 0:00", new_midnight}},
                                           Row{"5/6/97 3:10PM", {"", "5/6/97 3:10PM", std::nullopt}},
                                           Row{"5/13/97 3:10 PM", {"", "5/13/97 3:10 PM", thirteenth}}));

INSTANTIATE_TEST_SUITE_P(NotADate, TitleForms,
                         ::testing::Values(Row{"1-1-98", {"1-1-98", "", std::nullopt}},
                                           Row{"Report-1/1/98", {"Report-1/1/98", "", std::nullopt}},
                                           Row{"Report 13/13/98", {"Report 13/13/98", "", std::nullopt}},
                                           Row{"Report 2/31/98", {"Report 2/31/98", "", std::nullopt}},
                                           Row{"Report 5/6/97 25:10", {"Report 5/6/97 25:10", "", std::nullopt}},
                                           Row{"Report 3:10 PM", {"Report 3:10 PM", "", std::nullopt}},
                                           Row{"Version 1.2.3", {"Version 1.2.3", "", std::nullopt}}));

TEST(FileTitle, AnyBytesLeaveANameAndLoseNothing) {
  std::mt19937 random(5);
  constexpr std::string_view likely = "0123456789/-.: \tAPMx";
  for (int i = 0; i < 100000; ++i) {
    std::string text;
    for (std::size_t n = random() % 30; n > 0; --n) text += likely[random() % likely.size()];
    const FileTitle title = parse_file_title(text);
    const bool blank = text.find_first_not_of(" \t") == std::string::npos;
    ASSERT_EQ(title.name.empty() && title.date_text.empty(), blank) << text;
    ASSERT_NE(text.find(title.name), std::string::npos);
    ASSERT_NE(text.find(title.date_text), std::string::npos);
    const auto inked = [](std::string_view part) {
      return std::count_if(part.begin(), part.end(), [](char c) { return c != ' ' && c != '\t'; });
    };
    ASSERT_EQ(inked(title.name) + inked(title.date_text), inked(text)) << text;
  }
}

}  // namespace
}  // namespace formats::ccmail
