// The head of a message as the dump has it, taken apart: fields in their order, continuations joined or listed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/label.h"

namespace stages {

/// The lines of a head that are not empty, in order. They point into the text they were parsed from.
void parse_head(std::string_view text, std::vector<formats::ccmail::HeadLine>& lines);

/// The first field with this meaning: its raw value, continuations joined by one blank. Empty when there is none.
[[nodiscard]] std::string joined_value(const std::vector<formats::ccmail::HeadLine>& lines,
                                       formats::ccmail::Meaning meaning);

/// True for To, cc and bcc, where each continuation line is a recipient of its own.
[[nodiscard]] constexpr bool lists_recipients(formats::ccmail::Meaning meaning) {
  using formats::ccmail::Meaning;
  return meaning == Meaning::to || meaning == Meaning::cc || meaning == Meaning::bcc;
}

}  // namespace stages
