// Holds messages against the manifest: their bytes, and (unless only these are asked for) what a mail program sees in
// them, and what they were made of.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/hash/sha256.h"
#include "formats/hash/xxh3.h"
#include "pipeline/stage.h"
#include "stages/verify/checked_mail.h"
#include "stages/verify/input_dumps.h"
#include "stages/verify/mail_files.h"
#include "stages/verify/manifest_line.h"
#include "stages/verify/manifest_reader.h"
#include "stages/verify/part_check.h"

namespace stages::verify {

/// What all who check messages share.
struct MessageSources {
  const std::string& directory;
  ServedNames& served;
  InputDumps* inputs = nullptr;  // null: the bytes of the mail alone are checked
  bool join_texts = false;
};

/// What comes out for a message depends on that message alone: several of these may share the work.
class MessageCheck : public pipeline::Stage<ManifestLines, CheckedMail> {
 public:
  explicit MessageCheck(const MessageSources& sources)
      : files_(sources.directory, sources.served), inputs_(sources.inputs), parts_(sources.join_texts) {}

  void take(ManifestLines lines, pipeline::Sink<CheckedMail>& sink) override;
  void finish(pipeline::Sink<CheckedMail>& /*sink*/) override {}

 private:
  void check(const ManifestLines& lines, CheckedMail& checked);
  [[nodiscard]] bool check_bytes(const ManifestMessage& message, CheckedMail& checked, MailBytes& mail);

  [[nodiscard]] bool read_items(const ManifestLines& lines, std::size_t behind, const ManifestMessage& message,
                                CheckedMail& checked);
  void check_mail(const ManifestMessage& message, const MailBytes& mail, CheckedMail& checked);
  void check_source(const ManifestMessage& message, std::size_t dump, CheckedMail& checked);
  [[nodiscard]] std::string sha256_of(const InputDump& source, const ManifestItem& item);

  ManifestParser parser_;
  MailFiles files_;
  InputDumps* inputs_;
  PartCheck parts_;
  std::vector<ManifestItem> items_;  // of the message at hand
  formats::hash::Xxh3 hash_;
  formats::hash::Sha256 sha256_;
};

}  // namespace stages::verify
