// What the user settled about one dump; what is left open, the survey settles.
#pragma once

#include <optional>
#include <string>

#include "formats/ccmail/date.h"
#include "formats/ccmail/made_address.h"
#include "formats/text/code_page.h"
#include "formats/time/zone.h"

namespace stages {

struct EncodeOptions {
  std::string account;  // UTF-8
  std::optional<formats::text::CodePage> code_page;
  std::optional<formats::ccmail::DateOrder> date_order;
  std::optional<formats::time::Zone> zone;
  bool seen = true;  // whether a message counts as read when the dump does not tell
  std::string domain{formats::ccmail::made_domain};
};

}  // namespace stages
