// The lines of the manifest: what an item was, byte for byte, and what became of it. Made beside the mail, from the
// same message, so that one can be held against the other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/hash/digest.h"
#include "formats/hash/sha256.h"
#include "formats/json/json_text.h"
#include "formats/text/code_page.h"
#include "formats/text/text_decoder.h"
#include "formats/text/utf8.h"
#include "pipeline/stage.h"
#include "stages/encode/dating.h"
#include "stages/encode/file_label.h"
#include "stages/encode/options.h"
#include "stages/encode/shown_head.h"
#include "stages/mail.h"
#include "stages/piece.h"

namespace stages {

/// What encode decided about a message.
struct Decisions {
  std::string_view folder;
  std::string_view message_id;
  std::string_view synthesized;      // "Date, From", or empty
  std::string_view internet_header;  // "taken", "left", or empty: what became of an RFC822.TXT
  const Dated& dated;
  std::span<const formats::ccmail::HeadLine> head;
  FileLabels& labels;                 // one for each item
  const std::vector<Damage>& damage;  // of the message
  const ShownHead* shown = nullptr;   // for the tables of the run, where there are to be any
  bool seen = true;
};

class ManifestRecorder {
 public:
  /// Where a text has more substitutions than this its raw bytes follow instead of them.
  static constexpr std::size_t most_substitutions = 65'536;

  ManifestRecorder(formats::text::CodePage page, const EncodeOptions& options)
      : page_(page),
        account_(options.account),
        dump_(options.recorded.value_or(RecordedDump())),
        file_is_text_(formats::text::is_well_formed(dump_.file)),
        mac_(options.mac) {
    if (options.tables) md5_.emplace(formats::hash::DigestKind::md5);
  }

  /// Gives a line for each item, with what it takes to put its raw bytes together again, and the line of the message
  /// (docs/report.md). Those of many or long items leave in pieces.
  void record(const Message& message, const Decisions& decisions, pipeline::Sink<Mail>& sink);

 private:
  struct Hashed {
    const Extent& extent;
    std::array<char, 64> sha256;
  };

  void append_item(std::string& out, const Message& message, std::size_t index, const FileLabel& label);
  void append_text(std::string& out, const Item& item, const Hashed& raw);
  void append_file(std::string& out, const Item& item, const Hashed& raw);
  void append_delivered_file(formats::json::Array& delivered, std::string_view as, const Extent& bytes,
                             const Hashed& raw);
  void append_delivered_text(formats::json::Array& delivered, bool rich, const Hashed& raw);
  void append_md5(formats::json::Object& part, const Extent& bytes);
  void append_layout(formats::json::Object& file, const Extent& digits);
  void append_message(std::string& out, const Message& message, const Decisions& decisions);
  void append_headers(std::string& out, std::span<const formats::ccmail::HeadLine> head) const;
  [[nodiscard]] formats::text::TextCounts decode(const Extent& data, formats::text::LineEnd usual);
  [[nodiscard]] std::array<char, 64> sha256_of(const Extent& bytes);
  [[nodiscard]] std::array<char, 64> sha256_of(const Extent& bytes, const Hashed& known);

  formats::text::CodePage page_;
  std::string account_;
  RecordedDump dump_;
  bool file_is_text_;  // the name of its file is UTF-8
  MacForm mac_;
  formats::hash::Sha256 hash_;
  std::optional<formats::hash::Digest> md5_;  // where the tables want it
  std::uint64_t text_number_ = 0;             // among the texts of the message
  std::vector<formats::text::Substitution> substitutions_;
  std::uint64_t substitutions_left_out_ = 0;
  bool raw_follows_ = false;     // behind the line of the item at hand
  std::string decoded_;          // scratch
  std::uint64_t delivered_ = 0;  // bytes of the text that decode() hashed
};

}  // namespace stages
