#include "stages/write/write.h"

#include <utility>

namespace stages {

void Write::take(Mail mail, pipeline::Sink<DumpResult>& /*sink*/) {
  if (const auto* piece = std::get_if<MailPiece>(&mail)) {
    store_.add(*piece);
    if (!piece->ends) return;
    ++result_.written;
    if (messages_written_ != nullptr) messages_written_->fetch_add(1, std::memory_order_relaxed);
  } else if (auto* lines = std::get_if<ManifestLines>(&mail)) {
    if (records_ == nullptr) return;
    if (lines->of_message) {
      const Placed placed = store_.last();
      records_->manifest(std::move(lines->text), &placed);
    } else {
      records_->manifest(std::move(lines->text), nullptr);
    }
  } else if (const auto* quarantined = std::get_if<Quarantined>(&mail)) {
    if (records_ != nullptr) records_->quarantine(*quarantined);
  } else if (auto* damage = std::get_if<Damage>(&mail)) {
    ++result_.damage_by_kind[std::string(name_of(damage->kind))];
    result_.damage.add(std::move(*damage));
  } else if (auto* survey = std::get_if<Survey>(&mail)) {
    result_.survey = std::move(*survey);
  } else if (auto* accounted = std::get_if<DumpAccounted>(&mail)) {
    result_.dump = accounted->dump;
    result_.ledger = accounted->ledger;
    result_.unknown_labels = std::move(accounted->unknown_labels);
  } else if (const auto* tally = std::get_if<Tally>(&mail)) {
    result_.tally += *tally;
  }
}

void Write::finish(pipeline::Sink<DumpResult>& sink) {
  store_.finish();
  if (records_ != nullptr) records_->finish();
  result_.bytes_out = store_.bytes();
  sink.put(std::move(result_));
}

}  // namespace stages
