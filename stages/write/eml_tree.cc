#include "stages/write/eml_tree.h"

#include "formats/mailbox/message_name.h"

namespace stages {

EmlTree::EmlTree(const std::string& directory, bool digests)
    : MessageTree(LineEnd::crlf, digests), root_(Directory::create(directory)) {}

std::string EmlTree::make_folder(const std::string& folder) {
  const std::string& name = names_.on_disk(folder);
  if (made_.insert(name).second) root_.make(name);
  return name;
}

void EmlTree::append_name(std::string& out, const Written& message) const {
  formats::mailbox::append_eml_name(out, message.number);
}

}  // namespace stages
