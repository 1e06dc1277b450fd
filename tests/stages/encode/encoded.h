// Runs resync, unpack and encode over a dump, without threads, and gives the mail as text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/vocabulary.h"
#include "stages/encode/options.h"
#include "stages/mail.h"

namespace stages::testing {

struct Encoded {
  struct Message {
    std::string text;
    std::string folder;
    std::string sender;
    std::int64_t unix_seconds = 0;
    bool seen = false;
  };
  std::vector<Message> messages;
  std::vector<std::string> damage;
  Tally tally;
  UnknownLabels unknown_labels;
  std::size_t largest_piece = 0;  // bytes
};

[[nodiscard]] Encoded encode(std::string_view dump, EncodeOptions options = {},
                             const formats::ccmail::Vocabulary& words = {});

/// The value of a header field (unfolded), or "(none)".
[[nodiscard]] std::string header(std::string_view message, std::string_view name);
/// Everything behind the first empty line.
[[nodiscard]] std::string body(std::string_view message);

}  // namespace stages::testing
