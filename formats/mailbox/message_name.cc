#include "formats/mailbox/message_name.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>

namespace formats::mailbox {
namespace {

constexpr std::string_view eml_ending = ".eml";
constexpr std::string_view maildir_mark = ".ccmail2mbox,";

void append_number(std::string& out, std::uint64_t number) {
  constexpr std::size_t width = 6;
  const std::string digits = std::to_string(number);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

}  // namespace

void append_eml_name(std::string& out, std::uint64_t number) {
  append_number(out, number);
  out += eml_ending;
}

void append_maildir_name(std::string& out, const MaildirMessage& message) {
  out += std::to_string(std::max<std::int64_t>(0, message.unix_seconds));
  out += '.';
  append_number(out, message.number);
  out += maildir_mark;
  out += "S=";
  out += std::to_string(message.bytes);
  out += ",W=";
  out += std::to_string(message.crlf_bytes);
  out += message.seen ? ":2,S" : ":2,";
}

std::optional<NumberedName> parse_message_name(std::string_view name) {
  std::size_t end = name.find(maildir_mark);
  std::size_t start = 0;
  if (end != std::string_view::npos) {
    start = name.find('.') + 1;
  } else if (name.ends_with(eml_ending)) {
    end = name.size() - eml_ending.size();
  } else {
    return std::nullopt;
  }
  NumberedName result;
  if (start >= end) return std::nullopt;
  const char* const last = name.data() + end;
  const auto [stop, error] = std::from_chars(name.data() + start, last, result.number);
  if (error != std::errc() || stop != last) return std::nullopt;
  result.before = name.substr(0, start);
  result.after = name.substr(end);
  return result;
}

std::string renumbered(const NumberedName& name, std::uint64_t number) {
  std::string result(name.before);
  append_number(result, number);
  result += name.after;
  return result;
}

}  // namespace formats::mailbox
