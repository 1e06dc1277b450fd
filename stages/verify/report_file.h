// What report.json says, as far as verify asks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "stages/verify/finding.h"

namespace stages::verify {

struct ReportedInput {
  std::string file;         // below the INPUT that led to it
  std::uint64_t input = 0;  // which INPUT that was
  std::uint64_t bytes = 0;  // of the decompressed dump
  std::string sha256;
  std::string container;  // kind
  std::uint64_t stored_bytes = 0;
  std::string stored_sha256;
  std::string code_page;
  std::uint64_t written = 0;  // messages
};

struct ReportedAccount {
  std::string directory;
  std::uint64_t messages = 0;
};

struct ResultReport {
  bool join_texts = false;
  bool maildir = false;
  std::vector<ReportedInput> inputs;
  std::vector<ReportedAccount> accounts;
  std::uint64_t written = 0;
};

/// `json` is the whole file. Numbers that do not add up
/// (parts of an input's bytes, messages seen and those that became something) are put behind `faults`. An error says
/// what is wrong with it.
[[nodiscard]] tl::expected<ResultReport, std::string> parse_report(std::string json, std::vector<Finding>& faults);

/// Of run.json: which inputs were named, and from which directory.
struct RunRecord {
  std::string root_sha256;
  std::vector<std::string> inputs;
  std::string directory;  // the working directory; empty where it was not noted
};

/// Likewise.
[[nodiscard]] tl::expected<RunRecord, std::string> parse_run(std::string_view json);

}  // namespace stages::verify
