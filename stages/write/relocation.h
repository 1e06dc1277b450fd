// Where the mail of a part went when it was put together with that of other parts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "stages/write/placed.h"

namespace stages {

class Relocation {
 public:
  /// `before` messages of the account stand in front: numbers in file names count on from there.
  explicit Relocation(std::uint64_t before = 0) : before_(before) {}

  /// The mbox `from` of the part went into `to`, behind `bytes`.
  void add_mbox(const std::string& from, std::string to, std::uint64_t bytes) {
    mboxes_[from] = {std::move(to), bytes};
  }
  /// The files of the directory `from` went into `to`.
  void add_directory(const std::string& from, std::string to) { directories_[from] = std::move(to); }

  /// Where a message lies now. Throws std::logic_error for one of a folder that nobody moved.
  [[nodiscard]] Placed apply(Placed placed) const;

 private:
  struct Mbox {
    std::string to;
    std::uint64_t bytes = 0;
  };

  std::uint64_t before_;
  std::map<std::string, Mbox> mboxes_;
  std::map<std::string, std::string> directories_;
};

}  // namespace stages
