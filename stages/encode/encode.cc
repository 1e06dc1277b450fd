#include "stages/encode/encode.h"

#include <utility>

#include "formats/ascii.h"
#include "formats/ccmail/date.h"
#include "formats/ccmail/state.h"
#include "formats/mime/header.h"
#include "formats/mime/header_reader.h"
#include "stages/damage_text.h"
#include "stages/folder_name.h"
#include "stages/head.h"
#include "stages/identity.h"

namespace stages {
namespace {

using formats::ccmail::Meaning;
using formats::ccmail::Priority;

// As mail programs write it: Importance is RFC 2156's, X-Priority everybody's. Nothing says what is usual.
constexpr std::string_view priority_headers(Priority priority) {
  switch (priority) {
    case Priority::low:
      return "Importance: low\nX-Priority: 4 (Low)\n";
    case Priority::normal:
      return "";
    case Priority::high:
      return "Importance: high\nX-Priority: 2 (High)\n";
    case Priority::urgent:
      return "Importance: high\nX-Priority: 1 (Highest)\n";
  }
  return "";
}

// More folders than this, and it starts to learn them anew: a bound, not a limit.
constexpr std::size_t most_folders_known = 1024;
constexpr std::size_t most_post_offices_known = 1024;  // likewise

// What is shorter in the dump is no large message in the mail, even if it is all short texts with a byte that has no
// character, which become two parts each.
constexpr std::uint64_t least_for_large = std::uint64_t{512} << 10U;

}  // namespace

Encode::Encode(EncodeOptions options) : options_(std::move(options)) {}

void Encode::take(Piece piece, pipeline::Sink<Mail>& sink) {
  if (auto* message = std::get_if<Message>(&piece)) {
    encode(std::move(*message), sink);
  } else if (auto* survey = std::get_if<Survey>(&piece)) {
    sink.put(std::move(*survey));
  } else if (auto* quarantined = std::get_if<Quarantined>(&piece)) {
    if (quarantined->is_message) {
      ++tally_.messages;
      ++tally_.quarantined_messages;
    }
    sink.put(std::move(*quarantined));
  } else if (auto* damage = std::get_if<Damage>(&piece)) {
    sink.put(std::move(*damage));
  } else {
    sink.put(std::get<DumpAccounted>(std::move(piece)));
  }
}

void Encode::finish(pipeline::Sink<Mail>& sink) {
  for (std::size_t i = 0; i < months_.size(); ++i)
    if (months_[i] > 0) tally_.months.push_back({first_likely_year * 12 + static_cast<int>(i), months_[i]});
  sink.put(std::move(tally_));
}

void Encode::settle(std::shared_ptr<const Survey> survey) {
  survey_ = std::move(survey);
  page_ = options_.code_page.value_or(survey_->code_page.page);
  folders_.clear();
  book_.emplace(page_, options_.domain);
  dump_headers_.emplace(page_);
  body_.emplace(page_, options_);
  if (options_.recorded) recorder_.emplace(page_, options_);
}

void Encode::encode(Message message, pipeline::Sink<Mail>& sink) {
  if (message.survey != survey_) settle(std::move(message.survey));
  ++tally_.messages;
  head_ = std::move(message.parsed);
  Folder& folder = folder_of(message);
  folder_ = &folder;
  if (message.skip != Skip::no) {
    leave_out(message, *folder.name, sink);
    return;
  }
  if (folder.facts == nullptr) folder.facts = &tally_.folders[*folder.name];
  ++folder.facts->messages;
  tally_.dates_missing_kept += message.kept_without_date ? 1 : 0;
  identity_digits_ = identity_.digits(head_->lines(), message);
  digits_ = {identity_digits_.data(), identity_digits_.size()};
  book_->read(*head_, people_);
  body_->read_labels(message, tally_);
  Dated dated = date_of(message.date, newest_file(), zone());
  tally_.senders_missing += people_.sender_known ? 0 : 1;
  const bool repaired = dated.missing || dated.impossible || !people_.sender_known || !message.damage.empty();
  tally_.repaired += repaired ? 1 : 0;
  damage_ = message.damage;
  note_date(message, dated);
  for (const Damage& damage : damage_) sink.put(damage);
  read_internet_header(message, dated);
  tally_.dates_without_zone += dated.offset_minutes ? 0 : 1;

  auto envelope = std::make_shared<Envelope>();
  envelope->sender = people_.from->addr_spec;
  envelope->unix_seconds = dated.unix_seconds;
  envelope->folder = folder_->name;
  const bool seen = formats::ccmail::parse_read_state(head_->value(Meaning::read, joined_)).value_or(options_.seen);
  envelope->seen = seen;
  const bool measured = message.length >= least_for_large;
  mail_.begin(std::move(envelope), sink, measured);
  write_head(message, dated);
  body_->write(message, digits_, mail_, tally_);
  mail_.end();
  if (measured) tally_.add_large({message.offset, mail_.bytes_with_crlf(), *folder_->name});
  if (recorder_) record(message, dated, seen, sink);
}

// Where the sender sits tells when it was there.
const std::optional<formats::time::Zone>& Encode::zone() {
  if (!options_.post_offices || people_.senders_post_office.empty()) return options_.zone;
  const std::string_view post_office = people_.senders_post_office;
  auto known = zones_.find(post_office);
  if (known == zones_.end()) {
    if (zones_.size() >= most_post_offices_known) zones_.clear();
    const formats::time::Zone* const zone = options_.post_offices->find(post_office);
    known = zones_.try_emplace(std::string(post_office), zone != nullptr ? std::optional(*zone) : options_.zone).first;
  }
  return known->second;
}

void Encode::record(const Message& message, const Dated& dated, bool seen, pipeline::Sink<Mail>& sink) {
  const bool header_left = !internet_header_ && internet_headers_left_ > 0;
  std::string id;
  append_message_id(id);
  std::optional<ShownHead> shown;
  if (options_.tables) {
    shown.emplace(ShownHead{people_, decoded_value(Meaning::subject), {}, dated});
    shown->date = decoded_value(Meaning::date);  // stays until another is asked for
  }
  recorder_->record(message,
                    {.folder = *folder_->name,
                     .message_id = id,
                     .synthesized = synthesized_,
                     .internet_header = internet_header_ ? "taken"
                                        : header_left    ? "left"
                                                         : "",
                     .dated = dated,
                     .head = head_->lines(),
                     .labels = body_->labels(),
                     .damage = damage_,
                     .shown = shown ? &*shown : nullptr,
                     .seen = seen},
                    sink);
}

void Encode::read_internet_header(const Message& message, Dated& dated) {
  internet_header_.reset();
  internet_headers_left_ = 0;
  FileLabels& labels = body_->labels();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Item& item = message.items[i];
    const FileLabel& label = labels[i];
    if (!names_internet_header(item.kind == formats::ccmail::ItemKind::text ? label.title : label.name)) continue;
    InternetHeader header = stages::read_internet_header(item.mac ? item.mac->data : item.content());
    if (!belongs_to(header, people_, dated)) {
      ++tally_.internet_headers_left;
      ++internet_headers_left_;
      continue;
    }
    ++tally_.internet_headers_taken;
    dated.shown = header.date->clock;
    dated.offset_minutes = header.date->offset_minutes;
    dated.unix_seconds = header.date->unix_seconds();
    dated.impossible = false;
    internet_header_ = std::move(header);
    return;
  }
}

