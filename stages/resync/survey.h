// Surveys a dump: dialect, code page and order of dates, from its first 8 MiB, before its first message goes out.
#pragma once

#include <cstdint>

#include "formats/ccmail/vocabulary.h"
#include "stages/resync/window.h"
#include "stages/survey.h"

namespace stages {

/// How many bytes of a dump are surveyed. The same for a file and a pipe, so that they give the same mail.
inline constexpr std::uint64_t survey_reach = std::uint64_t{8} << 20U;

/// The window must hold the first survey_reach bytes, or all of a shorter dump. The result depends on these bytes
/// alone.
[[nodiscard]] Survey survey(Window& window, const formats::ccmail::Vocabulary& words);

}  // namespace stages
