// How a dump is to be read, as far as a person told: what is left open, the survey settles. Who tells something about
// this one dump is believed before the command line, and that before what was told about all dumps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "formats/ccmail/date.h"
#include "formats/ccmail/vocabulary.h"
#include "formats/text/code_page.h"
#include "formats/time/zone.h"
#include "stages/encode/post_office_zones.h"
#include "stages/survey.h"
#include "tools/ccmail2mbox/options/label_source.h"

namespace tools {

/// Who told something, the least specific first.
enum class ToldBy : std::uint8_t {
  nobody,
  defaults,      ///< [defaults] in the settings
  command_line,  ///< an option
  dump,          ///< the [[dump]] of the settings
};

/// As reports call it: "defaults", "command_line", "dump".
[[nodiscard]] const char* name_of(ToldBy by);

/// What one of them tells. Where `auto` was said, the inner optional is empty: the survey is to settle it.
struct Told {
  std::optional<std::optional<formats::text::CodePage>> code_page;
  std::optional<std::optional<formats::ccmail::DateOrder>> date_order;
  std::optional<std::optional<stages::FileBytes>> files;
  std::optional<formats::time::Zone> zone;
  std::shared_ptr<const LabelSource> labels;  // null: not told
};

struct Reading {
  std::optional<formats::text::CodePage> code_page;
  std::optional<formats::ccmail::DateOrder> date_order;
  std::optional<formats::time::Zone> zone;  // none: dates show the wall clock, marked -0000
  std::optional<stages::FileBytes> files;
  std::shared_ptr<const formats::ccmail::Vocabulary> words = std::make_shared<const formats::ccmail::Vocabulary>();
  std::string labels_sha256;                                    // of the table that taught some of the words
  std::shared_ptr<const stages::PostOfficeZones> post_offices;  // null: none has a zone of its own

  struct By {
    ToldBy code_page{};
    ToldBy date_order{};
    ToldBy zone{};
    ToldBy files{};
    ToldBy labels{};
  };
  By by;
};

/// Makes readings of what was told. Dumps with the same words share them.
class Readings {
 public:
  explicit Readings(std::shared_ptr<const stages::PostOfficeZones> post_offices)
      : post_offices_(std::move(post_offices)) {}

  struct Voice {
    ToldBy by{};
    const Told* told = nullptr;
  };
  /// `voices` in their order: each counts before the one in front of it. Otherwise what is wrong with a table of
  /// labels, "path:line: why".
  [[nodiscard]] tl::expected<Reading, std::string> settle(std::span<const Voice> voices);

 private:
  using Taught = std::pair<const LabelSource*, std::optional<formats::text::CodePage>>;
  std::shared_ptr<const stages::PostOfficeZones> post_offices_;
  std::shared_ptr<const formats::ccmail::Vocabulary> built_in_ = std::make_shared<const formats::ccmail::Vocabulary>();
  std::map<Taught, std::shared_ptr<const formats::ccmail::Vocabulary>> taught_;
};

}  // namespace tools
