#include "stages/report/dump_report.h"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>
#include <vector>

#include "formats/text/utf8.h"

namespace stages {
namespace {

using Json = nlohmann::ordered_json;

// Bytes that need not be UTF-8, each as the character of its number.
std::string as_characters(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) formats::text::append_utf8(text, static_cast<unsigned char>(byte));
  return text;
}

std::string as_bytes(std::string_view text) {
  std::string bytes;
  while (!text.empty()) bytes += static_cast<char>(formats::text::take_utf8(text));
  return bytes;
}

// Two archives that visit the same fields: what one writes the other reads.
class Writer {
 public:
  Json json = Json::object();

  template <class Value>
  void operator()(const char* name, const Value& value) {
    if constexpr (std::is_enum_v<Value>)
      json[name] = static_cast<std::uint64_t>(value);
    else
      json[name] = value;
  }
  void bytes(const char* name, const std::string& value) { json[name] = as_characters(value); }
  void list_of_bytes(const char* name, const std::vector<std::string>& values) {
    Json array = Json::array();
    for (const std::string& value : values) array.push_back(as_characters(value));
    json[name] = std::move(array);
  }
  template <class Value>
  void object(const char* name, const Value& value) {
    Writer inner;
    visit(inner, const_cast<Value&>(value));  // NOLINT(cppcoreguidelines-pro-type-const-cast): it is only read
    json[name] = std::move(inner.json);
  }
  template <class Value>
  void map(const char* name, const std::map<std::string, Value>& values) {
    Json object = Json::object();
    for (const auto& [key, value] : values) {
      Writer inner;
      visit(inner, const_cast<Value&>(value));  // NOLINT(cppcoreguidelines-pro-type-const-cast): it is only read
      object[key] = std::move(inner.json);
    }
    json[name] = std::move(object);
  }
  template <class Value>
  void list(const char* name, const std::vector<Value>& values) {
    Json array = Json::array();
    for (const Value& value : values) {
      Writer inner;
      visit(inner, const_cast<Value&>(value));  // NOLINT(cppcoreguidelines-pro-type-const-cast): it is only read
      array.push_back(std::move(inner.json));
    }
    json[name] = std::move(array);
  }
};

class Reader {
 public:
  explicit Reader(const Json& json) : json_(json) {}

  template <class Value>
  void operator()(const char* name, Value& value) {
    if constexpr (std::is_enum_v<Value>)
      value = static_cast<Value>(json_.at(name).get<std::uint64_t>());
    else
      json_.at(name).get_to(value);
  }
  void bytes(const char* name, std::string& value) { value = as_bytes(json_.at(name).get<std::string>()); }
  void list_of_bytes(const char* name, std::vector<std::string>& values) {
    values.clear();
    for (const Json& value : json_.at(name)) values.push_back(as_bytes(value.get<std::string>()));
  }
  template <class Value>
  void object(const char* name, Value& value) {
    Reader inner(json_.at(name));
    visit(inner, value);
  }
  template <class Value>
  void map(const char* name, std::map<std::string, Value>& values) {
    values.clear();
    for (const auto& [key, value] : json_.at(name).items()) {
      Reader inner(value);
      visit(inner, values[key]);
    }
  }
  template <class Value>
  void list(const char* name, std::vector<Value>& values) {
    values.clear();
    for (const Json& element : json_.at(name)) {
      Reader inner(element);
      visit(inner, values.emplace_back());
    }
  }

