#include "stages/post_office_census.h"

#include "formats/ccmail/address.h"
#include "formats/ccmail/letters.h"

namespace stages {

void PostOfficeCensus::add(const Message& message) {
  std::string joined;
  const std::string_view raw = message.parsed->value(formats::ccmail::Meaning::from, joined);
  auto sender = senders_.find(std::string(raw));
  if (sender == senders_.end()) {
    const auto page = page_.value_or(message.survey->code_page.page);
    const auto address = formats::ccmail::parse_address(formats::text::to_utf8(page, raw));
    PostOffice* post_office = nullptr;
    if (address.internet.empty() && !address.post_office.empty()) {
      const std::string key = formats::ccmail::in_lower_case(address.post_office);
      auto place = post_offices_.find(key);
      if (place == post_offices_.end() && post_offices_.size() < most_post_offices)
        place = post_offices_.try_emplace(key, PostOffice{address.post_office}).first;
      if (place != post_offices_.end()) post_office = &place->second;
    }
    constexpr std::size_t most_senders = 16384;
    if (senders_.size() >= most_senders) senders_.clear();
    sender = senders_.emplace(raw, post_office).first;
  }
  if (sender->second != nullptr) ++sender->second->messages;
}

std::map<std::string, std::uint64_t> PostOfficeCensus::result() const {
  std::map<std::string, std::uint64_t> result;
  for (const auto& [key, post_office] : post_offices_) result[post_office.name] = post_office.messages;
  return result;
}

}  // namespace stages
