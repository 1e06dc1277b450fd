// What must come out of a message, as one JSON line. docs/testing.md describes the fields.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/ccmail-gen/draft.h"
#include "tools/ccmail-gen/dump.h"
#include "tools/ccmail-gen/layout.h"
#include "tools/ccmail-gen/message.h"

namespace ccmail_gen {

struct ItemHashes {
  std::string all;   // of the item's data as it stands in the dump
  std::string data;  // of the Macintosh file's forks
  std::string resource;
};

/// `number` counts from 1; `offset` is that of `Message:` in the dump. With `damaged`, what was done to the message is
/// told too, and `offset` is that of its first byte, a directive before it included. Ends in LF.
[[nodiscard]] std::string truth_line(const Account& account, std::uint64_t number, std::uint64_t offset,
                                     const Message& message, const Layout& layout,
                                     const std::vector<ItemHashes>& hashes, const Draft* damaged = nullptr);

}  // namespace ccmail_gen
