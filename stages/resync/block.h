// A block of a dump as the planner sees it: a message with its items, or what stands between messages.
#pragma once

#include <cstdint>
#include <vector>

#include "formats/ccmail/label.h"
#include "stages/damage.h"

namespace stages {

struct PlannedItem {
  formats::ccmail::ItemKind kind{};
  formats::ccmail::Origin origin{};  // of that kind
  std::uint64_t label = 0;           // where the label starts
  std::uint64_t label_length = 0;
  std::uint64_t data = 0;  // where the data start
  std::uint64_t length = 0;
};

struct Range {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

enum class BlockKind : std::uint8_t {
  message,
  filler,     // separators between blocks, NUL and SUB
  reason,     // a `*** … ***` line; it belongs to the message behind it, or is one too many for the message before
  screen,     // a line that EXPORT wrote to the screen (Q179072)
  directive,  // a `Folder: Name` line between messages
  stray,      // bytes that belong to no message
};

/// One block of the dump. Blocks follow each other without a gap. All offsets are the dump's.
struct Block {
  BlockKind kind{};
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  // of a message:
  std::uint64_t head = 0;
  std::uint64_t head_end = 0;
  std::vector<PlannedItem> items;
  std::vector<Range> stray;    // bytes inside it that are no item's
  std::vector<Range> reasons;  // `*** … ***` lines at its end that belong to it
  std::uint64_t noise = 0;     // NUL and SUB between its items
  std::vector<Damage> damage;  // of this block, in the order found
  bool too_many = false;       // of a reason line: it is the message's before
};

}  // namespace stages
