#include "stages/verify/header_check.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "formats/ascii.h"
#include "stages/encode/dump_headers.h"
#include "stages/verify/mail_path.h"

namespace stages::verify {
namespace {

constexpr std::string_view prefix = "X-ccMail-";
constexpr std::string_view unlabelled = "Unlabelled";

std::string with_single_blanks(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool blank = (c >= '\0' && c <= ' ') || c == '\x7F';  // no header holds control characters
    if (!blank)
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

// The lines of a head that became one field of the mail, or several of the same name.
struct Field {
  std::optional<std::string> name;  // none: one that cannot be the name of a field
  std::string value;
};

// Characters that a field name cannot have become "-" (RFC 5322, 2.2).
std::optional<std::string> field_name(std::string_view name) {
  constexpr std::size_t longest = 150;
  if (name.empty() || name.size() > longest) return std::nullopt;
  std::string result;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) >= 0x7f) return std::nullopt;
    result += c > ' ' && c != ':' ? c : '-';
  }
  return result;
}

// None where a continuation does not stand right behind its field.
std::optional<std::vector<Field>> fields_of(const std::vector<ManifestHeader>& headers) {
  std::vector<Field> fields;
  bool open = false;
  for (const ManifestHeader& header : headers) {
    switch (header.kind) {
      case ManifestHeaderKind::field:
        fields.push_back({field_name(header.name), header.value});
        open = true;
        break;
      case ManifestHeaderKind::continued:
        if (!open) return std::nullopt;
        fields.back().value.append(" ").append(header.value);
        break;
      case ManifestHeaderKind::other:
        fields.push_back({std::string(unlabelled), header.value});
        open = false;
        break;
    }
  }
  for (Field& field : fields) field.value = with_single_blanks(field.value);
  return fields;
}

class HeaderCheck {
 public:
  HeaderCheck(const ManifestMessage& message, const MimeMessage& mail, std::vector<Finding>& findings)
      : message_(message), mail_(mail), findings_(findings) {}

  void run() {
    for (const char* const name : {"From", "Date", "Message-ID", "MIME-Version"})
      compare(std::string("the number of ") + name + " fields", "1", std::to_string(mail_.count(name)));
    compare("the number of senders", "1", std::to_string(mail_.senders()));
    compare_raw("Message-ID", message_.message_id);
    compare_raw("Date", message_.date);
    compare_raw("X-ccmail2mbox-Synthesized", message_.synthesized);
    compare_decoded("X-ccmail2mbox-Account", message_.account);
    compare_decoded("X-ccmail2mbox-Folder", message_.folder);
    if (is_mbox(message_.output.file)) compare_raw("Status", message_.seen ? "RO" : "O");
    const auto fields = fields_of(message_.headers);
    if (!fields) return;
    check_subject(*fields);
    check_head(*fields);
  }

 private:
  void compare(const std::string& what, const std::string& wanted, const std::string& found) {
    if (wanted == found) return;
    findings_.push_back({.kind = FindingKind::mail_differs,
                         .file = message_.output.file,
                         .offset = message_.output.offset,
                         .what = what,
                         .wanted = "'" + wanted + "'",
                         .found = "'" + found + "'"});
  }

  void compare_raw(const char* name, const std::string& wanted) {
    const MimeHeader* const header = mail_.header(name);
    compare(name, wanted, header != nullptr ? header->raw : std::string());
  }

  void compare_decoded(const char* name, const std::string& wanted) {
    const MimeHeader* const header = mail_.header(name);
    compare(name, with_single_blanks(wanted), with_single_blanks(header != nullptr ? header->value : std::string()));
  }

  // Where the head has exactly one: of several lines, or words that were taught, the dump's reader made one.
  void check_subject(const std::vector<Field>& fields) {
    const auto is_subject = [](const Field& field) {
      return field.name && formats::equal_without_case(*field.name, "Subject");
    };
    const auto found = std::find_if(fields.begin(), fields.end(), is_subject);
    if (found == fields.end() || std::find_if(found + 1, fields.end(), is_subject) != fields.end()) return;
    compare_decoded("Subject", found->value);
  }

  void check_head(const std::vector<Field>& fields) {
    std::vector<const MimeHeader*> there;
    std::size_t bytes = 0;
    for (const MimeHeader& header : mail_.headers())
      if (formats::equal_without_case(header.name.substr(0, prefix.size()), prefix)) there.push_back(&header);
    for (const Field& field : fields)
      bytes += field.value.size() + prefix.size() + (field.name ? field.name->size() : 0);
    // Beyond these the lines stand in the manifest alone.
    const bool may_lack = bytes > DumpHeaders::most_bytes / 2;
    auto next = there.begin();
    for (const Field& field : fields) take_field(field, next, there.end(), may_lack);
    if (may_lack) return;
    for (; next != there.end(); ++next) compare((*next)->name, "", with_single_blanks((*next)->value));
  }

  using Place = std::vector<const MimeHeader*>::iterator;

  static std::string_view name_of(const MimeHeader& header) {
    return std::string_view(header.name).substr(prefix.size());
  }

  // A field and its continuations are one, or, of recipients, one each. What a name became that cannot be one is not
  // known here: then the next field is taken for it.
  void take_field(const Field& field, Place& next, Place end, bool may_lack) {
    const std::string name = field.name ? *field.name : next != end ? std::string(name_of(**next)) : std::string();
    const auto is_next = [&] { return next != end && formats::equal_without_case(name_of(**next), name); };
    if (!is_next()) {
      if (!field.value.empty() && !may_lack) compare(std::string(prefix) + name, field.value, "");
      return;
    }
    const bool whole_line = !field.name && name == unlabelled;
    std::string value = with_single_blanks((*next)->value);
    if (field.value.empty() && value != "(empty)" && !whole_line) return;  // the next one has this name too
    ++next;
    if (field.value.empty() || (whole_line && value.ends_with(field.value))) return;
    while (value != field.value && field.value.starts_with(value + " ") && is_next()) {
      value += " " + with_single_blanks((*next)->value);
      ++next;
    }
    if (!may_lack) compare(std::string(prefix) + name, field.value, value);
  }

  const ManifestMessage& message_;
  const MimeMessage& mail_;
  std::vector<Finding>& findings_;
};

}  // namespace

void check_headers(const ManifestMessage& message, const MimeMessage& mail, std::vector<Finding>& findings) {
  HeaderCheck(message, mail, findings).run();
}

}  // namespace stages::verify
