// The end of a run: what the parts tell is put together, in the order of the inputs, to the files that tell about the
// whole result. What it makes depends on the parts alone, not on when or in how many runs they were built.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/text/code_page.h"
#include "stages/custody/input_checksums.h"
#include "stages/report/dump_report.h"
#include "stages/report/hashed_file.h"

namespace stages {

/// One dump, converted or not.
struct ReportedDump {
  DumpName name;
  std::string directory;                                 // of its account, in the result; empty on standard output
  std::filesystem::path part;                            // where its records are
  std::filesystem::path manifest;                        // with paths below the directory of the account
  const DumpResult* result = nullptr;                    // null: it could not be converted
  std::string failure;                                   // why not
  std::optional<formats::text::CodePage> code_page;      // as the user told
  std::optional<formats::ccmail::DateOrder> date_order;  // likewise
  std::optional<FileBytes> files;                        // likewise
  std::vector<InputChecksum> checksums;                  // that were found beside it
  std::string told;  // JSON: what the settings say of it, and who else; empty for nothing
};

/// What is no export, or could not be looked at, and why.
struct LeftOut {
  std::string file;
  std::string why;
};

/// A file that was named more than once, and read once.
struct RepeatedInput {
  std::string file;
  std::size_t input = 0;
};

struct ReportedRun {
  std::string settings;  // JSON: the program, its version and every option that the result depends on
  std::vector<ReportedDump> dumps;
  std::vector<LeftOut> passed_over;
  std::vector<LeftOut> failures;
  std::vector<RepeatedInput> repeated;
  std::span<const ChecksumList> checksum_lists;  // that were found beside the dumps
  std::vector<FileSum> further;                  // files that stand beside the report already
  bool tables = false;                           // of messages and attachments; the manifests hold what they need
  std::vector<std::string> unmatched;            // dumps that the settings tell about, and that are not there
};

/// Writes report.json, report.html, manifest.jsonl, duplicates.csv, the tables that are asked for, quarantine/ (where
/// there is any) and SHA256SUMS into `directory`. Returns what stands beside the mail now, last SHA256SUMS, whose
/// SHA-256 is the one number that stands for the result. Throws OutputError.
[[nodiscard]] std::vector<FileSum> assemble(const ReportedRun& run, const std::string& directory);

}  // namespace stages
