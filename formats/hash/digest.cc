#include "formats/hash/digest.h"

#include <openssl/evp.h>

#include <array>
#include <span>
#include <stdexcept>

namespace formats::hash {
namespace {

struct Free {
  void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

struct Known {
  DigestKind kind;
  std::string_view name;
  const char* openssl_name;
  std::size_t digits;
};

constexpr std::array<Known, 6> known{{{DigestKind::md5, "md5", "MD5", 32},
                                      {DigestKind::sha1, "sha1", "SHA1", 40},
                                      {DigestKind::sha224, "sha224", "SHA224", 56},
                                      {DigestKind::sha256, "sha256", "SHA256", 64},
                                      {DigestKind::sha384, "sha384", "SHA384", 96},
                                      {DigestKind::sha512, "sha512", "SHA512", 128}}};

const Known& known_as(DigestKind kind) { return known.at(static_cast<std::size_t>(kind)); }

void check(bool success, DigestKind kind) {
  if (!success) throw std::runtime_error("OpenSSL offers no " + std::string(known_as(kind).openssl_name));
}

}  // namespace

std::string_view name_of(DigestKind kind) { return known_as(kind).name; }

std::optional<DigestKind> digest_with_digits(std::size_t digits) {
  for (const Known& each : known)
    if (each.digits == digits) return each.kind;
  return std::nullopt;
}

struct Digest::State {
  DigestKind kind;
  std::unique_ptr<EVP_MD, Free> algorithm;
  std::unique_ptr<EVP_MD_CTX, Free> context;
};

Digest::Digest(DigestKind kind)
    : state_(std::make_unique<State>(
          State{kind, std::unique_ptr<EVP_MD, Free>(EVP_MD_fetch(nullptr, known_as(kind).openssl_name, nullptr)),
                std::unique_ptr<EVP_MD_CTX, Free>(EVP_MD_CTX_new())})) {
  check(state_->algorithm && state_->context &&
            EVP_DigestInit_ex2(state_->context.get(), state_->algorithm.get(), nullptr) == 1,
        kind);
}

Digest::~Digest() = default;

void Digest::update(std::string_view bytes) {
  check(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1, state_->kind);
}

std::string Digest::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  check(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length) == 1, state_->kind);
  // Without an algorithm OpenSSL begins again with the state it has, which costs less than to make it anew.
  check(EVP_DigestInit_ex2(state_->context.get(), nullptr, nullptr) == 1, state_->kind);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : std::span(digest).first(length)) {
    text += digits[byte >> 4U];
    text += digits[byte & 0x0FU];
  }
  return text;
}

}  // namespace formats::hash
