#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "formats/ascii.h"
#include "formats/mime/encoded_word.h"
#include "formats/mime/header.h"
#include "formats/mime/header_line.h"
#include "formats/text/utf8.h"

// mimetic::Mailbox knows no RFC 2047 and quotes neither commas nor quotes in a label, so a name could become addresses.
namespace formats::mime {
namespace {

constexpr std::size_t longest_local_part = 600;
constexpr std::size_t longest_domain = 255;

constexpr std::array<bool, 256> atom_characters = [] {
  constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~";
  std::array<bool, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    const char c = static_cast<char>(byte);
    table.at(byte) = is_alphanumeric(c) || others.find(c) != std::string_view::npos;
  }
  return table;
}();

/// RFC 5322, 3.2.3.
bool is_atom_character(char c) { return atom_characters[static_cast<unsigned char>(c)]; }

bool is_dot_atom(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c == '.' || is_atom_character(c); });
}

/// A domain of RFC 5321, 4.1.2, or an address literal.
bool is_domain(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) {
    const std::string_view inside = text.substr(1, text.size() - 2);
    return !inside.empty() &&
           std::all_of(inside.begin(), inside.end(), [](char c) { return is_alphanumeric(c) || c == '.' || c == ':'; });
  }
  return is_dot_atom(text) && std::all_of(text.begin(), text.end(), [](char c) {
           return is_alphanumeric(c) || c == '.' || c == '-' || c == '_';
         });
}

/// Whether a local part is quoted already, and well.
bool is_quoted(std::string_view text) {
  if (text.size() < 3 || text.front() != '"' || text.back() != '"') return false;
  const std::string_view inside = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == '"') return false;
    if (inside[i] == '\\' && ++i == inside.size()) return false;
  }
  return text::printable_prefix(inside) == inside.size();
}

bool looks_encoded(std::string_view text) { return text.find("=?") != std::string_view::npos; }

bool is_safe_local_part(std::string_view text) {
  return text.size() <= longest_local_part && !looks_encoded(text) && (is_dot_atom(text) || is_quoted(text));
}

bool is_safe_domain(std::string_view text) { return text.size() <= longest_domain && is_domain(text); }

/// What to write for an address: itself if it is one, else what is made of it, which `made` holds.
std::string_view address_text(std::string_view addr_spec, std::string& made) {
  const std::size_t at = std::min(addr_spec.rfind('@'), addr_spec.size());
  std::string_view local = addr_spec.substr(0, at);
  const std::string_view domain = addr_spec.substr(std::min(at + 1, addr_spec.size()));
  const bool keeps_local = is_safe_local_part(local);
  const bool keeps_domain = is_safe_domain(domain);
  if (keeps_local && keeps_domain) return addr_spec;

  if (keeps_local) {
    made = local;
  } else {
    const bool encoded = looks_encoded(local);
    local = local.substr(0, longest_local_part / 2);  // each character may take two when it is quoted
    std::string safe(local);
    std::replace_if(
        safe.begin(), safe.end(), [&](char c) { return c < ' ' || c > '~' || (encoded && c == '?'); }, '_');
    made = is_dot_atom(safe) ? safe : quoted(safe.empty() ? "_" : safe);
  }
  made += '@';
  if (keeps_domain) {
    made += domain;
  } else {
    std::string safe(domain.substr(0, longest_domain));
    std::replace_if(
        safe.begin(), safe.end(), [](char c) { return !is_alphanumeric(c) && c != '.'; }, '_');
    made += is_domain(safe) ? safe : "invalid";
  }
  return made;
}

/// Whether a name can stand bare, as atoms with single blanks between them.
bool is_bare(std::string_view name) {
  return is_plain(name) && name.find("  ") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(), [](char c) { return c == ' ' || is_atom_character(c); });
}

/// Writes a name that does not fit on a line, by pieces: bare and quoted ones as they are, those in between as encoded
/// words. Where one encoded word has to follow another, Python's email up to 3.12 reads a blank too many between them;
/// so none does if one is enough.
void append_long_name(HeaderLine& line, std::string_view name) {
  const Pieces pieces = pieces_to_fold(name);
  const auto must_encode = [](std::string_view piece) {
    return !is_plain(piece) || piece.size() > longest_encoded_word / 2;
  };
  for (auto piece = pieces.begin(); piece != pieces.end();) {
    if (!must_encode(*piece)) {
      line.word(is_bare(*piece) ? std::string(*piece) : quoted(*piece));
      ++piece;
      continue;
    }
    const auto end = std::find_if_not(piece, pieces.end(), must_encode);
    const auto from = static_cast<std::size_t>(piece->data() - name.data());
    const auto to = static_cast<std::size_t>((end - 1)->data() - name.data()) + (end - 1)->size();
    append_encoded_words(line, name.substr(from, to - from), EncodedPlace::phrase);
    piece = end;
  }
}

