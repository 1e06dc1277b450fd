// The third stage: looks into each message. Says where the forks of its Mac files lie, takes its head apart and reads
// its date, so that whatever comes behind needs no other message, and says which messages are left out. Counts the
// labels that nobody knows.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "formats/ccmail/date.h"
#include "formats/ccmail/vocabulary.h"
#include "formats/text/code_page.h"
#include "pipeline/stage.h"
#include "stages/piece.h"
#include "stages/unpack/label_census.h"
#include "stages/unpack/selector.h"

namespace stages {

class Unpack : public pipeline::Stage<Piece, Piece> {
 public:
  /// Headers are those of `words`. What the user settled about code page, dates and files counts before the survey.
  explicit Unpack(std::shared_ptr<const formats::ccmail::Vocabulary> words,
                  std::optional<formats::text::CodePage> page = std::nullopt,
                  std::optional<formats::ccmail::DateOrder> order = std::nullopt,
                  std::optional<FileBytes> files = std::nullopt, Selection selection = {})
      : words_(std::move(words)), page_(page), order_(order), files_(files), selector_(std::move(selection)) {}

  void take(Piece piece, pipeline::Sink<Piece>& sink) override;
  void finish(pipeline::Sink<Piece>& /*sink*/) override {}

 private:
  void look_into(Message& message, Item& item) const;
  void read_date(Message& message);

  std::shared_ptr<const formats::ccmail::Vocabulary> words_;
  std::optional<formats::text::CodePage> page_;
  std::optional<formats::ccmail::DateOrder> order_;
  std::optional<FileBytes> files_;
  std::optional<formats::ccmail::WallClock> before_;
  Selector selector_;
  LabelCensus census_;
  std::uint64_t messages_ = 0;  // so far
  std::string joined_;
  std::string scratch_;
};

}  // namespace stages
