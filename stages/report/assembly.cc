#include "stages/report/assembly.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <utility>

#include "formats/json/json_text.h"
#include "stages/output_error.h"
#include "stages/report/duplicates.h"
#include "stages/report/hashed_file.h"
#include "stages/report/html/page.h"
#include "stages/report/run_report.h"
#include "stages/report/tables.h"
#include "stages/write/line_file.h"
#include "stages/write/part_records.h"
#include "stages/write/quarantine_index.h"

namespace stages {
namespace fs = std::filesystem;
namespace {

// The path of a message's file begins with the directory of its account. Inside strings quotes are escaped, so what is
// searched for stands there once.
void write_manifest(HashedFile& out, const ReportedDump& dump, Duplicates& duplicates) {
  constexpr std::string_view output = R"(,"output":{"file":")";
  std::string directory;
  formats::json::append_string(directory, dump.directory + "/");
  const std::string_view prefix = std::string_view(directory).substr(1, directory.size() - 2);
  LineFile lines(dump.manifest.string());
  while (const auto line = lines.next()) {
    const std::size_t at = line->rfind(output);
    if (at == std::string_view::npos) {
      out.write(*line);
    } else {
      duplicates.add(*line, out.bytes());
      out.write(line->substr(0, at + output.size()));
      out.write(prefix);
      out.write(line->substr(at + output.size()));
    }
    out.write("\n");
  }
}

void copy_bytes(const fs::path& from, HashedFile& out) {
  std::ifstream in(from, std::ios::binary);
  if (!in) throw OutputError(from.string(), EIO);
  std::vector<char> buffer(std::size_t{256} << 10U);
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    out.write({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (in.bad()) throw OutputError(from.string(), EIO);
}

// One file of bytes and one index for each account that has any.
void write_quarantine(const std::string& directory, std::span<const ReportedDump> dumps, std::vector<FileSum>& sums) {
  std::map<std::string, std::vector<const ReportedDump*>> accounts;
  for (const ReportedDump& dump : dumps)
    if (dump.result != nullptr && fs::exists(dump.part / quarantine_index_name))
      accounts[dump.directory].push_back(&dump);
  if (accounts.empty()) return;
  (void)Directory::create(directory + "/" + quarantine_directory);
  for (const auto& [account, parts] : accounts) {
    const std::string name = std::string(quarantine_directory) + "/" + account.substr(account.rfind('/') + 1);
    HashedFile bytes(directory, name + ".bin");
    HashedFile index(directory, name + ".csv");
    index.write(quarantine_columns);
    for (const ReportedDump* const dump : parts) {
      LineFile rows((dump->part / quarantine_index_name).string());
      std::string row;
      while (const auto line = rows.next()) {
        row.append(row.empty() ? "" : "\n").append(*line);
        if (!is_whole_row(row)) continue;
        const auto moved = moved_row(row, bytes.bytes());
        if (!moved) throw OutputError((dump->part / quarantine_index_name).string(), EINVAL);
        index.write(*moved + "\n");
        row.clear();
      }
      copy_bytes(dump->part / quarantine_bytes_name, bytes);
    }
    sums.push_back(bytes.close());
    sums.push_back(index.close());
  }
}

}  // namespace

std::vector<FileSum> assemble(const ReportedRun& run, const std::string& directory) {
  std::vector<FileSum> sums = run.further;
  Duplicates duplicates(directory);
  HashedFile manifest(directory, manifest_name);
  for (const ReportedDump& dump : run.dumps)
    if (dump.result != nullptr) write_manifest(manifest, dump, duplicates);
  sums.push_back(manifest.close());
  sums.push_back(duplicates.write(directory, fs::path(directory) / manifest_name));
  if (run.tables)
    for (FileSum& table : write_tables(directory, fs::path(directory) / manifest_name))
      sums.push_back(std::move(table));
  write_quarantine(directory, run.dumps, sums);
  HashedFile page(directory, html::page_name);
  page.write(html::page(run));
  sums.push_back(page.close());
  std::sort(sums.begin(), sums.end(), [](const FileSum& a, const FileSum& b) { return a.file < b.file; });

  HashedFile report(directory, report_name);
  report.write(run_report(run, sums));
  sums.push_back(report.close());

  // As `sha256sum -c` reads it.
  HashedFile list(directory, sums_name);
  for (const FileSum& sum : sums) list.write(sum.sha256 + "  " + sum.file + "\n");
  sums.push_back(list.close());
  return sums;
}

}  // namespace stages
