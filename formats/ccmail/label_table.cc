#include "formats/ccmail/label_table.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formats/ascii.h"
#include "formats/text/text_decoder.h"
#include "formats/text/utf8.h"

namespace formats::ccmail {
namespace {

constexpr std::size_t most_rows = 500;

struct Row {
  std::size_t line = 0;
  std::string label;
  std::string meaning;
};

bool is_utf8(std::string_view text) {
  while (!text.empty())
    if (text::take_utf8(text) == text::replacement_character) return false;
  return true;
}

// As a message shows it: what is no text is for the caller to make printable.
std::string shown(std::string_view text) {
  constexpr std::size_t most = 40;
  return "'" + std::string(text.substr(0, most)) + (text.size() > most ? "...'" : "'");
}

tl::expected<Row, std::string> row_of(CsvRow csv) {
  if (csv.fields.size() == 1) {
    const std::size_t equals = csv.fields.front().rfind('=');
    if (equals == std::string::npos) return tl::unexpected(std::string("a row has two columns: label,meaning"));
    csv.fields.push_back(csv.fields.front().substr(equals + 1));
    csv.fields.front().resize(equals);
  }
  while (csv.fields.size() > 2 && csv.fields.back().empty()) csv.fields.pop_back();  // spreadsheets fill rows up
  if (csv.fields.size() != 2) return tl::unexpected(std::string("a row has two columns: label,meaning"));
  std::string_view label = trimmed(csv.fields[0]);
  if (label.ends_with(':')) label = trimmed(label.substr(0, label.size() - 1));
  return Row{csv.line, std::string(label), std::string(trimmed(csv.fields[1]))};
}

class Teacher {
 public:
  explicit Teacher(std::span<const text::CodePage> pages) : pages_(pages) {}

  // What is wrong with the row, if anything is.
  std::optional<std::string> teach(const Row& row) {
    const auto sense = sense_named(row.meaning);
    if (!sense) return shown(row.meaning) + " is no meaning; there are " + sense_names();
    if (const auto fault = fault_of(row.label, *sense)) return shown(row.label) + " " + *fault;
    if (const auto built_in = built_in_sense(row.label)) {
      if (*built_in == *sense) return std::nullopt;
      return shown(row.label) + " is built in and means something else";
    }
    for (const Taught& before : taught_) {
      if (!equal_without_case(before.label, row.label)) continue;
      if (before.sense == *sense) return std::nullopt;
      return shown(row.label) + " has another meaning in line " + std::to_string(before.line);
    }
    if (!teach_in_pages(row.label, *sense)) return shown(row.label) + " cannot be written in the code page";
    taught_.push_back({row.line, row.label, *sense});
    return std::nullopt;
  }

  Vocabulary take() { return std::move(words_); }

 private:
  struct Taught {
    std::size_t line;
    std::string label;
    Sense sense;
  };

  static std::optional<std::string> fault_of(std::string_view label, const Sense& sense) {
    if (label.empty()) return "is no label";
    if (!is_utf8(label)) return "is not UTF-8";
    if (label.size() > Vocabulary::longest_word) return "is too long";
    if (label.find_first_of(":\r\n") != std::string_view::npos) return "holds a colon or line end, where a label ends";
    if (sense.label && is_digit(label.back())) return "ends in a digit, which would be its number";
    return std::nullopt;
  }

  bool teach_in_pages(std::string_view label, const Sense& sense) {
    bool written = false;
    for (const text::CodePage page : pages_) {
      const auto bytes = text::restored_text(page, label, {}, text::LineEnd::crlf);
      // Two labels can be the same bytes in two pages: the first row has them.
      if (bytes) words_.teach(*bytes, sense);
      written = written || bytes.has_value();
    }
    return written;
  }

  std::span<const text::CodePage> pages_;
  Vocabulary words_;
  std::vector<Taught> taught_;
};

bool is_title(const Row& row) {
  return equal_without_case(row.label, "label") && equal_without_case(row.meaning, "meaning");
}

}  // namespace

tl::expected<Vocabulary, TableError> read_label_table(std::string_view text, std::span<const text::CodePage> pages) {
  auto rows = parse_csv(text);
  if (!rows) return tl::unexpected(std::move(rows.error()));
  if (rows->size() > most_rows)
    return tl::unexpected(TableError{rows->at(most_rows).line, "over " + std::to_string(most_rows) + " rows"});
  Teacher teacher(pages);
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const std::size_t line = rows->at(i).line;
    auto row = row_of(std::move(rows->at(i)));
    if (!row) return tl::unexpected(TableError{line, std::move(row.error())});
    if (i == 0 && is_title(*row)) continue;
    if (auto fault = teacher.teach(*row)) return tl::unexpected(TableError{line, std::move(*fault)});
  }
  return teacher.take();
}

}  // namespace formats::ccmail
