// Holds messages against the manifest: their bytes, and (unless only these are asked for) what a mail program sees in
// them, and what they were made of.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/hash/xxh3.h"
#include "pipeline/stage.h"
#include "stages/verify/checked_mail.h"
#include "stages/verify/mail_files.h"
#include "stages/verify/manifest_line.h"
#include "stages/verify/manifest_reader.h"

namespace stages::verify {

/// What comes out for a message depends on that message alone: several of these may share the work.
class MessageCheck : public pipeline::Stage<ManifestLines, CheckedMail> {
 public:
  MessageCheck(const std::string& directory, ServedNames& served) : files_(directory, served) {}

  void take(ManifestLines lines, pipeline::Sink<CheckedMail>& sink) override;
  void finish(pipeline::Sink<CheckedMail>& /*sink*/) override {}

 private:
  void check(const ManifestLines& lines, CheckedMail& checked);
  [[nodiscard]] bool check_bytes(const ManifestMessage& message, CheckedMail& checked, MailBytes& mail);

  ManifestParser parser_;
  MailFiles files_;
  formats::hash::Xxh3 hash_;
};

}  // namespace stages::verify
