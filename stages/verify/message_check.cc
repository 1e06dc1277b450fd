#include "stages/verify/message_check.h"

#include <algorithm>
#include <utility>

#include "formats/ccmail/label.h"
#include "formats/text/code_page.h"
#include "stages/decode/input_file.h"
#include "stages/verify/header_check.h"
#include "stages/verify/mail_path.h"
#include "stages/verify/mime_message.h"
#include "stages/write/part_records.h"

namespace stages::verify {
namespace {

std::string text_of(const std::array<char, 32>& digits) { return {digits.data(), digits.size()}; }

Finding bad_line(std::uint64_t offset, std::string why) {
  return {.kind = FindingKind::manifest_line, .file = manifest_name, .offset = offset, .what = std::move(why)};
}

// The line at its place, decoded.
std::string label_at(const InputDump& source, const ManifestItem& item, formats::text::CodePage page) {
  // A character takes at most two bytes in the dump, and at least one in UTF-8; then a line end.
  constexpr std::uint64_t line_end = 16;
  if (item.label_offset >= source.bytes) return {};
  std::string bytes(static_cast<std::size_t>(
                        std::min<std::uint64_t>(2 * item.label.size() + line_end, source.bytes - item.label_offset)),
                    '\0');
  try {
    source.data->read_at(item.label_offset, bytes);
  } catch (const InputError& error) {
    return error.reason();
  }
  return formats::text::to_utf8(page, formats::ccmail::first_line(bytes).content);
}

// One at its start, none behind it: readers that undo no quoting must see the same messages.
void check_from_lines(const ManifestMessage& message, const MailBytes& mail, CheckedMail& checked) {
  constexpr std::string_view separator = "\nFrom ";
  std::string held = "\n";
  std::uint64_t at = mail.offset - 1;  // of `held`
  std::uint64_t count = 0;
  const auto search = [&](std::string_view part) {
    held += part;
    for (std::size_t found = held.find(separator); found != std::string::npos;
         found = held.find(separator, found + 1)) {
      const bool first = count++ == 0 && at + found + 1 == mail.offset;
      if (!first)
        checked.findings.push_back({.kind = FindingKind::mail_differs,
                                    .file = message.output.file,
                                    .offset = at + found + 1,
                                    .what = "a line of the message",
                                    .wanted = "any other",
                                    .found = "one that begins with 'From '"});
    }
    const std::size_t done = held.size() - std::min(held.size(), separator.size() - 1);
    held.erase(0, done);
    at += done;
  };
  if (mail.length <= MailFiles::most_held)
    search(mail.in_memory);
  else
    mail.file->visit(mail.offset, mail.length, search);
  if (count == 0)
    checked.findings.push_back({.kind = FindingKind::mail_differs,
                                .file = message.output.file,
                                .offset = mail.offset,
                                .what = "its first line",
                                .wanted = "one that begins with 'From '",
                                .found = "another"});
}

}  // namespace

void MessageCheck::take(ManifestLines lines, pipeline::Sink<CheckedMail>& sink) {
  CheckedMail checked;
  check(lines, checked);
  sink.put(std::move(checked));
}

void MessageCheck::check(const ManifestLines& lines, CheckedMail& checked) {
  const std::string_view text = lines.view();
  if (!lines.whole) {
    checked.findings.push_back(bad_line(lines.offset, "the line of its message does not follow"));
    return;
  }
  const std::size_t last = text.rfind('\n', text.size() - 2) + 1;  // 0 where there is no other line
  const auto message = parser_.message(text.substr(last, text.size() - last - 1));
  if (!message) {
    checked.findings.push_back(bad_line(lines.offset_of(last), message.error()));
    return;
  }
  if (!is_safe_path(message->output.file)) {
    checked.findings.push_back({.kind = FindingKind::unsafe_path,
                                .file = manifest_name,
                                .offset = lines.offset_of(last),
                                .what = message->output.file});
    return;
  }
  MailBytes mail;
  checked.placed = message->output;
  if (!check_bytes(*message, checked, mail) || inputs_ == nullptr) return;
  if (!read_items(lines, last, *message, checked)) return;
  checked.items = items_.size();
  if (!inputs_->find(message->input, message->file))
    checked.findings.push_back(bad_line(lines.offset_of(last), "report.json has no export of this name"));
  check_mail(*message, mail, checked);
}

bool MessageCheck::read_items(const ManifestLines& lines, std::size_t behind, const ManifestMessage& message,
                              CheckedMail& checked) {
  items_.clear();
  const std::string_view text = lines.view().substr(0, behind);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    auto item = parser_.item(text.substr(at, end - at));
    if (!item) {
      checked.findings.push_back(bad_line(lines.offset_of(at), item.error()));
      return false;
    }
    if (item->message != message.number || item->number != items_.size() + 1) {
      checked.findings.push_back(bad_line(lines.offset_of(at), "it is not the next item of its message"));
      return false;
    }
    items_.push_back(*std::move(item));
    at = end + 1;
  }
  if (items_.size() == message.items) return true;
  checked.findings.push_back(bad_line(lines.offset, "its message has another number of items"));
  return false;
}

