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
  enum class SizeState : std::uint8_t { absent, sound, blank, unreadable };
  static constexpr std::size_t most_reasons = 4096;  // behind one message; further ones are blocks of their own
  static constexpr std::uint64_t nowhere = std::numeric_limits<std::uint64_t>::max();
  struct SizeAt {
    SizeState state = SizeState::absent;
    std::uint64_t length = 0;  // of its line
    std::uint64_t value = 0;
    std::optional<std::uint64_t> end{};  // where it says that its block ends
    bool need_more = false;              // before that can be told
  };
  struct OpenItem {
    PlannedItem item;
    SizeState size = SizeState::absent;
    std::uint64_t size_value = 0;
    std::optional<std::uint64_t> declared_end;
  };
  enum class Confirmed : std::uint8_t { no, yes, need_more };

  Outcome between();
  Outcome seek();
  Outcome begin_message(bool labelled);
  Outcome begin_without_head();
  Outcome head();
  Outcome end_head_without_contents(std::uint64_t end);
  Outcome end_head_at(std::uint64_t end);
  std::optional<Outcome> end_head_at_item(std::uint64_t end);
  Outcome settle_ends();
  Outcome items();
  void settle_sizes(const SizeAt& contents);
  Outcome wait_for_ends();
  Outcome unlabelled(std::uint64_t from);
  Outcome open_item(std::uint64_t at, const formats::ccmail::Label& label);
  Outcome search();
  Outcome search_unsized();
  void close_unsized_item(std::uint64_t end);
  Outcome search_forward();
  [[nodiscard]] bool is_attached_export();
  void find_those_across(std::uint64_t to);
  bool close_before_those_across();
  std::optional<Outcome> search_near();
  [[nodiscard]] bool may_end_behind_lines() const;
  std::optional<Outcome> search_behind_lines();
  std::optional<std::uint64_t> behind_attached(std::uint64_t at, bool& need_more);
  void close_item(std::uint64_t end);
  void close_searched_item(std::uint64_t end);
  Outcome end_message(std::uint64_t end);
  Outcome close_message();
  Outcome reasons();
  Outcome give(BlockKind kind, std::uint64_t begin, std::uint64_t end);
  Outcome give_stray(std::uint64_t end);
  void note(DamageKind kind, std::uint64_t offset, std::uint64_t length, std::string what);

  [[nodiscard]] Confirmed confirm(std::uint64_t end);
  [[nodiscard]] Confirmed confirm_message_end(std::uint64_t end);
  [[nodiscard]] Confirmed prove(std::uint64_t end);
  [[nodiscard]] Confirmed is_of_this_message(std::uint64_t end);
  [[nodiscard]] bool is_inside_label(std::uint64_t end);
  [[nodiscard]] bool may_hold_line_feeds(std::uint64_t end);
  [[nodiscard]] bool ends_here(std::uint64_t at, std::string_view text, bool exactly);
  [[nodiscard]] Confirmed starts_unlabelled(std::uint64_t at);
  [[nodiscard]] Confirmed can_open_unlabelled(std::uint64_t at);
  [[nodiscard]] Confirmed starts_sound_message(std::uint64_t at);
  Confirmed is_cut_by_message(std::uint64_t at, const formats::ccmail::Label& label);
  [[nodiscard]] Confirmed starts_folder_of_next(std::uint64_t at);
  [[nodiscard]] bool is_misread_label(std::uint64_t at, const formats::ccmail::Label& label);
  struct Found {
    std::uint64_t at = 0;
    bool item = false;  // else what belongs to no item of this message starts there
  };
  [[nodiscard]] std::optional<Found> next_label(std::uint64_t low, std::uint64_t from, std::uint64_t to,
                                                bool attached = false);
  [[nodiscard]] bool starts_other_message(std::string_view text) const;
  [[nodiscard]] bool starts_other_message(std::string_view text, const formats::ccmail::Label& label) const;
  [[nodiscard]] SizeAt read_size(std::uint64_t label, std::uint64_t size_line);
  [[nodiscard]] Confirmed leads_on(std::uint64_t label, std::uint64_t size_line);
  [[nodiscard]] std::uint64_t before_lines_between(std::uint64_t low, std::uint64_t end);
  [[nodiscard]] std::uint64_t before_separators(std::uint64_t end, std::uint64_t low);
  [[nodiscard]] std::uint64_t end_before_message(std::uint64_t at);

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
  bool too_many_reasons_ = false;  // the last message had the most: those behind it are too many
  bool directives_ = false;        // a `Folder:` line was seen between messages
  static constexpr std::uint64_t most_separators = 8;
  std::uint64_t separators_ = 0;  // copied in text mode: line ends behind the last item that ended where its size says
  // of the message that is being planned
  std::optional<std::uint64_t> message_end_;   // by its size
  std::optional<std::uint64_t> contents_end_;  // by its size
  SizeState message_size_ = SizeState::absent;
  SizeState contents_size_ = SizeState::absent;
  bool sized_ = true;                    // it has sizes: in dumps that were joined not all messages are alike
  std::optional<std::uint64_t> outer_;   // an end that what follows it confirms; items never reach past it
  std::optional<std::uint64_t> agreed_;  // an end that both outer sizes give, but nothing that follows it confirms
  OpenItem open_;
  std::optional<std::uint64_t> quoted_;  // what may be a message whose head was damaged, in a text without a size
  std::optional<std::uint64_t> across_;  // a message that begins before its end and goes on behind it
};

}  // namespace stages
