// The names of files that hold one message each. They tell nothing of clock or host, so the same mail has the same
// names wherever it is made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace formats::mailbox {

/// Appends "000123.eml". `number` is the message's place in its account, from 1.
void append_eml_name(std::string& out, std::uint64_t number);

struct MaildirMessage {
  std::int64_t unix_seconds = 0;  // of its date
  std::uint64_t number = 0;       // its place in its account, from 1
  std::uint64_t bytes = 0;        // as it lies on disk
  std::uint64_t crlf_bytes = 0;   // with line ends of CRLF, as a server counts
  bool seen = false;
};

/// Appends "<unix seconds>.000123.ccmail2mbox,S=<bytes>,W=<bytes with CRLF>:2,<flags>". Dovecot believes S and W, and
/// numbers new mail by the seconds, then by what follows; they must be digits, so before 1970 they are 0.
void append_maildir_name(std::string& out, const MaildirMessage& message);

/// A name of either form, taken apart: `before` and `after` are what stands round the number.
struct NumberedName {
  std::string_view before;
  std::uint64_t number = 0;
  std::string_view after;
};

[[nodiscard]] std::optional<NumberedName> parse_message_name(std::string_view name);
/// The same name with another number.
[[nodiscard]] std::string renumbered(const NumberedName& name, std::uint64_t number);

}  // namespace formats::mailbox
