// XXH3 of bytes that come in pieces, 128 bits: so fast that everything written can be checked. It finds accidents, not
// forgeries; for those there is SHA-256.
#pragma once

#include <array>
#include <memory>
#include <string_view>

namespace formats::hash {

/// One digest at a time; may be used again after hex(). Not to be shared between threads.
class Xxh3 {
 public:
  Xxh3();
  ~Xxh3();
  Xxh3(const Xxh3&) = delete;
  Xxh3& operator=(const Xxh3&) = delete;
  Xxh3(Xxh3&& other) noexcept;
  Xxh3& operator=(Xxh3&& other) noexcept;

  void update(std::string_view bytes);

  /// The digest (canonical form: big endian) of all bytes since the start or the last call, as lower-case hexadecimal
  /// digits, as `xxh128sum` prints it; starts afresh.
  [[nodiscard]] std::array<char, 32> hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace formats::hash
