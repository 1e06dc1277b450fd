#include "tools/ccmail2mbox/conversion/destination.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stages/custody/bag.h"
#include "stages/output_refused.h"
#include "stages/report/assembly.h"
#include "stages/write/output_tree.h"
#include "tools/ccmail2mbox/conversion/custody.h"
#include "tools/ccmail2mbox/conversion/dry_run.h"
#include "tools/ccmail2mbox/conversion/reported.h"
#include "tools/ccmail2mbox/conversion/run_facts.h"
#include "tools/ccmail2mbox/conversion/settings.h"
#include "tools/ccmail2mbox/conversion/standard_output.h"
#include "tools/ccmail2mbox/dumps/checksum_lists.h"
#include "tools/ccmail2mbox/terminal/summary.h"

namespace tools {
namespace {

class Directory : public Destination {
 public:
  Directory(const Options& options, const FoundDumps& found)
      : options_(options),
        found_(found),
        facts_(options),
        directories_(directories_of(options, found)),
        plan_(plan_json(options, found, names_in_tree())),
        tree_(options.output, options.format, options.earlier, plan_) {
    for (const std::string& directory : directories_) ++accounts_[directory].open;
    // Whether a pipe gives the same as before cannot be known.
    for (std::size_t i = 0; i < found_.dumps.size(); ++i)
      if (found_.dumps[i].modified == 0) accounts_[directories_[i]].read_anew = true;
    if (tree_.is_finished()) return;
    for (std::size_t i = 0; i < found_.dumps.size(); ++i)
      if (accounts_[directories_[i]].read_anew) tree_.forget(i);
  }

  std::optional<int> finished_earlier(std::span<const stages::ChecksumList> lists) override {
    if (!tree_.is_finished()) return std::nullopt;
    for (const Dump& dump : found_.dumps)
      if (dump.modified == 0)
        throw stages::OutputRefused(options_.output + ": holds a finished run, and what " + dump.path +
                                    " gives cannot be compared with what it gave then; --replace begins anew");
    const std::string facts = tree_.earlier_facts();
    auto change = told_otherwise(facts, options_);
    if (!change) change = changed_list(facts, lists);
    if (change)
      throw stages::OutputRefused(options_.output + ": that run has finished, but " + *change +
                                  "; --replace begins anew");
    return exit_status_in(facts);
  }

  std::optional<stages::DumpResult> earlier(std::size_t dump) override { return tree_.whole(dump); }

  Place begin(std::size_t dump) override {
    auto part = tree_.begin(dump, name_of(found_.dumps[dump]), options_.tables);
    return {std::move(part.store), std::move(part.records)};
  }

  void keep(std::size_t dump) override { close(dump, true); }

  void done(std::size_t dump, const stages::DumpResult* result) override {
    if (result != nullptr) tree_.commit(dump, *result);
    close(dump, result != nullptr);
  }

  void finish(RunResult& run) override {
    for (const auto& [directory, parts] : incomplete_) tree_.place(parts, directory, true);
    stages::ReportedRun reported = reported_run(options_, found_, run);
    for (std::size_t i = 0; i < found_.dumps.size(); ++i) {
      reported.dumps[i].directory = directories_[i];
      reported.dumps[i].part = tree_.part(i);
      reported.dumps[i].manifest = tree_.manifest_of(i);
    }
    const std::string workshop = tree_.workshop().string();
    stages::Payload payload;
    if (options_.with_source) {
      copy_sources(found_, run, tree_.beside());
      tree_.put_beside(source_directory());
    }
    if (options_.bag) {
      tree_.keep_only(names_in_tree());
      payload = stages::write_payload_manifest(options_.output, workshop);
      reported.further.push_back(payload.manifest);
    }
    const std::vector<stages::FileSum> told = stages::assemble(reported, workshop);
    run.root_hash = told.back().sha256;
    const std::string facts = facts_.finished({plan_, run.root_hash, exit_code_of(options_, found_, run)}, reported);
    if (options_.bag) stages::write_tag_files(workshop, bag_info(options_, reported, payload), told, facts);
    tree_.finish(names_in_tree(), facts);
  }

 private:
  // What the run puts in place besides what tells about it.
  [[nodiscard]] std::vector<std::string> names_in_tree() const {
    std::vector<std::string> names = directories_;
    if (options_.with_source) names.push_back(source_directory());
    return names;
  }

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
  if (options.dry_run) return make_dry_run(options, found);
  if (options.output.empty()) return make_standard_output(options, found, cancel);
  return std::make_unique<Directory>(options, found);
}

}  // namespace tools
