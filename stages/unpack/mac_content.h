// Looks for a Macintosh file in the bytes of an item: MacBinary, AppleSingle or AppleDouble.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "stages/extent.h"
#include "stages/piece.h"

namespace stages {

struct MacFinding {
  std::shared_ptr<const MacContent> content;  // null: an ordinary file, or one that is delivered like one
  std::string damage;                         // one line; empty: nothing is wrong
};

/// Looks at the first 128 bytes; of AppleSingle also at its entries. A container that contradicts itself is reported
/// (Q166561): where the data fork is whole, the forks are given as far as they go, otherwise the item stays as it is.
[[nodiscard]] MacFinding find_mac_content(const Extent& bytes);

/// The runs of the container that lie in neither fork, in order: headers, padding, comment, what nobody knows. With the
/// forks between them they are the container, byte for byte.
[[nodiscard]] std::vector<Extent> outside_the_forks(const MacContent& content);

}  // namespace stages
