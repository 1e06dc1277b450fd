// UTF-16 in bytes (RFC 2781), as Windows programs write files, made UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formats::text {

class Utf16Reader {
 public:
  /// The reader for text that begins with `head`, where a byte order mark in it says UTF-16, else none.
  [[nodiscard]] static std::optional<Utf16Reader> marked(std::string_view head);

  /// The next bytes of the text, from its start, in pieces of any size. Returns what they complete, until the next
  /// call: UTF-8 without the byte order mark; a surrogate without its other half is U+FFFD.
  [[nodiscard]] std::string_view read(std::string_view bytes);
  /// No more bytes come: what half a character there was is U+FFFD.
  [[nodiscard]] std::string_view finish();

 private:
  explicit Utf16Reader(bool big_endian) : big_endian_(big_endian) {}

  void take(char16_t unit);

  bool big_endian_;
  bool at_start_ = true;
  std::optional<unsigned char> odd_;  // the first byte of a unit
  char16_t high_ = 0;                 // a high surrogate that waits for the low one
  std::string text_;
};

}  // namespace formats::text
