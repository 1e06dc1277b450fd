#include "stages/write/mail_stream.h"

#include <utility>

namespace stages {

std::size_t weight(const Streamed& streamed) {
  if (const auto* slice = std::get_if<pipeline::Slice>(&streamed)) return slice->size();
  // Besides the bytes the record itself, of which there may be many.
  if (const auto* lines = std::get_if<StreamedLines>(&streamed)) return lines->text.size() + sizeof(Streamed);
  if (const auto* quarantine = std::get_if<StreamedQuarantine>(&streamed))
    return quarantine->bytes.size() + sizeof(Streamed);
  return sizeof(Streamed);
}

void MailStream::take(Streamed streamed) {
  if (const auto* slice = std::get_if<pipeline::Slice>(&streamed)) {
    write(slice->view());
  } else if (auto* lines = std::get_if<StreamedLines>(&streamed)) {
    if (lines->message) {
      lines->message->offset += begun_at_;
      append_output(lines->text, *lines->message);
    }
    if (outputs_.manifest) outputs_.manifest(lines->text);
  } else if (const auto* quarantine = std::get_if<StreamedQuarantine>(&streamed)) {
    if (outputs_.quarantine) outputs_.quarantine(*quarantine);
  } else {
    begin();
  }
}

// A dump that failed may have left half a message, which must not swallow the first of this one.
void MailStream::begin() {
  if (last_ != std::array<char, 2>{'\n', '\n'}) write("\n\n");
  begun_at_ = bytes_;
}

void MailStream::write(std::string_view bytes) {
  if (bytes.empty()) return;
  outputs_.mail(bytes);
  bytes_ += bytes.size();
  last_ = {bytes.size() > 1 ? bytes[bytes.size() - 2] : last_[1], bytes.back()};
}

MboxStream::MboxStream(StreamTurnstile& turnstile, std::size_t turn, bool track)
    : writer_(
          [&turnstile, turn](const pipeline::Slice& slice) {
            turnstile.pass(turn, {{slice}, slice.size()});
          },
          track) {
  turnstile.pass(turn, {{StreamBegins()}, 0});
}

Placed MboxStream::last() const {
  Placed placed = writer_.last();
  placed.file = "-";
  return placed;
}

void StreamRecords::manifest(std::string lines, const Placed* message) {
  if (!kept_.manifest) return;
  put(StreamedLines{std::move(lines), message != nullptr ? std::optional(*message) : std::nullopt});
}

void StreamRecords::quarantine(const Quarantined& quarantined) {
  if (!kept_.quarantine) return;
  std::optional<StreamedQuarantine::Run> run{{quarantined.bytes.length(), quarantined.bytes.offset(), quarantined.why}};
  if (quarantined.bytes.length() == 0) put(StreamedQuarantine{turn_, std::exchange(run, std::nullopt), {}});
  quarantined.bytes.visit([&](std::string_view part) {
    put(StreamedQuarantine{turn_, std::exchange(run, std::nullopt), std::string(part)});
  });
}

void StreamRecords::put(Streamed streamed) {
  batch_.add(std::move(streamed));
  if (batch_.full()) flush();
}

void StreamRecords::flush() {
  if (!batch_.records.empty()) turnstile_.pass(turn_, std::exchange(batch_, {}));
}

}  // namespace stages
