#include "stages/report/tables.h"

#include <simdjson.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <optional>

#include "formats/csv.h"
#include "formats/hash/hex_digits.h"
#include "formats/text/utf8.h"
#include "stages/output_error.h"
#include "stages/write/line_file.h"

namespace stages {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::string_view item_start = R"({"type":"item",)";
constexpr std::string_view message_start = R"({"type":"message",)";

// None where the member is missing, or is something else.
template <class Value>
std::optional<Value> found_in(const object& from, std::string_view name) {
  Value value{};
  if (from[name].get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

std::string_view text_in(const object& from, std::string_view name) {
  return found_in<std::string_view>(from, name).value_or("");
}

std::uint64_t number_in(const object& from, std::string_view name) {
  return found_in<std::uint64_t>(from, name).value_or(0);
}

std::string joined(const object& from, std::string_view name) {
  std::string text;
  const auto list = found_in<array>(from, name);
  if (!list) return text;
  for (const element one : *list) {
    std::string_view part;
    if (one.get(part) == simdjson::SUCCESS) text.append(text.empty() ? "" : "; ").append(part);
  }
  return text;
}

// A Macintosh type is four bytes that are letters most of the time; the others are told by their digits.
std::string four_characters(std::string_view digits) {
  const auto bytes = formats::hash::bytes_of_hex_digits(digits);
  const bool plain = bytes && std::all_of(bytes->begin(), bytes->end(), [](char c) { return c >= ' ' && c <= '~'; });
  return plain ? *bytes : std::string(digits);
}

class Row {
 public:
  /// A cell is one line, whatever a name or a subject holds.
  void text(std::string_view text) {
    const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; };
    if (std::none_of(text.begin(), text.end(), is_control)) return formats::append_safe_csv_field(next(), text);
    std::string plain(text);
    std::replace_if(plain.begin(), plain.end(), is_control, ' ');
    formats::append_safe_csv_field(next(), plain);
  }
  void number(std::uint64_t number) { next() += std::to_string(number); }
  void write(HashedFile& table) {
    line_ += "\r\n";
    table.write(line_);
    line_.clear();
    begun_ = false;
  }

 private:
  std::string& next() {
    if (begun_) line_ += ',';
    begun_ = true;
    return line_;
  }

  std::string line_;
  bool begun_ = false;
};

// The items of a message stand in front of it, and their rows need what it says: so one reader runs ahead to the line
// of the message, and another follows from item to item. Nothing but two lines is in memory.
class Tables {
 public:
  Tables(const std::string& directory, const std::filesystem::path& manifest)
      : manifest_(manifest.string()),
        ahead_(manifest_),
        behind_(manifest_),
        messages_(directory, messages_table_name),
        attachments_(directory, attachments_table_name) {}

  std::vector<FileSum> write() {
    messages_.write(messages_columns);
    attachments_.write(attachments_columns);
    while (const auto line = ahead_.next()) {
      if (!line->starts_with(message_start)) continue;
      begin_message(*line);
      while (const auto item = behind_.next()) {
        if (item->starts_with(message_start)) break;
        if (!item->starts_with(item_start)) continue;  // bytes of the item before
        add_files(parsed(item_parser_, *item));
      }
      add_message();
    }
    return {attachments_.close(), messages_.close()};
  }

 private:
  object parsed(simdjson::dom::parser& parser, std::string_view line) const {
    object whole;
    if (parser.parse(line.data(), line.size()).get(whole) != simdjson::SUCCESS) throw OutputError(manifest_, EINVAL);
    return whole;
  }

  template <class Value>
  [[nodiscard]] Value needed(const object& from, std::string_view name) const {
    const auto value = found_in<Value>(from, name);
    if (!value) throw OutputError(manifest_, EINVAL);
    return *value;
  }

  void begin_message(std::string_view line) {
    message_ = parsed(message_parser_, line);
    output_ = needed<object>(message_, "output");
    digests_ = needed<object>(output_, "message");
    id_ = "m" + std::to_string(++number_);
    files_ = 0;
  }

  // What the rows of both tables begin with, behind their own number.
  void add_place_in_mail(Row& row, std::string_view parent) const {
    row.text(parent);
    row.text(text_in(message_, "account"));
    row.text(text_in(message_, "folder"));
    row.text(text_in(message_, "message_id"));
    row.text(text_in(message_, "sent"));
  }

  void add_output(Row& row) const {
    row.text(text_in(output_, "file"));
    row.number(number_in(output_, "offset") + number_in(digests_, "offset"));
    row.text(text_in(message_, "file"));
    row.number(number_in(message_, "input"));
  }

  void add_message() {
    row_.text(id_);
    add_place_in_mail(row_, "");
    row_.text(text_in(message_, "date_written"));
    row_.text(text_in(message_, "from"));
    row_.text(joined(message_, "to"));
    row_.text(joined(message_, "cc"));
    row_.number(number_in(message_, "bcc"));
    row_.text(text_in(message_, "subject"));
    row_.text(found_in<bool>(message_, "seen").value_or(false) ? "yes" : "no");
    row_.number(number_in(message_, "items"));
    row_.number(files_);
    row_.number(number_in(digests_, "length"));
    row_.text(text_in(digests_, "sha256"));
    row_.text(text_in(digests_, "md5"));
    add_output(row_);
    row_.number(number_in(message_, "offset"));
    row_.number(number_in(message_, "length"));
    row_.text(damage());
    row_.text(text_in(message_, "synthesized"));
    row_.write(messages_);
  }

  [[nodiscard]] std::string damage() const {
    std::string text;
    const auto list = found_in<array>(message_, "damage");
    if (!list) return text;
    for (const element one : *list) {
      object entry;
      if (one.get(entry) == simdjson::SUCCESS) text.append(text.empty() ? "" : "; ").append(text_in(entry, "kind"));
    }
    return text;
  }

  // Texts are part of the message; what has an MD5 is attached.
  void add_files(const object& item) {
    const bool is_text = text_in(item, "kind") == "text";
    const auto what = needed<object>(item, is_text ? "text" : "file");
    for (const element one : needed<array>(what, "delivered")) {
      object part;
      if (one.get(part) == simdjson::SUCCESS && found_in<std::string_view>(part, "md5"))
        add_file(item, is_text ? part : item, part, found_in<object>(what, "mac"));
    }
  }

  void add_file(const object& item, const object& named, const object& part, const std::optional<object>& mac) {
    row_.text(id_ + "-" + std::to_string(++files_));
    add_place_in_mail(row_, id_);
    row_.number(number_in(item, "number"));
    row_.text(text_in(part, "as"));
    row_.text(text_in(named, "name"));
    row_.text(text_in(named, "media_type"));
    row_.number(number_in(part, "bytes"));
    row_.text(text_in(part, "sha256"));
    row_.text(text_in(part, "md5"));
    row_.text(text_in(item, "label"));
    row_.text(mac ? four_characters(text_in(*mac, "type")) : "");
    row_.text(mac ? four_characters(text_in(*mac, "creator")) : "");
    add_output(row_);
    row_.number(number_in(item, "offset"));
    row_.number(number_in(item, "length"));
    row_.text(text_in(item, "sha256"));
    row_.write(attachments_);
  }

  std::string manifest_;
  LineFile ahead_;
  LineFile behind_;
  HashedFile messages_;
  HashedFile attachments_;
  simdjson::dom::parser message_parser_;
  simdjson::dom::parser item_parser_;
  Row row_;
  std::uint64_t number_ = 0;  // of the message, in the run

  // of the message at hand
  object message_;
  object output_;
  object digests_;
  std::string id_;
  std::uint64_t files_ = 0;
};

}  // namespace

std::vector<FileSum> write_tables(const std::string& directory, const std::filesystem::path& manifest) {
  return Tables(directory, manifest).write();
}

}  // namespace stages
