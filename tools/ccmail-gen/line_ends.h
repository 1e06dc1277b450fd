// Other line ends than EXPORT wrote.
#pragma once

#include "tools/ccmail-gen/draft.h"

namespace ccmail_gen {

/// Makes LF of each CRLF in the part, as a copy in text mode does. The part stays intact, except for a file's data that
/// held one.
void drop_carriage_returns(const Draft& draft, Part& part);

}  // namespace ccmail_gen
