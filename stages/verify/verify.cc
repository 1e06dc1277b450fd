#include "stages/verify/verify.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "formats/hash/sha256.h"
#include "pipeline/crew.h"
#include "pipeline/side_by_side.h"
#include "stages/custody/bag.h"
#include "stages/decode/input_file.h"
#include "stages/report/run_report.h"
#include "stages/verify/bag_check.h"
#include "stages/verify/inventory.h"
#include "stages/verify/message_check.h"
#include "stages/verify/report_file.h"
#include "stages/verify/sums_file.h"
#include "stages/verify/tree_check.h"
#include "stages/write/part_records.h"

namespace stages::verify {
namespace {

constexpr const char* run_name = "run.json";
constexpr std::size_t most_waiting = std::size_t{1} << 20U;  // bytes, of what was found before its turn

class Verification {
 public:
  Verification(const VerifyOptions& options, const std::function<void(const Finding&)>& report,
               pipeline::Cancel& cancel)
      : options_(options),
        report_(report),
        cancel_(cancel),
        files_(options.directory),
        inventory_([this](const Finding& finding) { found(finding); }) {}

  Verified run() {
    if (!read_run()) return result_;
    read_sums();
    read_report();
    if (!options_.quick) inputs_.emplace(run_, result_report_.inputs, sources(), cancel_);
    check_mail();
    ResultPlan plan;
    plan.maildir = result_report_.maildir;
    for (const auto& [name, sum] : sums_) plan.records.insert(name);
    plan.records.insert(run_name);
    plan.records.insert(sums_name);
    plan.bag = sums_.contains(payload_manifest_name);
    std::uint64_t in_bag = 0;
    if (plan.bag) {
      for (const char* const tag : {bag_declaration_name, bag_info_name, tag_manifest_name}) plan.records.insert(tag);
      BagCheck bag(files_, [this](const Finding& finding) { found(finding); });
      bag.check_tags(sums_);
      bag.check_source();
      in_bag = bag.files();
      result_.bytes += bag.bytes();
    }
    for (const ReportedAccount& account : result_report_.accounts) plan.accounts.insert(account.directory);
    TreeCheck tree(options_.directory, plan, inventory_, [this](const Finding& finding) { found(finding); });
    tree.run();
    if (plan.bag && served_) found({.kind = FindingKind::no_valid_bag, .file = payload_manifest_name});
    check_totals();
    if (inputs_) check_inputs();
    result_.files = tree.files() + in_bag;
    result_.messages = inventory_.messages();
    result_.items = inventory_.items();
    result_.bytes += inventory_.bytes();
    return result_;
  }

 private:
  // Where a bag would have the exports.
  [[nodiscard]] std::string sources() const {
    return (options_.directory + "/").append(payload_directory).append("/").append(source_name);
  }

  void found(const Finding& finding) {
    ++(is_note(finding.kind) ? result_.notes : result_.faults);
    served_ = served_ || is_of_a_server(finding.kind);
    report_(finding);
  }

  // The whole file, if it is there.
  std::optional<std::string> read(const std::string& name) {
    std::string bytes;
    if (!visit(name, [&](std::string_view part) { bytes += part; })) return std::nullopt;
    return bytes;
  }

  // False: it cannot be read.
  bool visit(const std::string& name, const std::function<void(std::string_view)>& take) {
    const auto opened = files_.open(name);
    if (!opened) {
      found(opened.error());
      return false;
    }
    try {
      (*opened)->visit(0, (*opened)->size(), take);
      result_.bytes += (*opened)->size();
      return true;
    } catch (const InputError& error) {
      found({.kind = FindingKind::unreadable, .file = name, .offset = error.offset(), .what = error.reason()});
      return false;
    }
  }

  std::string sha256_of(std::string_view bytes) {
    hash_.update(bytes);
    const auto hex = hash_.hex();
    return {hex.data(), hex.size()};
  }

  void check_sum(const std::string& name, const std::string& sha256) {
    const auto sum = sums_.find(name);
    if (sum == sums_.end())
      found({.kind = FindingKind::not_listed, .file = name});
    else if (sum->second != sha256)
      found({.kind = FindingKind::checksum, .file = name, .wanted = sum->second, .found = sha256});
  }

  // False: a run that did not come to its end has nothing to be held against.
  bool read_run() {
    const auto opened = files_.open(run_name);
    if (!opened && opened.error().kind == FindingKind::missing) {
      found({.kind = FindingKind::unfinished, .file = run_name});
      return false;
    }
    const auto json = read(run_name);
    if (!json) return true;
    auto run = parse_run(*json);
    if (run)
      run_ = *std::move(run);
    else
      found({.kind = FindingKind::malformed, .file = run_name, .what = run.error()});
    return true;
  }

  void read_sums() {
    const auto text = read(sums_name);
    if (!text) return;
    const std::string sha256 = sha256_of(*text);
    if (!run_.root_sha256.empty() && sha256 != run_.root_sha256)
      found({.kind = FindingKind::root_checksum, .file = sums_name, .wanted = run_.root_sha256, .found = sha256});
    auto sums = parse_sums(*text);
    if (!sums) {
      found({.kind = FindingKind::malformed, .file = sums_name, .offset = sums.error()});
      return;
    }
    sums_ = *std::move(sums);
    for (const auto& [name, sum] : sums_) {
      if (name == manifest_name || name == report_name) continue;  // read for what is in them as well
      if (visit(name, [this](std::string_view part) { hash_.update(part); })) check_sum(name, sha256_of({}));
    }
  }

