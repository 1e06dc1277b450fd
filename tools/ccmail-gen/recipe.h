// What to generate: the options as one plain value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/ccmail-gen/calendar.h"
#include "tools/ccmail-gen/code_page.h"
#include "tools/ccmail-gen/dialect.h"

namespace ccmail_gen {

struct Recipe {
  std::uint64_t seed = 1;
  std::uint64_t messages = 100;              // per account
  double attachment_share = 0.25;            // of the messages have one or more
  std::optional<std::uint64_t> attachments;  // or exactly so many in all, spread evenly
  std::uint64_t attachment_least = 1000;     // bytes
  std::uint64_t attachment_most = 60000;
  std::uint64_t text_least = 200;  // bytes
  std::uint64_t text_most = 4000;
  double accent_share = 0.5;    // of the texts hold letters beyond ASCII
  double mac_share = 0.2;       // of the attachments
  double unusual_share = 0.15;  // of the messages hold something that a reader may trip over
  bool every_address = false;
  CodePage page = CodePage::cp850;
  DateOrder date_order = DateOrder::mdy;
  Dialect dialect;
  double damage_share = 0.2;             // of the messages are harmed, if anything is
  std::vector<std::string> damage;       // kinds of damage to a message
  std::vector<std::string> dump_damage;  // and to a dump, in the order in which they are done
};

}  // namespace ccmail_gen
