#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "formats/mime/transfer.h"

// mimetic's encoder pads at the end of every range it is given and goes character by character; attachments are most
// of a dump's bytes, so this one goes twelve bits at a time and keeps its place across calls.
namespace formats::mime {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

using Pair = std::array<char, 2>;

constexpr std::array<Pair, 4096> pairs = [] {
  std::array<Pair, 4096> result{};
  for (std::size_t i = 0; i < result.size(); ++i) result.at(i) = {alphabet[i / 64], alphabet[i % 64]};
  return result;
}();

constexpr std::size_t line_bytes = 57;
constexpr std::size_t line_characters = base64_line_length;
constexpr std::size_t lines_at_once = 32;

/// Reads the first eight bytes as a number, the first byte being the highest; compiles to one load.
std::uint64_t eight_bytes(const unsigned char* from) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = (value << 8) | from[i];
  return value;
}

void put_pair(std::uint64_t twelve_bits, char* to) { std::memcpy(to, pairs[twelve_bits & 0xFFF].data(), 2); }

/// Writes 57 bytes as 76 characters and LF.
void put_line(const unsigned char* from, char* to) {
  // Six bytes at a time, read as eight: the ninth read ends at byte 56.
  for (std::size_t i = 0; i < 9; ++i) {
    const std::uint64_t value = eight_bytes(from + i * 6);
    put_pair(value >> 52, to + i * 8);
    put_pair(value >> 40, to + i * 8 + 2);
    put_pair(value >> 28, to + i * 8 + 4);
    put_pair(value >> 16, to + i * 8 + 6);
  }
  const std::uint64_t last = static_cast<std::uint64_t>(from[54]) << 16 | static_cast<std::uint64_t>(from[55]) << 8 |
                             static_cast<std::uint64_t>(from[56]);
  put_pair(last >> 12, to + 72);
  put_pair(last, to + 74);
  to[76] = '\n';
}

/// Encodes the whole lines of `bytes` and returns what is left.
std::string_view put_lines(std::string_view bytes, std::string& out) {
  std::array<char, lines_at_once * line_characters> buffer;  // NOLINT(*-member-init): written before it is read
  while (bytes.size() >= line_bytes) {
    const std::size_t lines = std::min(bytes.size() / line_bytes, lines_at_once);
    const auto* const from = reinterpret_cast<const unsigned char*>(bytes.data());
    for (std::size_t i = 0; i < lines; ++i) put_line(from + i * line_bytes, buffer.data() + i * line_characters);
    out.append(buffer.data(), lines * line_characters);
    bytes.remove_prefix(lines * line_bytes);
  }
  return bytes;
}

}  // namespace

void Base64Encoder::encode(std::string_view bytes, std::string& out) {
  if (!rest_.empty()) {
    const std::size_t missing = std::min(line_bytes - rest_.size(), bytes.size());
    rest_.append(bytes.substr(0, missing));
    bytes.remove_prefix(missing);
    if (rest_.size() < line_bytes) return;
    put_lines(rest_, out);
    rest_.clear();
  }
  rest_ = put_lines(bytes, out);
}

void Base64Encoder::finish(std::string& out) {
  if (rest_.empty()) return;
  const std::size_t padding = (3 - rest_.size() % 3) % 3;
  rest_.append(padding, '\0');
  for (std::size_t i = 0; i < rest_.size(); i += 3) {
    const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(rest_[at])); };
    const std::size_t value = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    out.append(pairs[value >> 12].data(), 2);
    out.append(pairs[value & 0xFFF].data(), 2);
  }
  std::fill(out.end() - static_cast<std::ptrdiff_t>(padding), out.end(), '=');
  out += '\n';
  rest_.clear();
}

}  // namespace formats::mime
