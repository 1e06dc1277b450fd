#include "stages/write/mail_format.h"

#include "stages/write/eml_tree.h"
#include "stages/write/maildir.h"
#include "stages/write/mbox_tree.h"

namespace stages {

std::unique_ptr<MailStore> make_mail_store(MailFormat format, const std::string& directory, bool digests) {
  switch (format) {
    case MailFormat::eml:
      return std::make_unique<EmlTree>(directory, digests);
    case MailFormat::maildir:
      return std::make_unique<Maildir>(directory, digests);
    case MailFormat::mbox:
      break;
  }
  return std::make_unique<MboxTree>(directory, digests);
}

}  // namespace stages
