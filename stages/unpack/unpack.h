// The third stage: looks into each message. Says where the forks of its Mac files lie, takes its head apart, computes
// its identity from its raw bytes and reads its date, so that whatever comes behind needs no other message. Counts the
// labels that nobody knows.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/ccmail/vocabulary.h"
#include "formats/text/code_page.h"
#include "pipeline/stage.h"
#include "stages/identity.h"
#include "stages/piece.h"
#include "stages/unpack/label_census.h"

namespace stages {

class Unpack : public pipeline::Stage<Piece, Piece> {
 public:
  /// Headers are those of `words`. What the user settled about code page and dates counts before the survey.
  explicit Unpack(std::shared_ptr<const formats::ccmail::Vocabulary> words,
                  std::optional<formats::text::CodePage> page = std::nullopt,
                  std::optional<formats::ccmail::DateOrder> order = std::nullopt)
      : words_(std::move(words)), page_(page), order_(order) {}

  void take(Piece piece, pipeline::Sink<Piece>& sink) override;
  void finish(pipeline::Sink<Piece>& /*sink*/) override {}

 private:
  static void look_into(Item& item, std::vector<Damage>& damage);
  void read_date(Message& message);

  std::shared_ptr<const formats::ccmail::Vocabulary> words_;
  std::optional<formats::text::CodePage> page_;
  std::optional<formats::ccmail::DateOrder> order_;
  std::optional<formats::ccmail::WallClock> before_;
  LabelCensus census_;
  Identity identity_;
  std::string joined_;
  std::string scratch_;
};

}  // namespace stages
