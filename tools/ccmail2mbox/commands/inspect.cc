#include "tools/ccmail2mbox/commands/inspect.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "pipeline/crew.h"
#include "stages/custody/input_checksums.h"
#include "stages/decode/input_file.h"
#include "stages/flow.h"
#include "stages/post_office_census.h"
#include "stages/write/discarding_store.h"
#include "tools/ccmail2mbox/dumps/checksum_lists.h"

namespace tools {
namespace {

// Nothing is kept; but where records are asked for, decode tells the hashes.
class NoRecords : public stages::Records {
 public:
  void manifest(std::string /*lines*/, const stages::Placed* /*message*/) override {}
  void quarantine(const stages::Quarantined& /*quarantined*/) override {}
  void finish() override {}
};

class Inspection {
 public:
  using Tell = std::function<void(std::size_t, const Inspected&)>;

  Inspection(const InspectOptions& options, const InputOptions& input, const FoundDumps& found, const Tell& tell,
             pipeline::Cancel& cancel)
      : options_(options),
        dumps_(found.dumps),
        tell_(tell),
        cancel_(cancel),
        checksums_(checked_inputs(input, found)) {}

  std::vector<stages::ChecksumList> run() {
    checksums_.check_others(cancel_);
    pipeline::Crew crew(cancel_);
    const std::size_t workers = std::min(options_.jobs, dumps_.size());
    for (std::size_t i = 1; i < workers; ++i) crew.spawn([this] { work(); });
    crew.run_here([this] { work(); });
    crew.wait();
    return {checksums_.lists().begin(), checksums_.lists().end()};
  }

 private:
  void work() {
    for (std::size_t dump = next_++; dump < dumps_.size(); dump = next_++) {
      if (cancel_.requested()) throw pipeline::Cancelled();
      done(dump, look_at(dump));
    }
  }

  Inspected look_at(std::size_t number) {
    const Dump& dump = dumps_[number];
    Inspected inspected;
    Converted& converted = inspected.converted;
    try {
      converted.checksums = checksums_.check(number);
      stages::OwnerSurvey owner(dump.reading.code_page);
      stages::FlowOptions flow;
      flow.words = dump.reading.words;
      flow.encode.account = dump.account;
      flow.encode.code_page = dump.reading.code_page;
      flow.encode.date_order = dump.reading.date_order;
      flow.encode.zone = dump.reading.zone;
      flow.encode.files = dump.reading.files;
      flow.spread = dump.large;
      flow.excerpts = options_.contents ? stages::Excerpts::contents : stages::Excerpts::structure;
      flow.encode.post_offices = dump.reading.post_offices;
      stages::PostOfficeCensus census(dump.reading.code_page);
      flow.watch = [&](const stages::Message& message) {
        owner.add(message);
        if (options_.post_offices) census.add(message);
      };
      stages::DiscardingStore store;
      NoRecords records;
      converted.result = stages::convert_dump({dump.path}, {store, &records}, flow, cancel_);
      inspected.owner = owner.result();
      inspected.post_offices = census.result();
    } catch (const stages::InputError& error) {  // the others go on
      converted.failure = error.what();
      converted.reason = error.reason();
    } catch (const std::logic_error& error) {
      converted.reason = std::string("a fault in this program: ") + error.what();
      converted.failure = dump.path + ": " + converted.reason;
      converted.failed_by_us = true;
    }
    return inspected;
  }

  void done(std::size_t dump, Inspected inspected) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(dump, std::move(inspected));
    while (!waiting_.empty() && waiting_.begin()->first == told_) {
      tell_(told_++, waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
    }
  }

  const InspectOptions& options_;
  const std::vector<Dump>& dumps_;
  const Tell& tell_;
  pipeline::Cancel& cancel_;
  stages::InputChecksums checksums_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::map<std::size_t, Inspected> waiting_;  // for those before them
  std::size_t told_ = 0;
};

}  // namespace

std::vector<stages::ChecksumList> inspect(const InspectOptions& options, const InputOptions& input,
                                          const FoundDumps& found,
                                          const std::function<void(std::size_t, const Inspected&)>& tell,
                                          pipeline::Cancel& cancel) {
  return Inspection(options, input, found, tell, cancel).run();
}

}  // namespace tools
