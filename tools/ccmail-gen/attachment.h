// The items of a message that are not texts: files from DOS and from the Macintosh, faxes, and mail exported before.
#pragma once

#include "tools/ccmail-gen/lexicon.h"
#include "tools/ccmail-gen/message.h"
#include "tools/ccmail-gen/random.h"
#include "tools/ccmail-gen/recipe.h"

namespace ccmail_gen {

/// A file as a DOS or Windows client sent it, its label with or without a glued date. `unusual`: may be empty.
[[nodiscard]] Item file_item(Random& random, const Recipe& recipe, const Lexicon& lexicon, bool unusual);

/// A Macintosh file as MacBinary II, mostly with a resource fork. `unusual`: may have no data fork, or no name in its
/// label (Q237886).
[[nodiscard]] Item mac_item(Random& random, const Recipe& recipe, bool unusual);

/// A fax: PCX data without a file extension (Q166614, Q184053).
[[nodiscard]] Item fax_item(Random& random);

/// An item of a kind that nobody has documented.
[[nodiscard]] Item odd_item(Random& random);

/// A file that is itself an export, in the same dialect.
[[nodiscard]] Item attached_export(Random& random, const Recipe& recipe);

}  // namespace ccmail_gen
