// Writes a file of --settings that proposes, per dump, what the program would do alone, with the evidence beside it,
// for a person to check and correct. Read back unchanged it gives the same mail as no settings at all.
//
// How a command makes one: for each Dump of find_dumps(), survey it as the conversion does, fill a ProposedDump from
// the Dump (file, path, account, reading) and from what was found, and write settings_text() of all of them to a new
// file.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "stages/mail.h"
#include "stages/survey.h"
#include "tools/ccmail2mbox/options/reading.h"

namespace tools {

/// A label that nobody knows.
struct ProposedLabel {
  std::string name;  // UTF-8, without its colon
  std::uint64_t count = 0;
  std::uint64_t offset = 0;  // of the first one, in the dump
};

struct ProposedDump {
  std::string file;     // Dump::name
  std::string path;     // the same, absolute: written where two dumps have one name
  std::string account;  // Dump::account
  Reading told;         // Dump::reading: is written in the place of what was found
  std::string labels;   // absolute path of the table that `told` has words of; empty for none
  stages::Survey survey;
  std::uint64_t messages = 0;
  stages::DateRange dates;
  std::vector<ProposedLabel> unknown_labels;
  std::map<std::string, std::uint64_t> post_offices;  // messages by the post office of their sender (UTF-8)
};

/// The file, in TOML. Nothing from a dump leaves the string or the comment that it stands in. What TOML cannot hold (a
/// name that is not UTF-8) is left to the program, in a comment.
[[nodiscard]] std::string settings_text(std::span<const ProposedDump> dumps);

}  // namespace tools