std::optional<formats::ccmail::WallClock> Encode::newest_file() {
  std::optional<formats::ccmail::WallClock> newest;
  FileLabels& labels = body_->labels();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const FileLabel& label = labels[i];
    if (!label.date) continue;
    if (!newest || formats::ccmail::to_unix_seconds(*label.date) > formats::ccmail::to_unix_seconds(*newest))
      newest = label.date;
  }
  return newest;
}

// Counts what is odd about the date, and lists it where a person should look.
void Encode::note_date(const Message& message, const Dated& dated) {
  const bool unlikely = !dated.missing && (dated.shown.year < first_likely_year || dated.shown.year > last_likely_year);
  tally_.dates_missing += dated.missing ? 1 : 0;
  tally_.dates_impossible += dated.impossible ? 1 : 0;
  tally_.dates_unlikely += unlikely ? 1 : 0;
  tally_.dates_in_gap += dated.gap ? 1 : 0;
  tally_.dates_in_overlap += dated.overlap ? 1 : 0;
  if (!dated.missing && !dated.impossible && !unlikely) {
    const std::int64_t moment = formats::ccmail::to_unix_seconds(dated.shown);
    tally_.dates.add({moment, moment});
    folder_->facts->dates.add({moment, moment});
  }
  if (!dated.missing && !unlikely)
    ++months_.at(static_cast<std::size_t>((dated.shown.year - first_likely_year) * 12 + dated.shown.month - 1));
  const auto note = [&](DamageKind kind, std::string (*text)(std::string_view, std::string_view)) {
    damage_.push_back({kind, message.offset, message.length,
                       text(decoded_value(Meaning::date), formats::ccmail::format_iso(dated.shown))});
  };
  if (dated.missing) note(DamageKind::date_missing, damage_text::date_missing);
  if (dated.impossible) note(DamageKind::date_impossible, damage_text::date_impossible);
  if (unlikely) note(DamageKind::date_unlikely, damage_text::date_unlikely);
}

