#include "formats/mailbox/modified_utf7.h"

#include <cstddef>
#include <cstdint>

#include "formats/text/utf8.h"

namespace formats::mailbox {
namespace {

// With "," where base64 has "/".
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

// One run of characters outside printable ASCII.
class Shifted {
 public:
  explicit Shifted(std::string& out) : out_(out) { out_ += '&'; }

  void add(char32_t character) {
    constexpr char32_t first_supplementary = 0x10000;
    if (character < first_supplementary) {
      add_unit(static_cast<std::uint32_t>(character));
    } else {
      const auto rest = static_cast<std::uint32_t>(character - first_supplementary);
      add_unit(0xd800U + (rest >> 10U));
      add_unit(0xdc00U + (rest & 0x3ffU));
    }
  }

  void end() {
    if (bits_ > 0) out_ += alphabet[(held_ << (6 - bits_)) & 0x3fU];
    out_ += '-';
  }

 private:
  void add_unit(std::uint32_t unit) {
    held_ = held_ << 16U | unit;
    for (bits_ += 16; bits_ >= 6; bits_ -= 6) out_ += alphabet[(held_ >> (bits_ - 6)) & 0x3fU];
  }

  std::string& out_;
  std::uint32_t held_ = 0;  // its lowest `bits_` are still to be written
  unsigned bits_ = 0;
};

}  // namespace

void append_modified_utf7(std::string& out, std::string_view utf8) {
  while (!utf8.empty()) {
    const std::size_t plain = text::printable_prefix(utf8);
    for (const char c : utf8.substr(0, plain)) {
      out += c;
      if (c == '&') out += '-';
    }
    utf8.remove_prefix(plain);
    if (utf8.empty()) return;
    Shifted shifted(out);
    while (!utf8.empty() && text::printable_prefix(utf8.substr(0, 1)) == 0) shifted.add(text::take_utf8(utf8));
    shifted.end();
  }
}

}  // namespace formats::mailbox
