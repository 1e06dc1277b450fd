#include "tests/stages/write/tree.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>

namespace stages::testing {
namespace fs = std::filesystem;

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (fs::temp_directory_path() / "ccmail2mbox-write-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw fs::filesystem_error("mkdtemp", name, std::error_code());
  directory_ = name;
}

TemporaryDirectory::~TemporaryDirectory() { fs::remove_all(directory_); }

void add(MailStore& store, const Letter& letter, std::size_t piece) {
  auto envelope = std::make_shared<Envelope>();
  envelope->sender = "a@b.invalid";
  envelope->unix_seconds = letter.unix_seconds;
  envelope->folder = std::make_shared<const std::string>(letter.folder);
  envelope->seen = letter.seen;
  std::size_t at = 0;
  do {
    const std::size_t length = std::min(piece, letter.text.size() - at);
    MailPiece next;
    next.envelope = envelope;
    next.begins = at == 0;
    next.bytes = pipeline::Slice::own(letter.text.substr(at, length));
    at += length;
    next.ends = at == letter.text.size();
    store.add(next);
  } while (at < letter.text.size());
}

std::map<std::string, std::string> files(const std::string& root) {
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string name = fs::relative(entry.path(), root).string();
    if (entry.is_directory()) {
      if (fs::is_empty(entry.path())) found[name + "/"];
      continue;
    }
    std::stringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    found[name] = bytes.str();
  }
  return found;
}

struct stat status_of(const std::string& path) {
  struct stat status {};
  EXPECT_EQ(::lstat(path.c_str(), &status), 0) << path;
  return status;
}

}  // namespace stages::testing
