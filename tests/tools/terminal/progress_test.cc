#include "tools/ccmail2mbox/terminal/progress.h"

#include <gmock/gmock.h>

namespace tools {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr Progress halfway{500'000'000, 1'000'000'000, 12'345, milliseconds(10'000)};

TEST(ProgressText, FillsTheWidthWithABarAndWhatIsKnown) {
  EXPECT_EQ(progress_text(halfway, 90),
            "[###########............]  50 %  0:10 left  500.0 MB of 1.0 GB  12,345 messages  50.0 MB/s");
}

TEST(ProgressText, IsNeverWiderThanTheTerminal) {
  for (std::size_t columns = 0; columns < 200; ++columns)
    for (const Progress& progress :
         {halfway, Progress{}, Progress{7, 0, 1, milliseconds(1)}, Progress{0, 1, 0, milliseconds(0)},
          Progress{1, 1ULL << 50U, 0, milliseconds(999'999'999)}, Progress{20, 10, 1, milliseconds(5000)}})
      EXPECT_LE(progress_text(progress, columns).size(), columns);
}

TEST(ProgressText, OfANarrowTerminalKeepsTheBarAndTheTimeLeft) {
  EXPECT_THAT(progress_text(halfway, 39), AllOf(StartsWith("[####"), HasSubstr("50 %"), HasSubstr("0:10 left")));
}

TEST(ProgressText, WithoutATotalPromisesNoEnd) {
  EXPECT_EQ(progress_text({1'500'000, 0, 1, milliseconds(1000)}, 79), "1.5 MB  1 message  1.5 MB/s");
}

TEST(ProgressText, AFileThatGrewIsNoMoreThanAllOfIt) {
  EXPECT_THAT(progress_text({20, 10, 1, milliseconds(5000)}, 79),
              AllOf(HasSubstr("100 %"), Not(HasSubstr(".]")), Not(HasSubstr("left"))));
}

TEST(ProgressText, DoesNotGuessTheTimeLeftFromNothing) {
  EXPECT_THAT(progress_text({1, 1000, 0, milliseconds(200)}, 79), Not(HasSubstr("left")));
}

}  // namespace
}  // namespace tools
