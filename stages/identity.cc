#include "stages/identity.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace stages {
namespace {

using formats::ccmail::HeadLine;
using formats::ccmail::HeadLineKind;
using formats::ccmail::Meaning;
using formats::ccmail::Origin;

constexpr bool differs_between_copies(Meaning meaning) {
  return meaning == Meaning::folder || meaning == Meaning::bcc || meaning == Meaning::number;
}

void append_decimal(std::string& out, std::uint64_t value) {
  std::array<char, 20> digits{};
  char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

}  // namespace

IdentityDigits Identity::digits(std::span<const HeadLine> head, const Message& message) {
  buffer_.clear();
  for (const HeadLine& line : head) {
    const bool built_in = line.kind != HeadLineKind::other && line.origin == Origin::built_in;
    if (built_in && differs_between_copies(line.meaning)) continue;
    buffer_ += line.raw;
    buffer_ += '\n';
  }
  const Extent* text = nullptr;
  std::string scratch;
  for (const Item& item : message.items) {
    buffer_ += formats::ccmail::first_line(item.label.head(item.label.length(), scratch)).content;
    buffer_ += '\n';
    append_decimal(buffer_, item.data.length());
    buffer_ += '\n';
    const bool is_text = item.kind == formats::ccmail::ItemKind::text && item.origin == Origin::built_in;
    if (text == nullptr && is_text) text = &item.data;
    if (buffer_.size() >= std::size_t{64} << 10U) {
      hash_.update(buffer_);
      buffer_.clear();
    }
  }
  hash_.update(buffer_);
  constexpr std::uint64_t hashed_text = 65536;
  if (text != nullptr) text->sub(0, hashed_text).visit([&](std::string_view part) { hash_.update(part); });
  IdentityDigits digits{};
  std::copy_n(hash_.hex().begin(), digits.size(), digits.begin());
  return digits;
}

void append_message_id(std::string& out, std::string_view digits) {
  out += '<';
  out += digits;
  out += "@ccmail.invalid>";
}

std::string boundary(std::string_view digits, int depth) {
  std::string text = "=_";
  text += digits;
  text += std::to_string(depth);
  return text;
}

}  // namespace stages
