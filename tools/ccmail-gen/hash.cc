#include "tools/ccmail-gen/hash.h"

#include <array>
#include <stdexcept>

namespace ccmail_gen {

Hash::Hash() : context_(EVP_MD_CTX_new()) {
  if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 is not available");
  }
}

void Hash::update(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }

std::string Hash::finish() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_DigestFinal_ex(context_.get(), digest.data(), &length);
  std::string hex;
  for (std::size_t i = 0; i < length; ++i) {
    hex.push_back(digits[digest.at(i) >> 4U]);
    hex.push_back(digits[digest.at(i) & 0xFU]);
  }
  return hex;
}

}  // namespace ccmail_gen
