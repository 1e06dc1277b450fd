#include "tools/ccmail2mbox/conversion/convert.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/crew.h"
#include "stages/decode/input_file.h"
#include "stages/flow.h"
#include "tools/ccmail2mbox/conversion/destination.h"
#include "tools/ccmail2mbox/conversion/event_log.h"
#include "tools/ccmail2mbox/dumps/checksum_lists.h"
#include "tools/ccmail2mbox/terminal/progress.h"

namespace tools {
namespace {

class Conversion {
 public:
  Conversion(const Options& options, const FoundDumps& found, Destination& destination, pipeline::Cancel& cancel)
      : options_(options),
        dumps_(found.dumps),
        destination_(destination),
        cancel_(cancel),
        checksums_(checked_inputs(options, found)),
        progress_(options, found) {
    result_.dumps.resize(dumps_.size());
  }

  /// Tells `log` what happens; it must outlive this object.
  void tell(EventLog& log) { log_ = &log; }

  RunResult run() {
    result_.earlier_status = destination_.finished_earlier(checksums_.lists());
    if (result_.earlier_status) return std::move(result_);
    checksums_.check_others(cancel_);
    result_.checksum_lists.assign(checksums_.lists().begin(), checksums_.lists().end());
    if (log_ != nullptr) log_->begin(result_);
    pipeline::Crew crew(cancel_);
    const std::size_t workers = std::min(options_.jobs, dumps_.size());
    for (std::size_t i = 1; i < workers; ++i) crew.spawn([this] { work(); });
    crew.run_here([this] { work(); });
    crew.wait();
    destination_.finish(result_);
    if (log_ != nullptr) log_->finish(result_);
    if (options_.stats) result_.meters = meters_.read();
    return std::move(result_);
  }

 private:
  // Dumps are taken in order, which the turnstile of standard output relies on.
  void work() {
    for (std::size_t dump = next_++; dump < dumps_.size(); dump = next_++) {
      if (cancel_.requested()) throw pipeline::Cancelled();
      Converted& converted = result_.dumps[dump];
      check_checksums(dump, converted);
      if (auto earlier = destination_.earlier(dump)) {
        converted.result = std::move(earlier);
        destination_.keep(dump);
      } else {
        convert(dumps_[dump], dump, converted);
        destination_.done(dump, converted.result ? &*converted.result : nullptr);
      }
      if (log_ != nullptr) log_->done(dump, result_);
    }
  }

  // What cannot be read for this cannot be converted either, and is reported there.
  void check_checksums(std::size_t dump, Converted& converted) {
    try {
      converted.checksums = checksums_.check(dump);
    } catch (const stages::InputError&) {
      converted.checksums.clear();
    }
  }

  void convert(const Dump& dump, std::size_t number, Converted& converted) {
    try {
      const Destination::Place place = destination_.begin(number);
      converted.result =
          stages::convert_dump({dump.path}, {*place.store, place.records.get()}, flow_options(dump), cancel_);
      converted.result->damage.keep_excerpts_of_examples();
    } catch (const stages::InputError& error) {  // the others go on
      const bool begun = options_.output.empty() && error.offset();
      const std::string warning = begun ? "; mail of it that was written before is not to be trusted" : "";
      converted.failure = error.what() + warning;
      converted.reason = error.reason() + warning;
    } catch (const std::logic_error& error) {
      converted.reason = std::string("a fault in this program: ") + error.what();
      converted.failure = dump.path + ": " + converted.reason;
      converted.failed_by_us = true;
    }
  }

  [[nodiscard]] stages::FlowOptions flow_options(const Dump& dump) {
    stages::FlowOptions flow;
    flow.words = dump.reading.words;
    flow.encode.account = dump.account;
    if (!options_.dry_run && (!options_.output.empty() || !options_.manifest.empty()))
      flow.encode.recorded = {dump.name, dump.input};
    flow.encode.code_page = dump.reading.code_page;
    flow.encode.date_order = dump.reading.date_order;
    flow.encode.zone = dump.reading.zone;
    flow.encode.post_offices = dump.reading.post_offices;
    flow.encode.domain = options_.domain;
    flow.encode.seen = !options_.unread;
    flow.encode.files = dump.reading.files;
    flow.encode.mac = options_.mac;
    flow.encode.join_texts = options_.join_texts;
    flow.selection = options_.selection;
    flow.encode.tables = options_.tables;
    flow.excerpts = options_.log_content ? stages::Excerpts::contents : stages::Excerpts::structure;
    flow.spread = dump.large;
    flow.meters = options_.stats ? &meters_ : nullptr;
    flow.progress = &progress_.counters();
    return flow;
  }

  const Options& options_;
  const std::vector<Dump>& dumps_;
  Destination& destination_;
  pipeline::Cancel& cancel_;
  stages::FlowMeters meters_;
  stages::InputChecksums checksums_;
  ProgressLine progress_;
  EventLog* log_ = nullptr;
  std::atomic<std::size_t> next_{0};
  RunResult result_;
};

}  // namespace

RunResult convert(const Options& options, const FoundDumps& found, pipeline::Cancel& cancel) {
  const auto destination = make_destination(options, found, cancel);
  Conversion conversion(options, found, *destination, cancel);
  std::optional<EventLog> log;
  if (!options.log.empty()) conversion.tell(log.emplace(options, found));
  return conversion.run();
}

}  // namespace tools
