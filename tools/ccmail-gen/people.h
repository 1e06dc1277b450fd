// The people of one post office, in the forms in which a dump names them (senders, recipients, boards, the internet).
#pragma once

#include <string>
#include <vector>

#include "tools/ccmail-gen/lexicon.h"
#include "tools/ccmail-gen/message.h"
#include "tools/ccmail-gen/random.h"

namespace ccmail_gen {

/// Somebody with a name and a post office. With `every_form`, also those who came through a gateway, routers, and
/// entries that lost their name (Q249133).
[[nodiscard]] Person sender(Random& random, const Lexicon& lexicon, bool every_form);

/// `person`, or now and then a bulletin board, or `person` without a post office, which then is the sender's
/// (Q241553).
[[nodiscard]] Person recipient(Random& random, const Lexicon& lexicon, Person person, const Person& from);

}  // namespace ccmail_gen
