// The options that say where mail and records go, and what becomes of an earlier result.
#pragma once

#include <optional>
#include <string>

#include "stages/write/mail_format.h"
#include "stages/write/output_tree.h"

namespace CLI {
class App;
}

namespace tools {

struct OutputOptions {
  bool dry_run = false;  // nothing is written but the report and the log
  std::string output;    // empty: standard output
  std::string report;    // files beside standard output; empty for none
  std::string manifest;  // likewise
  std::string quarantine;
  std::string log;           // empty for none
  bool bag = false;          // the directory becomes a bag (RFC 8493)
  bool with_source = false;  // the dumps go into the bag as well
  bool tables = false;       // of messages and attachments (CSV), in the directory
  bool log_content = false;  // examples of damage in report.html show what stands there, words of messages too
  std::string who;           // who converts; empty where nobody was named
  std::string reason;        // what for
  stages::MailFormat format = stages::MailFormat::mbox;
  stages::Earlier earlier = stages::Earlier::refuse;  // what becomes of an output directory that is in use
};

class OutputGroup {
 public:
  explicit OutputGroup(OutputOptions& options) : options_(options) {}
  void add_to(CLI::App& app);
  [[nodiscard]] std::optional<std::string> settle();

 private:
  OutputOptions& options_;
  std::string format_ = "mbox";
  bool resume_ = false;
  bool replace_ = false;
};

}  // namespace tools
