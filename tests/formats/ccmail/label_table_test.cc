#include "formats/ccmail/label_table.h"

#include <gmock/gmock.h>

#include <string>

#include "formats/ccmail/label.h"

namespace formats::ccmail {
namespace {

using text::CodePage;

constexpr std::array page_850{CodePage::cp850};

Vocabulary words_of(std::string_view table, std::span<const CodePage> pages = page_850) {
  auto words = read_label_table(table, pages);
  EXPECT_TRUE(words) << words.error().line << ": " << words.error().why;
  return words.value_or(Vocabulary());
}

std::string fault_of(std::string_view table) {
  const auto words = read_label_table(table, page_850);
  return words ? "none" : std::to_string(words.error().line) + ": " + words.error().why;
}

Meaning meaning(const Vocabulary& words, std::string_view name) { return words.header_named(name).meaning; }

TEST(LabelTable, TeachesHeaders) {
  const Vocabulary words = words_of("label,meaning\n# French\nDossier,folder\r\nObjet,subject\n");
  EXPECT_EQ(meaning(words, "Dossier"), Meaning::folder);
  EXPECT_EQ(meaning(words, "DOSSIER"), Meaning::folder);
  EXPECT_EQ(meaning(words, "Objet"), Meaning::subject);
  EXPECT_EQ(meaning(words, "Dossiers"), Meaning::unknown);
  EXPECT_EQ(meaning(words, "label"), Meaning::unknown) << "the title is no row";
}

TEST(LabelTable, TakesLinesWithAnEqualsSignToo) {
  const Vocabulary words = words_of("Dossier=folder\nFichier item = file\nA=B: = keep\n");
  EXPECT_EQ(meaning(words, "dossier"), Meaning::folder);
  EXPECT_EQ(meaning(words, "A=B"), Meaning::kept);
  const auto label = parse_label("Fichier item 2: A.TXT\r\n", words);
  ASSERT_TRUE(label);
  EXPECT_EQ(label->item, ItemKind::file);
}

TEST(LabelTable, BuiltInWordsStay) {
  const Vocabulary words = words_of("Dossier,folder\nFolder,folder\n");
  EXPECT_EQ(meaning(words, "Folder"), Meaning::folder);
  EXPECT_EQ(words.header_named("Folder").origin, Origin::built_in);
  EXPECT_EQ(words.header_named("Dossier").origin, Origin::taught);
  EXPECT_EQ(fault_of("Folder,subject\n"), "1: 'Folder' is built in and means something else");
  EXPECT_EQ(fault_of("x,to\ntext ITEM,file\n"), "2: 'text ITEM' is built in and means something else");
}

TEST(LabelTable, LabelsAreTheBytesOfTheDumpsCodePage) {
  const Vocabulary words = words_of("Empf\xc3\xa4nger,to\n");
  EXPECT_EQ(meaning(words, "Empf\x84nger"), Meaning::to);
  EXPECT_EQ(meaning(words, "Empf\xc3\xa4nger"), Meaning::unknown);
}

TEST(LabelTable, LabelsMayHaveCharactersOfTwoBytes) {
  constexpr std::array page_932{CodePage::cp932};
  const Vocabulary words = words_of("\xe4\xbb\xb6\xe5\x90\x8d,subject\n", page_932);
  EXPECT_EQ(meaning(words, "\x8c\x8f\x96\xbc"), Meaning::subject);
}

TEST(LabelTable, BeforeThePageIsKnownLabelsAreTheBytesOfAnyPage) {
  const Vocabulary words = words_of("Empf\xc3\xa4nger,to\n", text::all_code_pages());
  EXPECT_EQ(meaning(words, "Empf\x84nger"), Meaning::to);  // 437, 850
  EXPECT_EQ(meaning(words, "Empf\x8anger"), Meaning::to);  // MacRoman
  EXPECT_EQ(meaning(words, "Empf\xe4nger"), Meaning::to);  // 1252
}

TEST(LabelTable, MistakesAreNamedWithTheirLine) {
  EXPECT_EQ(fault_of("Dossier,folder\n\nObjet,sujbect\n").substr(0, 29), "3: 'sujbect' is no meaning; t");
  EXPECT_EQ(fault_of("Dossier\n"), "1: a row has two columns: label,meaning");
  EXPECT_EQ(fault_of("Dossier,folder,x\n"), "1: a row has two columns: label,meaning");
  EXPECT_EQ(fault_of("Dossier,folder\ndossier,subject\n"), "2: 'dossier' has another meaning in line 1");
  EXPECT_EQ(fault_of("\xd0\x9e\xd1\x82,from\n"), "1: '\xd0\x9e\xd1\x82' cannot be written in the code page");
  EXPECT_EQ(fault_of("Empf\x84nger,to\n"), "1: 'Empf\x84nger' is not UTF-8");
  EXPECT_EQ(fault_of("Objet: x,to\n"), "1: 'Objet: x' holds a colon or line end, where a label ends");
  EXPECT_EQ(fault_of("Text1,text\n"), "1: 'Text1' ends in a digit, which would be its number");
  EXPECT_EQ(fault_of(",to\n"), "1: '' is no label");
  EXPECT_EQ(fault_of(std::string(101, 'x') + ",to\n"), "1: '" + std::string(40, 'x') + "...' is too long");
  EXPECT_EQ(fault_of("\"Objet,subject\n"), "1: a quote is not closed");
}

TEST(LabelTable, ATableOfAMillionRowsIsNone) {
  std::string table;
  for (int i = 0; i < 501; ++i) table += "x" + std::to_string(i) + ",keep\n";
  EXPECT_EQ(fault_of(table), "501: over 500 rows");
}

}  // namespace
}  // namespace formats::ccmail
