// What is settled about a dump before its first message, from its first 8 MiB, and how sure that is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/ccmail/date_survey.h"
#include "formats/text/code_page_guess.h"
#include "stages/resync/dialect.h"

namespace stages {

/// How a dump holds the bytes of its files: as they are, or as hexadecimal text (/FILES/HEX).
enum class FileBytes : std::uint8_t { raw, hex };

struct FileBytesGuess {
  FileBytes bytes = FileBytes::raw;
  bool certain = true;
  bool could_be_hex = false;          // all files look like it, but nothing proves it
  std::vector<std::string> evidence;  // names of files, as they stand, that make sense decoded
};

struct Survey {
  Dialect dialect;
  formats::text::CodePageGuess code_page;
  formats::ccmail::DateOrderGuess date_order;
  FileBytesGuess files;
};

}  // namespace stages
