#include "stages/unpack/label_census.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/encode/encoded.h"

namespace stages::testing {
namespace {

using formats::ccmail::Vocabulary;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> census(const std::string& dump, const Vocabulary& words = {}) {
  std::vector<std::string> all;
  const UnknownLabels found = encode(dump, {}, words).unknown_labels;
  for (const UnknownLabel& label : found.labels)
    all.push_back(label.name + " " + std::to_string(label.count) + " at " + std::to_string(label.offset));
  if (found.others > 0) all.push_back("others " + std::to_string(found.others));
  return all;
}

std::string at(const std::string& dump, std::string_view text) { return " at " + std::to_string(dump.find(text)); }

TEST(LabelCensus, CountsHeadersWithoutMeaningAndKnowsWhereTheFirstStood) {
  Dump dump;
  dump.message("one").header("Dossier: 1997/44").header("RRT: Yes").header("Priority: Urgent").text("a\r\n");
  dump.message("two").header("Kind:").header(" more of it").header("DOSSIER: 1998/2").text("Dossier: in a text\r\n");
  const std::string bytes = dump.bytes();
  EXPECT_THAT(census(bytes), ElementsAre("Dossier 2" + at(bytes, "Dossier"), "Kind 1" + at(bytes, "Kind")));
}

TEST(LabelCensus, CountsItemsOfUnlistedKinds) {
  Dump dump;
  dump.message("one").text("a\r\n").item("Graphics item 2: x", "b").item("Graphics item 3: y", "c");
  const std::string bytes = dump.bytes();
  EXPECT_THAT(census(bytes), ElementsAre("Graphics item 2" + at(bytes, "Graphics")));
}

TEST(LabelCensus, ADumpWhoseEveryLabelIsUnknownSaysWhatToTeach) {
  const std::string bytes =
      "Nachricht:\r\n         100\r\nVon: Maier, Hans at HUB\r\nEmpf\x84nger: Huber, Eva\r\n\r\nInhalt:\r\n          "
      "20\r\n"
      "Textelement 1: Text_1\r\n          50\r\n10:15 Uhr: see http://example.org\r\na long line of prose: not a "
      "label\r\n";
  EXPECT_THAT(census(bytes),
              ElementsAre("Nachricht 1 at 0", "Von 1" + at(bytes, "Von"), "Empf\x84nger 1" + at(bytes, "Empf"),
                          "Inhalt 1" + at(bytes, "Inhalt"), "Textelement 1" + at(bytes, "Textelement")));
}

TEST(LabelCensus, WhatWasTaughtIsNotUnknown) {
  Dump dump;
  dump.message("one").header("Dossier: x").header("Kind: y").item("Graphics item: x", "b").text("c\r\n");
  Vocabulary words;
  words.teach("Dossier", {std::nullopt, {}, formats::ccmail::Meaning::folder});
  words.teach("Kind", {std::nullopt, {}, formats::ccmail::Meaning::kept});
  words.teach("Graphics item", {formats::ccmail::LabelKind::item, formats::ccmail::ItemKind::other, {}});
  EXPECT_THAT(census(dump.bytes(), words), IsEmpty());
}

TEST(LabelCensus, AMillionNamesAreNotAllKept) {
  Dump dump;
  dump.message("one");
  for (int i = 0; i < 3000; ++i) dump.header("Name" + std::to_string(i) + "x: y");
  dump.header(std::string(1000, 'n') + ": z").text("a\r\n");
  const UnknownLabels found = encode(dump.bytes()).unknown_labels;
  EXPECT_THAT(found.labels, SizeIs(LabelCensus::most_names));
  EXPECT_EQ(found.others, 3001 - LabelCensus::most_names);
}

TEST(LabelCensus, ALineThatLiesInTwoPartsIsNotTakenForTwo) {
  std::string bytes;
  while (bytes.size() < 600'000) bytes += "aaaa: x\r\nbbbb: y\r\n";
  EXPECT_THAT(encode(bytes).unknown_labels.labels, SizeIs(2));
}

TEST(LabelCensus, NumbersAreNoNames) {
  Dump dump;
  dump.message("one").header("10:15 Exporting messages").text("a\r\n");
  EXPECT_THAT(census(dump.bytes()), IsEmpty());
}

}  // namespace
}  // namespace stages::testing
