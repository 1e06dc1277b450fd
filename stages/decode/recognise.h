// Whether a file is an export, by what is in it: a post office's directory holds many other files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "formats/ccmail/vocabulary.h"
#include "stages/decode/byte_stream.h"

namespace stages {

/// Looks for a `Message:` label with header lines behind it, and for a `Contents:` label, or taught ones, anywhere in
/// bytes that come in pieces.
class ExportSearch {
 public:
  explicit ExportSearch(const formats::ccmail::Vocabulary& words) : words_(words) {}

  /// Returns true once both were found; the rest need not be fed.
  bool feed(std::string_view bytes);
  /// No more bytes come.
  bool finish();

 private:
  bool search(bool last);

  const formats::ccmail::Vocabulary& words_;
  std::string kept_;
  bool message_ = false;
  bool contents_ = false;
};

/// Reads `stream` to its end or as far as it takes. Throws what the stream throws.
[[nodiscard]] bool is_export(ByteStream& stream, const formats::ccmail::Vocabulary& words);

}  // namespace stages
