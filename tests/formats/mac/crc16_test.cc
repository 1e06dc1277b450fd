#include "formats/mac/crc16.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/formats/mac/macbinary_bytes.h"

namespace formats::mac {
namespace {

TEST(Crc16, GivesTheCheckValueOfCrc16Xmodem) {
  EXPECT_EQ(crc16_xmodem("123456789"), 0x31c3);
  EXPECT_EQ(crc16_xmodem(""), 0);
}

TEST(Crc16, GivesTheCheckValueOfCrc16Usb) {
  EXPECT_EQ(crc16_usb("123456789"), 0xb4c8);
  EXPECT_EQ(crc16_usb(""), 0);
}

std::string specification_header(std::string_view name, std::uint32_t data, std::uint32_t resource,
                                 std::uint32_t date) {
  std::string header(128, '\0');
  mac_test::put_number(header, 1, name.size(), 1);
  mac_test::put(header, 2, name);
  mac_test::put(header, 65, "TEXTttxt");
  mac_test::put_number(header, 73, 1, 1);
  mac_test::put_number(header, 83, data, 4);
  mac_test::put_number(header, 87, resource, 4);
  mac_test::put_number(header, 91, date, 4);
  mac_test::put_number(header, 95, date, 4);
  mac_test::put_number(header, 122, 0x8181, 2);
  return header.substr(0, 124);
}

TEST(Crc16, AgreesWithTheHeadersOfTheSpecificationsThemselves) {
  EXPECT_EQ(crc16_xmodem(specification_header("MacBinary II Standard", 0x1caf, 0x1de, 0xebc124ae)), 0xfa10);
  EXPECT_EQ(crc16_xmodem(specification_header("MacBinary II+ Prelim Spec", 0x11f9, 0x1ac, 0xa7cd1144)), 0xf9db);
}

}  // namespace
}  // namespace formats::mac
