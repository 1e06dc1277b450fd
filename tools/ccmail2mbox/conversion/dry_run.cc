#include "tools/ccmail2mbox/conversion/dry_run.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stages/report/run_report.h"
#include "stages/report/unfinished_file.h"
#include "stages/write/weighed_mail.h"
#include "tools/ccmail2mbox/conversion/reported.h"

namespace tools {
namespace {

// That there are records, even such as keep nothing, lets dumps be hashed.
class NoRecords : public stages::Records {
 public:
  void manifest(std::string /*lines*/, const stages::Placed* /*message*/) override {}
  void quarantine(const stages::Quarantined& /*quarantined*/) override {}
  void finish() override {}
};

class DryRun : public Destination {
 public:
  DryRun(const Options& options, const FoundDumps& found) : options_(options), found_(found) {
    if (!options.report.empty()) report_.emplace(options.report);
  }

  std::optional<stages::DumpResult> earlier(std::size_t /*dump*/) override { return std::nullopt; }
  Place begin(std::size_t /*dump*/) override {
    Place place;
    place.store = std::make_unique<stages::WeighedMail>(options_.format);
    if (report_) place.records = std::make_unique<NoRecords>();
    return place;
  }
  void keep(std::size_t /*dump*/) override {}
  void done(std::size_t /*dump*/, const stages::DumpResult* /*result*/) override {}

  void finish(RunResult& run) override {
    if (!report_) return;
    stages::ReportedRun reported = reported_run(options_, found_, run);
    if (!options_.output.empty()) {
      const std::vector<std::string> directories = directories_of(options_, found_);
      for (std::size_t i = 0; i < directories.size(); ++i) reported.dumps[i].directory = directories[i];
    }
    report_->write(stages::run_report(reported, {}));
    (void)report_->close();
    report_->give_name();
  }

 private:
  const Options& options_;
  const FoundDumps& found_;
  std::optional<stages::UnfinishedFile> report_;
};

}  // namespace

std::unique_ptr<Destination> make_dry_run(const Options& options, const FoundDumps& found) {
  return std::make_unique<DryRun>(options, found);
}

}  // namespace tools
