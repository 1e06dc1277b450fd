#include "formats/ccmail/batch_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "formats/ccmail/dos_name.h"
#include "formats/ccmail/event_line.h"

namespace formats::ccmail {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

BatchFile planned(const std::vector<std::string>& names, std::string dumps = "",
                  text::CodePage page = text::CodePage::cp850) {
  std::vector<ListedUser> users;
  users.reserve(names.size());
  for (const std::string& name : names) users.push_back({1, name, "HUB"});
  return batch_file(users, {"M:\\CCDATA", std::move(dumps), page, {"IE.RI"}});
}

std::vector<std::string> lines_of(const BatchFile& file) {
  std::vector<std::string> lines;
  std::string_view rest = file.bytes;
  while (!rest.empty()) {
    const std::size_t end = rest.find("\r\n");
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
  }
  return lines;
}

TEST(BatchFile, ExportsWithTheDocumentedSwitches) {
  EXPECT_THAT(
      planned({"Grewal, Jeff"}).bytes,
      HasSubstr("\r\nEXPORT /P%P001% /BATCH /N\"Grewal, Jeff\" /DM:\\CCDATA /DATE/1 /FILES/MACBIN2 /ITEMSIZE /FOLDER "
                "/MSGS/ALL /@GREWA001.CCM\r\n"));
  EXPECT_THAT(planned({"Grewal, Jeff"}, "D:\\OUT").bytes, HasSubstr(" /@D:\\OUT\\GREWA001.CCM\r\n"));
  EXPECT_THAT(planned({"Grewal, Jeff"}, "D:").bytes, HasSubstr(" /@D:GREWA001.CCM\r\n"));
}

TEST(BatchFile, EndsEveryLineAsDosDoes) {
  const std::string bytes = planned({"A", "B"}).bytes;
  const auto ends = std::count(bytes.begin(), bytes.end(), '\n');
  EXPECT_EQ(static_cast<std::size_t>(ends), lines_of(planned({"A", "B"})).size());
  for (const std::string& line : lines_of(planned({"A", "B"}))) EXPECT_EQ(line.find_first_of("\r\n"), line.npos);
  EXPECT_TRUE(bytes.ends_with("\r\n"));
}

TEST(BatchFile, LooksAtTheExitStatusAfterEachExport) {
  const std::vector<std::string> lines = lines_of(planned({"A", "B", "C"}));
  std::size_t exports = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].starts_with("EXPORT ")) continue;
    ++exports;
    EXPECT_EQ(lines.at(i + 1), "set R=0");
    EXPECT_EQ(lines.at(i + 2), "if errorlevel 1 set R=1");
    EXPECT_EQ(lines.at(i + 5), "if errorlevel 4 set R=4");
  }
  EXPECT_EQ(exports, 3U);
}

TEST(BatchFile, EveryJumpHasItsTargetOnce) {
  const std::vector<std::string> lines = lines_of(planned({"A", "B", "C"}));
  std::multiset<std::string> targets;
  for (const std::string& line : lines)
    if (line.starts_with(":")) targets.insert(line.substr(1));
  for (const std::string& line : lines) {
    const std::size_t at = line.find("goto ");
    if (at == std::string::npos || line.starts_with("rem")) continue;
    EXPECT_EQ(targets.count(line.substr(at + 5)), 1U) << line;
  }
  for (const std::string& target : targets) EXPECT_LE(target.size(), 8U) << target;
}

TEST(BatchFile, ItsLogIsOneThatExplainUnderstands) {
  for (std::string line : lines_of(planned({"O'Neil, Mary"}))) {
    if (!line.starts_with("echo EXPORT ")) continue;
    line = line.substr(5, line.find(">>") - 5);
    line.replace(line.find("%R%"), 3, "3");
    const EventLine read = read_event_line(line);
    ASSERT_THAT(read.events, SizeIs(1));
    EXPECT_EQ(read.events.front()->name, "EXPORT 3");
    EXPECT_EQ(read.user, "O'Neil, Mary");
    EXPECT_EQ(read.file, "ONEIL001.CCM");
    return;
  }
  FAIL() << "no line for the log";
}

