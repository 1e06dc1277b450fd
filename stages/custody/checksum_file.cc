#include "stages/custody/checksum_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "formats/ascii.h"
#include "formats/hash/sha256.h"
#include "formats/text/utf16.h"
#include "stages/custody/file_hash.h"

namespace stages {
namespace {

using formats::hash::DigestKind;

// Longer lines are no checksums; larger files no lists that anybody made by hand or by a tool for one backup.
constexpr std::size_t longest_line = 8192;
constexpr std::uintmax_t largest_list = std::uintmax_t{256} << 20U;

std::string in_lower_case(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), formats::lower);
  return lowered;
}

// "md5", "sha256sum", "sha1sums".
bool names_a_digest(std::string_view word) {
  constexpr std::array kinds{DigestKind::md5,    DigestKind::sha1,   DigestKind::sha224,
                             DigestKind::sha256, DigestKind::sha384, DigestKind::sha512};
  return std::any_of(kinds.begin(), kinds.end(), [&](DigestKind kind) {
    const std::string_view name = name_of(kind);
    const std::string_view rest = word.starts_with(name) ? word.substr(name.size()) : "none";
    return rest.empty() || rest == "sum" || rest == "sums";
  });
}

// Nothing, a comment, or what PowerShell puts above a table (`Algorithm  Hash  Path`, `---  ---  ---`, `#TYPE`).
bool says_nothing(std::string_view line) {
  while (!line.empty() && (formats::is_blank(line.back()) || line.back() == '\r')) line.remove_suffix(1);
  while (!line.empty() && formats::is_blank(line.front())) line.remove_prefix(1);
  if (line.empty() || line.front() == ';' || line.front() == '#' || line.starts_with("---")) return true;
  if (line.front() == '"') line.remove_prefix(1);
  return line.starts_with("Algorithm") && line.find("Hash") != std::string_view::npos;
}

// Cuts what it is fed into lines.
class Lines {
 public:
  explicit Lines(const std::function<void(formats::hash::ListedChecksum)>& take) : take_(take) {}

  void feed(std::string_view bytes) {
    if (!begun_) {
      head_ += bytes;
      if (head_.size() < longest_mark) return;
      begin();
    } else {
      feed_text(bytes);
    }
  }

  std::uint64_t finish() {
    if (!begun_) begin();
    if (utf16_) add(utf16_->finish());
    if (!line_.empty()) end_line();
    return strange_;
  }

 private:
  static constexpr std::size_t longest_mark = 3;

  void begin() {
    begun_ = true;
    constexpr std::string_view utf8_mark = "\xef\xbb\xbf";
    utf16_ = formats::text::Utf16Reader::marked(head_);
    std::string_view rest = head_;
    if (rest.starts_with(utf8_mark)) rest.remove_prefix(utf8_mark.size());
    feed_text(rest);
  }

  void feed_text(std::string_view bytes) { add(utf16_ ? utf16_->read(bytes) : bytes); }

  void add(std::string_view text) {
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      keep(text.substr(0, end));
      end_line();
      text.remove_prefix(end + 1);
    }
    keep(text);
  }

  void keep(std::string_view text) { line_ += text.substr(0, longest_line + 1 - std::min(longest_line, line_.size())); }

  void end_line() {
    auto checksum = line_.size() > longest_line ? std::nullopt : formats::hash::parse_checksum_line(line_);
    if (checksum)
      take_(*std::move(checksum));
    else if (!says_nothing(line_))
      ++strange_;
    line_.clear();
  }

  const std::function<void(formats::hash::ListedChecksum)>& take_;
  std::optional<formats::text::Utf16Reader> utf16_;
  bool begun_ = false;
  std::string head_;
  std::string line_;
  std::uint64_t strange_ = 0;
};

}  // namespace

ListName list_name(const std::string& name) {
  const std::string lowered = in_lower_case(name);
  const std::size_t dot = lowered.rfind('.');
  const std::string_view stem = std::string_view(lowered).substr(0, dot);
  const std::string_view ending =
      dot == std::string::npos ? std::string_view() : std::string_view(lowered).substr(dot + 1);
  const bool plain_ending = ending.empty() || ending == "txt" || ending == "csv";
  if (plain_ending && (names_a_digest(stem) || stem == "checksum" || stem == "checksums"))
    return {ListName::Of::directory, {}};
  if (!names_a_digest(ending)) return {};
  if (stem == "checksum" || stem == "checksums" || stem.empty()) return {ListName::Of::directory, {}};
  return {ListName::Of::one_file, name.substr(0, dot)};
}

std::optional<ReadList> read_checksum_file(const std::string& path,
                                           const std::function<void(formats::hash::ListedChecksum)>& take) {
  std::error_code error;
  if (std::filesystem::file_size(path, error) > largest_list || error) return std::nullopt;
  Lines lines(take);
  formats::hash::Sha256 hash;
  read_file(path, [&](std::string_view bytes) {
    hash.update(bytes);
    lines.feed(bytes);
  });
  ReadList read;
  read.strange = lines.finish();
  const auto hex = hash.hex();
  read.sha256.assign(hex.data(), hex.size());
  return read;
}

}  // namespace stages
