// AppleSingle and AppleDouble files for tests, entry by entry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mac_test {

/// FInfo and FXInfo of a text whose flags and place are told from zeros.
inline std::string finder_info() {
  return std::string("TEXTttxt\x21\x43\0\5\0\6\1\2", 16) + std::string(15, '\0') + '\x20';
}

class AppleFile {
 public:
  AppleFile& apple_double() {
    magic_ = 0x00051607;
    return *this;
  }
  /// `home` is the home file system, sixteen characters.
  AppleFile& version_1(std::string_view home) {
    version_ = 0x00010000;
    home_ = home;
    return *this;
  }
  AppleFile& entry(std::uint32_t id, std::string_view data) {
    entries_.push_back({id, std::string(data), hole_, {}});
    hole_ = 0;
    return *this;
  }
  /// Lets the list say that the last entry lies elsewhere.
  AppleFile& at(std::uint32_t offset) {
    entries_.back().stated = offset;
    return *this;
  }
  /// Leaves room before the next entry.
  AppleFile& hole(std::size_t bytes) {
    hole_ = bytes;
    return *this;
  }

  [[nodiscard]] std::string bytes() const {
    std::string file =
        number(magic_, 4) + number(version_, 4) + home_ + number(static_cast<std::uint32_t>(entries_.size()), 2);
    std::size_t offset = file.size() + 12 * entries_.size();
    std::string data;
    for (const Entry& entry : entries_) {
      data.append(entry.hole, '\0');
      offset += entry.hole;
      file += number(entry.id, 4) + number(entry.stated.value_or(static_cast<std::uint32_t>(offset)), 4) +
              number(static_cast<std::uint32_t>(entry.data.size()), 4);
      data += entry.data;
      offset += entry.data.size();
    }
    return file + data;
  }

 private:
  struct Entry {
    std::uint32_t id;
    std::string data;
    std::size_t hole;
    std::optional<std::uint32_t> stated;
  };

  static std::string number(std::uint32_t value, std::size_t width) {
    std::string bytes;
    for (std::size_t i = width; i > 0; --i) bytes += static_cast<char>(value >> (8 * (i - 1)) & 0xffU);
    return bytes;
  }

  std::uint32_t magic_ = 0x00051600;
  std::uint32_t version_ = 0x00020000;
  std::string home_ = std::string(16, '\0');
  std::size_t hole_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace mac_test
