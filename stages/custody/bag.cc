#include "stages/custody/bag.h"

#include <algorithm>
#include <functional>

#include "formats/hash/sha256.h"
#include "formats/text/utf8.h"
#include "stages/custody/file_hash.h"
#include "stages/decode/input_file.h"
#include "stages/write/reporting_errors.h"

namespace stages {
namespace fs = std::filesystem;
namespace {

std::string percent_encoded(std::string_view path) {
  std::string text;
  for (const char c : path) {
    if (c == '%')
      text += "%25";
    else if (c == '\r')
      text += "%0D";
    else if (c == '\n')
      text += "%0A";
    else
      text += c;
  }
  return text;
}

std::string line_of(std::string_view sha256, std::string_view path) {
  return std::string(sha256) + "  " + percent_encoded(path) + "\n";
}

// Files and directories in the order of their names' bytes.
void for_each_file(const fs::path& root, const std::string& below,
                   const std::function<void(const std::string&)>& take) {
  std::vector<std::pair<std::string, fs::file_status>> entries;
  for (const auto& entry : fs::directory_iterator(root / below))
    entries.emplace_back(entry.path().filename().string(), entry.symlink_status());
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [name, status] : entries) {
    const std::string path = std::string(below).append("/").append(name);
    if (fs::is_directory(status))
      for_each_file(root, path, take);
    else if (fs::is_regular_file(status))
      take(path);
    else
      throw InputError((root / path).string(), std::nullopt, "is not a file, and can be no part of a bag");
  }
}

// Lines over 79 characters may be continued, indented, in the next (RFC 8493, 2.2.2).
std::string info_text(const BagInfo& info) {
  std::string text;
  for (const auto& [label, value] : info) {
    text += label + ": ";
    // A line of blanks alone would be taken for the end by readers that know mail headers.
    const auto skip_blanks = [](std::string_view& rest) {
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    };
    std::string_view rest = value;
    for (skip_blanks(rest); !rest.empty();) {
      const char32_t character = formats::text::take_utf8(rest);
      if (character == U'\n') {
        skip_blanks(rest);
        if (!rest.empty()) text += "\n  ";
      } else {
        formats::text::append_utf8(text, character < U' ' || character == 0x7F ? U' ' : character);
      }
    }
    text += "\n";
  }
  return text;
}

FileSum write_tag_file(const std::string& into, const char* name, std::string_view text) {
  HashedFile file(into, name);
  file.write(text);
  return file.close();
}

}  // namespace

Payload write_payload_manifest(const fs::path& bag, const std::string& into) {
  Payload payload;
  HashedFile manifest(into, payload_manifest_name);
  if (fs::exists(bag / payload_directory)) {
    for_each_file(bag, std::string(payload_directory), [&](const std::string& path) {
      const FileHash hash = hash_of_file((bag / path).string());
      manifest.write(line_of(hash.sha256, path));
      payload.bytes += hash.bytes;
      ++payload.files;
    });
  } else {
    reporting_errors([&] { fs::create_directory(fs::path(into) / payload_directory); });  // RFC 8493, 2.1.2
  }
  payload.manifest = manifest.close();
  return payload;
}

void write_tag_files(const std::string& into, const BagInfo& info, std::span<const FileSum> others,
                     std::string_view facts) {
  std::vector<FileSum> tags(others.begin(), others.end());
  tags.push_back(
      write_tag_file(into, bag_declaration_name, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
  tags.push_back(write_tag_file(into, bag_info_name, info_text(info)));
  formats::hash::Sha256 hash;
  hash.update(facts);
  const auto hex = hash.hex();
  tags.push_back({"run.json", facts.size(), {hex.data(), hex.size()}});
  std::sort(tags.begin(), tags.end(), [](const FileSum& a, const FileSum& b) { return a.file < b.file; });
  std::string lines;
  for (const FileSum& tag : tags) lines += line_of(tag.sha256, tag.file);
  (void)write_tag_file(into, tag_manifest_name, lines);
}

}  // namespace stages
