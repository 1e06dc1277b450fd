#include "stages/verify/manifest_reader.h"

#include <utility>

#include "stages/verify/manifest_line.h"

namespace stages::verify {

std::optional<ManifestLines> ManifestReader::next() {
  ManifestLines lines;
  lines.offset = read_ - (buffer_.size() - at_);
  lines.whole = false;
  while (const auto line = next_line()) {
    const bool is_item = line->starts_with(item_line_start);
    const bool is_bytes = line->starts_with(bytes_line_start);
    if (is_bytes && !lines.text.empty()) {
      if (lines.left_out.empty() || lines.left_out.back().first != lines.text.size())
        lines.left_out.emplace_back(lines.text.size(), 0);
      lines.left_out.back().second += line->size();
      continue;
    }
    if (is_bytes || (is_item && !items_)) {
      lines.offset += line->size();
      continue;
    }
    lines.text += *line;
    if (is_item) continue;
    lines.whole = true;
    break;
  }
  if (lines.text.empty()) return std::nullopt;
  if (!lines.text.ends_with('\n')) lines.text += '\n';
  lines.length = lines.text.size();
  lines.text.append(ManifestParser::padding, '\0');
  return lines;
}

std::uint64_t ManifestLines::offset_of(std::size_t at) const {
  std::uint64_t place = offset + at;
  for (const auto& [from, bytes] : left_out)
    if (from <= at) place += bytes;
  return place;
}

std::string ManifestReader::sha256() {
  const auto hex = hash_.hex();
  return {hex.data(), hex.size()};
}

// With its LF, where it has one.
std::optional<std::string_view> ManifestReader::next_line() {
  std::size_t searched = at_;
  for (;;) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      const std::size_t start = std::exchange(at_, end + 1);
      return std::string_view(buffer_).substr(start, at_ - start);
    }
    const std::size_t held = buffer_.size() - at_;
    if (!read_more()) break;
    searched = at_ + held;
  }
  if (at_ == buffer_.size()) return std::nullopt;
  return std::string_view(buffer_).substr(std::exchange(at_, buffer_.size()));
}

bool ManifestReader::read_more() {
  constexpr std::size_t block = std::size_t{256} << 10U;
  buffer_.erase(0, std::exchange(at_, 0));
  const std::size_t held = buffer_.size();
  buffer_.resize(held + block);
  const std::size_t count = file_->read_some_at(read_, {buffer_.data() + held, block});
  buffer_.resize(held + count);
  hash_.update({buffer_.data() + held, count});
  read_ += count;
  return count > 0;
}

}  // namespace stages::verify
