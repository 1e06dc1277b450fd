#include "formats/ccmail/label.h"

#include <gtest/gtest.h>

#include <string>

namespace formats::ccmail {
namespace {

constexpr Sense message{LabelKind::message, {}, {}};
constexpr Sense contents{LabelKind::contents, {}, {}};
constexpr Sense text{LabelKind::item, ItemKind::text, {}};
constexpr Sense other{LabelKind::item, ItemKind::other, {}};

Vocabulary german() {
  Vocabulary words;
  EXPECT_TRUE(words.teach("Nachricht", message));
  EXPECT_TRUE(words.teach("Inhalt", contents));
  EXPECT_TRUE(words.teach("Textelement", text));
  EXPECT_TRUE(words.teach("Graphics item", other));
  return words;
}

TEST(Label, TaughtWordsAreLabelsInAnyCase) {
  const Vocabulary words = german();
  for (const char* const line : {"Nachricht:\r\n", "NACHRICHT :\r\n", "nachricht:  \r\n"}) {
    const auto label = parse_label(line, words);
    ASSERT_TRUE(label) << line;
    EXPECT_EQ(label->kind, LabelKind::message);
    EXPECT_EQ(label->origin, Origin::taught);
    EXPECT_EQ(label->length, std::string(line).size());
  }
  ASSERT_TRUE(parse_label("Inhalt:\r\n", words));
  EXPECT_EQ(parse_label("Inhalt:\r\n", words)->kind, LabelKind::contents);
}

TEST(Label, AWordThatOnlyBeginsLikeATaughtOneIsNone) {
  const Vocabulary words = german();
  for (const char* const line :
       {"Nachrichten:\r\n", "Nachricht: gelesen\r\n", "Nachricht\r\n", "Nachrich:\r\n", "Inhaltlich: x\r\n"})
    EXPECT_FALSE(parse_label(line, words)) << line;
}

TEST(Label, ATaughtItemNeedsNoWordItem) {
  const auto label = parse_label("Textelement 12: Text_12\r\nx", german());
  ASSERT_TRUE(label);
  EXPECT_EQ(label->kind, LabelKind::item);
  EXPECT_EQ(label->item, ItemKind::text);
  EXPECT_EQ(label->length, 25U);
}

TEST(Label, AnUnlistedItemIsListedOnceItIsTaught) {
  EXPECT_EQ(parse_label("Graphics item: x\r\n", {})->origin, Origin::unlisted);
  EXPECT_EQ(parse_label("Graphics item: x\r\n", german())->origin, Origin::taught);
  EXPECT_EQ(parse_label("Text item: x\r\n", german())->origin, Origin::built_in);
}

TEST(Label, BuiltInWordsCannotBeTaughtAway) {
  Vocabulary words;
  EXPECT_FALSE(words.teach("Message", contents));
  EXPECT_FALSE(words.teach("SUBJECT", message));
  EXPECT_EQ(parse_label("Message:\r\n", words)->kind, LabelKind::message);
}

TEST(Label, AnItemsLabelSplitsAtItsColonWhateverItsWords) {
  EXPECT_EQ(split_item_label("Text item 3 : a: b \r\n").name, "Text item");
  EXPECT_EQ(split_item_label("Text item 3 : a: b \r\n").title, "a: b");
  EXPECT_EQ(split_item_label("Textelement:").name, "Textelement");
  EXPECT_EQ(split_item_label("Textelement:").title, "");
  EXPECT_EQ(split_item_label("").name, "");
}

TEST(HeadLine, AContinuationMeansWhatItContinues) {
  Vocabulary words;
  words.teach("An", {std::nullopt, {}, Meaning::to});
  const auto field = parse_head_line("An: Maier, Hans at HUB", std::nullopt, words);
  ASSERT_TRUE(field);
  EXPECT_EQ(field->meaning, Meaning::to);
  EXPECT_EQ(field->origin, Origin::taught);
  const auto more = parse_head_line("    Huber, Eva at HUB", Vocabulary::Header{field->meaning, field->origin}, words);
  ASSERT_TRUE(more);
  EXPECT_EQ(more->kind, HeadLineKind::continuation);
  EXPECT_EQ(more->meaning, Meaning::to);
  EXPECT_EQ(more->origin, Origin::taught);
}

}  // namespace
}  // namespace formats::ccmail
