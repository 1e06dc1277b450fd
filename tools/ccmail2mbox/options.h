// The command line, read and checked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/ccmail/vocabulary.h"
#include "formats/text/code_page.h"
#include "formats/time/zone.h"
#include "stages/encode/options.h"
#include "stages/write/mail_format.h"
#include "stages/write/output_tree.h"

namespace tools {

enum class ProgressMode : std::uint8_t { automatic, always, never };

struct Options {
  std::vector<std::string> inputs;
  std::string output;    // empty: standard output
  std::string report;    // files beside standard output; empty for none
  std::string manifest;  // likewise
  std::string quarantine;
  std::string log;           // empty for none
  bool bag = false;          // the directory becomes a bag (RFC 8493)
  bool with_source = false;  // the dumps go into the bag as well
  std::string who;           // who converts; empty where nobody was named
  std::string reason;        // what for
  stages::MailFormat format = stages::MailFormat::mbox;
  std::optional<formats::text::CodePage> code_page;
  std::optional<formats::ccmail::DateOrder> date_order;
  std::optional<formats::time::Zone> zone;
  std::string domain;
  std::string labels;  // the file they were read from; empty for none
  std::shared_ptr<const formats::ccmail::Vocabulary> words = std::make_shared<const formats::ccmail::Vocabulary>();
  std::optional<stages::FileBytes> files;
  stages::MacForm mac = stages::MacForm::appledouble;
  bool join_texts = false;
  std::vector<std::string> skip_folders;
  std::size_t jobs = 1;
  ProgressMode progress = ProgressMode::automatic;
  bool quiet = false;
  bool verbose = false;
  bool stats = false;
  bool strict = false;
  stages::Earlier earlier = stages::Earlier::refuse;  // what becomes of an output directory that is in use
  bool unread = false;                                // what is not known to have been read is marked unread
};

/// What to print instead of converting, and the exit status that goes with it.
struct Answer {
  std::string text;
  int status = 0;
};

/// Reads the arguments. `--help` and `--version` are answers with status 0, mistakes are answers with exit_usage.
[[nodiscard]] std::variant<Options, Answer> read_options(int argc, const char* const* argv);

[[nodiscard]] const char* version();

}  // namespace tools
