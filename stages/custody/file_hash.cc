#include "stages/custody/file_hash.h"

#include <vector>

#include "formats/hash/sha256.h"
#include "stages/decode/input_file.h"

namespace stages {

void read_file(const std::string& path, const std::function<void(std::string_view)>& take, int cancel_fd) {
  InputFile file(path, cancel_fd);
  std::vector<char> buffer(std::size_t{256} << 10U);
  for (;;) {
    const std::size_t count = file.read(buffer);
    if (count == 0) return;
    take({buffer.data(), count});
  }
}

FileHash hash_of_file(const std::string& path) {
  FileHash found;
  formats::hash::Sha256 hash;
  read_file(path, [&](std::string_view part) {
    hash.update(part);
    found.bytes += part.size();
  });
  const auto hex = hash.hex();
  found.sha256.assign(hex.data(), hex.size());
  return found;
}

}  // namespace stages
