// What is settled about a dump before its first message, from its first 8 MiB, and how sure that is.
#pragma once

#include "formats/ccmail/date_survey.h"
#include "formats/text/code_page_guess.h"
#include "stages/resync/dialect.h"

namespace stages {

struct Survey {
  Dialect dialect;
  formats::text::CodePageGuess code_page;
  formats::ccmail::DateOrderGuess date_order;
};

}  // namespace stages
