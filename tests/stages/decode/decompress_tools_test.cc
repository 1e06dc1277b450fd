// The formats' own command-line tools as the measure: no byte less than they give. Measured with gzip 1.12, bzip2
// 1.0.8, xz 5.4.1 and zstd 1.5.4 at every cut: xz and zstd give exactly the same, gzip up to a few bytes less (it asks
// for bits ahead), bzip2 up to 5,000 less (its last buffer).
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/stages/decode/packed.h"

namespace stages {
namespace {

using decode_test::pack;
using decode_test::unpack;
using decode_test::words;

class DecompressAgainstTools : public testing::TestWithParam<Container> {
 protected:
  void SetUp() override {
    // NOLINTNEXTLINE(cert-env33-c): fixed commands
    if (std::system((tool() + " --version >/dev/null 2>&1 </dev/null").c_str()) != 0) {
      GTEST_SKIP() << tool() << " is not installed";
    }
  }
  ~DecompressAgainstTools() override { std::filesystem::remove(packed_file()); }

  [[nodiscard]] static std::string tool() { return std::string(name_of(GetParam())); }

  [[nodiscard]] static std::string packed_file() {
    return testing::TempDir() + "packed_" + std::to_string(::getpid()) + "_" + tool();
  }

  [[nodiscard]] static std::string by_tool(std::string_view packed) {
    std::ofstream(packed_file(), std::ios::binary) << packed;
    const std::string command = tool() + " -dc <'" + packed_file() + "' 2>/dev/null";
    FILE* output = ::popen(command.c_str(), "r");  // NOLINT(cert-env33-c): fixed commands
    if (output == nullptr) throw std::runtime_error("popen");
    std::string result;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), output)) {
      result.append(buffer.data(), count);
    }
    ::pclose(output);
    return result;
  }

  static void expect_no_byte_less(std::string_view packed) {
    const std::string expected = by_tool(packed);
    const std::string given = unpack(GetParam(), packed).bytes;
    EXPECT_GE(given.size(), expected.size()) << packed.size();
    EXPECT_EQ(given.substr(0, expected.size()), expected) << packed.size();
  }
};

INSTANTIATE_TEST_SUITE_P(Formats, DecompressAgainstTools,
                         testing::Values(Container::gzip, Container::bzip2, Container::xz, Container::zstd),
                         [](const auto& format) { return std::string(name_of(format.param)); });

TEST_P(DecompressAgainstTools, GivesNoByteLessOfAFileThatIsCut) {
  const std::string packed = pack(GetParam(), words(1000, 1)) + pack(GetParam(), words(300'000, 2));
  for (std::size_t part = 0; part <= 40; ++part) {
    expect_no_byte_less(std::string_view(packed).substr(0, packed.size() * part / 40));
  }
}

TEST_P(DecompressAgainstTools, GivesNoByteLessOfAFileWithJunkBehindIt) {
  const std::string packed = pack(GetParam(), words(150'000));
  for (const std::string& junk : {std::string("j"), std::string("junk behind the file"), std::string(1, '\0'),
                                  std::string(512, '\0'), packed.substr(0, 4), packed.substr(0, 300)}) {
    expect_no_byte_less(packed + junk);
  }
}

TEST_P(DecompressAgainstTools, GivesNoByteLessOfADamagedFile) {
  const std::string sound = pack(GetParam(), words(300'000));
  std::mt19937 random(11);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on every run
  for (int i = 0; i < 20; ++i) {
    std::string packed = sound;
    const std::size_t at = 10 + random() % (i < 10 ? 200 : packed.size() - 10);
    packed[at] = static_cast<char>(packed[at] ^ (1 << random() % 8));
    expect_no_byte_less(packed);
  }
}

}  // namespace
}  // namespace stages
