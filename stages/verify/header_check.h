// The header of a message against what the manifest says was in the head of the dump's.
#pragma once

#include <vector>

#include "stages/verify/finding.h"
#include "stages/verify/manifest_line.h"
#include "stages/verify/mime_message.h"

namespace stages::verify {

/// Message-ID and Date as they are written, in an mbox the read state, who is said to have been made up, account,
/// folder, subject, and every line of the head, which stands as `X-ccMail-<Name>` (docs/design.md). Runs of blanks
/// count as one. Not compared: the lines of a head in which something stands between a field and its continuation, and
/// names that a field cannot have.
void check_headers(const ManifestMessage& message, const MimeMessage& mail, std::vector<Finding>& findings);

}  // namespace stages::verify
