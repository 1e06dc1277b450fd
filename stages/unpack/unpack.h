// The third stage: looks into file items for Mac containers and says where their forks lie. Copies no bytes.
#pragma once

#include "pipeline/stage.h"
#include "stages/piece.h"

namespace stages {

class Unpack : public pipeline::Stage<Piece, Piece> {
 public:
  void take(Piece piece, pipeline::Sink<Piece>& sink) override;
  void finish(pipeline::Sink<Piece>& /*sink*/) override {}
};

}  // namespace stages