void MessageCheck::check_mail(const ManifestMessage& message, const MailBytes& mail, CheckedMail& checked) {
  const auto dump = inputs_->find(message.input, message.file);
  try {
    if (is_mbox(message.output.file)) check_from_lines(message, mail, checked);
    if (const auto read = MimeMessage::read(mail)) {
      const auto page = dump ? formats::text::code_page_named(inputs_->reported(*dump).code_page) : std::nullopt;
      check_headers(message, *read, checked.findings);
      parts_.check(message, items_, *read, page, checked.findings);
    } else {
      checked.findings.push_back({.kind = FindingKind::mail_differs,
                                  .file = message.output.file,
                                  .offset = message.output.offset,
                                  .what = "what a mail program reads",
                                  .wanted = "a message",
                                  .found = "nothing"});
    }
  } catch (const InputError& error) {
    checked.findings.push_back(
        {.kind = FindingKind::unreadable, .file = error.path(), .offset = error.offset(), .what = error.reason()});
  }
  if (dump) check_source(message, *dump, checked);
}

// The bytes of each item in the export, and the label before them.
void MessageCheck::check_source(const ManifestMessage& message, std::size_t dump, CheckedMail& checked) {
  const auto source = inputs_->open(dump);
  if (!source) return;
  const auto page = formats::text::code_page_named(inputs_->reported(dump).code_page);
  for (const ManifestItem& item : items_) {
    const auto compare = [&](const char* what, std::uint64_t offset, const std::string& wanted, std::string found) {
      if (wanted != found)
        checked.findings.push_back(
            {.kind = FindingKind::item_changed,
             .file = source->path,
             .offset = offset,
             .what = what + std::to_string(item.number) + " of message " + std::to_string(message.number),
             .wanted = wanted,
             .found = std::move(found)});
    };
    compare("the SHA-256 of item ", item.offset, item.sha256, sha256_of(*source, item));
    // Where a label was lost, the size or the data stand in its place.
    if (page && !item.label.empty())
      compare("the label of item ", item.label_offset, "'" + item.label + "'",
              "'" + label_at(*source, item, *page) + "'");
  }
}

std::string MessageCheck::sha256_of(const InputDump& source, const ManifestItem& item) {
  if (item.offset > source.bytes || item.length > source.bytes - item.offset) return "beyond its end";
  Segment segment;
  segment.begin = item.offset;
  segment.length = item.length;
  segment.file = source.data;
  segment.file_offset = item.offset;
  try {
    const Region region{std::move(segment)};
    region.visit(item.offset, item.length, [this](std::string_view part) { sha256_.update(part); });
    const auto hex = sha256_.hex();
    return {hex.data(), hex.size()};
  } catch (const InputError& error) {
    (void)sha256_.hex();
    return error.reason();
  }
}

// False: there is nothing to look into.
bool MessageCheck::check_bytes(const ManifestMessage& message, CheckedMail& checked, MailBytes& mail) {
  const Placed& placed = message.output;
  try {
    auto read = files_.read(placed);
    if (!read) {
      checked.changed = true;
      checked.change = std::move(read.error());
      return false;
    }
    mail = *std::move(read);
    checked.renamed = mail.renamed;
    if (mail.length <= MailFiles::most_held)
      hash_.update(mail.in_memory);
    else
      mail.file->visit(mail.offset, mail.length, [&](std::string_view part) { hash_.update(part); });
    const auto found = hash_.hex();
    if (found == placed.xxh3) return true;
    checked.changed = true;
    checked.change = {.kind = FindingKind::message_changed,
                      .file = placed.file,
                      .offset = placed.offset,
                      .wanted = text_of(placed.xxh3),
                      .found = text_of(found)};
  } catch (const InputError& error) {
    (void)hash_.hex();  // what was begun is no part of the next
    checked.changed = true;
    checked.change = {
        .kind = FindingKind::unreadable, .file = error.path(), .offset = error.offset(), .what = error.reason()};
  }
  return false;
}

}  // namespace stages::verify
