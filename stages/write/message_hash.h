// The digests of one message after the other, made as their bytes are written.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "formats/hash/digest.h"
#include "formats/hash/sha256.h"
#include "stages/write/placed.h"

namespace stages {

class MessageHash {
 public:
  /// A message begins `offset` bytes behind where it is placed.
  void begin(std::uint64_t offset) {
    offset_ = offset;
    length_ = 0;
  }
  void update(std::string_view bytes) {
    length_ += bytes.size();
    sha256_.update(bytes);
    md5_.update(bytes);
  }
  /// The message has ended.
  [[nodiscard]] MessageDigests end() {
    const auto hex = sha256_.hex();
    return {offset_, length_, {hex.data(), hex.size()}, md5_.hex()};
  }

 private:
  std::uint64_t offset_ = 0;
  std::uint64_t length_ = 0;
  formats::hash::Sha256 sha256_;
  formats::hash::Digest md5_{formats::hash::DigestKind::md5};
};

}  // namespace stages
