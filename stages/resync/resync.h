// The second stage: bytes become messages and items. It plans each message before it lets it pass, reports damage, and
// keeps the ledger.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formats/ccmail/vocabulary.h"
#include "pipeline/stage.h"
#include "stages/chunk.h"
#include "stages/piece.h"
#include "stages/resync/planner.h"
#include "stages/resync/window.h"

namespace stages {

/// What the excerpts that go with damage may show: structure alone, or the bytes whatever they are.
enum class Excerpts : std::uint8_t { structure, contents };

class Resync : public pipeline::Stage<Chunk, Piece> {
 public:
  /// Labels are those of `words`.
  explicit Resync(std::shared_ptr<const formats::ccmail::Vocabulary> words, Excerpts excerpts = Excerpts::structure)
      : words_(std::move(words)), excerpts_(excerpts) {}

  void take(Chunk chunk, pipeline::Sink<Piece>& sink) override;
  void finish(pipeline::Sink<Piece>& sink) override;

 private:
  void advance(pipeline::Sink<Piece>& sink);
  void add_excerpts();
  void emit(pipeline::Sink<Piece>& sink);
  void emit_message(pipeline::Sink<Piece>& sink);
  void emit_quarantine(pipeline::Sink<Piece>& sink, Range range, bool is_message, std::string why);
  void account_message();
  void keep_reason(Range line);
  void leave_out_reason(Range line);
  std::vector<std::string> take_reasons(pipeline::Sink<Piece>& sink);
  void drop_reasons(pipeline::Sink<Piece>& sink);

  std::shared_ptr<const formats::ccmail::Vocabulary> words_;
  Excerpts excerpts_;
  std::unique_ptr<Window> window_;
  std::unique_ptr<Planner> planner_;  // once the survey is done
  Block block_;
  Ledger ledger_;
  DumpClosed closed_;
  std::shared_ptr<const Survey> survey_;
  std::shared_ptr<const std::string> directive_;
  std::vector<std::string> reasons_;  // raw, of the message that comes next
  std::size_t reason_bytes_ = 0;
  Range reason_lines_;    // where they stand
  Range reasons_beyond_;  // lines that were too many
};

}  // namespace stages
