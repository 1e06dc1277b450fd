// Writes one account's dump and, on request, the truth about it: one JSON line for each message.
#pragma once

#include <cstdint>
#include <string>

#include "tools/ccmail-gen/recipe.h"
#include "tools/ccmail-gen/sink.h"

namespace ccmail_gen {

struct Account {
  std::uint64_t number = 0;
  std::string name;  // as a reader must call it
  std::string file;  // relative to the output, or "-"
};

/// `truth` may be null.
void write_dump(const Recipe& recipe, const Account& account, Sink& dump, Sink* truth);

}  // namespace ccmail_gen
