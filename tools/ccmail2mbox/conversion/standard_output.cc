#include "tools/ccmail2mbox/conversion/standard_output.h"

#include <unistd.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stages/report/quarantine_directory.h"
#include "stages/report/run_report.h"
#include "stages/report/unfinished_file.h"
#include "stages/write/mail_stream.h"
#include "stages/write/output_file.h"
#include "stages/write/part_records.h"
#include "tools/ccmail2mbox/conversion/reported.h"

namespace tools {
namespace {

// What finished dumps may hold back while one before them is still at work.
constexpr std::size_t turnstile_bytes = std::size_t{8} << 20U;

class StandardOutput : public Destination {
 public:
  StandardOutput(const Options& options, const FoundDumps& found, pipeline::Cancel& cancel)
      : options_(options),
        found_(found),
        out_(STDOUT_FILENO, "standard output"),
        stream_(outputs()),
        turnstile_(
            [this](pipeline::Batch<stages::Streamed> batch) {
              for (stages::Streamed& streamed : batch.records) stream_.take(std::move(streamed));
            },
            turnstile_bytes),
        cancelled_(cancel, [this] { turnstile_.cancel(); }) {
    if (!options.report.empty()) report_.emplace(options.report);
  }

  std::optional<stages::DumpResult> earlier(std::size_t /*dump*/) override { return std::nullopt; }
  void keep(std::size_t dump) override { turnstile_.done(dump); }
  Place begin(std::size_t dump) override {
    const stages::StreamRecords::Kept kept{manifest_.has_value(), quarantine_.has_value()};
    Place place;
    place.store = std::make_unique<stages::MboxStream>(turnstile_, dump, kept.manifest);
    if (kept.manifest || kept.quarantine || report_)
      place.records = std::make_unique<stages::StreamRecords>(turnstile_, dump, kept);
    return place;
  }
  void done(std::size_t dump, const stages::DumpResult* /*result*/) override { turnstile_.done(dump); }

  void finish(RunResult& run) override {
    std::vector<stages::FileSum> sums;
    const auto add = [&](stages::FileSum sum, const char* name) {
      sum.file = name;
      sums.push_back(std::move(sum));
    };
    if (manifest_) add(manifest_->close(), stages::manifest_name);
    if (quarantine_)
      for (stages::FileSum& sum : quarantine_->close()) sums.push_back(std::move(sum));
    if (report_) {
      report_->write(stages::run_report(reported_run(options_, found_, run), sums));
      (void)report_->close();
    }
    if (manifest_) manifest_->give_name();
    if (quarantine_) quarantine_->give_name();
    if (report_) report_->give_name();
  }

 private:
  stages::MailStream::Outputs outputs() {
    stages::MailStream::Outputs outputs;
    outputs.mail = [this](std::string_view bytes) { out_.write(bytes); };
    if (!options_.manifest.empty()) {
      manifest_.emplace(options_.manifest);
      outputs.manifest = [this](std::string_view lines) { manifest_->write(lines); };
    }
    if (!options_.quarantine.empty()) {
      quarantine_.emplace(options_.quarantine);
      directories_ = directories_of(options_, found_);
      outputs.quarantine = [this](const stages::StreamedQuarantine& part) {
        if (part.run)
          quarantine_->begin(directories_[part.dump],
                             {part.run->length, found_.dumps[part.dump].name, part.run->place, part.run->why});
        quarantine_->write(part.bytes);
      };
    }
    return outputs;
  }

  const Options& options_;
  const FoundDumps& found_;
  stages::OutputFile out_;
  std::vector<std::string> directories_;  // by dump; for quarantine
  std::optional<stages::UnfinishedFile> manifest_;
  std::optional<stages::QuarantineDirectory> quarantine_;
  std::optional<stages::UnfinishedFile> report_;
  stages::MailStream stream_;
  stages::StreamTurnstile turnstile_;
  pipeline::Cancel::Listener cancelled_;
};

}  // namespace

std::unique_ptr<Destination> make_standard_output(const Options& options, const FoundDumps& found,
                                                  pipeline::Cancel& cancel) {
  return std::make_unique<StandardOutput>(options, found, cancel);
}

}  // namespace tools
