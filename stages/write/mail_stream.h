// All mail of a run as one mbox, dump after dump, and beside it, where they are asked for, the manifest and the bytes
// in quarantine. Dumps are converted side by side; what each of them gives waits for its turn in one turnstile, so that
// everything leaves in the order of the dumps.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "pipeline/slice.h"
#include "pipeline/turnstile.h"
#include "stages/write/mail_store.h"
#include "stages/write/mbox_writer.h"
#include "stages/write/records.h"

namespace stages {

/// The first thing that a dump gives.
struct StreamBegins {};

/// Lines of the manifest; with `message`, the last of them lacks where the message lies, and that counts from where the
/// mail of its dump begins.
struct StreamedLines {
  std::string text;
  std::optional<Placed> message;
};

/// The next bytes of a run in quarantine; the first of a run say what it is.
struct StreamedQuarantine {
  struct Run {
    std::uint64_t length = 0;
    std::uint64_t place = 0;  // in the dump
    std::string why;
  };

  std::size_t dump = 0;  // its turn
  std::optional<Run> run;
  std::string bytes;
};

using Streamed = std::variant<pipeline::Slice, StreamBegins, StreamedLines, StreamedQuarantine>;

[[nodiscard]] std::size_t weight(const Streamed& streamed);

using StreamTurnstile = pipeline::Turnstile<Streamed>;

/// The far end of the turnstile. Not to be called by two threads at a time.
class MailStream {
 public:
  struct Outputs {
    std::function<void(std::string_view)> mail;
    std::function<void(std::string_view)> manifest;                   // none: not asked for
    std::function<void(const StreamedQuarantine& bytes)> quarantine;  // likewise
  };

  explicit MailStream(Outputs outputs) : outputs_(std::move(outputs)) {}

  void take(Streamed streamed);

 private:
  void write(std::string_view bytes);
  void begin();

  Outputs outputs_;
  std::uint64_t bytes_ = 0;               // of mail
  std::uint64_t begun_at_ = 0;            // where the mail of this dump begins
  std::array<char, 2> last_{'\n', '\n'};  // of mail
};

/// Where the mail of one dump goes.
class MboxStream : public MailStore {
 public:
  /// `turn` is the dump's place among the dumps. The turnstile must outlive this object. last() needs `track`.
  MboxStream(StreamTurnstile& turnstile, std::size_t turn, bool track);

  void add(const MailPiece& piece) override { writer_.add(piece); }
  void finish() override { writer_.flush(); }
  [[nodiscard]] Placed last() const override;
  [[nodiscard]] std::uint64_t bytes() const override { return writer_.bytes(); }

 private:
  MboxWriter writer_;
};

/// Where the records of one dump go.
class StreamRecords : public Records {
 public:
  struct Kept {
    bool manifest = false;
    bool quarantine = false;
  };

  StreamRecords(StreamTurnstile& turnstile, std::size_t turn, Kept kept)
      : turnstile_(turnstile), turn_(turn), kept_(kept) {}

  void manifest(std::string lines, const Placed* message) override;
  void quarantine(const Quarantined& quarantined) override;
  void finish() override { flush(); }

 private:
  void put(Streamed streamed);
  void flush();

  StreamTurnstile& turnstile_;
  std::size_t turn_;
  Kept kept_;
  pipeline::Batch<Streamed> batch_;
};

}  // namespace stages
