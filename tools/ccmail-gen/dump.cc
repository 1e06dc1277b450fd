#include "tools/ccmail-gen/dump.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "tools/ccmail-gen/composer.h"
#include "tools/ccmail-gen/damaged_dump.h"
#include "tools/ccmail-gen/hash.h"
#include "tools/ccmail-gen/layout.h"
#include "tools/ccmail-gen/mac_binary.h"
#include "tools/ccmail-gen/random.h"
#include "tools/ccmail-gen/truth.h"

namespace ccmail_gen {
namespace {

// Writes item data, and hashes it only where somebody wants to know.
class DataWriter {
 public:
  DataWriter(Sink& dump, bool hashing) : dump_(dump), hashing_(hashing), block_(block_size, '\0') {}

  ItemHashes write(const Item& item) {
    ItemHashes hashes;
    Hash all;
    if (item.mac) {
      take(item.mac->header, all, nullptr);
      hashes.data = write_fork(item.mac->data, all);
      hashes.resource = write_fork(item.mac->resource, all);
    } else {
      stream(item.data, all, nullptr);
    }
    hashes.all = all.finish();
    return hashes;
  }

 private:
  static constexpr std::size_t block_size = 1U << 18U;

  void take(std::string_view bytes, Hash& all, Hash* fork) {
    dump_.write(bytes);
    if (!hashing_) return;
    all.update(bytes);
    if (fork != nullptr) fork->update(bytes);
  }

  void stream(const Content& content, Hash& all, Hash* fork) {
    take(content.head, all, fork);
    Random random(content.seed);
    for (std::uint64_t left = content.random_length; left > 0;) {
      const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(left, block_size));
      const auto block = std::span(block_).first(length);
      random.fill(block);
      take({block.data(), block.size()}, all, fork);
      left -= length;
    }
  }

  std::string write_fork(const Content& content, Hash& all) {
    Hash fork;
    stream(content, all, &fork);
    take(std::string(static_cast<std::size_t>(mac_padding(content.length())), '\0'), all, nullptr);
    return fork.finish();
  }

  Sink& dump_;
  bool hashing_;
  std::string block_;
};

}  // namespace

void write_dump(const Recipe& recipe, const Account& account, Sink& dump, Sink* truth) {
  if (!recipe.damage.empty() || !recipe.dump_damage.empty()) {
    write_damaged_dump(recipe, account, dump, truth);
    return;
  }
  const Composer composer(recipe, account.number);
  DataWriter data(dump, truth != nullptr);
  std::string folder;
  for (std::uint64_t index = 0; index < recipe.messages; ++index) {
    const Message message = composer.message(index);
    const Layout layout = lay_out(message, recipe.dialect, recipe.page, folder);
    const std::uint64_t start = dump.offset() + layout.message_at;
    std::vector<ItemHashes> hashes(message.items.size());
    for (const auto& segment : layout.segments) {
      if (segment.item) {
        hashes[*segment.item] = data.write(message.items[*segment.item]);
      } else {
        dump.write(segment.bytes);
      }
    }
    if (truth != nullptr) truth->write(truth_line(account, index + 1, start, message, layout, hashes));
  }
}

}  // namespace ccmail_gen
