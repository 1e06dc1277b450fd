// The forms that mail takes on disk.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "stages/write/mail_store.h"

namespace stages {

enum class MailFormat : std::uint8_t { mbox, eml, maildir };

/// A store that creates `directory`, which must not exist, and puts the mail of one dump into it. With `digests`,
/// last() has those of the message. Throws OutputError.
[[nodiscard]] std::unique_ptr<MailStore> make_mail_store(MailFormat format, const std::string& directory,
                                                         bool digests = false);

}  // namespace stages
