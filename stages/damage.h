// What was found wrong, or guessed, in a dump: a value that travels in band, so that its order is fixed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stages {

enum class DamageKind : std::uint8_t {
  container,         // the compressed file is cut off or has junk behind it
  input_unreadable,  // the disk or pipe failed in the middle of the dump
  size_wrong,        // a size does not lead to a label, the enclosing end or the end of the file
  size_blank,        // blanks where a size belongs (Q287056)
  cut_off,           // the dump ends inside a block
  label_lost,        // a block is recognised without its label (Q234745)
  stray_bytes,       // bytes that belong to no message
  file_absent,       // a file is named, but the dump was written without files
  text_mode,         // the dump was copied as text: CR LF became LF
  head_too_long,     // no Contents: within EXPORT's own limit (Q266711)
  unreadable_message,
  date_missing,     // no date can be read: another stands in for it
  date_impossible,  // a day that its month does not have (Q233325)
  date_unlikely,    // outside the years in which cc:Mail was used
  hex_text,         // a file of a dump in hexadecimal text that is none
  mac_file,         // a container of a Mac file that contradicts itself (Q166561)
};

/// "size_wrong" and the like, for programs.
[[nodiscard]] std::string_view name_of(DamageKind kind);

/// Bytes [offset, offset + length) of the decompressed dump, 0-based; `offset` is that of the label of the block
/// concerned. `what` is one line that says what is wrong and what was done.
struct Damage {
  DamageKind kind{};
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::string what;
  std::string excerpt = {};  // what stands at `offset`, if it is structure (formats/ccmail/excerpt.h)
};

}  // namespace stages
