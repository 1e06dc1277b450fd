// The table at the end of a run: what became of each account.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "tools/ccmail2mbox/terminal/terminal.h"

namespace tools {

struct AccountRow {
  std::string account;  // printable
  std::uint64_t messages = 0;
  std::uint64_t attachments = 0;
  std::uint64_t folders = 0;
  std::uint64_t repaired = 0;     // messages
  std::uint64_t quarantined = 0;  // bytes
  std::uint64_t guesses = 0;      // about how it was to be read
};

/// A line for each of the first rows, in their order, within the width of the terminal: names are cut, and columns left
/// out from the right, those first that hold nothing but zeros.
[[nodiscard]] std::string account_table(std::span<const AccountRow> rows, const Terminal& terminal);

}  // namespace tools
