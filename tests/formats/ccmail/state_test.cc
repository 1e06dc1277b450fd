#include "formats/ccmail/state.h"

#include <gtest/gtest.h>

namespace formats::ccmail {
namespace {

TEST(State, PrioritiesAreTakenByTheirWords) {
  EXPECT_EQ(parse_priority("Urgent"), Priority::urgent);
  EXPECT_EQ(parse_priority(" HIGH "), Priority::high);
  EXPECT_EQ(parse_priority("Normal"), Priority::normal);
  EXPECT_EQ(parse_priority("low"), Priority::low);
}

// One program's 1 is another's 3.
TEST(State, APriorityThatMayMeanEitherIsNone) {
  for (const char* const value : {"1", "3", "", "Yes", "not urgent", "urgently"})
    EXPECT_FALSE(parse_priority(value)) << value;
}

TEST(State, ReadStatesAreTakenByTheirWords) {
  for (const char* const value : {"Yes", "READ", "1", "true", " seen\t"})
    EXPECT_EQ(parse_read_state(value), true) << value;
  for (const char* const value : {"no", "Unread", "0", "not read"}) EXPECT_EQ(parse_read_state(value), false) << value;
  for (const char* const value : {"", "2", "6/2/98  8:39", "perhaps"}) EXPECT_FALSE(parse_read_state(value)) << value;
}

}  // namespace
}  // namespace formats::ccmail
