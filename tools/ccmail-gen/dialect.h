// The ways in which a dump can be laid out: what docs/format.md calls dialects, and which of them this one uses.
#pragma once

#include <string>
#include <string_view>

namespace ccmail_gen {

enum class Sizes { padded_12, padded_10, bare, none };
enum class Separators { crlf, none, double_crlf };
enum class Folders { none, inside, between };
enum class Recipients { repeated, continued };
enum class Labels { plain, numbered };
enum class Words { english, german };  // german ones are made up: nobody has seen a translated dump

struct Dialect {
  Sizes sizes = Sizes::padded_12;
  Separators separators = Separators::crlf;
  Folders folders = Folders::inside;
  Recipients recipients = Recipients::repeated;
  Labels labels = Labels::plain;
  Words words = Words::english;

  /// A label or header name, given in English, as this dialect writes it: UTF-8. Names that it does not know stay.
  [[nodiscard]] std::string_view word(std::string_view english) const;
};

/// Reads `sizes=bare,separators=none,...` into `dialect`; pieces not named stay. Returns what is wrong with it, or
/// nothing.
[[nodiscard]] std::string parse_dialect(const std::string& text, Dialect& dialect);

}  // namespace ccmail_gen
