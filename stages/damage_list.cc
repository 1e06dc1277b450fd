#include "stages/damage_list.h"

#include <map>
#include <utility>

namespace stages {

void DamageList::add(Damage damage) {
  const bool goes_on = count_ > 0 && last_kept_ && damage.kind == last_kind_;
  ++count_;
  last_kind_ = damage.kind;
  if (goes_on && entries_.back().more > 0) {
    ++entries_.back().more;
    entries_.back().last_offset = damage.offset;
    return;
  }
  if (goes_on && run_ == longest_run) {
    constexpr std::size_t dropped = longest_run - kept_of_long_run;
    entries_.resize(entries_.size() - dropped);
    entries_.back().more = dropped + 1;
    entries_.back().last_offset = damage.offset;
    return;
  }
  last_kept_ = entries_.size() < most_entries;
  if (!last_kept_) return;
  run_ = goes_on ? run_ + 1 : 1;
  entries_.push_back({std::move(damage), 0, 0});
}

void DamageList::keep_excerpts_of_examples() {
  std::map<DamageKind, std::size_t> of_kind;
  for (DamageEntry& entry : entries_)
    if (++of_kind[entry.damage.kind] > examples_of_a_kind) entry.damage.excerpt = std::string();
}

}  // namespace stages
