// The fourth stage: messages become mail. Code page to UTF-8, names to addresses, dates to moments, items to MIME.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/stage.h"
#include "stages/encode/body.h"
#include "stages/encode/correspondents.h"
#include "stages/encode/dating.h"
#include "stages/encode/dump_headers.h"
#include "stages/encode/internet_header.h"
#include "stages/encode/mail_buffer.h"
#include "stages/encode/manifest_recorder.h"
#include "stages/encode/options.h"
#include "stages/identity.h"
#include "stages/mail.h"
#include "stages/piece.h"

namespace stages {

/// What becomes of a message does not depend on the messages before it, so several of these may share a dump.
class Encode : public pipeline::Stage<Piece, Mail> {
 public:
  explicit Encode(EncodeOptions options);

  void take(Piece piece, pipeline::Sink<Mail>& sink) override;
  /// Gives the tally of what this object has encoded.
  void finish(pipeline::Sink<Mail>& sink) override;

 private:
  struct Folder {
    std::shared_ptr<const std::string> name;
    FolderFacts* facts = nullptr;  // in the tally; null before the first of its messages that is not left out
  };

  void settle(std::shared_ptr<const Survey> survey);
  void encode(Message message, pipeline::Sink<Mail>& sink);
  [[nodiscard]] Folder& folder_of(const Message& message);
  void leave_out(Message& message, const std::string& folder, pipeline::Sink<Mail>& sink);
  [[nodiscard]] const std::optional<formats::time::Zone>& zone();
  void read_internet_header(const Message& message, Dated& dated);
  void write_head(const Message& message, const Dated& dated);
  void write_message_id();
  void write_reasons(const Message& message);
  void note_date(const Message& message, const Dated& dated);
  void record(const Message& message, const Dated& dated, bool seen, pipeline::Sink<Mail>& sink);
  void append_message_id(std::string& out) const;
  [[nodiscard]] std::optional<formats::ccmail::WallClock> newest_file();
  [[nodiscard]] const std::string& decoded_value(formats::ccmail::Meaning meaning);

  EncodeOptions options_;
  std::shared_ptr<const Survey> survey_;
  formats::text::CodePage page_{};
  std::optional<AddressBook> book_;
  std::optional<DumpHeaders> dump_headers_;
  std::optional<Body> body_;
  std::optional<ManifestRecorder> recorder_;
  Identity identity_;
  MailBuffer mail_;
  Tally tally_;
  // By the month, from January of the first likely year.
  std::array<std::uint64_t, std::size_t{12} * (last_likely_year - first_likely_year + 1)> months_{};
  std::map<std::string, Folder, std::less<>> folders_;                            // by the bytes of their names
  std::map<std::string, std::optional<formats::time::Zone>, std::less<>> zones_;  // by post office, as written

  // of the message at hand
  std::unique_ptr<const Head> head_;
  Correspondents people_;
  IdentityDigits identity_digits_{};
  std::string_view digits_;
  std::optional<InternetHeader> internet_header_;
  std::uint64_t internet_headers_left_ = 0;
  std::vector<Damage> damage_;
  std::string synthesized_;
  std::string value_;   // scratch: a header's value
  std::string joined_;  // scratch: a value and its continuations
  const Folder* folder_ = nullptr;
};

}  // namespace stages
