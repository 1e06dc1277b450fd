// A result as a bag (BagIt, RFC 8493): the mail is the payload, below data/; what tells about it are tag files. Whoever
// keeps the bag can prove it whole with any BagIt tool, without this program.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stages/report/hashed_file.h"

namespace stages {

/// Where the payload lies in a bag.
inline constexpr std::string_view payload_directory = "data";
/// Where the dumps themselves lie in the payload, if they do.
inline constexpr std::string_view source_name = "source";
inline constexpr const char* payload_manifest_name = "manifest-sha256.txt";
inline constexpr const char* tag_manifest_name = "tagmanifest-sha256.txt";
inline constexpr const char* bag_declaration_name = "bagit.txt";
inline constexpr const char* bag_info_name = "bag-info.txt";

struct Payload {
  FileSum manifest;
  std::uint64_t bytes = 0;
  std::uint64_t files = 0;
};

/// Reads every file below `bag`/data and writes manifest-sha256.txt into `into`: one line each, `<sha256> data/<path>`,
/// in the order of a walk by the bytes of the names. CR, LF and "%" in a path are percent-encoded (RFC 8493, 2.1.3).
/// Where there is no `bag`/data, makes `into`/data, for a bag must have one. Needs memory for the names of one
/// directory at a time. Throws InputError for a file that cannot be read, or is none (a link, a device), OutputError.
[[nodiscard]] Payload write_payload_manifest(const std::filesystem::path& bag, const std::string& into);

/// What bag-info.txt says, in this order: labels (ASCII, without a colon) and values (UTF-8, on one line or several).
using BagInfo = std::vector<std::pair<std::string, std::string>>;

/// Writes bagit.txt, bag-info.txt and tagmanifest-sha256.txt into `into`. The tag manifest lists these, `others`, and
/// run.json, which will hold `facts`. Throws OutputError.
void write_tag_files(const std::string& into, const BagInfo& info, std::span<const FileSum> others,
                     std::string_view facts);

}  // namespace stages
