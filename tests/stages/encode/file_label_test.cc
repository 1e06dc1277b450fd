#include "stages/encode/file_label.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace stages::testing {
namespace {

using formats::text::CodePage;

Extent extent(std::string bytes) {
  const std::size_t length = bytes.size();
  const auto region = std::make_shared<const Region>(Segment{0, length, pipeline::Slice::own(std::move(bytes)), {}, 0});
  return {region, 0, length};
}

// Of a message with very many items not all labels are kept: they must read the same.
TEST(FileLabels, ThoseThatAreNotKeptAreTheSame) {
  std::vector<Item> items;
  for (int i = 0; i < 10; ++i) {
    Item item;
    item.kind = i % 3 == 0 ? formats::ccmail::ItemKind::text : formats::ccmail::ItemKind::file;
    item.label = extent("File item: " + (i % 4 == 1 ? "" : "A" + std::to_string(i) + ".TXT 1/2/98") + "\r\n");
    item.data = extent("bytes");
    items.push_back(std::move(item));
  }
  FileLabels all(CodePage::cp850);
  FileLabels few(CodePage::cp850, 2);
  all.read(items);
  few.read(items);
  ASSERT_EQ(few.size(), items.size());
  for (std::size_t i = items.size(); i-- > 0;) {
    EXPECT_EQ(few[i].title, all[i].title) << i;
    EXPECT_EQ(few[i].name, all[i].name) << i;
    EXPECT_EQ(few[i].date, all[i].date) << i;
    EXPECT_EQ(few[i].media_type, all[i].media_type) << i;
  }
  EXPECT_EQ(few[5].name, "unnamed-6");
}

}  // namespace
}  // namespace stages::testing
