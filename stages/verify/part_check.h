// The parts of a message against the items of the manifest: kinds, names, types, and the bytes that were delivered; and
// back from these to the raw bytes of the dump.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/hash/sha256.h"
#include "formats/text/code_page.h"
#include "stages/verify/finding.h"
#include "stages/verify/manifest_line.h"
#include "stages/verify/mime_message.h"

namespace stages::verify {

/// Not to be shared between threads.
class PartCheck {
 public:
  /// A longer text (UTF-8) is not encoded back.
  static constexpr std::uint64_t longest_text = std::uint64_t{8} << 20U;

  /// `join_texts`: all texts of a message stand in one part, in front.
  explicit PartCheck(bool join_texts) : join_texts_(join_texts) {}

  /// `page` is that of the dump; without it texts are not encoded back. What comes behind a part too few or too many is
  /// not compared.
  void check(const ManifestMessage& message, std::span<const ManifestItem> items, const MimeMessage& mail,
             std::optional<formats::text::CodePage> page, std::vector<Finding>& findings);

 private:
  struct Expected;

  [[nodiscard]] std::vector<Expected> expected(std::span<const ManifestItem> items) const;
  void check_parts(std::span<const ManifestItem> items);
  void check_label(const Expected& part, const MimeLeaf& leaf);
  void check_content(const Expected& part, std::size_t leaf);
  void check_text(const Expected& part, std::size_t leaf);
  void check_one_text(const ManifestItem& item, std::string_view utf8);
  void check_long_text(const ManifestItem& item, std::size_t leaf);
  void check_container(const ManifestItem& item, std::optional<std::size_t> resource, std::size_t data);
  void check_raw(const ManifestItem& item);
  void hash_resource_fork(std::size_t leaf);
  void differs(std::string what, std::string wanted, std::string found);
  void compare(const ManifestItem& item, const char* what, const std::string& wanted, const std::string& found);
  [[nodiscard]] std::string hash();

  bool join_texts_;
  formats::hash::Sha256 hash_;
  std::string text_;  // scratch

  // of the message at hand
  const ManifestMessage* message_ = nullptr;
  const MimeMessage* mail_ = nullptr;
  std::optional<formats::text::CodePage> page_;
  std::vector<Finding>* findings_ = nullptr;
};

}  // namespace stages::verify
