// A Slice is a run of immutable bytes that shares ownership of the memory it lies in. Copying one copies no bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace pipeline {

class Slice {
 public:
  Slice() = default;

  /// `bytes` must stay valid and unchanged for as long as `owner` lives.
  Slice(std::shared_ptr<const void> owner, std::string_view bytes) : owner_(std::move(owner)), bytes_(bytes) {}

  /// Takes the string over; its bytes are not copied (short strings aside).
  static Slice own(std::string bytes) {
    auto owner = std::make_shared<const std::string>(std::move(bytes));
    const std::string_view view = *owner;
    return {std::move(owner), view};
  }

  [[nodiscard]] std::string_view view() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }

  /// The bytes from `offset` on, at most `length` of them. An offset past the end throws std::out_of_range.
  [[nodiscard]] Slice sub(std::size_t offset, std::size_t length = std::string_view::npos) const {
    return {owner_, bytes_.substr(offset, length)};
  }

 private:
  std::shared_ptr<const void> owner_;
  std::string_view bytes_;
};

inline std::size_t weight(const Slice& slice) { return slice.size(); }

}  // namespace pipeline
