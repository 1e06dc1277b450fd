#include "tools/ccmail2mbox/label_file.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <span>
#include <utility>

#include "formats/ccmail/label_table.h"

namespace tools {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20U;

tl::expected<std::string, std::string> read_file(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text(most_bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad()) {
    const int error = errno != 0 ? errno : EIO;
    return tl::unexpected(path + ": " + std::strerror(error));  // NOLINT(concurrency-mt-unsafe): before any thread
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > most_bytes) return tl::unexpected(path + ": over 1 MiB, which is no table of labels");
  return text;
}

}  // namespace

tl::expected<std::shared_ptr<const formats::ccmail::Vocabulary>, std::string> read_label_file(
    const std::string& path, std::optional<formats::text::CodePage> page) {
  const auto text = read_file(path);
  if (!text) return tl::unexpected(text.error());
  const auto pages = page ? std::span(&*page, 1) : formats::text::all_code_pages();
  auto words = formats::ccmail::read_label_table(*text, pages);
  if (!words) return tl::unexpected(path + ":" + std::to_string(words.error().line) + ": " + words.error().why);
  return std::make_shared<const formats::ccmail::Vocabulary>(*std::move(words));
}

}  // namespace tools
