// What the values of headers say about the state of a message. How EXPORT spells them nobody knows: only words that
// cannot be misunderstood are taken; numbers can, since scales run both ways.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace formats::ccmail {

enum class Priority : std::uint8_t { low, normal, high, urgent };

/// The priority that a value names, in any case: "Urgent", "low". None for anything else.
[[nodiscard]] std::optional<Priority> parse_priority(std::string_view value);

/// Whether a message was read, by the value of a header about that: "Yes", "unread", "0". None for anything else.
[[nodiscard]] std::optional<bool> parse_read_state(std::string_view value);

}  // namespace formats::ccmail
