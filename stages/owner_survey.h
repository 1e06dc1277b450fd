// Whose mailbox a dump is: the dump does not say (docs/format.md, 1), so it is guessed from who the mail is from and
// to. A heuristic: a secretary's mailbox, a shared one or one of few messages may look like somebody else's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "formats/text/code_page.h"
#include "stages/piece.h"

namespace stages {

/// What speaks for somebody, whether it is enough or not: in how many of the messages in folders of received mail they
/// are named as a recipient, and how many of those in folders of sent mail and drafts are from them.
struct OwnerEvidence {
  std::string name;         // as the dump first has it, UTF-8
  std::string post_office;  // likewise; may be empty
  std::uint64_t received = 0;
  std::uint64_t sent = 0;
};

struct OwnerGuess {
  std::optional<OwnerEvidence> owner;  // none: not clear
  std::uint64_t received = 0;          // messages in folders of received mail
  std::uint64_t sent = 0;              // and in those of sent mail
};

class OwnerSurvey {
 public:
  /// People who are named first after so many others are not counted: a bound on memory. An owner is not among them.
  static constexpr std::size_t most_people = 16384;
  /// Fewer messages than this prove nothing.
  static constexpr std::uint64_t least_messages = 3;

  explicit OwnerSurvey(std::optional<formats::text::CodePage> page) : page_(page) {}

  /// A message behind unpack.
  void add(const Message& message);

  /// Somebody who wrote at least four fifths of the sent mail; or is a recipient of at least half of the received mail,
  /// and twice as often as anybody else. Where there is enough mail of both sorts, neither may speak for somebody else.
  [[nodiscard]] OwnerGuess result() const;

 private:
  struct Person {
    std::string name;
    std::string post_office;
    std::uint64_t received = 0;
    std::uint64_t sent = 0;
    std::uint64_t last = 0;  // the last message that counted
  };

  [[nodiscard]] Person* person(formats::text::CodePage page, std::string_view raw, std::string_view post_office);

  std::optional<formats::text::CodePage> page_;
  std::uint64_t received_ = 0;
  std::uint64_t sent_ = 0;
  std::map<std::string, Person> people_;                // by the address made of name and post office
  std::unordered_map<std::string, Person*> spellings_;  // raw name and the post office it takes, of those seen before
};

}  // namespace stages
