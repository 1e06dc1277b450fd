#include "formats/csv.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "formats/ascii.h"

namespace formats {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
  }

  tl::expected<std::vector<CsvRow>, TableError> rows() {
    std::vector<CsvRow> rows;
    while (!rest_.empty()) {
      const std::string_view line = behind_blanks(rest_.substr(0, rest_.find_first_of("\r\n")));
      if (line.empty() || line.front() == '#') {
        rest_.remove_prefix(std::min(rest_.size(), rest_.find_first_of("\r\n")));
        take_line_end();
        continue;
      }
      CsvRow row{line_, {}};
      do row.fields.push_back(field());
      while (take(','));
      if (!error_ && !rest_.empty() && !take_line_end()) fail("something stands behind the closing quote");
      if (error_) return tl::unexpected(*error_);
      rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  void fail(const char* why) {
    if (!error_) error_ = TableError{line_, why};
  }

  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_line_end() {
    const bool returned = take('\r');
    if (!take('\n') && !returned) return false;
    ++line_;
    return true;
  }

  std::string field() {
    rest_ = behind_blanks(rest_);
    if (take('"')) return quoted();
    const std::string_view value = rest_.substr(0, rest_.find_first_of(",\r\n"));
    rest_.remove_prefix(value.size());
    return std::string(trimmed(value));
  }

  std::string quoted() {
    const std::size_t opened = line_;
    std::string value;
    while (!rest_.empty()) {
      if (take('"')) {
        if (!take('"')) {
          rest_ = behind_blanks(rest_);
          return value;
        }
        value += '"';
      } else if (const std::string_view before = rest_; take_line_end()) {
        value += before.substr(0, before.size() - rest_.size());
      } else {
        value += rest_.front();
        rest_.remove_prefix(1);
      }
    }
    line_ = opened;
    fail("a quote is not closed");
    return value;
  }

  std::string_view rest_;
  std::size_t line_ = 1;
  std::optional<TableError> error_;
};

}  // namespace

tl::expected<std::vector<CsvRow>, TableError> parse_csv(std::string_view text) { return Reader(text).rows(); }

void append_csv_field(std::string& out, std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_safe_csv_field(std::string& out, std::string_view text) {
  constexpr std::string_view formula = "=+-@\t\r\n";
  constexpr std::array<std::string_view, 4> wide{"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  const bool is_formula = !text.empty() && (formula.find(text.front()) != std::string_view::npos ||
                                            std::any_of(wide.begin(), wide.end(),
                                                        [&](std::string_view sign) { return text.starts_with(sign); }));
  if (!is_formula) return append_csv_field(out, text);
  append_csv_field(out, "'" + std::string(text));
}

}  // namespace formats
