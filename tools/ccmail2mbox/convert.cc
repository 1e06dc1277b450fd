#include "tools/ccmail2mbox/convert.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/crew.h"
#include "pipeline/turnstile.h"
#include "stages/decode/input_file.h"
#include "stages/flow.h"
#include "stages/write/mail_format.h"
#include "stages/write/mbox_stream.h"
#include "stages/write/output_file.h"
#include "stages/write/output_tree.h"
#include "tools/ccmail2mbox/progress.h"
#include "tools/ccmail2mbox/run_facts.h"

namespace tools {
namespace {

// What finished dumps may hold back while one before them is still at work.
constexpr std::size_t turnstile_bytes = std::size_t{8} << 20U;

// Where the mail of a run goes.
class Destination {
 public:
  Destination() = default;
  Destination(const Destination&) = delete;
  Destination& operator=(const Destination&) = delete;
  Destination(Destination&&) = delete;
  Destination& operator=(Destination&&) = delete;
  virtual ~Destination() = default;

  [[nodiscard]] virtual std::unique_ptr<stages::MailStore> store(std::size_t dump) = 0;
  /// `dump` is done; `whole` tells whether it left mail behind. Called once for each dump, from any thread.
  virtual void done(std::size_t dump, bool whole) = 0;
  virtual void finish() = 0;
};

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

  std::unique_ptr<stages::MailStore> store(std::size_t dump) override {
    return std::make_unique<stages::MboxStream>(turnstile_, dump);
  }
  void done(std::size_t dump, bool /*whole*/) override { turnstile_.done(dump); }
  void finish() override {}

 private:
  stages::OutputFile out_;
  pipeline::Turnstile<pipeline::Slice> turnstile_;
  pipeline::Cancel::Listener cancelled_;
};

class Directory : public Destination {
 public:
  Directory(const Options& options, const FoundDumps& found)
      : facts_(options), format_(options.format), tree_(options.output, options.format) {
    std::vector<std::string> accounts;
    for (const Dump& dump : found.dumps) accounts.push_back(dump.account);
    directories_ = stages::account_directories(accounts);
    for (const std::string& directory : directories_) ++accounts_[directory].open;
  }

  std::unique_ptr<stages::MailStore> store(std::size_t dump) override {
    return stages::make_mail_store(format_, tree_.part(dump));
  }

  // An account is put in place by whoever finishes the last of its dumps.
  void done(std::size_t dump, bool whole) override {
    const std::string& directory = directories_[dump];
    std::vector<std::size_t> parts;
    {
      const std::lock_guard lock(mutex_);
      Account& account = accounts_[directory];
      if (whole) account.whole.push_back(dump);
      if (--account.open > 0) return;
      parts = std::move(account.whole);
    }
    std::sort(parts.begin(), parts.end());
    tree_.place(parts, directory);
  }

  void finish() override { tree_.finish(facts_.finished()); }

 private:
  struct Account {
    std::size_t open = 0;  // dumps
    std::vector<std::size_t> whole;
  };

  RunFacts facts_;
  stages::MailFormat format_;
  stages::OutputTree tree_;
  std::vector<std::string> directories_;  // by dump
  std::mutex mutex_;
  std::unordered_map<std::string, Account> accounts_;  // by directory
};

class Conversion {
 public:
  Conversion(const Options& options, const FoundDumps& found, Destination& destination, pipeline::Cancel& cancel)
      : options_(options), dumps_(found.dumps), destination_(destination), cancel_(cancel), progress_(options, found) {
    result_.dumps.resize(dumps_.size());
  }

  RunResult run() {
    pipeline::Crew crew(cancel_);
    const std::size_t workers = std::min(options_.jobs, dumps_.size());
    for (std::size_t i = 1; i < workers; ++i) crew.spawn([this] { work(); });
    crew.run_here([this] { work(); });
    crew.wait();
    destination_.finish();
    if (options_.stats) result_.meters = meters_.read();
    return std::move(result_);
  }

 private:
  // Dumps are taken in order, which the turnstile of standard output relies on.
  void work() {
    for (std::size_t dump = next_++; dump < dumps_.size(); dump = next_++) {
      if (cancel_.requested()) throw pipeline::Cancelled();
      bool whole = false;
      try {
        const auto store = destination_.store(dump);
        result_.dumps[dump].result =
            stages::convert_dump({dumps_[dump].path}, *store, flow_options(dumps_[dump]), cancel_);
        whole = true;
      } catch (const stages::InputError& error) {
        result_.dumps[dump].failure = error.what();  // the others go on
      } catch (const std::logic_error& error) {
        result_.dumps[dump].failure = dumps_[dump].path + ": a fault in this program: " + error.what();
        result_.dumps[dump].failed_by_us = true;
      }
      destination_.done(dump, whole);
    }
  }

  [[nodiscard]] stages::FlowOptions flow_options(const Dump& dump) {
    stages::FlowOptions flow;
    flow.words = options_.words;
    flow.encode.account = dump.account;
    flow.encode.code_page = options_.code_page;
    flow.encode.date_order = options_.date_order;
    flow.encode.zone = options_.zone;
    flow.encode.domain = options_.domain;
    flow.encode.seen = !options_.unread;
    flow.encode.files = options_.files;
    flow.encode.mac = options_.mac;
    flow.encode.join_texts = options_.join_texts;
    flow.encode.skip_folders = options_.skip_folders;
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
  ProgressLine progress_;
  std::atomic<std::size_t> next_{0};
  RunResult result_;
};

}  // namespace

RunResult convert(const Options& options, const FoundDumps& found, pipeline::Cancel& cancel) {
  if (options.output.empty()) {
    StandardOutput output(cancel);
    return Conversion(options, found, output, cancel).run();
  }
  Directory output(options, found);
  return Conversion(options, found, output, cancel).run();
}

}  // namespace tools
