#include "stages/report/quarantine_directory.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "stages/report/run_report.h"
#include "stages/report/unfinished_file.h"
#include "stages/write/directory.h"
#include "stages/write/quarantine_index.h"
#include "stages/write/reporting_errors.h"

namespace stages {
namespace fs = std::filesystem;

QuarantineDirectory::QuarantineDirectory(std::string path) : path_(std::move(path)) {
  while (path_.size() > 1 && path_.ends_with('/')) path_.pop_back();
  unfinished_ = path_ + unfinished_ending;
  reporting_errors([&] { fs::remove_all(unfinished_); });
  (void)Directory::create(unfinished_);
}

QuarantineDirectory::~QuarantineDirectory() {
  std::error_code ignored;
  if (!named_) fs::remove_all(unfinished_, ignored);
}

void QuarantineDirectory::open(const std::string& account) {
  if (open_ == account && bytes_) return;
  close_account();
  auto& entry = accounts_[account];
  const bool again = entry != nullptr;
  if (!again) entry = std::make_unique<Account>();
  bytes_.emplace(unfinished_ + "/" + account + ".bin", again);
  index_.emplace(unfinished_ + "/" + account + ".csv", again);
  open_ = account;
  if (!again) write(*index_, entry->index, quarantine_columns);
}

void QuarantineDirectory::close_account() {
  if (!bytes_) return;
  bytes_->close();
  index_->close();
  bytes_.reset();
  index_.reset();
}

void QuarantineDirectory::begin(const std::string& account, const Run& run) {
  open(account);
  Account& entry = *accounts_.at(account);
  std::string row;
  append_row(row, {entry.bytes.bytes, run.length, run.file, run.place, run.reason});
  write(*index_, entry.index, row);
}

void QuarantineDirectory::write(std::string_view bytes) { write(*bytes_, accounts_.at(open_)->bytes, bytes); }

void QuarantineDirectory::write(OutputFile& file, Written& written, std::string_view bytes) {
  written.hash.update(bytes);
  written.bytes += bytes.size();
  file.write(bytes);
}

std::vector<FileSum> QuarantineDirectory::close() {
  close_account();
  std::vector<FileSum> sums;
  const auto add = [&](const std::string& name, Written& written) {
    const auto hex = written.hash.hex();
    sums.push_back({std::string(quarantine_directory) + "/" + name, written.bytes, {hex.data(), hex.size()}});
  };
  for (const auto& [account, entry] : accounts_) {
    add(account + ".bin", entry->bytes);
    add(account + ".csv", entry->index);
  }
  return sums;
}

void QuarantineDirectory::give_name() {
  reporting_errors([&] { fs::rename(unfinished_, path_); });
  named_ = true;
}

}  // namespace stages
