#include "tools/ccmail2mbox/options/label_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <span>
#include <utility>

#include "formats/ccmail/label_table.h"
#include "formats/hash/short_hash.h"

namespace tools {

LabelSource label_source(std::string path, std::string text) {
  constexpr std::size_t all_digits = 64;
  LabelSource source{std::move(path), std::move(text), {}, {}};
  formats::hash::append_short_hash(source.sha256, source.text, all_digits);
  return source;
}

tl::expected<std::string, std::string> read_small_file(const std::string& path, std::size_t most_bytes,
                                                       std::string_view what) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text;
  std::string block(std::size_t{64} << 10U, '\0');
  while (file.is_open() && !file.eof() && !file.bad() && text.size() <= most_bytes) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    text.append(block, 0, static_cast<std::size_t>(file.gcount()));
    if (file.fail() && !file.eof()) break;
  }
  if (!file.is_open() || file.bad() || (file.fail() && !file.eof())) {
    const int error = errno != 0 ? errno : EIO;
    return tl::unexpected(path + ": " + std::strerror(error));  // NOLINT(concurrency-mt-unsafe): before any thread
  }
  if (text.size() > most_bytes)
    return tl::unexpected(path + ": over " + std::to_string(most_bytes >> 20U) + " MiB, which is no " +
                          std::string(what));
  return text;
}

tl::expected<LabelSource, std::string> read_label_file(const std::string& path) {
  constexpr std::size_t most_bytes = std::size_t{1} << 20U;
  auto text = read_small_file(path, most_bytes, "table of labels");
  if (!text) return tl::unexpected(text.error());
  return label_source(path, *std::move(text));
}

tl::expected<std::shared_ptr<const formats::ccmail::Vocabulary>, std::string> words_of(
    const LabelSource& source, std::optional<formats::text::CodePage> page) {
  const auto pages = page ? std::span(&*page, 1) : formats::text::all_code_pages();
  auto words = formats::ccmail::read_label_table(source.text, pages);
  if (words) return std::make_shared<const formats::ccmail::Vocabulary>(*std::move(words));
  const std::size_t line = std::max<std::size_t>(words.error().line, 1);
  const std::string place =
      source.places.empty() ? std::to_string(line) : source.places[std::min(line, source.places.size()) - 1];
  return tl::unexpected(source.path + ":" + place + ": " + words.error().why);
}

}  // namespace tools
