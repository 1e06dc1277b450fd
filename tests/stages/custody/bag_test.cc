#include "stages/custody/bag.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "stages/decode/input_file.h"

namespace stages {
namespace {

namespace fs = std::filesystem;

class Bag : public ::testing::Test {
 protected:
  Bag() {
    fs::create_directories(root_ / "data/b");
    fs::create_directories(into_);
  }
  ~Bag() override { fs::remove_all(root_.parent_path()); }

  void put(const std::string& name, const std::string& bytes) const { std::ofstream(root_ / name) << bytes; }
  [[nodiscard]] std::string read(const char* name) const {
    std::stringstream text;
    text << std::ifstream(into_ / name).rdbuf();
    return text.str();
  }

  fs::path root_ = fs::path(::testing::TempDir()) / ("bag-" + std::to_string(::getpid())) / "bag";
  fs::path into_ = root_.parent_path() / "into";
};

TEST_F(Bag, ThePayloadManifestListsEveryFileInTheOrderOfBytes) {
  put("data/b/x%\r\n", "abc");
  put("data/a", "");
  put("data/c", "abc");
  const Payload payload = write_payload_manifest(root_, into_);
  const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";  // FIPS 180-4's example
  const std::string nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  EXPECT_EQ(read(payload_manifest_name), nothing + "  data/a\n" + abc + "  data/b/x%25%0D%0A\n" + abc + "  data/c\n");
  EXPECT_EQ(payload.bytes, 6U);
  EXPECT_EQ(payload.files, 3U);
}

// RFC 8493, 5.2: a link may lead out of the bag.
TEST_F(Bag, ALinkIsNoPartOfABag) {
  fs::create_symlink("/etc/passwd", root_ / "data/link");
  EXPECT_THROW((void)write_payload_manifest(root_, into_), InputError);
}

TEST_F(Bag, NoValueOfTheInfoBecomesAnotherTag) {
  write_tag_files(into_, {{"Contact-Name", "A\nPayload-Oxum: 0.0"}, {"Account", "x\r\x01y\xFF"}}, {}, "{}");
  EXPECT_EQ(read(bag_info_name), "Contact-Name: A\n  Payload-Oxum: 0.0\nAccount: x  y\xEF\xBF\xBD\n");
  EXPECT_THAT(read(tag_manifest_name), ::testing::HasSubstr("  run.json\n"));
}

TEST_F(Bag, NoLineOfTheInfoIsEmpty) {
  write_tag_files(into_, {{"Contact-Name", "\n \nA\n\n \r\n\tB\n\n"}, {"Account", "\n"}}, {}, "{}");
  EXPECT_EQ(read(bag_info_name), "Contact-Name: A\n  B\nAccount: \n");
}

}  // namespace
}  // namespace stages
