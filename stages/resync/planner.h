// The planner walks a dump from label to label and says where each message and each of its items end, before any of it
// is passed on. It reads bytes only where labels may stand; the rules are in docs/format.md.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "formats/ccmail/label.h"
#include "formats/ccmail/vocabulary.h"
#include "stages/damage.h"
#include "stages/resync/block.h"
#include "stages/resync/dialect.h"
#include "stages/resync/outlook.h"
#include "stages/resync/window.h"

namespace stages {

class Planner {
 public:
  /// Bytes from `horizon` on are treated as not yet there, even when they are: for the survey. `words` must outlive the
  /// planner.
  Planner(Window& window, const formats::ccmail::Vocabulary& words, const Dialect& dialect,
          std::uint64_t horizon = std::numeric_limits<std::uint64_t>::max());

  enum class Step : std::uint8_t { block, need_more, done };

  /// Plans the next block into `block`, whose old contents are dropped (its memory is used again). `need_more`: call
  /// again when the window reaches needed(), or is complete. The result depends on the bytes alone, not on when they
  /// came.
  [[nodiscard]] Step next(Block& block);
  [[nodiscard]] std::uint64_t needed() const { return seen_.needed(); }

  /// The message that is being planned, with its head and the items whose ends are known, or null when there is none
  /// or its head is not known yet.
  [[nodiscard]] const Block* unfinished() const;

 private:
  enum class State : std::uint8_t { between, seeking, head, ends, items, searching, closing, reasons };
  enum class Outcome : std::uint8_t { proceed, block, need_more, done };
  struct OpenItem {
    PlannedItem item;
    bool blank = false;
    std::optional<std::uint64_t> declared_end;
  };
  enum class Confirmed : std::uint8_t { no, yes, need_more };

  Outcome between();
  Outcome seek();
  Outcome begin_message(bool labelled);
  Outcome head();
  Outcome settle_ends();
  Outcome items();
  Outcome unlabelled();
  Outcome open_item(std::uint64_t at, const formats::ccmail::Label& label);
  Outcome search();
  Outcome search_unsized();
  std::optional<Outcome> search_near();
  void close_item(std::uint64_t end);
  void close_searched_item(std::uint64_t end);
  Outcome end_message(std::uint64_t end);
  Outcome close_message();
  Outcome reasons();
  Outcome give(BlockKind kind, std::uint64_t begin, std::uint64_t end);
  Outcome give_stray(std::uint64_t end);
  void note(DamageKind kind, std::uint64_t offset, std::uint64_t length, std::string what);

  [[nodiscard]] Confirmed confirm(std::uint64_t end);
  [[nodiscard]] bool ends_here(std::uint64_t at, std::string_view text);
  [[nodiscard]] bool is_misread_label(std::uint64_t at, const formats::ccmail::Label& label);
  [[nodiscard]] bool starts_next_message(std::string_view text) const;
  [[nodiscard]] std::size_t next_label_within(std::string_view text, std::size_t from, std::size_t to,
                                              bool at_line_start) const;
  [[nodiscard]] std::size_t next_message_within(std::string_view text, std::size_t from, std::size_t to) const;
  [[nodiscard]] std::uint64_t before_lines_between(std::uint64_t low, std::uint64_t end);
  [[nodiscard]] bool outer_is_settled();

  Outlook seen_;
  const formats::ccmail::Vocabulary& words_;
  Dialect dialect_;

  State state_ = State::between;
  std::uint64_t at_ = 0;        // where the next block, head or item starts
  std::uint64_t searched_ = 0;  // seeking, searching: nothing was found before here
  Block block_;
  std::size_t inner_reasons_ = 0;  // reasons inside the message, before its end
  bool begun_ = false;             // a message was seen
  bool reasons_lead_ = false;      // a reason line was seen before
  // of the message that is being planned
  std::optional<std::uint64_t> message_end_;   // by its size
  std::optional<std::uint64_t> contents_end_;  // by its size
  bool message_blank_ = false;
  bool contents_blank_ = false;
  std::optional<std::uint64_t> outer_;  // an end that something confirms; items never reach past it
  OpenItem open_;
};

}  // namespace stages
