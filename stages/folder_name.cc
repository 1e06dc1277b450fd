#include "stages/folder_name.h"

#include "formats/hash/short_hash.h"

namespace stages {

std::string_view raw_folder(const Head& head, const std::string* directive, std::string& joined) {
  const std::string_view raw = head.value(formats::ccmail::Meaning::folder, joined);
  return raw.empty() && directive != nullptr ? std::string_view(*directive) : raw;
}

std::string folder_name(formats::text::CodePage page, std::string_view raw) {
  std::string name = formats::text::to_utf8(page, raw);
  if (name.find("\xEF\xBF\xBD") != std::string::npos) formats::hash::append_short_hash(name += '-', raw, 6);
  return name.empty() ? "Inbox" : name;
}

}  // namespace stages
