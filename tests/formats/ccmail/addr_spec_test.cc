#include "formats/ccmail/addr_spec.h"

#include <gmock/gmock.h>

#include <string>

namespace formats::ccmail {
namespace {

TEST(AddrSpec, HasTheLimitsOfRfc5321) {
  EXPECT_TRUE(is_addr_spec("a@b"));
  EXPECT_TRUE(is_addr_spec("first.last+tag@sub-1.example.com"));
  EXPECT_TRUE(is_addr_spec(std::string(64, 'a') + "@b"));
  EXPECT_FALSE(is_addr_spec(std::string(65, 'a') + "@b"));
  EXPECT_TRUE(is_addr_spec("a@" + std::string(63, 'b')));
  EXPECT_FALSE(is_addr_spec("a@" + std::string(64, 'b')));
  for (const std::string_view bad : {"",       "@",          "a",     "a@",   "@b",   ".a@b",      "a.@b",
                                     "a..c@b", "a b@c",      "a@b c", "a@-b", "a@b-", "a@b.",      "a@.b",
                                     "a@b..c", "\"a\"@b",    "a@b,c", "ü@b",  "a@ü",  "a@[1.2.3]", "a@[1.2.3.256]",
                                     "a@[]",   "a@[1.2.3.4", "a\n@b", "a@b\n"}) {
    EXPECT_FALSE(is_addr_spec(bad)) << bad;
  }
}

}  // namespace
}  // namespace formats::ccmail
