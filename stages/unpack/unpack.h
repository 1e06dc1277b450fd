// The third stage: looks into each message. Says where the forks of its Mac files lie, and computes its identity from
// its raw bytes. Copies none of them.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "formats/ccmail/vocabulary.h"
#include "pipeline/stage.h"
#include "stages/identity.h"
#include "stages/piece.h"

namespace stages {

class Unpack : public pipeline::Stage<Piece, Piece> {
 public:
  /// Headers are those of `words`.
  explicit Unpack(std::shared_ptr<const formats::ccmail::Vocabulary> words) : words_(std::move(words)) {}

  void take(Piece piece, pipeline::Sink<Piece>& sink) override;
  void finish(pipeline::Sink<Piece>& /*sink*/) override {}

 private:
  std::shared_ptr<const formats::ccmail::Vocabulary> words_;
  Identity identity_;
  std::string scratch_;
};

}  // namespace stages
