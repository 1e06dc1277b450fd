// What the user settled about one dump; what is left open, the survey settles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/ccmail/made_address.h"
#include "formats/text/code_page.h"
#include "formats/time/zone.h"
#include "stages/encode/post_office_zones.h"
#include "stages/survey.h"

namespace stages {

/// How a Macintosh file that came in a container is delivered.
enum class MacForm : std::uint8_t {
  appledouble,  ///< with both forks (RFC 1740) where there is a resource fork, else the data fork
  data,         ///< the data fork alone
  macbinary,    ///< the container, byte for byte
};

/// What the manifest calls a dump.
struct RecordedDump {
  std::string file;       // below the INPUT that led to it
  std::size_t input = 0;  // which INPUT that was, from 0
};

struct EncodeOptions {
  std::string account;  // UTF-8
  std::optional<formats::text::CodePage> code_page;
  std::optional<formats::ccmail::DateOrder> date_order;
  std::optional<formats::time::Zone> zone;
  std::shared_ptr<const PostOfficeZones> post_offices;  // of senders, before `zone`; null: none has one of its own
  bool seen = true;                                     // whether a message counts as read when the dump does not tell
  std::string domain{formats::ccmail::made_domain};
  std::optional<FileBytes> files;
  MacForm mac = MacForm::appledouble;
  bool join_texts = false;
  std::optional<RecordedDump> recorded;  // none: no lines are made for the manifest
  bool tables = false;                   // these lines hold what the tables of a run need as well
};

}  // namespace stages
