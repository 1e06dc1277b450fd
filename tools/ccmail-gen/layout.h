// Lays a message out as a dump holds it: labels, sizes, headers and data, in the order of their bytes.
//
// Sizes follow the reading of the one known sample: the number of bytes from the end of the size's own line to the end
// of its block, CRLF counting two. A padded size is right-aligned in its field and followed by CRLF; on which side
// EXPORT puts the blanks is not known, and neither is the width.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/ccmail-gen/code_page.h"
#include "tools/ccmail-gen/dialect.h"
#include "tools/ccmail-gen/message.h"

namespace ccmail_gen {

/// A run of bytes: `bytes`, or the data of the item with this number.
struct Segment {
  std::string bytes;
  std::optional<std::size_t> item;
};

struct Layout {
  std::vector<Segment> segments;
  std::size_t message_at = 0;            // of `Message:`, from the start of the first segment
  std::string headers;                   // all bytes from behind the message's size line up to `Contents:`
  std::vector<std::string> item_labels;  // without line ends
};

/// Bytes of the item's data in the dump.
[[nodiscard]] std::uint64_t data_length(const Item& item);

/// `text` as it stands where the dialect has a size: right-aligned, or bare.
[[nodiscard]] std::string size_field(std::string text, Sizes sizes);

/// The line that says a block's size, or nothing where the dialect has no sizes.
[[nodiscard]] std::string size_line(std::uint64_t size, Sizes sizes);

/// `folder` is the one that the last directive named; it changes where the dialect needs a new one before `message`.
[[nodiscard]] Layout lay_out(const Message& message, const Dialect& dialect, CodePage page, std::string& folder);

}  // namespace ccmail_gen
