#include "stages/encode/correspondents.h"

#include <utility>

#include "formats/ccmail/address.h"
#include "formats/ccmail/made_address.h"

namespace stages {
namespace {

using formats::ccmail::HeadLine;
using formats::ccmail::HeadLineKind;
using formats::ccmail::Meaning;

// More people than this in one mailbox, and it starts to learn them anew: a bound, not a limit.
constexpr std::size_t most_known = 16384;

}  // namespace

AddressBook::AddressBook(formats::text::CodePage page, std::string domain)
    : page_(page), domain_(std::move(domain)), unknown_sender_{"Unknown sender", "unknown@" + domain_} {}

void AddressBook::read(const Head& head, Correspondents& found) {
  // Only here: what it remembers is pointed to until the next head.
  if (known_.size() >= most_known) known_.clear();
  found.to.clear();
  found.cc.clear();
  found.bcc.clear();
  const Entry& sender = look_up(head.value(Meaning::from, joined_), {});
  found.sender_known = !sender.empty;
  found.sender_on_internet = sender.on_internet;
  found.from = sender.empty ? &unknown_sender_ : &sender.mailbox;
  const std::string_view post_office = sender.post_office;
  found.senders_post_office = post_office;
  for (const HeadLine& line : head.lines()) {
    if (line.kind == HeadLineKind::other || !lists_recipients(line.meaning) || line.value.empty()) continue;
    const Entry& recipient = look_up(line.value, post_office);
    if (recipient.empty) continue;
    auto& list = line.meaning == Meaning::to ? found.to : line.meaning == Meaning::cc ? found.cc : found.bcc;
    list.push_back(&recipient.mailbox);
  }
}

const AddressBook::Entry& AddressBook::look_up(std::string_view raw, std::string_view senders_post_office) {
  auto known = known_.find(raw);
  if (known == known_.end()) return remember(raw, make(raw, senders_post_office));
  if (!known->second.needs_post_office) return known->second;
  key_ = raw;
  key_ += '\n';  // no head line holds one
  key_ += senders_post_office;
  known = known_.find(key_);
  return known != known_.end() ? known->second : remember(key_, make(raw, senders_post_office));
}

const AddressBook::Entry& AddressBook::remember(std::string_view key, Entry entry) {
  return known_.insert_or_assign(std::string(key), std::move(entry)).first->second;
}

AddressBook::Entry AddressBook::make(std::string_view raw, std::string_view senders_post_office) const {
  formats::ccmail::Address address = formats::ccmail::parse_address(formats::text::to_utf8(page_, raw));
  Entry entry;
  entry.empty = address.name.empty() && address.post_office.empty() && address.internet.empty();
  entry.on_internet = !address.internet.empty();
  entry.needs_post_office = address.post_office.empty() && address.internet.empty();
  const std::string_view post_office = address.post_office.empty() ? senders_post_office : address.post_office;
  entry.mailbox.addr_spec = address.internet.empty() ? formats::ccmail::made_address(address.name, post_office, domain_)
                                                     : std::move(address.internet);
  entry.mailbox.display_name = std::move(address.name);
  entry.post_office = std::move(address.post_office);
  formats::mime::prepare(entry.mailbox);
  return entry;
}

}  // namespace stages
