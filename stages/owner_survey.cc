#include "stages/owner_survey.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/ascii.h"
#include "formats/ccmail/address.h"
#include "formats/ccmail/made_address.h"
#include "stages/folder_name.h"

namespace stages {
namespace {

using formats::ccmail::HeadLineKind;
using formats::ccmail::Meaning;

enum class FolderKind : std::uint8_t { received, sent, neither };

// What cc:Mail's own folders and those of mail programs of its time were called (docs/format.md, 8).
FolderKind kind_of(std::string_view folder) {
  // And in German and French: a word too many does no harm to what is a guess in any case.
  constexpr std::array sent{"gesendet",    "Entw\u00fcrfe", "Envoy\u00e9s",  "Brouillons", "sent",  "drafts",
                            "message log", "sent mail",     "sent messages", "sent items", "outbox"};
  constexpr std::array neither{"trash", "clipboard", "stationery", "preferences", "rules"};
  const auto is_it = [&](const char* name) { return formats::equal_without_case(folder, name); };
  if (std::any_of(sent.begin(), sent.end(), is_it)) return FolderKind::sent;
  if (folder.starts_with('#') || std::any_of(neither.begin(), neither.end(), is_it)) return FolderKind::neither;
  return FolderKind::received;
}

}  // namespace

void OwnerSurvey::add(const Message& message) {
  const auto page = page_.value_or(message.survey->code_page.page);
  const Head& head = *message.parsed;
  std::string joined;
  const FolderKind kind = kind_of(folder_name(page, raw_folder(head, message.directive.get(), joined)));
  if (kind == FolderKind::neither) return;
  Person* const sender = person(page, head.value(Meaning::from, joined), {});
  if (kind == FolderKind::sent) {
    ++sent_;
    if (sender != nullptr) ++sender->sent;
    return;
  }
  ++received_;
  const std::string post_office = sender != nullptr ? sender->post_office : std::string();
  for (const formats::ccmail::HeadLine& line : head.lines()) {
    if (line.kind == HeadLineKind::other || !lists_recipients(line.meaning) || line.value.empty()) continue;
    Person* const recipient = person(page, line.value, post_office);
    if (recipient == nullptr || std::exchange(recipient->last, received_) == received_) continue;
    ++recipient->received;
  }
}

OwnerSurvey::Person* OwnerSurvey::person(formats::text::CodePage page, std::string_view raw,
                                         std::string_view post_office) {
  if (raw.empty()) return nullptr;
  std::string spelling(raw);
  spelling += '\n';  // no head line holds one
  spelling += post_office;
  if (const auto known = spellings_.find(spelling); known != spellings_.end()) return known->second;
  formats::ccmail::Address address = formats::ccmail::parse_address(formats::text::to_utf8(page, raw));
  if (address.post_office.empty()) address.post_office = post_office;  // Q241553
  if (address.name.empty()) address.name = address.internet;
  const std::string key =
      address.internet.empty() ? formats::ccmail::made_address(address.name, address.post_office) : address.internet;
  auto place = people_.find(key);
  if (address.name.empty() || (place == people_.end() && people_.size() >= most_people)) return nullptr;
  if (place == people_.end())
    place = people_.try_emplace(key, Person{std::move(address.name), std::move(address.post_office)}).first;
  if (spellings_.size() >= most_people) spellings_.clear();
  spellings_.emplace(std::move(spelling), &place->second);
  return &place->second;
}

OwnerGuess OwnerSurvey::result() const {
  const Person* writer = nullptr;
  const Person* reader = nullptr;
  std::uint64_t next_reader = 0;
  for (const auto& [key, person] : people_) {
    if (writer == nullptr || person.sent > writer->sent) writer = &person;
    if (reader == nullptr || person.received > reader->received) {
      next_reader = reader != nullptr ? reader->received : 0;
      reader = &person;
    } else {
      next_reader = std::max(next_reader, person.received);
    }
  }
  const bool much_sent = sent_ >= least_messages;
  const bool much_received = received_ >= least_messages;
  if (!much_sent || writer == nullptr || writer->sent * 5 < sent_ * 4) writer = nullptr;
  if (!much_received || reader == nullptr || reader->received * 2 < received_ || next_reader * 2 > reader->received)
    reader = nullptr;

  OwnerGuess guess;
  guess.received = received_;
  guess.sent = sent_;
  const Person* owner = writer != nullptr ? writer : reader;
  if (writer != nullptr && reader != nullptr && writer != reader) owner = nullptr;
  if (writer == nullptr && much_sent) owner = nullptr;  // others wrote what lies there
  if (owner != nullptr) guess.owner = {owner->name, owner->post_office, owner->received, owner->sent};
  return guess;
}

}  // namespace stages
