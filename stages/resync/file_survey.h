// Judges by the files of a dump whether they are written as hexadecimal text (/FILES/HEX). A file of hexadecimal digits
// proves nothing by itself: people attach such files too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/survey.h"

namespace stages {

class FileSurvey {
 public:
  /// As many bytes of a file are looked at.
  static constexpr std::size_t reach = 4096;

  /// The title of a file's label, its first bytes and its whole length.
  void add(std::string_view title, std::string_view first_bytes, std::uint64_t length);
  /// Whether a further file can change nothing: one was no hexadecimal text.
  [[nodiscard]] bool settled() const { return other_files_ > 0; }

  /// Hexadecimal, if every file that is not empty is (in its first bytes), and at least one of them makes sense
  /// decoded: it has the signature of a format, and is not named a text; or it is a Mac file whose checksum holds; or
  /// two that are named texts decode to plain ones. Certain, if two make sense.
  [[nodiscard]] FileBytesGuess result() const;

 private:
  std::uint64_t hex_files_ = 0;
  std::uint64_t other_files_ = 0;
  std::uint64_t digits_ = 0;
  std::uint64_t known_files_ = 0;
  std::uint64_t plain_texts_ = 0;
  std::vector<std::string> evidence_;
};

}  // namespace stages
