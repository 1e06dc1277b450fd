// Runs the resync stage alone over a dump and shows what came out in words that tests can compare.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/vocabulary.h"
#include "stages/piece.h"

namespace stages::testing {

/// What came out of resync, its bytes read back through the extents.
struct Resynced {
  struct Item {
    std::string label;  // without its line end
    std::string data;
    bool operator==(const Item&) const = default;
  };
  struct Message {
    std::uint64_t offset = 0;
    std::string subject;
    std::string head;
    std::string folder;  // of the directive that holds for it
    std::vector<std::string> reasons;
    std::vector<Item> items;
    bool operator==(const Message&) const = default;
  };
  std::vector<Message> messages;
  std::vector<std::string> damage;  // "offset: what", of the dump and of messages, in order
  std::vector<std::string> quarantine;
  Ledger ledger;
  bool closes = false;
  Survey survey;
};

/// Feeds `dump` in chunks whose sizes `next_size` gives. `from_file` lets the window find old bytes again in the dump,
/// as it does for a plain file; otherwise it spills them, as for a pipe.
[[nodiscard]] Resynced resync_in_chunks(std::string_view dump, bool from_file,
                                        const std::function<std::size_t()>& next_size,
                                        const formats::ccmail::Vocabulary& words = {});

/// In one chunk.
[[nodiscard]] Resynced resync(std::string_view dump, const formats::ccmail::Vocabulary& words = {});

[[nodiscard]] std::vector<std::string> subjects(const Resynced& resynced);
/// The data of all items of all messages.
[[nodiscard]] std::vector<std::string> data(const Resynced& resynced);

}  // namespace stages::testing
