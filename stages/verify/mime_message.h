// A message as GMime, the library of several mail programs, reads it: its headers decoded, its parts in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stages/verify/mail_files.h"

namespace stages::verify {

struct MimeHeader {
  std::string name;
  std::string value;  // decoded (RFC 2047) and unfolded
  std::string raw;    // unfolded alone
};

/// A part that holds no other parts.
struct MimeLeaf {
  std::string media_type;  // "text/plain", in lower case
  std::string name;        // of the file, decoded; empty for none
  bool in_apple_double = false;
};

class MimeMessage {
 public:
  /// Reads a message, in an mbox without its From_ line and without the empty line behind it. A large one is read in
  /// its file, so that no attachment is held in memory; what is in memory is copied. None when GMime cannot make a
  /// message of it.
  [[nodiscard]] static std::optional<MimeMessage> read(const MailBytes& mail);
  /// Reads a message that is all in memory; it is copied.
  [[nodiscard]] static std::optional<MimeMessage> read(std::string_view message);

  ~MimeMessage();
  MimeMessage(MimeMessage&& other) noexcept;
  MimeMessage& operator=(MimeMessage&& other) noexcept;
  MimeMessage(const MimeMessage&) = delete;
  MimeMessage& operator=(const MimeMessage&) = delete;

  [[nodiscard]] const std::vector<MimeHeader>& headers() const { return headers_; }
  /// The first of that name (any case); null for none.
  [[nodiscard]] const MimeHeader* header(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
  /// How many people the From field names.
  [[nodiscard]] std::size_t senders() const;

  [[nodiscard]] const std::vector<MimeLeaf>& leaves() const { return leaves_; }
  /// Calls `visit` with the content of a leaf, its transfer encoding undone, in parts of at most 64 KiB. May be called
  /// again. Throws InputError when the file cannot be read.
  void decode(std::size_t leaf, const std::function<void(std::string_view)>& visit) const;

 private:
  struct State;
  [[nodiscard]] static std::optional<MimeMessage> parse(std::unique_ptr<State> state, void* stream);
  explicit MimeMessage(std::unique_ptr<State> state);
  void read_headers();
  void read_leaves();

  std::unique_ptr<State> state_;
  std::vector<MimeHeader> headers_;
  std::vector<MimeLeaf> leaves_;
};

}  // namespace stages::verify
