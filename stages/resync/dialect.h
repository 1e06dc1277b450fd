// How a dump writes its sizes. Learned once per dump: a constant difference is a dialect, not damage.
#pragma once

#include <cstdint>
#include <string>

#include "formats/ccmail/vocabulary.h"

namespace stages {

/// Where counting starts. The one real sample counts from behind the size's own line; the others are imagined.
enum class CountsFrom : std::uint8_t { after_size_line, size_line, label };

struct Dialect {
  bool sized = true;  // /ITEMSIZE was set
  CountsFrom counts_from = CountsFrom::after_size_line;
  std::int64_t offset = 0;      // bytes to add to every end
  bool line_ends_lost = false;  // copied in text mode: sizes count CR LF where LF alone is left

  /// Where a block ends whose label is at `label`, whose size line is at `size_line` and whose contents begin at
  /// `contents`: the offset in the dump. An end before `contents` comes out as `contents`.
  [[nodiscard]] std::uint64_t end_of(std::uint64_t size, std::uint64_t label, std::uint64_t size_line,
                                     std::uint64_t contents) const;

  /// "sizes count from behind their own line", for reports.
  [[nodiscard]] std::string describe() const;
};

class Window;

/// The dialect of the dump, from its bytes before `horizon`, of which the window must hold all.
[[nodiscard]] Dialect learn_dialect(Window& window, const formats::ccmail::Vocabulary& words, std::uint64_t horizon);

}  // namespace stages