Encode::Folder& Encode::folder_of(const Message& message) {
  const std::string_view raw = raw_folder(*head_, message.directive.get(), joined_);
  auto known = folders_.find(raw);
  if (known == folders_.end()) {
    if (folders_.size() >= most_folders_known) folders_.clear();
    Folder folder{std::make_shared<const std::string>(folder_name(page_, raw))};
    known = folders_.try_emplace(std::string(raw), std::move(folder)).first;
  }
  return known->second;
}

void Encode::leave_out(Message& message, const std::string& folder, pipeline::Sink<Mail>& sink) {
  ++tally_.skipped_messages;
  ++tally_.skipped[folder];
  ++tally_.skipped_because[name_of(message.skip)][folder];
  for (Damage& damage : message.damage) sink.put(std::move(damage));
}

const std::string& Encode::decoded_value(Meaning meaning) {
  value_.clear();
  formats::text::append_utf8(value_, page_, head_->value(meaning, joined_));
  return value_;
}

void Encode::write_head(const Message& message, const Dated& dated) {
  std::string& out = mail_.text();
  out += "Date: ";
  formats::ccmail::append_rfc5322(out, dated.shown, dated.offset_minutes);
  out += '\n';
  formats::mime::append_mailboxes(out, "From", {&people_.from, 1});
  formats::mime::append_mailboxes(out, "To", people_.to);
  formats::mime::append_mailboxes(out, "Cc", people_.cc);
  // Whose mailbox this is, is not known here: the names are kept (Q181125).
  formats::mime::append_mailboxes(out, "Bcc", people_.bcc);
  formats::mime::append_unstructured(out, "Subject", decoded_value(Meaning::subject));
  write_message_id();
  if (const auto priority = formats::ccmail::parse_priority(head_->value(Meaning::priority, joined_)))
    out += priority_headers(*priority);
  // A receipt that was asked for (RRT) stands among these: no header may make anybody send one now.
  dump_headers_->append(out, head_->lines(), tally_);
  formats::mime::append_unstructured(out, "X-ccmail2mbox-Account", options_.account);
  formats::mime::append_unstructured(out, "X-ccmail2mbox-Folder", *folder_->name);
  synthesized_.clear();
  if (dated.missing || dated.impossible) synthesized_ = "Date";
  if (!people_.sender_known) synthesized_ += synthesized_.empty() ? "From" : ", From";
  formats::mime::append_unstructured(out, "X-ccmail2mbox-Synthesized", synthesized_);
  if (!message.reasons.empty()) write_reasons(message);
  out += "MIME-Version: 1.0\n";
}

// Undeliverable files say between messages why (Q180641), each line between asterisks.
void Encode::write_reasons(const Message& message) {
  ++tally_.undelivered;
  for (std::string_view line : message.reasons) {
    while (!line.empty() && line.front() == '*') line.remove_prefix(1);
    while (!line.empty() && (line.back() == '*' || formats::is_blank(line.back()))) line.remove_suffix(1);
    value_.clear();
    tally_.unmappable_in_names += formats::text::append_utf8(value_, page_, formats::trimmed(line));
    formats::mime::append_unstructured(mail_.text(), "X-ccmail2mbox-Reason", value_);
  }
}

void Encode::append_message_id(std::string& out) const {
  if (internet_header_ && !internet_header_->message_id.empty()) {
    out += internet_header_->message_id;
  } else {
    stages::append_message_id(out, digits_);
  }
}

void Encode::write_message_id() {
  std::string& out = mail_.text();
  out += "Message-ID: ";
  append_message_id(out);
  out += '\n';
  if (!internet_header_) return;
  formats::mime::append_message_ids(out, "In-Reply-To", formats::mime::message_ids(internet_header_->in_reply_to));
  formats::mime::append_message_ids(out, "References", formats::mime::message_ids(internet_header_->references));
}

}  // namespace stages
