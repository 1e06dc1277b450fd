// A walk over what looks like messages, by their sizes read in one way: what it explains decides how a dump counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "formats/ccmail/vocabulary.h"
#include "stages/resync/dialect.h"
#include "stages/resync/outline.h"
#include "stages/resync/outlook.h"

namespace stages {

// No way of counting is imagined that is off by more: `Message:` and a size line are 24 bytes. An offset that could
// lead over the head of a message would swallow messages without a word; sizes that are off by that much are damage.
inline constexpr std::int64_t most_offset = 32;

/// How well a way of counting explains the samples, walking from message to message by the sizes: what lies inside a
/// message that is explained is no sample of its own.
struct Explained {
  Dialect dialect;
  std::uint64_t bytes = 0;     // of messages whose sizes lead to the next one
  std::uint64_t examined = 0;  // of all that had to be explained
  struct Hit {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;  // with the filler behind it
  };
  std::vector<Hit> hits;
  bool without_exception = true;  // every message leads to the next one, up to where nobody can look
  bool both_sizes = true;         // every hit was borne out by the sizes of Message and of Contents
};

class Walk {
 public:
  /// `samples` are in the order of the dump. It and `words` must outlive the walk.
  Walk(Outlook seen, const formats::ccmail::Vocabulary& words, const std::vector<Outline>& samples)
      : seen_(std::move(seen)), words_(words), samples_(samples) {}

  [[nodiscard]] Explained explain(const Dialect& dialect);

  /// The offsets, the smallest first, that would make the sizes of the first messages lead to one of the places where
  /// a next one may start.
  [[nodiscard]] std::vector<std::int64_t> possible_offsets(CountsFrom from);

 private:
  [[nodiscard]] std::optional<std::uint64_t> leads_on(std::uint64_t at);
  [[nodiscard]] bool is_filler_before(std::uint64_t at, std::int64_t count);

  Outlook seen_;
  const formats::ccmail::Vocabulary& words_;
  const std::vector<Outline>& samples_;
};

}  // namespace stages
