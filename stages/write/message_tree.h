// The mail of one dump as a directory with one file per message. What the files and their folders are called, the
// format decides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "formats/hash/xxh3.h"
#include "stages/write/directory.h"
#include "stages/write/mail_store.h"
#include "stages/write/message_hash.h"
#include "stages/write/output_file.h"

namespace stages {

class MessageTree : public MailStore {
 public:
  /// More folders than this are closed and opened again as mail comes for them.
  static constexpr std::size_t most_open = 32;

  /// A message that comes as one piece is written under its name; a larger one under another until its size is known.
  void add(const MailPiece& piece) override;
  /// Leaves at least an empty inbox: a mailbox without messages is a mailbox.
  void finish() override;
  [[nodiscard]] Placed last() const override { return last_; }
  [[nodiscard]] std::uint64_t bytes() const override { return bytes_; }

 protected:
  enum class LineEnd : std::uint8_t { lf, crlf };

  struct Written {
    const Envelope& envelope;
    std::uint64_t number = 0;  // among the messages of this dump, from 1
    std::uint64_t bytes = 0;   // with LF
    std::uint64_t lines = 0;
  };

  /// With `digests`, last() has those of the message.
  MessageTree(LineEnd line_end, bool digests) : line_end_(line_end) {
    if (digests) message_hash_.emplace();
  }

  /// Makes a folder that was not seen before. Its answer is what open_folder() gets.
  virtual std::string make_folder(const std::string& folder) = 0;
  [[nodiscard]] virtual Directory open_folder(const std::string& made) const = 0;
  /// Where that is below the directory of the account.
  [[nodiscard]] virtual std::string path_of(const std::string& made) const = 0;
  /// Where messages grow whose size is not known yet.
  [[nodiscard]] virtual const Directory& workshop() const = 0;
  virtual void append_name(std::string& out, const Written& message) const = 0;

 private:
  struct Folder {
    std::string name;
    std::string path;
    Directory directory;
  };

  const Folder& folder(const std::string& name);
  void placed(const Folder& folder, const std::string& name);
  void write(OutputFile& file, std::string_view bytes);
  [[nodiscard]] std::string name_of(const Envelope& envelope);

  LineEnd line_end_;
  std::list<Folder> open_;  // the one used last in front
  std::unordered_map<std::string, std::string> made_;
  std::string crlf_;  // scratch
  std::uint64_t bytes_ = 0;
  std::uint64_t number_ = 0;

  // of the message at hand
  std::optional<OutputFile> growing_;
  std::uint64_t message_bytes_ = 0;
  std::uint64_t message_lines_ = 0;
  formats::hash::Xxh3 hash_;
  std::optional<MessageHash> message_hash_;
  Placed last_;
};

}  // namespace stages
