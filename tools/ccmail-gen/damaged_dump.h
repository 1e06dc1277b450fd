// Writes a dump with damage done to it, and notes in the truth which bytes were harmed and what the others are.
#pragma once

#include "tools/ccmail-gen/dump.h"
#include "tools/ccmail-gen/recipe.h"
#include "tools/ccmail-gen/sink.h"

namespace ccmail_gen {

/// `truth` may be null. The whole dump stands in memory.
void write_damaged_dump(const Recipe& recipe, const Account& account, Sink& dump, Sink* truth);

}  // namespace ccmail_gen
