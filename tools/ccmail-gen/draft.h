// A message on its way into a damaged dump: its bytes cut into parts that know what they are, so that damage can be
// done to any of them and what is still as EXPORT meant it remains known.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/ccmail-gen/layout.h"
#include "tools/ccmail-gen/message.h"
#include "tools/ccmail-gen/recipe.h"

namespace ccmail_gen {

enum class Role {
  directive,      // a `Folder:` line between two messages
  message,        // `Message:`
  message_size,   // its size line
  header,         // one header line
  continuation,   // a line that goes on with the one before
  blank,          // an empty line among the header lines
  contents,       // `Contents:`
  contents_size,  // its size line
  separator,      // what stands before an item's label
  item,           // an item's label
  item_size,      // its size line
  data,           // its data
  between,        // what stands behind the message
  junk,           // what EXPORT never meant to be there
};

struct Run {
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// `harmed` are the runs of `bytes` that are not as meant; where bytes are gone, the run has length 0. `intact` stays
/// true where the meaning of the bytes is still the same and all there, as with other line ends or another case.
struct Part {
  Role role{};
  std::string bytes;
  std::size_t item = 0;  // of item, item_size and data: counted from 0
  bool intact = true;
  std::vector<Run> harmed;
};

struct Draft {
  Message message;                  // as its author meant it
  Layout layout;                    // as EXPORT would have written it
  std::vector<Part> parts;          // in the order of their bytes
  std::vector<std::string> damage;  // the names of what was done to it
};

[[nodiscard]] std::string content_bytes(const Content& content);

/// The bytes of an item's data.
[[nodiscard]] std::string data_bytes(const Item& item);

/// The sound message. `folder` as in lay_out().
[[nodiscard]] Draft draft(const Message& message, const Recipe& recipe, std::string& folder);

/// Puts `bytes` in place of the `count` bytes at `at` of the part, and notes them as harmed.
void replace(Part& part, std::size_t at, std::size_t count, std::string_view bytes);

/// Puts `bytes` in place of the whole part; of nothing, the part stays with no bytes, and is not intact.
void replace(Part& part, std::string_view bytes);

/// Puts a part of junk in front of the part with this number.
void insert_junk(Draft& draft, std::size_t before, std::string bytes);

/// The numbers of the parts of this role.
[[nodiscard]] std::vector<std::size_t> parts_of(const Draft& draft, Role role);

/// Bytes from behind the size line of `Message:` (role message_size) or `Contents:` (contents_size) up to the message's
/// end, as they stand now.
[[nodiscard]] std::uint64_t block_size(const Draft& draft, Role size);

/// Writes the sizes anew for the bytes as they stand now, as an EXPORT would have that meant them so.
void seal(Draft& draft, const Recipe& recipe);

}  // namespace ccmail_gen
