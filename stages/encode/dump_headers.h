// Every line of a dump's head as it stood, under names that no server or mail program acts upon.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/ccmail/label.h"
#include "formats/text/code_page.h"
#include "stages/mail.h"

namespace stages {

class DumpHeaders {
 public:
  /// All of them in one message; servers refuse heads that are much longer.
  static constexpr std::size_t most_bytes = std::size_t{16} << 10U;

  explicit DumpHeaders(formats::text::CodePage page) : page_(page) {}

  /// Appends a field `X-ccMail-<Name>` per line. Letters of the name lose their accents, since a field name is ASCII
  /// (RFC 5322, 2.2); a line whose name has other characters goes whole into `X-ccMail-Unlabelled`, as one without a
  /// name does. Lines with bytes that have no character follow once more as `X-ccmail2mbox-Raw-Header`, such bytes and
  /// "=" as in quoted-printable (RFC 2045, 6.7). `tally` counts the fields that there was no room for, and bytes
  /// without a character.
  void append(std::string& out, std::span<const formats::ccmail::HeadLine> lines, Tally& tally);

 private:
  /// What became of a line, for lines that come again and again: the same few people write and read most of a mailbox.
  struct Known {
    std::string fields;
    std::size_t length = 0;  // of name and value, as counted against most_bytes
    std::uint64_t unmappable = 0;
  };

  // Finds by a view, so that a line that is known costs no string.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view raw) const { return std::hash<std::string_view>()(raw); }
  };

  [[nodiscard]] bool read_name(const formats::ccmail::HeadLine& line);
  [[nodiscard]] bool append_known(std::string& out, std::string_view raw, std::size_t room, Tally& tally) const;

  formats::text::CodePage page_;
  std::unordered_map<std::string, Known, Hash, std::equal_to<>> known_;
  std::string name_;
  std::string value_;
};

}  // namespace stages
