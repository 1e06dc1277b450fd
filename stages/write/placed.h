// Where a message lies in what was written.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stages {

/// The digests of a message alone, without what a mailbox puts around it, so that anybody can check them.
struct MessageDigests {
  std::uint64_t offset = 0;  // of its first byte, counted from where Placed begins
  std::uint64_t length = 0;
  std::string sha256;
  std::string md5;

  bool operator==(const MessageDigests&) const = default;
};

struct Placed {
  std::string file;             // below the directory of its account, "/" between the parts; "-" for standard output
  std::uint64_t offset = 0;     // in that file
  std::uint64_t length = 0;     // with all that belongs to the message alone: From_ line, empty line behind it
  std::array<char, 32> xxh3{};  // of these bytes: XXH3, 128 bits, in hexadecimal digits
  std::optional<MessageDigests> message = {};  // where they were asked for

  bool operator==(const Placed&) const = default;
};

/// Completes a line of the manifest that ends behind its last member but for this one: `,"output":{…}}` and LF.
void append_output(std::string& line, const Placed& placed);

/// Reads back what append_output() put at the end of `line` (without its LF) and cuts it off there. False when there
/// is none.
[[nodiscard]] bool take_output(std::string_view& line, Placed& placed);

}  // namespace stages
