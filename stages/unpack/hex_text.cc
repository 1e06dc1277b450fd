#include "stages/unpack/hex_text.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/text/hex.h"

namespace stages {
namespace {

using formats::text::HexDecoder;
using formats::text::HexScan;

class HexText : public RandomAccess {
 public:
  HexText(Extent text, std::vector<std::uint64_t> starts) : text_(std::move(text)), starts_(std::move(starts)) {}

  void read_at(std::uint64_t offset, std::span<char> into) const override {
    const auto first = static_cast<std::size_t>(offset / HexScan::step);
    const auto behind = static_cast<std::size_t>((offset + into.size() + HexScan::step - 1) / HexScan::step);
    const std::uint64_t end = behind < starts_.size() ? starts_[behind] : text_.length();
    HexDecoder decoder(offset - first * HexScan::step, into);
    text_.sub(starts_[first], end - starts_[first]).visit([&](std::string_view part) { decoder.add(part); });
  }

 private:
  Extent text_;
  std::vector<std::uint64_t> starts_;
};

}  // namespace

tl::expected<Extent, HexFault> decode_hex_item(const Extent& text) {
  HexScan scan;
  bool sound = true;
  text.visit([&](std::string_view part) { sound = sound && scan.add(part); });
  if (!scan.is_hex()) return tl::unexpected(HexFault{scan.position()});
  const std::uint64_t length = scan.length();
  if (length == 0) return Extent();
  auto file = std::make_shared<HexText>(text, scan.starts());
  auto region = std::make_shared<const Region>(Segment{0, length, {}, std::move(file), 0});
  return Extent(std::move(region), 0, length);
}

}  // namespace stages
