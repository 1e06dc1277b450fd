#include "tools/ccmail2mbox/destination.h"

#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/turnstile.h"
#include "stages/output_refused.h"
#include "stages/report/assembly.h"
#include "stages/write/account_directories.h"
#include "stages/write/mbox_stream.h"
#include "stages/write/output_file.h"
#include "stages/write/output_tree.h"
#include "tools/ccmail2mbox/run_facts.h"
#include "tools/ccmail2mbox/settings.h"
#include "tools/ccmail2mbox/summary.h"

namespace tools {
namespace {

// What finished dumps may hold back while one before them is still at work.
constexpr std::size_t turnstile_bytes = std::size_t{8} << 20U;

class StandardOutput : public Destination {
 public:
  explicit StandardOutput(pipeline::Cancel& cancel)
      : out_(STDOUT_FILENO, "standard output"),
        turnstile_(
            [this](const pipeline::Batch<pipeline::Slice>& batch) {
              for (const pipeline::Slice& slice : batch.records) out_.write(slice.view());
            },
            turnstile_bytes),
        cancelled_(cancel, [this] { turnstile_.cancel(); }) {}

  std::optional<stages::DumpResult> earlier(std::size_t /*dump*/) override { return std::nullopt; }
  void keep(std::size_t dump) override { turnstile_.done(dump); }
  Place begin(std::size_t dump) override {
    return {std::make_unique<stages::MboxStream>(turnstile_, dump, false), nullptr};
  }
  void done(std::size_t dump, const stages::DumpResult* /*result*/) override { turnstile_.done(dump); }
  void finish(RunResult& /*run*/) override {}

 private:
  stages::OutputFile out_;
  pipeline::Turnstile<pipeline::Slice> turnstile_;
  pipeline::Cancel::Listener cancelled_;
};

std::vector<std::string> directories_of(const FoundDumps& found) {
  std::vector<std::string> accounts;
  accounts.reserve(found.dumps.size());
  for (const Dump& dump : found.dumps) accounts.push_back(dump.account);
  return stages::account_directories(accounts);
}

class Directory : public Destination {
 public:
  Directory(const Options& options, const FoundDumps& found)
      : options_(options),
        found_(found),
        facts_(options),
        directories_(directories_of(found)),
        plan_(plan_json(options, found, directories_)),
        tree_(options.output, options.format, options.earlier, plan_) {
    for (const std::string& directory : directories_) ++accounts_[directory].open;
    // Whether a pipe gives the same as before cannot be known.
    for (std::size_t i = 0; i < found_.dumps.size(); ++i)
      if (found_.dumps[i].modified == 0) accounts_[directories_[i]].read_anew = true;
    if (tree_.is_finished()) return;
    for (std::size_t i = 0; i < found_.dumps.size(); ++i)
      if (accounts_[directories_[i]].read_anew) tree_.forget(i);
  }

  std::optional<int> finished_earlier() override {
    if (!tree_.is_finished()) return std::nullopt;
    for (const Dump& dump : found_.dumps)
      if (dump.modified == 0)
        throw stages::OutputRefused(options_.output + ": holds a finished run, and what " + dump.path +
                                    " gives cannot be compared with what it gave then; --replace begins anew");
    return exit_status_in(tree_.earlier_facts());
  }

  std::optional<stages::DumpResult> earlier(std::size_t dump) override { return tree_.whole(dump); }

  Place begin(std::size_t dump) override {
    auto part = tree_.begin(dump, name_of(dump));
    return {std::move(part.store), std::move(part.records)};
  }

  void keep(std::size_t dump) override { close(dump, true); }

  void done(std::size_t dump, const stages::DumpResult* result) override {
    if (result != nullptr) tree_.commit(dump, *result);
    close(dump, result != nullptr);
  }

  void finish(RunResult& run) override {
    for (const auto& [directory, parts] : incomplete_) tree_.place(parts, directory, true);
    stages::ReportedRun reported;
    reported.settings = settings_json(options_);
    for (std::size_t i = 0; i < found_.dumps.size(); ++i) {
      const Converted& converted = run.dumps[i];
      reported.dumps.push_back({name_of(i), directories_[i], tree_.part(i), tree_.manifest_of(i),
                                converted.result ? &*converted.result : nullptr, converted.reason, options_.code_page,
                                options_.date_order, options_.files});
    }
    for (const PassedOver& file : found_.passed_over) reported.passed_over.push_back({file.name, file.seems_to_be});
    run.root_hash = stages::assemble(reported, tree_.workshop().string());
    tree_.finish(directories_, facts_.finished(plan_, run.root_hash, exit_code_of(options_, found_, run)));
  }

 private:
  struct Account {
    std::size_t open = 0;  // dumps
    std::vector<std::size_t> whole;
    bool complete = true;
    bool read_anew = false;  // its dumps, whatever an earlier run made of them
  };

  // An account is put in place by whoever finishes the last of its dumps. One that lacks a dump waits for the end of
  // the run: if the run does not come that far, the next may have better luck with that dump.
  void close(std::size_t dump, bool whole) {
    const std::string& directory = directories_[dump];
    std::vector<std::size_t> parts;
    {
      const std::lock_guard lock(mutex_);
      Account& account = accounts_[directory];
      if (whole)
        account.whole.push_back(dump);
      else
        account.complete = false;
      if (--account.open > 0) return;
      parts = std::move(account.whole);
      std::sort(parts.begin(), parts.end());
      if (!account.complete) {
        incomplete_.emplace_back(directory, std::move(parts));
        return;
      }
    }
    tree_.place(parts, directory);
  }

  [[nodiscard]] stages::DumpName name_of(std::size_t dump) const {
    return {found_.dumps[dump].account, found_.dumps[dump].name, found_.dumps[dump].input};
  }

  const Options& options_;
  const FoundDumps& found_;
  RunFacts facts_;
  std::vector<std::string> directories_;  // by dump
  std::string plan_;
  stages::OutputTree tree_;
  std::mutex mutex_;
  std::unordered_map<std::string, Account> accounts_;  // by directory
  std::vector<std::pair<std::string, std::vector<std::size_t>>> incomplete_;
};

}  // namespace

std::unique_ptr<Destination> make_destination(const Options& options, const FoundDumps& found,
                                              pipeline::Cancel& cancel) {
  if (options.output.empty()) return std::make_unique<StandardOutput>(cancel);
  return std::make_unique<Directory>(options, found);
}

}  // namespace tools
