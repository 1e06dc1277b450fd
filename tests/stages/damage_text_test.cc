#include "stages/damage_text.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace stages {
namespace {

namespace text = damage_text;

// What each function of damage_text says, word by word.
const std::multimap<std::string, std::pair<std::string, std::string>>& sentences() {
  using text::ReadTo;
  static const std::multimap<std::string, std::pair<std::string, std::string>> all{
      {"input_unreadable",
       {text::input_unreadable("Input/output error"), "Input/output error; nothing was read behind it"}},
      {"container",
       {text::container("the gzip data end too early"), "the gzip data end too early; kept what came before it"}},
      {"size_wrong",
       {text::size_wrong("item", 100, 103, ReadTo::label), "item size is 3 bytes short; read on to the next label"}},
      {"size_wrong",
       {text::size_wrong("item", 100, 101, ReadTo::message_end),
        "item size is 1 byte short; read on to the end of the message"}},
      {"size_wrong",
       {text::size_wrong("item", 1'000'000'100, 100, ReadTo::dump_end),
        "item size is 1000000000 bytes too large; read on to the end of the dump"}},
      {"size_blank", {text::size_blank("item", ReadTo::label), "item size is blank; read on to the next label"}},
      {"size_unreadable",
       {text::size_unreadable("item", ReadTo::label), "item size is not a number; read on to the next label"}},
      {"size_missing",
       {text::size_missing("item", ReadTo::message_end), "item size is missing; read on to the end of the message"}},
      {"outer_size_unreadable",
       {text::outer_size_unreadable("message"), "message size is not a number; the sizes inside hold"}},
      {"sizes_missing",
       {text::sizes_missing(), "a message without sizes in a dump that has them; its items end at the next label"}},
      {"sizes_unexpected", {text::sizes_unexpected(), "a message with sizes in a dump that has none; read by them"}},
      {"outer_size_wrong",
       {text::outer_size_wrong("message", 200, 100), "message size is 100 bytes too large; the sizes inside hold"}},
      {"outer_size_wrong",
       {text::outer_size_wrong("contents", 99, 100), "contents size is 1 byte short; the sizes inside hold"}},
      {"outer_size_blank", {text::outer_size_blank("message"), "message size is blank; the sizes inside hold"}},
      {"cut_off", {text::cut_off(12), "the dump ends 12 bytes before the end of this item; kept what is there"}},
      {"cut_off", {text::cut_off(1), "the dump ends 1 byte before the end of this item; kept what is there"}},
      {"head_cut_off", {text::head_cut_off(), "the dump ends inside this head; kept what is there"}},
      {"contents_missing", {text::contents_missing(), "'Contents:' is missing; took the head to end here"}},
      {"message_label_missing",
       {text::message_label_missing(), "'Message:' is missing; took header lines for the start of a message"}},
      {"file_absent",
       {text::file_absent(), "a file is named, but its bytes are not in the dump; kept as an empty file"}},
      {"line_ends_lost",
       {text::line_ends_lost(),
        "the dump was copied in text mode: CR LF became LF, in files too; sizes are read as if it had not"}},
      {"head_missing",
       {text::head_missing(), "the head of a message is missing; took what comes here for the rest of it"}},
      {"item_label_cut",
       {text::item_label_cut(), "the next message begins in the label of an item; kept what is left of the label"}},
      {"item_label_missing",
       {text::item_label_missing(), "the label of an item is missing; kept its bytes as a file without a name"}},
      {"message_quoted",
       {text::message_quoted(),
        "'Message:' and a header stand in an item, but no more of a head; took them for its text"}},
      {"stray_bytes", {text::stray_bytes(1), "1 byte that belongs to no message; put in quarantine"}},
      {"stray_bytes", {text::stray_bytes(512), "512 bytes that belong to no message; put in quarantine"}},
      {"unreadable_message", {text::unreadable_message(), "neither header nor item can be read; put in quarantine"}},
      {"reasons_without_message",
       {text::reasons_without_message(), "reasons why mail was not delivered, but no message; left out"}},
      {"reasons_too_many", {text::reasons_too_many(), "more reasons than are kept of a message; left out"}},
      {"date_missing", {text::date_missing("", "1980-01-01"), "no date; dated 1980-01-01 instead"}},
      {"date_missing",
       {text::date_missing("yesterday", "1998-06-02T08:39:00"),
        "'yesterday' is no date; dated 1998-06-02T08:39:00 instead"}},
      {"date_missing",
       {text::date_missing("0123456789012345678901234567890123456789 and so on", "1980-01-01"),
        "'0123456789012345678901234567890123456789...' is no date; dated 1980-01-01 instead"}},
      {"date_impossible",
       {text::date_impossible("2/31/99  8:39", "1999-02-28T08:39:00"),
        "'2/31/99  8:39' does not exist or cannot be read in full; dated 1999-02-28T08:39:00"}},
      {"date_unlikely",
       {text::date_unlikely("6/2/71", "1971-06-02"), "'6/2/71' is an unlikely date; read as 1971-06-02"}},
      {"not_hex", {text::not_hex(17), "this file is not hexadecimal text at its byte 17; attached as it stands"}},
      {"resource_fork_cut",
       {text::resource_fork_cut(116), "the resource fork of this Mac file ends 116 bytes early; kept what is there"}},
      {"mac_file_cut",
       {text::mac_file_cut(1),
        "the MacBinary header speaks of 1 byte more than the item holds; attached as it stands"}},
      {"mac_checksum_wrong",
       {text::mac_checksum_wrong(), "the checksum of the MacBinary header does not hold; attached as it stands"}},
      {"mac_file_unreadable",
       {text::mac_file_unreadable("AppleSingle", "two entries overlap"),
        "this AppleSingle file cannot be read: two entries overlap; attached as it stands"}},
      {"without_excerpt",
       {text::without_excerpt(DamageKind::date_missing, text::date_missing("my 'secret' is no date", "1998-06-02")),
        "the date stated is no date; dated 1998-06-02 instead"}},
      {"without_excerpt",
       {text::without_excerpt(DamageKind::date_missing, text::date_missing("", "1998-06-02")),
        "no date; dated 1998-06-02 instead"}},
      {"without_excerpt",
       {text::without_excerpt(DamageKind::date_impossible, text::date_impossible("a secret", "1999-02-28")),
        "the date stated does not exist or cannot be read in full; dated 1999-02-28"}},
      {"without_excerpt",
       {text::without_excerpt(DamageKind::date_unlikely, text::date_unlikely("6/2/71", "1971-06-02")),
        "the date stated is an unlikely date; read as 1971-06-02"}},
      {"without_excerpt",
       {text::without_excerpt(DamageKind::label_lost, text::contents_missing()), text::contents_missing()}},
  };
  return all;
}

TEST(DamageText, ReadsWordByWord) {
  for (const auto& [function, sentence] : sentences()) EXPECT_EQ(sentence.first, sentence.second) << function;
}

// A sentence that nobody reads here is one that nobody reads.
TEST(DamageText, EveryFunctionIsReadAbove) {
  std::ifstream header(CCMAIL2MBOX_SOURCE_DIR "/stages/damage_text.h");
  ASSERT_TRUE(header);
  constexpr std::string_view declaration = "std::string ";
  std::set<std::string> declared;
  for (std::string line; std::getline(header, line);) {
    const std::size_t start = line.find(declaration);
    const std::size_t end = line.find('(');
    if (line.starts_with("//") || start == std::string::npos || end == std::string::npos || end < start) continue;
    declared.insert(line.substr(start + declaration.size(), end - start - declaration.size()));
  }
  std::set<std::string> read;
  for (const auto& [function, sentence] : sentences()) read.insert(function);
  EXPECT_EQ(declared, read);
}

// Damage says what is wrong, and then what was done.
TEST(DamageText, SaysWhatWasDone) {
  for (const auto& [function, sentence] : sentences())
    EXPECT_NE(sentence.first.find("; "), std::string::npos) << sentence.first;
}

}  // namespace
}  // namespace stages
