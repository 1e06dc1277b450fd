#include "formats/text/utf16.h"

#include "formats/text/utf8.h"

namespace formats::text {
namespace {

constexpr char16_t byte_order_mark = 0xFEFF;

bool is_high(char16_t unit) { return (unit & 0xFC00U) == 0xD800U; }
bool is_low(char16_t unit) { return (unit & 0xFC00U) == 0xDC00U; }

}  // namespace

std::optional<Utf16Reader> Utf16Reader::marked(std::string_view head) {
  if (head.starts_with("\xff\xfe")) return Utf16Reader(false);
  if (head.starts_with("\xfe\xff")) return Utf16Reader(true);
  return std::nullopt;
}

std::string_view Utf16Reader::read(std::string_view bytes) {
  text_.clear();
  for (const char character : bytes) {
    const auto byte = static_cast<unsigned char>(character);
    if (!odd_) {
      odd_ = byte;
      continue;
    }
    const unsigned high = big_endian_ ? *odd_ : byte;
    const unsigned low = big_endian_ ? byte : *odd_;
    odd_.reset();
    take(static_cast<char16_t>(high << 8U | low));
  }
  return text_;
}

std::string_view Utf16Reader::finish() {
  text_.clear();
  if (high_ != 0 || odd_) append_utf8(text_, replacement_character);
  return text_;
}

void Utf16Reader::take(char16_t unit) {
  const bool first = at_start_;
  at_start_ = false;
  if (first && unit == byte_order_mark) return;
  if (high_ != 0 && is_low(unit)) {
    append_utf8(text_, 0x10000U + ((high_ & 0x3FFU) << 10U) + (unit & 0x3FFU));
    high_ = 0;
    return;
  }
  if (high_ != 0) append_utf8(text_, replacement_character);
  high_ = is_high(unit) ? unit : char16_t{0};
  if (high_ == 0) append_utf8(text_, unit);
}

}  // namespace formats::text