  void read_report() {
    auto json = read(report_name);
    if (!json) return;
    check_sum(report_name, sha256_of(*json));
    std::vector<Finding> faults;
    auto report = parse_report(*std::move(json), faults);
    if (!report) {
      found({.kind = FindingKind::malformed, .file = report_name, .what = report.error()});
      return;
    }
    for (Finding& fault : faults) {
      fault.file = report_name;
      found(fault);
    }
    result_report_ = *std::move(report);
    has_report_ = true;
  }

  void check_mail() {
    auto opened = files_.open(manifest_name);
    if (!opened) {
      found(opened.error());
      return;
    }
    ManifestReader manifest(*std::move(opened), !options_.quick);
    pipeline::Cancel own;
    const pipeline::Cancel::Listener from_outside(cancel_, [&] { own.request(); });
    pipeline::BoundedQueue<ManifestLines> lines;
    pipeline::Tickets<ManifestLines> tickets(lines);
    pipeline::Turnstile<CheckedMail> checked(
        [&](const pipeline::Batch<CheckedMail>& batch) {
          for (const CheckedMail& mail : batch.records) inventory_.take(mail);
        },
        most_waiting);
    const pipeline::Cancel::Listener stop(own, [&] {
      lines.cancel();
      checked.cancel();
    });
    ServedNames served(options_.directory);
    const MessageSources sources{.directory = options_.directory,
                                 .served = served,
                                 .inputs = inputs_ ? &*inputs_ : nullptr,
                                 .join_texts = result_report_.join_texts};
    const auto check = [&] {
      MessageCheck stage(sources);
      pipeline::work_side_by_side(tickets, stage, checked);
    };
    pipeline::Crew crew(own);
    crew.spawn([&] {
      pipeline::QueueOutlet outlet(lines);
      while (auto next = manifest.next()) outlet.put(*std::move(next));
      outlet.close();
    });
    for (std::size_t i = 1; i < options_.jobs; ++i) crew.spawn(check);
    crew.run_here(check);
    try {
      crew.wait();
    } catch (const InputError& error) {
      found({.kind = FindingKind::unreadable, .file = error.path(), .offset = error.offset(), .what = error.reason()});
      return;
    }
    inventory_.finish();
    result_.bytes += manifest.bytes();
    check_sum(manifest_name, manifest.sha256());
  }

  void check_totals() {
    if (!has_report_) return;
    const auto compare = [&](const std::string& what, std::uint64_t wanted, std::uint64_t there) {
      if (wanted != there)
        found({.kind = FindingKind::totals_differ,
               .file = manifest_name,
               .what = what,
               .wanted = std::to_string(wanted),
               .found = std::to_string(there)});
    };
    compare("", result_report_.written, inventory_.messages());
    for (const ReportedAccount& account : result_report_.accounts)
      compare(account.directory, account.messages, inventory_.messages_of(account.directory));
  }

  // Each is read whole, several side by side.
  void check_inputs() {
    std::vector<std::uint64_t> gone(run_.inputs.size() + 1);
    for (const ReportedInput& input : result_report_.inputs)
      if (inputs_->is_gone(input.input)) ++gone[std::min<std::size_t>(input.input, run_.inputs.size())];
    for (std::size_t i = 0; i < gone.size(); ++i)
      if (gone[i] > 0) found({.kind = FindingKind::input_gone, .file = inputs_->name_of(i), .count = gone[i]});
    pipeline::Cancel own;
    const pipeline::Cancel::Listener from_outside(cancel_, [&] { own.request(); });
    pipeline::Turnstile<Finding> findings(
        [&](const pipeline::Batch<Finding>& batch) {
          for (const Finding& finding : batch.records) found(finding);
        },
        most_waiting);
    const pipeline::Cancel::Listener stop(own, [&] { findings.cancel(); });
    std::atomic<std::size_t> next{0};
    std::atomic<std::uint64_t> compared{0};
    const auto check = [&] {
      for (std::size_t dump = next++; dump < result_report_.inputs.size(); dump = next++) {
        if (own.requested()) throw pipeline::Cancelled();
        pipeline::Batch<Finding> batch;
        for (Finding& finding : inputs_->check(dump)) batch.add(std::move(finding));
        const bool told = std::any_of(batch.records.begin(), batch.records.end(),
                                      [](const Finding& finding) { return is_note(finding.kind); });
        if (!told && !inputs_->is_gone(result_report_.inputs[dump].input)) ++compared;
        if (!batch.records.empty()) findings.pass(dump, std::move(batch));
        findings.done(dump);
      }
    };
    pipeline::Crew crew(own);
    for (std::size_t i = 1; i < options_.jobs; ++i) crew.spawn(check);
    crew.run_here(check);
    crew.wait();
    result_.inputs = compared;
  }

  const VerifyOptions& options_;
  const std::function<void(const Finding&)>& report_;
  pipeline::Cancel& cancel_;
  ResultFiles files_;
  Inventory inventory_;
  formats::hash::Sha256 hash_;
  RunRecord run_;
  std::map<std::string, std::string> sums_;
  ResultReport result_report_;
  std::optional<InputDumps> inputs_;  // none: they are not asked for
  bool has_report_ = false;
  bool served_ = false;
  Verified result_;
};

}  // namespace

Verified verify(const VerifyOptions& options, const std::function<void(const Finding&)>& report,
                pipeline::Cancel& cancel) {
  return Verification(options, report, cancel).run();
}

}  // namespace stages::verify
