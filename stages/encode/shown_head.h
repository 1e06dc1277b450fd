// What the head of a message says to a person who reads the mail: for the tables of a run (docs/report.md).
#pragma once

#include <string>
#include <string_view>

#include "formats/json/json_text.h"
#include "stages/encode/correspondents.h"
#include "stages/encode/dating.h"

namespace stages {

struct ShownHead {
  const Correspondents& people;
  std::string subject;    // UTF-8
  std::string_view date;  // as it stood in the dump, decoded; empty where there was none
  const Dated& dated;
};

/// Adds `date_written`, `sent`, `from`, `to`, `cc`, `bcc` (how many) and `subject` to a line of the manifest. `sent` is
/// ISO 8601, with the offset of the time zone where that is known.
void append_shown_head(formats::json::Object& line, const ShownHead& head);

/// A mailbox on one line, as people write it: `"Grewal, Jeff" <jeff.grewal@hub.ccmail.invalid>`, or the address alone.
[[nodiscard]] std::string shown_mailbox(const formats::mime::Mailbox& mailbox);

}  // namespace stages
