// What inspect tells people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "stages/write/write.h"
#include "tools/ccmail2mbox/commands/inspect.h"
#include "tools/ccmail2mbox/dumps/dumps.h"

namespace tools {

class InspectText {
 public:
  /// With `verbose`, lists are not cut; with `contents`, dates and excerpts of messages are shown.
  InspectText(bool verbose, bool contents) : verbose_(verbose), contents_(contents) {}

  /// The block of one dump.
  [[nodiscard]] std::string block(const Dump& dump, const Inspected& inspected) const;

 private:
  void append_folders(std::string& out, const stages::Tally& tally) const;
  void append_attachments(std::string& out, const stages::Tally& tally) const;
  void append_large(std::string& out, const stages::Tally& tally) const;
  void append_labels(std::string& out, const Dump& dump, const stages::DumpResult& result) const;
  void append_damage(std::string& out, const stages::DumpResult& result) const;

  bool verbose_;
  bool contents_;
};

/// What all dumps come to.
class InspectTotals {
 public:
  void add(const Inspected& inspected);
  [[nodiscard]] std::string text() const;

  stages::Tally tally;
  std::uint64_t dumps = 0;  // that could be read
  std::uint64_t written = 0;
  std::uint64_t bytes = 0;
  std::uint64_t quarantined_bytes = 0;
  std::map<std::string, std::uint64_t> damage;
};

}  // namespace tools
