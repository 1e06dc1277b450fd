#include "stages/unpack/selector.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "formats/ccmail/date.h"
#include "pipeline/stage.h"
#include "stages/resync/resync.h"
#include "stages/unpack/unpack.h"
#include "tests/stages/dump.h"

namespace stages::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

struct Marked {
  std::vector<Skip> skips;
  std::size_t kept_without_date = 0;
};

class Marks : public pipeline::Outlet<Piece> {
 public:
  explicit Marks(Marked& marked) : marked_(marked) {}
  void put(Piece piece) override {
    const auto* const message = std::get_if<Message>(&piece);
    if (message == nullptr) return;
    marked_.skips.push_back(message->skip);
    marked_.kept_without_date += message->kept_without_date ? 1 : 0;
  }
  void close() override {}

 private:
  Marked& marked_;
};

Marked mark(const std::string& dump, Selection selection) {
  Marked marked;
  Marks marks(marked);
  const auto words = std::make_shared<const formats::ccmail::Vocabulary>();
  Resync resync(words);
  Unpack unpack(words, formats::text::CodePage::cp850, formats::ccmail::DateOrder::mdy, FileBytes::raw,
                std::move(selection));
  pipeline::Joined unpacking(unpack, marks);
  pipeline::Joined resyncing(resync, unpacking);
  resyncing.put(DumpOpened{});
  resyncing.put(DumpBytes{pipeline::Slice::own(std::string(dump))});
  resyncing.put(DumpClosed{{}, dump.size(), {}, {}});
  resyncing.close();
  return marked;
}

std::string in_folders(const std::vector<std::string>& folders) {
  Dump dump;
  for (const std::string& folder : folders) {
    dump.message("m");
    if (!folder.empty()) dump.header("Folder: " + folder);
    dump.text("x\r\n");
  }
  return dump.bytes();
}

std::string of_dates(const std::vector<std::string>& dates) {
  Dump dump;
  for (const std::string& date : dates)
    dump.bare_message().header("From: A at HUB").header("Date: " + date).header("Subject: s").text("x\r\n");
  return dump.bytes();
}

std::int64_t noon_of(int year, int month, int day) {
  formats::ccmail::WallClock clock;
  clock.year = year;
  clock.month = month;
  clock.day = day;
  clock.hour = 12;
  return formats::ccmail::to_unix_seconds(clock);
}

TEST(Selector, WithoutASelectionNothingIsLeftOut) {
  EXPECT_THAT(mark(in_folders({"a", "b"}), {}).skips, Each(Skip::no));
}

TEST(Selector, FoldersCompareWithoutCaseInTheCodePage) {
  Selection selection;
  selection.skip_folders = {"ENTWÜRFE"};
  EXPECT_THAT(mark(in_folders({"Entw\x81rfe", "Entwurfe", "ENTW\x9aRFE"}), selection).skips,
              ElementsAre(Skip::folder_skipped, Skip::no, Skip::folder_skipped));
}

TEST(Selector, AMessageWithoutAFolderIsInTheInbox) {
  Selection selection;
  selection.folders = {"inbox", "b"};
  EXPECT_THAT(mark(in_folders({"", "a", "B"}), selection).skips,
              ElementsAre(Skip::no, Skip::folder_not_chosen, Skip::no));
}

TEST(Selector, AFolderThatIsBothAskedForAndLeftOutIsLeftOut) {
  Selection selection;
  selection.folders = {"a", "b"};
  selection.skip_folders = {"b"};
  EXPECT_THAT(mark(in_folders({"a", "b"}), selection).skips, ElementsAre(Skip::no, Skip::folder_skipped));
}

TEST(Selector, BothEndsOfASpanOfTimeBelongToIt) {
  Selection selection;
  selection.since = noon_of(1998, 2, 1);
  selection.until = noon_of(1998, 2, 3);
  EXPECT_THAT(mark(of_dates({"2/1/98 11:59", "2/1/98 12:00", "2/3/98 12:00", "2/3/98 12:01"}), selection).skips,
              ElementsAre(Skip::before_since, Skip::no, Skip::no, Skip::after_until));
}

TEST(Selector, AMessageWithoutADateIsNotMissedInASpanOfTime) {
  Selection selection;
  selection.since = noon_of(1998, 2, 1);
  const Marked marked = mark(of_dates({"1/1/98 12:00", "soon", "2/2/98 12:00"}), selection);
  EXPECT_THAT(marked.skips, ElementsAre(Skip::before_since, Skip::no, Skip::no));
  EXPECT_EQ(marked.kept_without_date, 1U);
}

TEST(Selector, TheLimitCountsWhatPassesTheRest) {
  Selection selection;
  selection.skip_folders = {"trash"};
  selection.limit = 2;
  EXPECT_THAT(mark(in_folders({"Trash", "a", "Trash", "b", "c", "Trash"}), selection).skips,
              ElementsAre(Skip::folder_skipped, Skip::no, Skip::folder_skipped, Skip::no, Skip::over_limit,
                          Skip::folder_skipped));
}

}  // namespace
}  // namespace stages::testing
