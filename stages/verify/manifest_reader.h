// The manifest, read front to back: message by message, however long it is.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/hash/sha256.h"
#include "stages/verify/result_files.h"

namespace stages::verify {

/// The lines of one message: those of its items, where they were asked for, then its own. Lines of bytes (of items that
/// cannot be had from the mail alone) are not among them.
struct ManifestLines {
  std::string text;          // each line with its LF; ManifestParser::padding bytes stand behind the last
  std::uint64_t offset = 0;  // of the first line, in the manifest
  std::size_t length = 0;    // without the padding
  bool whole = true;         // false: the manifest ends before the line of the message
  // Lines of bytes that were left out: from where on in the text, and how many bytes.
  std::vector<std::pair<std::size_t, std::uint64_t>> left_out;

  [[nodiscard]] std::string_view view() const { return std::string_view(text).substr(0, length); }
  /// The offset in the manifest of what stands at `at` in the text.
  [[nodiscard]] std::uint64_t offset_of(std::size_t at) const;
};

inline std::size_t weight(const ManifestLines& lines) { return lines.text.size(); }

class ManifestReader {
 public:
  /// With `items`, the lines of items are given too; without, `offset` is that of the message's line.
  ManifestReader(std::shared_ptr<const ResultFile> file, bool items) : file_(std::move(file)), items_(items) {}

  /// None at the end. Throws InputError when the file cannot be read.
  [[nodiscard]] std::optional<ManifestLines> next();

  /// SHA-256 of the whole file, once next() gave none.
  [[nodiscard]] std::string sha256();
  /// Bytes read so far.
  [[nodiscard]] std::uint64_t bytes() const { return read_; }

 private:
  [[nodiscard]] std::optional<std::string_view> next_line();
  bool read_more();

  std::shared_ptr<const ResultFile> file_;
  bool items_;
  formats::hash::Sha256 hash_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t read_ = 0;
};

}  // namespace stages::verify
