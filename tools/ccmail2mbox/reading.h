// How a dump is to be read, as far as a person told: what is left open, the survey settles.
#pragma once

#include <memory>
#include <optional>

#include "formats/ccmail/date.h"
#include "formats/ccmail/vocabulary.h"
#include "formats/text/code_page.h"
#include "formats/time/zone.h"
#include "stages/survey.h"

namespace tools {

struct Reading {
  std::optional<formats::text::CodePage> code_page;
  std::optional<formats::ccmail::DateOrder> date_order;
  std::optional<formats::time::Zone> zone;  // none: dates show the wall clock, marked -0000
  std::optional<stages::FileBytes> files;
  std::shared_ptr<const formats::ccmail::Vocabulary> words = std::make_shared<const formats::ccmail::Vocabulary>();
};

}  // namespace tools
