#include "tools/ccmail2mbox/options/settings_file.h"

#define TOML_EXCEPTIONS 0  // NOLINT(cppcoreguidelines-macro-usage): how toml++ is told
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "formats/hash/hex_digits.h"
#include "formats/text/utf8.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = std::size_t{64} << 20U;

std::string position(const std::string& path, const toml::source_position& at) {
  return path + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
}

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
}

class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path) {}

  Settings read(const toml::table& root) {
    each(root, "", [&](const std::string& key, const toml::node& node) {
      if (key == "defaults")
        table(node, key, [&](const toml::table& defaults) {
          each(defaults, key + ".", [&](const std::string& name, const toml::node& value) {
            if (!read_told(name, value, settings_.defaults)) unknown(value, name, told_keys);
          });
        });
      else if (key == "post_offices")
        table(node, key, [&](const toml::table& offices) { read_post_offices(offices); });
      else if (key == "dump")
        read_dumps(node);
      else
        unknown(node, key, "defaults, post_offices, dump");
    });
    if (!offices_.zones().empty())
      settings_.post_offices = std::make_shared<const stages::PostOfficeZones>(std::move(offices_));
    return std::move(settings_);
  }

  [[nodiscard]] std::optional<std::string> mistake() const {
    if (!mistake_) return std::nullopt;
    return position(path_, mistake_->at) + mistake_->text;
  }

 private:
  static constexpr const char* told_keys = "codepage, date_order, timezone, files, labels";

  struct Mistake {
    toml::source_position at;
    std::string text;
  };

  // Tables come in the order of their keys; the mistake that is told is the first in the file.
  void fail(const toml::node& node, const std::string& key, const std::string& why) {
    const toml::source_position at = node.source().begin;
    if (mistake_ && std::tie(mistake_->at.line, mistake_->at.column) <= std::tie(at.line, at.column)) return;
    mistake_ = Mistake{at, key + ": " + why};
  }

  void unknown(const toml::node& node, const std::string& key, std::string_view known) {
    fail(node, key, "is not known here; there are " + std::string(known));
  }

  // `handle` is given the key with everything above it, as people write it.
  template <class Handle>
  static void each(const toml::table& table, const std::string& above, Handle handle) {
    for (const auto& [key, node] : table) handle(above + std::string(key.str()), node);
  }

  template <class Handle>
  void table(const toml::node& node, const std::string& key, Handle handle) {
    if (const toml::table* const found = node.as_table())
      handle(*found);
    else
      fail(node, key, "must be a table: [" + key + "]");
  }

  std::optional<std::string> text(const toml::node& node, const std::string& key) {
    if (const auto* const value = node.as_string()) return value->get();
    // A code page is called by its number.
    if (const auto* const value = node.as_integer()) return std::to_string(value->get());
    fail(node, key, "must be a text in quotes");
    return std::nullopt;
  }

  template <class Value>
  void choose(const toml::node& node, const std::string& key, const std::vector<std::pair<std::string, Value>>& choices,
              std::optional<std::optional<Value>>& into) {
    const auto value = text(node, key);
    if (!value) return;
    std::string names = "auto";
    if (*value == "auto") into = std::optional<Value>();
    for (const auto& [name, choice] : choices) {
      names += ", " + name;
      if (*value == name) into = choice;
    }
    if (!into) fail(node, key, "'" + *value + "' is not one of " + names);
  }

  // True when it is one of those that [defaults] and [[dump]] both have.
  bool read_told(const std::string& key, const toml::node& node, Told& told) {
    using formats::ccmail::DateOrder;
    using formats::text::CodePage;
    using stages::FileBytes;
    const std::string_view name = std::string_view(key).substr(key.find('.') + 1);
    if (name == "codepage") {
      std::vector<std::pair<std::string, CodePage>> pages;
      for (const CodePage page : formats::text::all_code_pages())
        pages.emplace_back(formats::text::name_of(page), page);
      choose(node, key, pages, told.code_page);
    } else if (name == "date_order") {
      choose<DateOrder>(node, key, {{"mdy", DateOrder::mdy}, {"dmy", DateOrder::dmy}, {"ymd", DateOrder::ymd}},
                        told.date_order);
    } else if (name == "files") {
      choose<FileBytes>(node, key, {{"raw", FileBytes::raw}, {"hex", FileBytes::hex}}, told.files);
    } else if (name == "timezone") {
      if (const auto value = text(node, key)) told.zone = zone(node, key, *value);
    } else if (name == "labels") {
      read_labels(node, key, told);
    } else {
      return false;
    }
    return true;
  }

  std::optional<formats::time::Zone> zone(const toml::node& node, const std::string& key, const std::string& value) {
    auto found = formats::time::Zone::named(value);
    if (found) return *std::move(found);
    fail(node, key, found.error());
    return std::nullopt;
  }

  void read_labels(const toml::node& node, const std::string& key, Told& told) {
    if (const toml::table* const labels = node.as_table()) {
      told.labels = std::make_shared<const LabelSource>(read_label_rows(*labels, key));
    } else if (const auto name = text(node, key)) {
      // Many dumps may share one table.
      const std::string path = below_settings(*name);
      auto& source = label_files_[path];
      if (!source) {
        auto read = read_label_file(path);
        if (!read) return fail(node, key, read.error());
        source = std::make_shared<const LabelSource>(*std::move(read));
      }
      told.labels = source;
    }
  }

  // The hash is that of the rows by label, so that it does not depend on how they are ordered; the text has them as in
  // the file, so that the mistake that is told is the first.
  LabelSource read_label_rows(const toml::table& labels, const std::string& key) {
    struct LabelRow {
      toml::source_position at;
      std::string place;
      std::string text;
    };
    std::vector<LabelRow> rows;
    std::string by_label;
    for (const auto& [label, value] : labels) {
      const std::string key_of_row = key + "." + std::string(label.str());
      const auto meaning = text(value, key_of_row);
      const toml::source_position at = value.source().begin;
      LabelRow row{at, std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + key_of_row, {}};
      append_field(row.text, label.str());
      row.text += ',';
      append_field(row.text, meaning.value_or(""));
      row.text += '\n';
      by_label += row.text;
      rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [](const LabelRow& a, const LabelRow& b) {
      return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
    });
    LabelSource source = label_source(path_, std::move(by_label));
    source.text.clear();
    for (LabelRow& row : rows) {
      source.text += row.text;
      source.places.push_back(std::move(row.place));
    }
    return source;
  }

  // In quotes whatever it is: nothing in it is a comment.
  static void append_field(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) out.append(c == '"' ? 2 : 1, c == '\n' || c == '\r' ? ' ' : c);
    out += '"';
  }

  [[nodiscard]] std::string below_settings(const std::string& name) const {
    return (fs::path(path_).parent_path() / name).string();
  }

  void read_post_offices(const toml::table& offices) {
    for (const auto& [name, node] : offices) {
      const std::string key = "post_offices." + std::string(name.str());
      const auto value = text(node, key);
      if (!value) continue;
      auto found = zone(node, key, *value);
      if (found && !offices_.add(name.str(), *found))
        fail(node, key, "has a zone already; case does not tell post offices apart");
    }
  }

  void read_dumps(const toml::node& node) {
    const toml::array* const dumps = node.as_array();
    if (dumps == nullptr) return fail(node, "dump", "must be written [[dump]]");
    for (const toml::node& dump : *dumps)
      if (const toml::table* const entry = dump.as_table())
        read_dump(*entry);
      else
        fail(dump, "dump", "must be written [[dump]]");
  }

  void read_dump(const toml::table& entry) {
    DumpSettings dump;
    dump.line = entry.source().begin.line;
    int names = 0;
    each(entry, "dump.", [&](const std::string& key, const toml::node& node) {
      if (key == "dump.file" || key == "dump.path" || key == "dump.file_bytes") {
        ++names;
        if (const auto value = text(node, key)) read_name(node, key, *value, dump);
      } else if (key == "dump.account") {
        if (auto value = text(node, key)) read_account(node, key, *std::move(value), dump);
      } else if (!read_told(key, node, dump.told)) {
        unknown(node, key, std::string("file, path, account, ") + told_keys);
      }
    });
    if (names != 1) fail(entry, "dump", "say which one, with file (below the INPUT) or with path");
    const auto [before, is_new] = known_.try_emplace(dump.file + '\0' + dump.path, dump.line);
    if (!is_new) fail(entry, "dump", "the same as in line " + std::to_string(before->second));
    settings_.dumps.push_back(std::move(dump));
  }

  void read_name(const toml::node& node, const std::string& key, const std::string& value, DumpSettings& dump) {
    if (value.empty()) return fail(node, key, "is empty");
    if (key == "dump.path") {
      dump.path = below_settings(value);
    } else if (key == "dump.file") {
      dump.file = value;
    } else {
      auto bytes = formats::hash::bytes_of_hex_digits(value);
      if (!bytes) return fail(node, key, "must be hexadecimal digits, two for each byte");
      dump.file = *std::move(bytes);
    }
  }

  void read_account(const toml::node& node, const std::string& key, std::string value, DumpSettings& dump) {
    if (value.empty()) return fail(node, key, "is empty");
    if (has_control_characters(value)) return fail(node, key, "must not hold control characters");
    dump.account = std::move(value);
  }

  const std::string& path_;
  Settings settings_;
  stages::PostOfficeZones offices_;
  std::map<std::string, std::shared_ptr<const LabelSource>> label_files_;
  std::map<std::string, std::size_t> known_;  // the lines of dumps
  std::optional<Mistake> mistake_;
};

}  // namespace

tl::expected<Settings, std::string> read_settings(std::string_view text, const std::string& path) {
  const toml::parse_result parsed = toml::parse(text, std::string_view(path));
  if (!parsed)
    return tl::unexpected(position(path, parsed.error().source().begin) + std::string(parsed.error().description()));
  Reader reader(path);
  Settings settings = reader.read(parsed.table());
  if (auto mistake = reader.mistake()) return tl::unexpected(*std::move(mistake));
  return settings;
}

tl::expected<Settings, std::string> read_settings_file(const std::string& path) {
  auto text = read_small_file(path, most_bytes, "file of settings");
  if (!text) return tl::unexpected(text.error());
  return read_settings(*text, path);
}

}  // namespace tools
