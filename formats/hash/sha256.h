// SHA-256 of bytes that come in pieces.
#pragma once

#include <array>
#include <memory>
#include <string_view>

namespace formats::hash {

/// One digest at a time; may be used again after hex(). Not to be shared between threads. Throws std::runtime_error
/// where OpenSSL offers no SHA-256.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  Sha256(Sha256&&) = delete;
  Sha256& operator=(Sha256&&) = delete;

  void update(std::string_view bytes);

  /// The digest of all bytes since the start or the last call, as lower-case hexadecimal digits; starts afresh.
  [[nodiscard]] std::array<char, 64> hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace formats::hash
