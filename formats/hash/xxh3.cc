#include "formats/hash/xxh3.h"

#include <xxhash.h>

#include <algorithm>
#include <new>

#include "formats/hash/hex_digits.h"

namespace formats::hash {
namespace {

struct Free {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

}  // namespace

struct Xxh3::State {
  std::unique_ptr<XXH3_state_t, Free> state{XXH3_createState()};

  void start() const {
    if (!state || XXH3_128bits_reset(state.get()) == XXH_ERROR) throw std::bad_alloc();
  }
};

Xxh3::Xxh3() : state_(std::make_unique<State>()) { state_->start(); }

Xxh3::~Xxh3() = default;
Xxh3::Xxh3(Xxh3&&) noexcept = default;
Xxh3& Xxh3::operator=(Xxh3&&) noexcept = default;

void Xxh3::update(std::string_view bytes) {
  // Fails for a null pointer alone, and an empty view may have one.
  if (!bytes.empty()) XXH3_128bits_update(state_->state.get(), bytes.data(), bytes.size());
}

std::array<char, 32> Xxh3::hex() {
  XXH128_canonical_t canonical{};
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state_->state.get()));
  std::array<unsigned char, 16> digest{};
  std::copy(std::begin(canonical.digest), std::end(canonical.digest), digest.begin());
  state_->start();
  return hex_digits(digest);
}

}  // namespace formats::hash
