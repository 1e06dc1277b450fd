#include "stages/encode/shown_head.h"

#include <array>
#include <cstdlib>
#include <span>

#include "formats/ccmail/date.h"

namespace stages {
namespace {

std::string iso_of(const Dated& dated) {
  formats::ccmail::WallClock clock = dated.shown;
  clock.has_time = true;  // midnight, as in the mail
  std::string text = formats::ccmail::format_iso(clock);
  if (!dated.offset_minutes) return text;
  const int minutes = std::abs(*dated.offset_minutes);
  const auto two_digits = [&text](int number) {
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
  };
  text += *dated.offset_minutes < 0 ? '-' : '+';
  two_digits(minutes / 60);
  text += ':';
  two_digits(minutes % 60);
  return text;
}

void append_mailboxes(std::string& out, std::span<const formats::mime::Mailbox* const> mailboxes) {
  formats::json::Array list(out);
  for (const formats::mime::Mailbox* mailbox : mailboxes) list.string(shown_mailbox(*mailbox));
}

}  // namespace

std::string shown_mailbox(const formats::mime::Mailbox& mailbox) {
  const std::string& name = mailbox.display_name;
  if (name.empty()) return mailbox.addr_spec;
  std::string text;
  // What separates mailboxes from each other, or a name from an address, must not stand bare in a name.
  if (name.find_first_of("()<>[]:;@\\,\"") == std::string::npos) {
    text = name;
  } else {
    text += '"';
    for (const char c : name) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text + " <" + mailbox.addr_spec + ">";
}

void append_shown_head(formats::json::Object& line, const ShownHead& head) {
  line.string("date_written", head.date);
  line.string("sent", iso_of(head.dated));
  line.string("from", shown_mailbox(*head.people.from));
  append_mailboxes(line.key("to"), head.people.to);
  append_mailboxes(line.key("cc"), head.people.cc);
  line.number("bcc", head.people.bcc.size());
  line.string("subject", head.subject);
}

}  // namespace stages
