#include "stages/encode/internet_header.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "formats/ascii.h"
#include "formats/ccmail/address.h"
#include "formats/ccmail/made_address.h"
#include "formats/mime/header_reader.h"

namespace stages {
namespace {

constexpr std::size_t read_bytes = std::size_t{16} << 10U;

// A name without its order, case and punctuation, as addresses are made from it.
std::string key_of(std::string_view name) { return formats::ccmail::made_address(name, {}, "x"); }

bool same_sender(std::string_view from, const Correspondents& people) {
  const formats::ccmail::Address address = formats::ccmail::parse_address(from);
  if (people.sender_on_internet) return formats::equal_without_case(address.internet, people.from->addr_spec);
  return !address.name.empty() && key_of(address.name) == key_of(people.from->display_name);
}

}  // namespace

bool names_internet_header(std::string_view file_name) { return formats::equal_without_case(file_name, "rfc822.txt"); }

InternetHeader read_internet_header(const Extent& file) {
  std::string scratch;
  const std::string_view text = file.head(read_bytes, scratch);
  InternetHeader header;
  header.from = formats::mime::field_value(text, "From").value_or("");
  header.references = formats::mime::field_value(text, "References").value_or("");
  header.in_reply_to = formats::mime::field_value(text, "In-Reply-To").value_or("");
  if (const auto date = formats::mime::field_value(text, "Date")) header.date = formats::mime::parse_date_time(*date);
  if (const auto id = formats::mime::field_value(text, "Message-ID")) {
    const auto ids = formats::mime::message_ids(*id);
    if (!ids.empty()) header.message_id = ids.front();
  }
  return header;
}

bool belongs_to(const InternetHeader& header, const Correspondents& people, const Dated& dated) {
  constexpr std::int64_t apart = std::int64_t{48} * 60 * 60;
  if (!people.sender_known || dated.missing || !header.date) return false;
  return std::abs(header.date->unix_seconds() - dated.unix_seconds) <= apart && same_sender(header.from, people);
}

}  // namespace stages
