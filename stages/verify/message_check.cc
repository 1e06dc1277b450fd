#include "stages/verify/message_check.h"

#include <utility>

#include "stages/decode/input_file.h"
#include "stages/write/part_records.h"

namespace stages::verify {
namespace {

std::string text_of(const std::array<char, 32>& digits) { return {digits.data(), digits.size()}; }

Finding bad_line(std::uint64_t offset, std::string why) {
  return {.kind = FindingKind::manifest_line, .file = manifest_name, .offset = offset, .what = std::move(why)};
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
    checked.findings.push_back(bad_line(lines.offset + last, message.error()));
    return;
  }
  if (!is_safe_path(message->output.file)) {
    checked.findings.push_back({.kind = FindingKind::unsafe_path,
                                .file = manifest_name,
                                .offset = lines.offset + last,
                                .what = message->output.file});
    return;
  }
  MailBytes mail;
  checked.placed = message->output;
  if (!check_bytes(*message, checked, mail)) return;
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
    checked.changed = true;
    checked.change = {
        .kind = FindingKind::unreadable, .file = placed.file, .offset = error.offset(), .what = error.reason()};
  }
  return false;
}

}  // namespace stages::verify