 private:
  const Json& json_;
};

template <class Archive>
void visit(Archive& archive, Dialect& dialect) {
  archive("sized", dialect.sized);
  archive("counts_from", dialect.counts_from);
  archive("offset", dialect.offset);
  archive("line_ends_lost", dialect.line_ends_lost);
}

template <class Archive>
void visit(Archive& archive, formats::text::CodePageGuess& guess) {
  archive("page", guess.page);
  archive("certain", guess.certain);
  archive("evidence", guess.evidence);
  archive("high_bytes", guess.high_bytes);
}

template <class Archive>
void visit(Archive& archive, formats::ccmail::DateOrderGuess& guess) {
  archive("order", guess.order);
  archive("basis", guess.basis);
  archive("certain", guess.certain);
  archive("evidence", guess.evidence);
}

template <class Archive>
void visit(Archive& archive, FileBytesGuess& guess) {
  archive("bytes", guess.bytes);
  archive("certain", guess.certain);
  archive("could_be_hex", guess.could_be_hex);
  archive.list_of_bytes("evidence", guess.evidence);
}

template <class Archive>
void visit(Archive& archive, Survey& survey) {
  archive.object("dialect", survey.dialect);
  archive.object("code_page", survey.code_page);
  archive.object("date_order", survey.date_order);
  archive.object("files", survey.files);
}

template <class Archive>
void visit(Archive& archive, StoredFile& stored) {
  archive("container", stored.container);
  archive("bytes", stored.bytes);
  archive("sha256", stored.sha256);
}

template <class Archive>
void visit(Archive& archive, DumpClosed& dump) {
  archive.object("stored", dump.stored);
  archive("bytes", dump.bytes);
  archive("sha256", dump.sha256);
  archive("ended_early", dump.ended_early);
}

template <class Archive>
void visit(Archive& archive, DateRange& dates) {
  archive("first", dates.first);
  archive("last", dates.last);
}

template <class Archive>
void visit(Archive& archive, FolderFacts& folder) {
  archive("messages", folder.messages);
  archive.object("dates", folder.dates);
}

template <class Archive>
void visit(Archive& archive, TypeFacts& type) {
  archive("files", type.files);
  archive("bytes", type.bytes);
}

template <class Archive>
void visit(Archive& archive, MonthFacts& facts) {
  archive("month", facts.month);
  archive("messages", facts.messages);
}

template <class Archive>
void visit(Archive& archive, LargeMessage& message) {
  archive("offset", message.offset);
  archive("bytes", message.bytes);
  archive("folder", message.folder);
}

template <class Archive>
void visit(Archive& archive, Tally& tally) {
  for (const auto& [name, counter] : Tally::counters()) archive(name, tally.*counter);
  archive.map("folders", tally.folders);
  archive("skipped", tally.skipped);
  archive("skipped_because", tally.skipped_because);
  archive.map("types", tally.types);
  archive.object("dates", tally.dates);
  archive.list("months", tally.months);
  archive.list("large", tally.large);
}

template <class Archive>
void visit(Archive& archive, UnknownLabel& label) {
  archive.bytes("name", label.name);
  archive("count", label.count);
  archive("offset", label.offset);
}

template <class Archive>
void visit(Archive& archive, UnknownLabels& labels) {
  archive.list("labels", labels.labels);
  archive("others", labels.others);
}

template <class Archive>
void visit(Archive& archive, DamageEntry& entry) {
  archive("kind", entry.damage.kind);
  archive("offset", entry.damage.offset);
  archive("length", entry.damage.length);
  archive("what", entry.damage.what);
  archive("excerpt", entry.damage.excerpt);
  archive("more", entry.more);
  archive("last_offset", entry.last_offset);
}

// What does not lie open in a DumpResult.
struct Closed {
  std::vector<DamageEntry> damage;
  std::uint64_t damage_count = 0;
  Ledger::Sums accounted{};
  bool accounted_without_gap = true;
};

template <class Archive>
void visit(Archive& archive, Closed& closed) {
  archive.list("damage", closed.damage);
  archive("damage_count", closed.damage_count);
  archive("accounted", closed.accounted);
  archive("accounted_without_gap", closed.accounted_without_gap);
}

template <class Archive>
void visit(Archive& archive, DumpResult& result) {
  archive.object("survey", result.survey);
  archive.object("dump", result.dump);
  archive.object("tally", result.tally);
  archive.object("unknown_labels", result.unknown_labels);
  archive("written", result.written);
  archive("bytes_out", result.bytes_out);
  archive("damage_by_kind", result.damage_by_kind);
}

constexpr const char* closed_member = "more";

}  // namespace

std::string dump_result_json(const DumpResult& result) {
  Writer writer;
  visit(writer, const_cast<DumpResult&>(result));  // NOLINT(cppcoreguidelines-pro-type-const-cast): it is only read
  writer.object(closed_member, Closed{result.damage.entries(), result.damage.count(), result.ledger.sums(),
                                      result.ledger.without_gap()});
  // Names of folders may hold anything that a dump does.
  return writer.json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<DumpResult> parse_dump_result(std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) return std::nullopt;
  try {
    DumpResult result;
    Reader reader(parsed);
    visit(reader, result);
    Closed closed;
    reader.object(closed_member, closed);
    result.damage = DamageList(std::move(closed.damage), closed.damage_count);
    result.ledger = Ledger(closed.accounted, closed.accounted_without_gap);
    return result;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace stages
