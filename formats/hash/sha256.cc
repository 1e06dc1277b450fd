#include "formats/hash/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <stdexcept>

#include "formats/hash/hex_digits.h"

namespace formats::hash {
namespace {

struct Free {
  void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

void check(bool success) {
  if (!success) throw std::runtime_error("OpenSSL offers no SHA-256");
}

}  // namespace

// Fetching the algorithm costs OpenSSL 3 more than hashing a name does: it is done once per object.
struct Sha256::State {
  std::unique_ptr<EVP_MD, Free> algorithm{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
  std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};

  // With an algorithm OpenSSL makes its state anew, without one it begins again with the state it has.
  void start(const EVP_MD* with) const { check(context && EVP_DigestInit_ex2(context.get(), with, nullptr) == 1); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  check(state_->algorithm != nullptr);
  state_->start(state_->algorithm.get());
}

Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  check(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

std::array<char, 64> Sha256::hex() {
  constexpr std::size_t digest_bytes = 32;
  std::array<unsigned char, digest_bytes> digest{};
  check(EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr) == 1);
  state_->start(nullptr);
  return hex_digits(digest);
}

}  // namespace formats::hash
