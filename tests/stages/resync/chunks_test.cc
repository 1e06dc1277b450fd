// The size of the chunks in which a dump comes changes nothing.
#include <gmock/gmock.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

using ::testing::ElementsAre;

// Whatever a dump looks like, every byte of it is accounted for.
Resynced checked(const std::string& dump) {
  Resynced result = resync(dump);
  EXPECT_TRUE(result.closes) << "the ledger does not close";
  return result;
}

// A dump with something of everything, longer than one search step.
std::string mixed_dump(unsigned seed, const Writing& writing) {
  std::mt19937 random(seed);
  Dump dump(writing);
  for (int i = 0; i < 30; ++i) {
    dump.message("number " + std::to_string(i)).text(std::string(random() % 3000, 'x') + "\r\nMessage:\r\nFrom: y\r\n");
    if (random() % 3 == 0) {
      std::string bytes(random() % 20'000, '\0');
      for (char& byte : bytes) byte = static_cast<char>(random());
      dump.file("F.BIN", bytes);
    }
    switch (random() % 8) {
      case 0:
        dump.size_off_by(static_cast<std::int64_t>(random() % 40) - 20);
        break;
      case 1:
        dump.message_size_off_by(static_cast<std::int64_t>(random() % 40) - 20);
        break;
      case 2:
        dump.contents_size_off_by(100'000'000);
        break;
      case 3:
        dump.size_blank();
        break;
      case 4:
        dump.raw("stray bytes: here\r\n");
        break;
      default:
        break;
    }
  }
  return dump.bytes();
}

TEST(Chunks, TheSizeOfChunksChangesNothing) {
  for (unsigned seed = 0; seed < 6; ++seed) {
    const Writing writing{.size_width = seed % 3 == 2 ? std::optional<std::size_t>() : 12,
                          .between_blocks = seed % 2 == 1 ? "\r\n" : ""};
    const std::string dump = mixed_dump(seed, writing);
    const Resynced whole = checked(dump);
    std::mt19937 random(seed);
    for (const std::size_t most : {std::size_t{1}, std::size_t{7}, std::size_t{5000}, std::size_t{100'000}}) {
      for (const bool from_file : {false, true}) {
        const Resynced cut = resync_in_chunks(dump, from_file, [&] { return 1 + random() % most; });
        EXPECT_TRUE(cut.messages == whole.messages) << "seed " << seed << ", chunks of up to " << most;
        EXPECT_EQ(cut.damage, whole.damage);
        EXPECT_EQ(cut.quarantine, whole.quarantine);
        EXPECT_TRUE(cut.closes);
      }
    }
  }
}

// Up to 8 MiB all planning waits for the survey; only behind that do chunks meet labels.
TEST(Chunks, TheSizeOfChunksChangesNothingBehindTheSurveyEither) {
  Dump dump;
  dump.message("large").file("F.BIN", std::string((std::size_t{8} << 20U) + 1000, 'x'));
  dump.raw(std::string(4070, '\0'));
  dump.message("behind").text("one").file(std::string(4070, 't'), "bytes").raw("\r\nstray bytes\r\n");
  dump.message("short").text("two").size_off_by(-3);
  dump.message("last").text("three").text("four").contents_size_off_by(7);
  const std::string bytes = dump.bytes();
  const Resynced whole = checked(bytes);
  EXPECT_THAT(subjects(whole), ElementsAre("large", "behind", "short", "last"));
  std::mt19937 random(1);
  const std::size_t large = std::size_t{8} << 20U;
  for (const std::size_t most : {std::size_t{3}, std::size_t{50}, std::size_t{5000}}) {
    for (const bool from_file : {false, true}) {
      std::size_t fed = 0;
      const Resynced cut = resync_in_chunks(bytes, from_file, [&] {
        const std::size_t size = fed < large ? 100'000 : 1 + random() % most;
        fed += size;
        return size;
      });
      EXPECT_TRUE(cut.messages == whole.messages) << "chunks of up to " << most;
      EXPECT_EQ(cut.damage, whole.damage);
      EXPECT_EQ(cut.quarantine, whole.quarantine);
      EXPECT_TRUE(cut.closes);
    }
  }
}

}  // namespace
}  // namespace stages::testing
