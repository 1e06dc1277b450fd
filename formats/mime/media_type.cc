#include "formats/mime/media_type.h"

#include <algorithm>

#include "formats/ascii.h"
#include "formats/mime/file_types.h"
#include "formats/mime/signature.h"

namespace formats::mime {
namespace {

// The extension that stands for a type which only the Finder tells.
std::string_view extension_for(std::string_view media_type) {
  if (media_type == "text/plain") return ".txt";
  if (media_type == "application/msword") return ".doc";
  if (media_type == "application/vnd.ms-excel") return ".xls";
  if (media_type == "application/vnd.ms-powerpoint") return ".ppt";
  return {};
}

}  // namespace

FileType type_of_file(const FileEvidence& evidence) {
  const ExtensionType named = type_of_extension(evidence.name);
  if (named.runs) return {.media_type = named.media_type, .extension = {}};
  const std::string_view claimed = !named.media_type.empty() ? named.media_type : type_of_mac_type(evidence.mac_type);

  if (const Signature found = signature_of(evidence.first_bytes)) {
    if (found.media_type == claimed) return {.media_type = claimed, .extension = found.extension};
    for (const std::string_view type : {claimed, type_of_mac_creator(evidence.mac_creator)})
      if (!type.empty() && found.allows(type)) return {.media_type = type, .extension = extension_for(type)};
    return {.media_type = found.media_type, .extension = found.extension};
  }
  if (claimed.empty() || (is_text_type(claimed) && begins_binary(evidence.first_bytes)))
    return {.media_type = any_bytes, .extension = {}};
  return {.media_type = claimed, .extension = extension_for(claimed)};
}

std::string_view type_of_name(std::string_view file_name) {
  const std::string_view type = type_of_extension(file_name).media_type;
  return type.empty() ? any_bytes : type;
}

bool is_text_type(std::string_view media_type) {
  constexpr std::string_view text = "text/";
  return media_type.size() > text.size() &&
         std::equal(text.begin(), text.end(), media_type.begin(), [](char a, char b) { return a == lower(b); });
}

}  // namespace formats::mime
