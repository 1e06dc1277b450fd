// What the words of an export mean: which label opens a block, which name is which header. The words of EXPORT are
// built in; others can be taught, since EXPORT kept its strings in a resource file and may have been localised.
// Structure is read from raw bytes: words are compared as bytes of the dump, but for the case of A–Z.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace formats::ccmail {

enum class LabelKind : std::uint8_t { message, contents, item };
enum class ItemKind : std::uint8_t { text, file, fax, other };

/// What a header line means. `unknown` and `kept` ones stay as they stand; a kept one was taught to mean nothing.
enum class Meaning : std::uint8_t {
  unknown,
  kept,
  from,
  date,
  to,
  cc,
  bcc,
  subject,
  folder,
  number,
  priority,
  receipt,
  read
};
inline constexpr std::size_t meanings = static_cast<std::size_t>(Meaning::read) + 1;

/// Where the meaning of a word comes from: whatever must not depend on options asks.
enum class Origin : std::uint8_t { unlisted, built_in, taught };

/// What a word may be taught to mean: a label that opens a block, or a header.
struct Sense {
  std::optional<LabelKind> label;
  ItemKind item{};                    // of an item's label
  Meaning header = Meaning::unknown;  // of a header
  bool operator==(const Sense&) const = default;
};

/// The sense that a table names ("folder", "file"), in any case; none for any other word.
[[nodiscard]] std::optional<Sense> sense_named(std::string_view name);
/// All of these names, for messages: "message, contents, …".
[[nodiscard]] std::string sense_names();

/// The built-in sense of a label or header name as it stands before its colon; none when it has none.
[[nodiscard]] std::optional<Sense> built_in_sense(std::string_view word);

/// Nothing but the built-in words, until it is taught. Safe to read from any number of threads.
class Vocabulary {
 public:
  /// Words are not longer than this, in bytes.
  static constexpr std::size_t longest_word = 100;

  /// From now on `word`, raw bytes as they stand before the colon, means `sense`, unless it means something already:
  /// returns false then. It must have 1 to longest_word bytes, no colon and no line end in it, no blanks at its ends,
  /// and the label of a block must not end in a digit, which would be its number.
  bool teach(std::string_view word, Sense sense);

  struct Header {
    Meaning meaning = Meaning::unknown;
    Origin origin = Origin::unlisted;
  };
  [[nodiscard]] Header header_named(std::string_view name) const;

  /// Whether a label or header name means something, built in or taught.
  [[nodiscard]] bool lists(std::string_view word) const;

  /// A taught label of a block, in lower case.
  struct Phrase {
    std::string text;
    LabelKind kind{};
    ItemKind item{};
  };
  /// The taught labels, in the order taught.
  [[nodiscard]] std::span<const Phrase> phrases() const { return phrases_; }
  /// Whether a taught label of a block starts or ends with a byte: cheap, for places where no label stands.
  [[nodiscard]] bool may_start_with(char byte) const {
    return (edges_[static_cast<unsigned char>(byte)] & starts) != 0;
  }
  [[nodiscard]] bool may_end_with(char byte) const { return (edges_[static_cast<unsigned char>(byte)] & ends) != 0; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
  };
  [[nodiscard]] const Sense* taught_sense(std::string_view word) const;

  static constexpr std::uint8_t starts = 1;
  static constexpr std::uint8_t ends = 2;

  std::array<std::uint8_t, 256> edges_{};  // by byte, in either case
  std::vector<Phrase> phrases_;
  std::unordered_map<std::string, Sense, Hash, std::equal_to<>> taught_;  // by the word in lower case
};

}  // namespace formats::ccmail
