#include "stages/write/relocation.h"

#include <stdexcept>

#include "formats/mailbox/message_name.h"

namespace stages {

Placed Relocation::apply(Placed placed) const {
  if (const auto mbox = mboxes_.find(placed.file); mbox != mboxes_.end()) {
    placed.file = mbox->second.to;
    placed.offset += mbox->second.bytes;
    return placed;
  }
  const std::size_t slash = placed.file.rfind('/');
  const auto directory = directories_.find(placed.file.substr(0, slash));
  const auto name = slash == std::string::npos
                        ? std::nullopt
                        : formats::mailbox::parse_message_name(std::string_view(placed.file).substr(slash + 1));
  if (directory == directories_.end() || !name) throw std::logic_error("a message of a folder that was not moved");
  placed.file = directory->second + "/" + formats::mailbox::renumbered(*name, before_ + name->number);
  return placed;
}

}  // namespace stages
