#include "tools/ccmail-gen/dialect.h"

#include <array>
#include <optional>
#include <string_view>

namespace ccmail_gen {
namespace {

template <typename Value>
struct Named {
  std::string_view name;
  Value value;
};

constexpr auto sizes = std::to_array<Named<Sizes>>(
    {{"padded12", Sizes::padded_12}, {"padded10", Sizes::padded_10}, {"bare", Sizes::bare}, {"none", Sizes::none}});
constexpr auto separators = std::to_array<Named<Separators>>(
    {{"crlf", Separators::crlf}, {"none", Separators::none}, {"double", Separators::double_crlf}});
constexpr auto folders = std::to_array<Named<Folders>>(
    {{"none", Folders::none}, {"inside", Folders::inside}, {"between", Folders::between}});
constexpr auto recipients =
    std::to_array<Named<Recipients>>({{"repeated", Recipients::repeated}, {"continued", Recipients::continued}});
constexpr auto labels = std::to_array<Named<Labels>>({{"plain", Labels::plain}, {"numbered", Labels::numbered}});

constexpr auto words = std::to_array<Named<Words>>({{"english", Words::english}, {"german", Words::german}});

constexpr auto in_german = std::to_array<Named<std::string_view>>({{"Message", "Nachricht"},
                                                                   {"Contents", "Inhalt"},
                                                                   {"Text item", "Textelement"},
                                                                   {"File item", "Dateielement"},
                                                                   {"Fax item", "Faxelement"},
                                                                   {"From", "Absender"},
                                                                   {"Date", "Datum"},
                                                                   {"To", "Empfänger"},
                                                                   {"cc", "Kopie"},
                                                                   {"bcc", "Blindkopie"},
                                                                   {"Subject", "Betreff"},
                                                                   {"Folder", "Ordner"},
                                                                   {"Priority", "Dringlichkeit"}});

template <typename Value, std::size_t n>
bool set(const std::array<Named<Value>, n>& table, std::string_view name, Value& value) {
  for (const auto& entry : table) {
    if (entry.name == name) {
      value = entry.value;
      return true;
    }
  }
  return false;
}

bool set_piece(std::string_view piece, std::string_view name, Dialect& dialect) {
  if (piece == "sizes") return set(sizes, name, dialect.sizes);
  if (piece == "separators") return set(separators, name, dialect.separators);
  if (piece == "folders") return set(folders, name, dialect.folders);
  if (piece == "recipients") return set(recipients, name, dialect.recipients);
  if (piece == "labels") return set(labels, name, dialect.labels);
  if (piece == "words") return set(words, name, dialect.words);
  return false;
}

}  // namespace

std::string_view Dialect::word(std::string_view english) const {
  if (words == Words::german)
    for (const auto& [name, german] : in_german)
      if (name == english) return german;
  return english;
}

std::string parse_dialect(const std::string& text, Dialect& dialect) {
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || !set_piece(pair.substr(0, equals), pair.substr(equals + 1), dialect)) {
      return "unknown piece of a dialect: " + std::string(pair);
    }
  }
  // Without sizes nothing tells a directive between two messages from the last line of a text.
  if (dialect.sizes == Sizes::none && dialect.folders == Folders::between) {
    return "folders=between needs sizes";
  }
  return {};
}

}  // namespace ccmail_gen
