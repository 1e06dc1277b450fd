// What verify says, word by word.
#include "tools/ccmail2mbox/commands/finding_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tools {
namespace {

using stages::verify::Finding;
using stages::verify::FindingKind;

TEST(FindingText, SaysWhereAndWhat) {
  struct Case {
    Finding finding;
    std::string text;
  };
  const std::vector<Case> cases{
      {{.kind = FindingKind::unfinished, .file = "run.json"},
       "run.json: there is none: the run did not come to its end; say the same again with --resume"},
      {{.kind = FindingKind::malformed, .file = "report.json", .what = "it is no JSON"},
       "report.json: is not what it should be: it is no JSON"},
      {{.kind = FindingKind::missing, .file = "a/b"}, "a/b: is missing"},
      {{.kind = FindingKind::unreadable, .file = "a", .offset = 7, .what = "Input/output error"},
       "a:7: cannot be read: Input/output error"},
      {{.kind = FindingKind::symbolic_link, .file = "a"}, "a: is a symbolic link"},
      {{.kind = FindingKind::not_a_file, .file = "a"}, "a: is no ordinary file"},
      {{.kind = FindingKind::extra_file, .file = "a"}, "a: is no file of this result"},
      {{.kind = FindingKind::extra_directory, .file = "a"}, "a: is no directory of this result"},
      {{.kind = FindingKind::not_listed, .file = "a"}, "a: SHA256SUMS does not list it"},
      {{.kind = FindingKind::checksum, .file = "a", .wanted = "1", .found = "2"},
       "a: has changed: its SHA-256 is 2, not 1"},
      {{.kind = FindingKind::root_checksum, .file = "SHA256SUMS", .wanted = "1", .found = "2"},
       "SHA256SUMS: is not the list that run.json stands for: its SHA-256 is 2, not 1"},
      {{.kind = FindingKind::totals_differ, .file = "m", .wanted = "1", .found = "2"},
       "m: has 2 messages, report.json has 1"},
      {{.kind = FindingKind::totals_differ, .file = "m", .what = "jeff", .wanted = "1", .found = "2"},
       "m: has 2 messages of jeff, report.json has 1"},
      {{.kind = FindingKind::ledger_is_open, .file = "r", .what = "bytes of x", .wanted = "1", .found = "2"},
       "r: bytes of x do not add up: 2, not 1"},
      {{.kind = FindingKind::manifest_line, .file = "m", .offset = 5, .what = "it is no JSON"},
       "m:5: this line cannot be read: it is no JSON"},
      {{.kind = FindingKind::unsafe_path, .file = "m", .offset = 5, .what = "../x"},
       "m:5: this line names a file that cannot be one of the result: '../x'"},
      {{.kind = FindingKind::message_changed, .file = "a", .offset = 5, .wanted = "1", .found = "2"},
       "a:5: this message has changed: the XXH3 of its bytes is 2, not 1"},
      {{.kind = FindingKind::messages_changed, .file = "a", .offset = 5, .count = 1},
       "a:5: so have 1 message behind it, of which this is the last"},
      {{.kind = FindingKind::cut_short, .file = "a", .offset = 5, .count = 3},
       "a:5: the file ends before this message does: 3 bytes missing"},
      {{.kind = FindingKind::bytes_between, .file = "a", .offset = 5, .count = 1},
       "a:5: 1 byte between two messages belong to none"},
      {{.kind = FindingKind::overlap, .file = "a", .offset = 5, .count = 2},
       "a:5: by the manifest, this message shares 2 bytes with the one before it"},
      {{.kind = FindingKind::bytes_behind, .file = "a", .offset = 5, .count = 2},
       "a:5: 2 bytes behind the last message"},
      {{.kind = FindingKind::no_valid_bag, .file = "a"},
       "a: no longer lists what is in the bag: a server has changed it"},
      {{.kind = FindingKind::subscriptions_wrong, .file = "a"},
       "a: does not name the folders that there are, and no server has served this Maildir"},
      {{.kind = FindingKind::listed_twice, .file = "a", .count = 1}, "a: the manifest has 1 message twice"},
      {{.kind = FindingKind::mail_differs, .file = "a", .offset = 5, .what = "Date", .wanted = "'1'", .found = "'2'"},
       "a:5: Date is '2', not '1'"},
      {{.kind = FindingKind::text_not_raw, .file = "a", .offset = 5, .count = 2, .wanted = "1", .found = "2"},
       "a:5: encoded back, text item 2 is not what was in the export: its SHA-256 is 2, not 1"},
      {{.kind = FindingKind::container_not_raw, .file = "a", .offset = 5, .count = 2, .wanted = "1", .found = "2"},
       "a:5: put together again, the Mac file of item 2 is not what was in the export: its SHA-256 is 2, not 1"},
      {{.kind = FindingKind::input_changed, .file = "/x", .what = "its length", .wanted = "1", .found = "2"},
       "/x: has changed since it was converted: its length is 2, not 1"},
      {{.kind = FindingKind::item_changed,
        .file = "/x",
        .offset = 5,
        .what = "the label of item 1",
        .wanted = "1",
        .found = "2"},
       "/x:5: the label of item 1 is 2, not 1: it has changed since it was converted"},
      {{.kind = FindingKind::served, .file = "a", .count = 2}, "note: a: a server gave 2 messages other flags"},
      {{.kind = FindingKind::server_file, .file = "a"}, "note: a: a server's own file"},
      {{.kind = FindingKind::server_directory, .file = "a"}, "note: a: a server's own directory"},
      {{.kind = FindingKind::subscriptions_changed, .file = "a"}, "note: a: has changed, as servers do"},
      {{.kind = FindingKind::input_gone, .file = "/x", .count = 2},
       "note: /x: is no longer there; not compared: 2 exports"},
      {{.kind = FindingKind::input_gone, .file = "/x", .count = 1, .what = "Permission denied"},
       "note: /x: cannot be read (Permission denied); not compared: 1 export"},
      {{.kind = FindingKind::input_not_unpacked, .file = "/x", .what = "/tmp: No space left on device"},
       "note: /x: there is no room to unpack it (/tmp: No space left on device): compared as a whole, not item by "
       "item"},
      {{.kind = FindingKind::text_not_listed, .file = "a", .offset = 5, .count = 1, .what = "the text of item 1"},
       "note: a:5: the text of item 1 is too long, or has more substitutions than the manifest lists: not encoded "
       "back"},
  };
  for (const Case& one : cases) EXPECT_EQ(text_of(one.finding), one.text);
}

TEST(FindingText, NothingInANameSteersATerminal) {
  EXPECT_EQ(text_of({.kind = FindingKind::missing, .file = "a\x1b[2Jb\nc"}), "a?[2Jb?c: is missing");
}

}  // namespace
}  // namespace tools
