// MacBinary files for tests, written byte by byte as the specification has it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "formats/mac/crc16.h"

namespace mac_test {

inline void put(std::string& bytes, std::size_t at, std::string_view what) { bytes.replace(at, what.size(), what); }

inline void put_number(std::string& bytes, std::size_t at, std::uint64_t number, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) bytes[at + width - 1 - i] = static_cast<char>(number >> (8 * i) & 0xffU);
}

inline void seal(std::string& header) {
  put_number(header, 124, formats::mac::crc16_xmodem(std::string_view(header).substr(0, 124)), 2);
}

/// The same with the other checksum that is found.
inline void seal_with_usb(std::string& header) {
  put_number(header, 124, formats::mac::crc16_usb(std::string_view(header).substr(0, 124)), 2);
}

inline std::string padded(std::string_view bytes) {
  std::string result(bytes);
  result.resize((bytes.size() + 127) / 128 * 128, '\0');
  return result;
}

struct Sample {
  std::string_view name = "Read Me";
  std::string_view data = "data fork";
  std::string_view resource = "resource fork";
  std::string_view comment{};
  std::string_view secondary_header{};

  [[nodiscard]] std::string header() const {
    std::string header(128, '\0');
    put_number(header, 1, name.size(), 1);
    put(header, 2, name);
    put(header, 65, "TEXTttxt");
    put_number(header, 73, 0x21, 1);
    put_number(header, 75, 0x00050006, 4);
    put_number(header, 79, 0x0102, 2);
    put_number(header, 83, data.size(), 4);
    put_number(header, 87, resource.size(), 4);
    put_number(header, 91, 0xaf6b2480, 4);
    put_number(header, 95, 0xaf6b2481, 4);
    put_number(header, 99, comment.size(), 2);
    put_number(header, 101, 0x43, 1);
    put_number(header, 120, secondary_header.size(), 2);
    put_number(header, 122, 0x8181, 2);
    seal(header);
    return header;
  }

  /// The same in MacBinary I: nothing behind the dates.
  [[nodiscard]] std::string first_version() const {
    std::string file = header().substr(0, 99) + std::string(29, '\0');
    return file + padded(data) + padded(resource);
  }

  [[nodiscard]] std::string file() const {
    return header() + padded(secondary_header) + padded(data) + padded(resource) + padded(comment);
  }
};

}  // namespace mac_test
