// The files of a whole system are none of the containers that are looked for in items.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "stages/extent.h"
#include "stages/resync/file_survey.h"
#include "stages/unpack/mac_content.h"

namespace stages {
namespace {

// A file as RandomAccess, so that of a large one only what is looked at is read.
class Opened : public RandomAccess {
 public:
  explicit Opened(const std::filesystem::path& path) : file_(path, std::ios::binary) {}
  [[nodiscard]] bool is_open() const { return file_.is_open(); }

  void read_at(std::uint64_t offset, std::span<char> into) const override {
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(offset));
    file_.read(into.data(), static_cast<std::streamsize>(into.size()));
  }

 private:
  mutable std::ifstream file_;
};

// Whether a dump that had this file alone would be taken for one in hexadecimal.
bool taken_for_hex(const std::filesystem::path& path, std::uint64_t size) {
  std::ifstream file(path, std::ios::binary);
  std::string first_bytes(FileSurvey::reach, '\0');
  file.read(first_bytes.data(), static_cast<std::streamsize>(first_bytes.size()));
  first_bytes.resize(static_cast<std::size_t>(file.gcount()));
  FileSurvey survey;
  survey.add(path.filename().string(), first_bytes, size);
  return survey.result().bytes == FileBytes::hex;
}

// What an item with the bytes of that file would be taken for; empty for an ordinary file.
std::string finding_in(const std::filesystem::path& path, std::uint64_t size) {
  auto file = std::make_shared<Opened>(path);
  if (!file->is_open() || size == 0) return {};
  auto region = std::make_shared<const Region>(Segment{0, size, {}, std::move(file), 0});
  const MacFinding found = find_mac_content(Extent(std::move(region), 0, size));
  return found.content ? "a Mac file named " + found.content->file.name : found.damage;
}

TEST(OrdinaryFiles, NoFileOfThisSystemIsTakenForAMacFileOrForHexadecimal) {
  namespace fs = std::filesystem;
  std::uint64_t looked_at = 0;
  for (const char* const place : {"/usr/bin", "/usr/share/doc"}) {
    const auto options = fs::directory_options::skip_permission_denied;
    std::error_code error;
    for (fs::recursive_directory_iterator at(place, options, error), end; at != end; at.increment(error)) {
      if (error) break;
      if (!at->is_regular_file(error) || at->is_symlink(error)) continue;
      EXPECT_EQ(finding_in(at->path(), at->file_size(error)), "") << at->path();
      EXPECT_FALSE(taken_for_hex(at->path(), at->file_size(error))) << at->path();
      ++looked_at;
    }
  }
  EXPECT_GT(looked_at, 200U);
}

TEST(OrdinaryFiles, NeitherAreRandomBytesThatBeginLikeOne) {
  std::mt19937 random(17);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on every run
  for (int i = 0; i < 50'000; ++i) {
    std::string bytes(256, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    bytes[0] = '\0';
    bytes[1] = static_cast<char>(1 + random() % 63);
    if (i % 2 == 0) bytes[74] = bytes[82] = '\0';
    const std::size_t length = bytes.size();
    auto region = std::make_shared<const Region>(Segment{0, length, pipeline::Slice::own(std::move(bytes)), {}, 0});
    const MacFinding found = find_mac_content(Extent(std::move(region), 0, length));
    EXPECT_FALSE(found.content);
    EXPECT_EQ(found.damage, "");
  }
}

}  // namespace
}  // namespace stages
