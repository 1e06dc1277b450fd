// The fifth stage: mail goes into its store, and what happened to the dump is summed up.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "pipeline/stage.h"
#include "stages/damage_list.h"
#include "stages/mail.h"
#include "stages/write/mail_store.h"
#include "stages/write/records.h"

namespace stages {

/// What became of one dump.
struct DumpResult {
  Survey survey;
  DumpClosed dump;
  Ledger ledger;
  Tally tally;
  UnknownLabels unknown_labels;
  std::uint64_t written = 0;    // messages
  std::uint64_t bytes_out = 0;  // of mail
  DamageList damage;
  std::map<std::string, std::uint64_t> damage_by_kind;

  [[nodiscard]] bool closes() const {
    return ledger.closes(dump.bytes) && tally.messages == written + tally.quarantined_messages + tally.skipped_messages;
  }
};

class Write : public pipeline::Stage<Mail, DumpResult> {
 public:
  /// `records` may be null: then nothing is kept but the mail. `messages_written`, if given, is advanced.
  explicit Write(MailStore& store, Records* records = nullptr, std::atomic<std::uint64_t>* messages_written = nullptr)
      : store_(store), records_(records), messages_written_(messages_written) {}

  void take(Mail mail, pipeline::Sink<DumpResult>& sink) override;
  void finish(pipeline::Sink<DumpResult>& sink) override;

 private:
  MailStore& store_;
  Records* records_;
  std::atomic<std::uint64_t>* messages_written_;
  DumpResult result_;
};

}  // namespace stages
