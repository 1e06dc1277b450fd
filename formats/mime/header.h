// Header fields of a message or part as they stand in the file: 7-bit (RFC 2047, RFC 2231), folded at 78 characters
// with the first word beside the name, ended by LF. Values are UTF-8 and may hold anything: no control character, no
// second header and no line over 998 characters ever comes out of them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace formats::mime {

/// Appends a field such as Subject or X-ccMail-RRT whose value is free text. Readers decode exactly `utf8`: what
/// folding could change (blanks at the ends, "=?", long words, TAB) travels in encoded words. Control characters other
/// than TAB become blanks, malformed UTF-8 U+FFFD. Appends nothing and returns false for a blank or empty value.
/// Characters that a field name may not hold (RFC 5322, 2.2) become "-"; a name is cut at 200 characters.
bool append_unstructured(std::string& out, std::string_view name, std::string_view utf8);

/// How a mailbox stands on a line. What is empty means nothing.
struct PreparedMailbox {
  std::string on_one_line;
  std::string encoded_name;  // one encoded word, with `address` behind it
  std::string address;
};

/// One address and the name shown for it. The name is UTF-8 and may be empty; the address is ASCII.
struct Mailbox {
  std::string display_name;
  std::string addr_spec;
  PreparedMailbox prepared = {};
};

/// Works out once how the mailbox stands where it fits on a line, for mailboxes that are written many times. What
/// append_mailboxes() writes is the same with and without.
void prepare(Mailbox& mailbox);

/// Appends an address field with its mailboxes in order, as many on a line as fit; nothing, and false, without any.
/// Names go bare, quoted or as encoded words, as they need. An address that is not `local@domain` of RFC 5322 is made
/// one: the local part is quoted, what can't be quoted becomes "_", a missing domain is "invalid"; a local part is cut
/// at 300 characters if it has to be quoted or is over 600, a domain at 255.
bool append_mailboxes(std::string& out, std::string_view name, std::span<const Mailbox> mailboxes);
bool append_mailboxes(std::string& out, std::string_view name, std::span<const Mailbox* const> mailboxes);

/// A parameter of Content-Type or Content-Disposition. The name is an RFC 2045 token, chosen by the caller.
struct Parameter {
  std::string name;
  std::string value;
};

/// Appends a Content-Type field. A value goes bare if it is a token, else quoted; in `name`, which is only a fallback
/// for old readers, blanks at the ends are left out, each character that is not ASCII becomes "_" and what is over 60
/// characters is cut from its middle. Other values go as append_content_disposition writes them. Parameters without a
/// value are left out.
void append_content_type(std::string& out, std::string_view type_and_subtype, std::span<const Parameter> parameters);

/// Appends a Content-Disposition field ("attachment", "inline"). `filename` (UTF-8, left out when empty) is quoted if
/// it is ASCII, else percent-encoded UTF-8 (RFC 2231), over several lines where one is too short. Control characters
/// become blanks. Never an encoded word (RFC 2047 section 5 forbids it).
void append_content_disposition(std::string& out, std::string_view disposition, std::string_view filename,
                                std::span<const Parameter> parameters = {});

}  // namespace formats::mime
