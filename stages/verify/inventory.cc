#include "stages/verify/inventory.h"

#include <utility>

#include "formats/hash/xxh3.h"
#include "stages/verify/mail_path.h"

namespace stages::verify {

std::uint64_t name_hash(std::string_view name) {
  thread_local formats::hash::Xxh3 hash;
  hash.update(name);
  std::uint64_t value = 0;
  constexpr std::size_t digits = 16;
  const auto hex = hash.hex();
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = hex.at(i);
    value = value << 4U | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return value;
}

void NameSum::add(std::string_view name) {
  ++count;
  sum += name_hash(name);
}

void Inventory::take(const CheckedMail& mail) {
  if (mail.placed) {
    const Placed& placed = *mail.placed;
    ++messages_;
    bytes_ += placed.length;
    items_ += mail.items;
    ++accounts_[std::string(account_of(placed.file))];
    const bool mbox = is_mbox(placed.file);
    Place& place = places_[mbox ? placed.file : std::string(directory_of(placed.file))];
    if (mbox) {
      place_in_mbox(place, placed);
    } else {
      place.names.add(without_flags(name_of(placed.file)));
      place.renamed += mail.renamed ? 1 : 0;
    }
    if (mail.changed)
      note_change(place, mail);
    else if (mbox)
      close_run(placed.file, place);
  }
  for (const Finding& finding : mail.findings) report_(finding);
}

void Inventory::place_in_mbox(Place& place, const Placed& placed) {
  if (placed.offset > place.end)
    report_({.kind = FindingKind::bytes_between,
             .file = placed.file,
             .offset = place.end,
             .count = placed.offset - place.end});
  if (placed.offset < place.end)
    report_({.kind = FindingKind::overlap,
             .file = placed.file,
             .offset = placed.offset,
             .count = place.end - placed.offset});
  place.end = placed.offset + placed.length;
}

void Inventory::note_change(Place& place, const CheckedMail& mail) {
  if (!is_mbox(mail.placed->file) || ++place.changed_in_a_row == 1) report_(mail.change);
  place.last_changed = mail.placed->offset;
}

void Inventory::close_run(const std::string& path, Place& place) {
  if (place.changed_in_a_row > 1)
    report_({.kind = FindingKind::messages_changed,
             .file = path,
             .offset = place.last_changed,
             .count = place.changed_in_a_row - 1});
  place.changed_in_a_row = 0;
}

void Inventory::finish() {
  for (auto& [path, place] : places_) close_run(path, place);
}

const Inventory::Place* Inventory::place(const std::string& path) const {
  const auto found = places_.find(path);
  return found == places_.end() ? nullptr : &found->second;
}

std::uint64_t Inventory::messages_of(const std::string& account) const {
  const auto found = accounts_.find(account);
  return found == accounts_.end() ? 0 : found->second;
}

}  // namespace stages::verify
