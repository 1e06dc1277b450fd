// A message as it is delivered, as a person reads it: its header fields decoded, its texts, a line for each file, and
// what was repaired.
#pragma once

#include <functional>
#include <string_view>

#include "formats/text/code_page.h"
#include "stages/encode/options.h"
#include "stages/piece.h"

namespace tools {

/// Shows `message`, which is behind unpack. `print` gets whole lines.
void show_delivered(stages::Message message, const stages::EncodeOptions& options, formats::text::CodePage page,
                    const std::function<void(std::string_view)>& print);

/// The mail itself, lines ended by CR LF, as an EML file has it.
void give_mail(stages::Message message, const stages::EncodeOptions& options,
               const std::function<void(std::string_view)>& give);

}  // namespace tools