TEST(BatchFile, PasswordsAreVariablesThatAreGoneAfterwards) {
  const std::string bytes = planned({"A", "B"}).bytes;
  for (const char* const variable : {"P001", "P002"}) {
    const std::string set = std::string("\r\nset ") + variable + "=\r\n";
    EXPECT_LT(bytes.find(set), bytes.find(std::string("/P%") + variable + "%"));
    EXPECT_GT(bytes.rfind(set), bytes.find(std::string("/P%") + variable + "%"));
  }
  EXPECT_THAT(bytes, AllOf(HasSubstr("not the post office's"), HasSubstr("Pre-expired Passwords")));
}

TEST(BatchFile, NamesThatWouldBreakALineAreLeftOut) {
  const BatchFile file = planned({"Smith \"Bud\", J", "A>B", "A|B", "A<B", "\xd0\x9f", "tab\there", "Good, One"});
  EXPECT_THAT(file.left_out, SizeIs(6));
  ASSERT_THAT(file.dumps, SizeIs(1));
  EXPECT_EQ(file.dumps.front().file, "GOODO001.CCM");
  EXPECT_THAT(file.left_out.front().why, HasSubstr("cannot be migrated"));
  EXPECT_THAT(file.bytes, AllOf(Not(HasSubstr("Bud")), Not(HasSubstr("tab")), HasSubstr("Good, One")));
  // In 437 the sign for sections is the byte 0x15, which is no character to DOS.
  EXPECT_THAT(planned({"\xc2\xa7 5"}, "", text::CodePage::cp437).left_out, SizeIs(1));
}

TEST(BatchFile, APercentSignStandsTwice) {
  const BatchFile file = planned({"100% Sure"});
  EXPECT_THAT(file.bytes, HasSubstr("/N\"100%% Sure\""));
  EXPECT_THAT(file.doubtful, SizeIs(1));
  EXPECT_EQ(file.dumps.front().user.name, "100% Sure");
  EXPECT_THAT(planned({"Sure"}, "D:\\100%").bytes, HasSubstr(" /@D:\\100%%\\SURE001.CCM\r\n"));
}

TEST(BatchFile, NamesAreWrittenInTheCodePage) {
  EXPECT_THAT(planned({"M\xc3\xbcller"}).bytes, HasSubstr("/N\"M\x81ller\""));
  EXPECT_THAT(planned({"M\xc3\xbcller"}, "", text::CodePage::cp1252).bytes, HasSubstr("/N\"M\xfcller\""));
}

TEST(BatchFile, NoLineIsLongerThanDosTakes) {
  std::size_t left_out = 0;
  for (std::size_t size = 1; size < 80; ++size) {
    const BatchFile file = planned({std::string(size, 'M')}, "D:\\OUT");
    left_out += file.left_out.size();
    for (const std::string& line : lines_of(file)) {
      EXPECT_LE(line.size(), longest_dos_line) << line;
      if (!line.starts_with("EXPORT ")) continue;
      const std::size_t without_password = line.size() - std::string_view("%P001%").size();
      EXPECT_EQ(without_password + file.dumps.at(0).password_room, longest_dos_line);
    }
  }
  EXPECT_GT(left_out, 0U);
  EXPECT_LT(left_out, 79U);
}

TEST(BatchFile, NoTwoDumpsHaveOneName) {
  std::vector<std::string> names;
  names.reserve(1200);
  for (int i = 0; i < 1200; ++i) names.push_back("Smithson, " + std::to_string(i));
  std::set<std::string> files;
  for (const PlannedDump& dump : planned(names).dumps) {
    EXPECT_TRUE(files.insert(dump.file).second) << dump.file;
    EXPECT_EQ(fault_of_dos_path(dump.file), std::nullopt);
  }
  EXPECT_EQ(files.size(), names.size());
  EXPECT_THAT(planned({}).dumps, IsEmpty());
}

}  // namespace
}  // namespace formats::ccmail
