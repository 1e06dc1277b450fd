#include "tools/ccmail-gen/random.h"

#include <bit>
#include <cstring>

namespace ccmail_gen {
namespace {

std::uint64_t splitmix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15ULL;
  std::uint64_t mixed = state;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
  return mixed ^ (mixed >> 31U);
}

std::uint64_t little_endian(std::uint64_t value) {
  if constexpr (std::endian::native == std::endian::big) return __builtin_bswap64(value);
  return value;
}

}  // namespace

std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  std::uint64_t state = seed ^ (value * 0xd1342543de82ef95ULL);
  splitmix(state);
  return splitmix(state);
}

Random::Random(std::uint64_t seed) {
  for (auto& word : state_) word = splitmix(seed);
}

std::uint64_t Random::next() {
  const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
  const std::uint64_t shifted = state_[1] << 17U;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t Random::below(std::uint64_t bound) {
  if (bound == 0) return 0;
  if (bound <= UINT32_MAX) return ((next() >> 32U) * bound) >> 32U;
  return next() % bound;
}

std::uint64_t Random::between(std::uint64_t least, std::uint64_t most) {
  return most <= least ? least : least + below(most - least + 1);
}

bool Random::chance(double share) {
  constexpr double two_to_53 = 9007199254740992.0;
  return static_cast<double>(next() >> 11U) < share * two_to_53;
}

void Random::fill(std::span<char> bytes) {
  while (bytes.size() >= sizeof(std::uint64_t)) {
    const std::uint64_t word = little_endian(next());
    std::memcpy(bytes.data(), &word, sizeof(word));
    bytes = bytes.subspan(sizeof(word));
  }
  if (!bytes.empty()) {
    const std::uint64_t word = little_endian(next());
    std::memcpy(bytes.data(), &word, bytes.size());
  }
}

}  // namespace ccmail_gen
