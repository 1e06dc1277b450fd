#include "formats/mime/attachment_name.h"

#include "formats/ascii.h"
#include "formats/mailbox/file_name.h"
#include "formats/text/utf8.h"

namespace formats::mime {
namespace {

constexpr bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

// Zero-width and bidirectional characters, as Unicode's Default_Ignorable has them where they are of use in spoofing.
constexpr bool hides(char32_t c) {
  return c == 0x00AD || c == 0x061C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

std::string with_harmless_characters(std::string_view utf8) {
  std::string name;
  for (std::string_view rest = utf8; !rest.empty();) {
    const std::string_view before = rest;
    const char32_t character = text::take_utf8(rest);
    const std::size_t length = before.size() - rest.size();
    const bool malformed = character == text::replacement_character && length == 1;
    if (character == U'\t') {
      name += ' ';
    } else if (malformed || character == U'/' || character == U'\\' || character == U':' || is_control(character) ||
               hides(character)) {
      name += '_';
    } else {
      name += before.substr(0, length);
    }
  }
  return name;
}

// The largest length up to `limit` that cuts no character.
std::size_t whole_length(std::string_view name, std::size_t limit) {
  while (limit > 0 && (static_cast<unsigned char>(name[limit]) & 0xC0U) == 0x80U) --limit;
  return limit;
}

std::string shortened(const std::string& name) {
  constexpr std::size_t longest_extension = 16;
  const std::size_t dot = name.rfind('.');
  const bool has_extension = dot != std::string::npos && name.size() - dot <= longest_extension;
  const std::string extension = has_extension ? name.substr(dot) : std::string();
  return name.substr(0, whole_length(name, attachment_name_limit - extension.size())) + extension;
}

}  // namespace

std::string_view without_path(std::string_view utf8) {
  while (utf8.ends_with('\\')) utf8.remove_suffix(1);
  const std::size_t divider = utf8.rfind('\\');
  if (divider != std::string_view::npos) return utf8.substr(divider + 1);
  if (utf8.size() > 2 && is_letter(utf8[0]) && utf8[1] == ':') return utf8.substr(2);
  return utf8;
}

std::string safe_attachment_name(std::string_view utf8) {
  if (utf8.find_first_not_of(" ./\\:\t") == std::string_view::npos) return {};
  std::string name = with_harmless_characters(utf8);
  name.erase(name.find_last_not_of(" .") + 1);
  name.erase(0, name.find_first_not_of(' '));
  if (name.size() > attachment_name_limit) name = shortened(name);
  if (name.starts_with('.')) name.front() = '_';
  if (mailbox::is_device_name(name)) name.insert(name.begin(), '_');
  return name;
}

}  // namespace formats::mime
