// What the labels and sizes of a message say about it, read from its head alone: nothing of it has been checked.
#pragma once

#include <cstdint>
#include <optional>

#include "formats/ccmail/vocabulary.h"
#include "stages/resync/dialect.h"
#include "stages/resync/outlook.h"

namespace stages {

/// A size as it stands in the dump.
struct WrittenSize {
  std::uint64_t label = 0;
  std::uint64_t size_line = 0;
  std::uint64_t contents = 0;
  std::uint64_t value = 0;
};

/// Found by its labels alone, so it may as well lie in an attachment or be quoted in a text.
struct Outline {
  std::uint64_t begin = 0;
  std::uint64_t head_end = 0;  // where `Contents:` starts
  std::optional<WrittenSize> message;
  std::optional<WrittenSize> contents;
  bool sized = false;  // a size or the blanks of one (Q287056) stand there
};

struct Outlined {
  std::optional<Outline> outline;  // none when no message starts there, or its head does not reach `Contents:`
  std::uint64_t behind = 0;        // where to look for the next: no message starts between
};

/// The message whose `Message:` label is at `at`. Reads no more than head_reach + look_reach bytes from there, which
/// should be there. Reading on at `behind` each time, a dump is read once.
[[nodiscard]] Outlined outline_at(Outlook& seen, std::uint64_t at, const formats::ccmail::Vocabulary& words);

/// Where the message ends: none without sizes, or when its two sizes end apart from each other, or where Outlook cannot
/// tell it from bytes before `limit`.
[[nodiscard]] std::optional<std::uint64_t> end_of(Outlook& seen, const Dialect& dialect, const Outline& outline,
                                                  std::uint64_t limit);

/// How far beyond a place blocks that begin before it are followed.
inline constexpr std::uint64_t across_reach = std::uint64_t{1} << 20U;

/// Where in [from, to) a message starts from which sizes lead, from message to message, beyond `to`; or what is left of
/// one: an item whose size leads beyond it to a label. None when there is no such. With `up_to`, sizes may also lead to
/// `to` itself. across_reach + look_reach bytes
/// behind `to` should be there.
[[nodiscard]] std::optional<std::uint64_t> start_of_those_across(Outlook& seen, const Dialect& dialect,
                                                                 const formats::ccmail::Vocabulary& words,
                                                                 std::uint64_t from, std::uint64_t to,
                                                                 bool up_to = false);

}  // namespace stages
