#include "pipeline/slice.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace pipeline {
namespace {

TEST(Slice, APartKeepsTheWholeAlive) {
  Slice part;
  {
    const Slice whole = Slice::own("the bytes of a message");
    part = whole.sub(4, 5);
  }
  EXPECT_EQ(part.view(), "bytes");
}

TEST(Slice, CopiesNoBytes) {
  const Slice whole = Slice::own(std::string(1000, 'x'));
  Slice copy = whole;
  EXPECT_EQ(copy.view().data(), whole.view().data());
  copy = Slice();
  EXPECT_EQ(whole.sub(10).view().data(), whole.view().data() + 10);
}

TEST(Slice, APartFromOutsideIsAnError) { EXPECT_THROW((void)Slice::own("abc").sub(4), std::out_of_range); }

}  // namespace
}  // namespace pipeline
