// The header a message had on the internet, where a gateway kept it beside the text: as a file RFC822.TXT. It tells the
// true date and Message-ID, so that threads hold together; but a forwarded message carries somebody else's.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "formats/mime/date_time.h"
#include "stages/encode/correspondents.h"
#include "stages/encode/dating.h"
#include "stages/extent.h"

namespace stages {

/// Whether a file of this name holds one: RFC822.TXT, any case.
[[nodiscard]] bool names_internet_header(std::string_view file_name);

struct InternetHeader {
  std::string from;
  std::optional<formats::mime::DateTime> date;
  std::string message_id;  // one msg-id, or empty
  std::string references;  // as they stand, unfolded
  std::string in_reply_to;
};

/// Reads the first 16 KiB of the file.
[[nodiscard]] InternetHeader read_internet_header(const Extent& file);

/// True when it is the message's own: the same sender, and dates that are no more than 48 hours apart, which covers any
/// time zone and a slow gateway. Senders are the same when their addresses are; where cc:Mail knew no internet address,
/// when their names are. Without a sender or a date of its own a message proves nothing.
[[nodiscard]] bool belongs_to(const InternetHeader& header, const Correspondents& people, const Dated& dated);

}  // namespace stages
