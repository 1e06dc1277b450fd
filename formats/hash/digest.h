// The digests that lists of checksums hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace formats::hash {

enum class DigestKind : std::uint8_t { md5, sha1, sha224, sha256, sha384, sha512 };

/// As reports write it: "md5", "sha256".
[[nodiscard]] std::string_view name_of(DigestKind kind);

/// The kind whose digests have so many hexadecimal digits.
[[nodiscard]] std::optional<DigestKind> digest_with_digits(std::size_t digits);

class Digest {
 public:
  /// Throws std::runtime_error where OpenSSL does not offer it (MD5 under FIPS rules).
  explicit Digest(DigestKind kind);
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;
  Digest(Digest&&) = delete;
  Digest& operator=(Digest&&) = delete;

  void update(std::string_view bytes);
  /// Of all bytes since the start or the last call, as lower-case digits; starts afresh.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace formats::hash
