// The lines of the manifest, read back (docs/report.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "formats/text/text_decoder.h"
#include "stages/write/placed.h"

namespace stages::verify {

/// What every line of an item begins with: they can be told from those of messages without being read.
inline constexpr std::string_view item_line_start = R"({"type":"item",)";

/// And those of bytes that stand in no mail.
inline constexpr std::string_view bytes_line_start = R"({"type":"bytes",)";

/// Something that was delivered of an item.
struct DeliveredPart {
  std::string as;  // "text", "words", "file", "data_fork", "resource_fork", "container"
  std::uint64_t bytes = 0;
  std::string sha256;
};

struct ManifestText {
  formats::text::LineEnd line_end = formats::text::LineEnd::crlf;
  std::vector<formats::text::Substitution> substitutions;
  std::uint64_t not_listed = 0;  // where there are too many
  bool rich = false;
};

/// A run of bytes of a Mac container that lies in neither fork.
struct OutsideRun {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::optional<std::string> bytes;  // none: too long to be listed
};

struct ManifestMac {
  std::string container;                                  // "macbinary", "applesingle", "appledouble"
  std::pair<std::uint64_t, std::uint64_t> data_fork;      // offset and length in the container
  std::pair<std::uint64_t, std::uint64_t> resource_fork;  // likewise
  std::vector<OutsideRun> outside;
};

struct ManifestItem {
  std::uint64_t message = 0;
  std::uint64_t number = 0;
  bool is_text = false;
  std::string label;               // as it stood, decoded
  std::uint64_t label_offset = 0;  // in the dump
  std::uint64_t offset = 0;        // of the data
  std::uint64_t length = 0;
  std::string sha256;  // of these bytes
  std::vector<DeliveredPart> delivered;
  ManifestText text;
  std::string name;  // of a file
  std::string media_type;
  bool hex = false;
  std::optional<ManifestMac> mac;

  [[nodiscard]] const DeliveredPart* delivered_as(std::string_view as) const;
};

enum class ManifestHeaderKind : std::uint8_t { field, continued, other };

/// A line of a message's head.
struct ManifestHeader {
  ManifestHeaderKind kind{};
  std::string name;  // of a field
  std::string value;
};

struct ManifestMessage {
  std::uint64_t number = 0;
  std::string account;
  std::string folder;
  std::uint64_t input = 0;
  std::string file;  // the dump
  std::string message_id;
  std::string date;
  bool seen = true;
  std::string synthesized;
  std::vector<ManifestHeader> headers;
  std::uint64_t items = 0;
  Placed output;
};

/// Reads lines. What was read with one object does not depend on it afterwards. Not to be shared between threads.
class ManifestParser {
 public:
  /// As many bytes must be readable behind a line that is parsed; their values do not matter.
  static constexpr std::size_t padding = 64;

  ManifestParser();
  ~ManifestParser();
  ManifestParser(const ManifestParser&) = delete;
  ManifestParser& operator=(const ManifestParser&) = delete;
  ManifestParser(ManifestParser&&) = delete;
  ManifestParser& operator=(ManifestParser&&) = delete;

  /// `line` is without its LF and has `padding` bytes behind it. An error says what is wrong with it.
  [[nodiscard]] tl::expected<ManifestItem, std::string> item(std::string_view line);
  [[nodiscard]] tl::expected<ManifestMessage, std::string> message(std::string_view line);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace stages::verify
