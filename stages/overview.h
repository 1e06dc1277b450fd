// A message at a glance: what a list of messages shows of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "formats/text/code_page.h"
#include "stages/piece.h"

namespace stages {

/// All texts are UTF-8, one line each, as the dump has them.
struct Overview {
  std::string folder;
  std::string date;  // as written
  std::string from;
  std::string subject;
};

/// Reads a message behind unpack, in `page` or, if that is none, in what the survey found.
[[nodiscard]] Overview overview_of(const Message& message, std::optional<formats::text::CodePage> page);

}  // namespace stages