void append_in_brackets(HeaderLine& line, std::string_view address) {
  line.begin_word(address.size() + std::string_view("<>,").size());
  line.put("<");
  line.put(address);
  line.put(">");
}

/// False, with nothing appended, where what was prepared does not fit.
bool append_prepared(HeaderLine& line, const PreparedMailbox& prepared) {
  if (const std::size_t length = prepared.on_one_line.size() + std::string_view(",").size();
      !prepared.on_one_line.empty() && (!line.at_start() || length <= line.room())) {
    line.begin_word(length);
    line.put(prepared.on_one_line);
    return true;
  }
  if (prepared.encoded_name.empty()) return false;
  if (line.at_start() && prepared.encoded_name.size() > line.room(encoded_line_limit)) return false;
  line.word(prepared.encoded_name, encoded_line_limit);
  append_in_brackets(line, prepared.address);
  return true;
}

void append_mailbox(HeaderLine& line, const Mailbox& mailbox) {
  if (append_prepared(line, mailbox.prepared)) return;
  std::string made;
  const std::string_view address = address_text(mailbox.addr_spec, made);
  std::string cleaned;
  const std::string_view name = clean_text(mailbox.display_name, false, cleaned);
  constexpr std::size_t comma = 1;
  if (name.find_first_not_of(' ') == std::string_view::npos) {
    line.begin_word(address.size() + comma);
    line.put(address);
    return;
  }

  const bool plain = is_plain(name);
  const std::size_t most_on_a_line = line.at_start() ? line.room() : header_line_limit - 1;
  const std::size_t most_encoded = line.at_start() ? line.room(encoded_line_limit) : longest_encoded_word;
  const std::string in_quotes = plain && !is_bare(name) ? quoted(name) : std::string();
  const std::string_view shown = in_quotes.empty() ? name : in_quotes;
  const std::size_t length = shown.size() + address.size() + std::string_view(" <>,").size();
  if (plain && shown.size() + comma <= most_on_a_line) {
    // The whole mailbox on this line or on the next; if it is too long for any, the address goes on a line of its own.
    line.begin_word(length <= header_line_limit - 1 ? length : shown.size());
    line.put(shown);
  } else if (!plain && encoded_word_length(name, EncodedPlace::phrase) <= most_encoded) {
    append_encoded_words(line, name, EncodedPlace::phrase);
  } else {
    append_long_name(line, name);
  }
  append_in_brackets(line, address);
}

}  // namespace

void prepare(Mailbox& mailbox) {
  mailbox.prepared = {};
  std::string made;
  const std::string_view address = address_text(mailbox.addr_spec, made);
  std::string cleaned;
  const std::string_view name = clean_text(mailbox.display_name, false, cleaned);
  if (name.find_first_not_of(' ') == std::string_view::npos) return;
  if (is_plain(name)) {
    std::string text = is_bare(name) ? std::string(name) : quoted(name);
    text.append(" <").append(address).append(">");
    if (text.size() < header_line_limit - 1) mailbox.prepared.on_one_line = std::move(text);
  } else if (encoded_word_length(name, EncodedPlace::phrase) <= longest_encoded_word) {
    mailbox.prepared.encoded_name = encoded_word(name, EncodedPlace::phrase);
    mailbox.prepared.address = address;
  }
}

bool append_mailboxes(std::string& out, std::string_view name, std::span<const Mailbox* const> mailboxes) {
  if (mailboxes.empty()) return false;
  HeaderLine line(out, name);
  bool first = true;
  for (const Mailbox* const mailbox : mailboxes) {
    if (!first) line.put(",");
    first = false;
    append_mailbox(line, *mailbox);
  }
  line.end();
  return true;
}

bool append_mailboxes(std::string& out, std::string_view name, std::span<const Mailbox> mailboxes) {
  std::vector<const Mailbox*> pointers;
  pointers.reserve(mailboxes.size());
  for (const Mailbox& mailbox : mailboxes) pointers.push_back(&mailbox);
  return append_mailboxes(out, name, pointers);
}

}  // namespace formats::mime
