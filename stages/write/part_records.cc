#include "stages/write/part_records.h"

#include <utility>

#include "stages/write/quarantine_index.h"

namespace stages {

PartRecords::PartRecords(std::string directory, std::string file)
    : directory_(std::move(directory)), file_(std::move(file)), manifest_(path(manifest_name)) {}

void PartRecords::manifest(std::string lines, const Placed* message) {
  if (message != nullptr) append_output(lines, *message);
  manifest_.write(lines);
}

void PartRecords::quarantine(const Quarantined& quarantined) {
  if (!bytes_) {
    bytes_.emplace(path(quarantine_bytes_name));
    index_.emplace(path(quarantine_index_name));
  }
  std::string row;
  append_row(row, {.offset = bytes_->bytes(),
                   .length = quarantined.bytes.length(),
                   .file = file_,
                   .place = quarantined.bytes.offset(),
                   .reason = quarantined.why});
  index_->write(row);
  quarantined.bytes.visit([this](std::string_view part) { bytes_->write(part); });
}

void PartRecords::finish() {
  manifest_.close();
  if (!bytes_) return;
  bytes_->close();
  index_->close();
}

}  // namespace stages
