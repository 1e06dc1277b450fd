#include "formats/ccmail/address.h"

#include <mimetic/rfc822/mailbox.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "formats/ascii.h"
#include "formats/ccmail/addr_spec.h"

namespace formats::ccmail {
namespace {

constexpr auto npos = std::string_view::npos;

struct Brackets {
  char open;
  char close;
};
constexpr std::array<Brackets, 4> brackets = {{{'(', ')'}, {'<', '>'}, {'[', ']'}, {'{', '}'}}};

// Whether `text` is one pair of `open` and `close` round something without either.
bool is_wrapped(std::string_view text, Brackets pair) {
  if (text.size() < 2 || text.front() != pair.open || text.back() != pair.close) return false;
  const std::string_view inside = text.substr(1, text.size() - 2);
  return inside.find(pair.open) == npos && inside.find(pair.close) == npos;
}

// A quoted string (RFC 5322 section 3.2.4) without its quotes and backslashes; nullopt if `text` is none.
std::optional<std::string> without_quotes(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  std::string result;
  const std::string_view inside = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const bool escape = inside[i] == '\\' && i + 1 < inside.size() && (inside[i + 1] == '"' || inside[i + 1] == '\\');
    if (escape) ++i;
    if (inside[i] == '"' && !escape) return std::nullopt;
    result += inside[i];
  }
  return result;
}

// A display name without outer quotes, and without the parentheses that are left where an address was taken out.
std::string plain_name(std::string_view text, bool address_taken) {
  text = trimmed(text);
  if (const std::optional<std::string> unquoted = without_quotes(text)) return plain_name(*unquoted, address_taken);
  const bool wrapped =
      is_wrapped(text, {'\'', '\''}) || is_wrapped(text, {'<', '>'}) || (address_taken && is_wrapped(text, {'(', ')'}));
  if (wrapped) return plain_name(text.substr(1, text.size() - 2), address_taken);
  return std::string(text);
}

// An address inside a text, and what is left of the text without it.
struct Found {
  std::string address;
  std::string rest;
};

// What is left when text[first, last) goes, together with brackets or quotes that held nothing else.
std::string without(std::string_view text, std::size_t first, std::size_t last) {
  std::string_view before = trimmed(text.substr(0, first));
  std::string_view after = trimmed(text.substr(last));
  const auto holds = [&](Brackets pair) {
    return !before.empty() && !after.empty() && before.back() == pair.open && after.front() == pair.close;
  };
  while (std::any_of(brackets.begin(), brackets.end(), holds) || holds({'"', '"'}) || holds({'\'', '\''})) {
    before = trimmed(before.substr(0, before.size() - 1));
    after = trimmed(after.substr(1));
  }
  std::string rest(before);
  if (!before.empty() && !after.empty()) rest += ' ';
  rest += after;
  return rest;
}

// The addr-spec of what stands between angle brackets: a comment or a source route may stand there too. mimetic takes
// both away; but it joins words ("Bob joe@x" gives "Bobjoe@x"), so what it finds counts only if it stands there.
std::optional<std::string> address_in_brackets(std::string_view inside) {
  inside = trimmed(inside);
  if (is_addr_spec(inside)) return std::string(inside);
  if (inside.find('@') == npos) return std::nullopt;
  const mimetic::Mailbox mailbox('<' + std::string(inside) + '>');
  std::string address = mailbox.mailbox() + '@' + mailbox.domain();
  if (!is_addr_spec(address) || inside.find(address) == npos) return std::nullopt;
  return address;
}

std::string comment_of(std::string_view text) {
  const std::size_t open = text.find('(');
  const std::size_t close = text.rfind(')');
  if (open == npos || close == npos || close < open) return {};
  return std::string(trimmed(text.substr(open + 1, close - open - 1)));
}

// `"Name" <user@host>`, `<user@host (Name)>`. No byte is looked at twice, however many brackets there are.
std::optional<Found> bracketed_address(std::string_view text) {
  std::size_t open = text.find('<');
  while (open != npos) {
    const std::size_t close = text.find_first_of("<>", open + 1);
    const std::string_view inside = text.substr(open + 1, close == npos ? npos : close - open - 1);
    if (std::optional<std::string> address = address_in_brackets(inside)) {
      const std::size_t behind = close != npos && text[close] == '>' ? close + 1 : std::min(close, text.size());
      Found found = {.address = std::move(*address), .rest = without(text, open, behind)};
      if (found.rest.empty()) found.rest = comment_of(inside);
      return found;
    }
    open = close == npos ? npos : text.find('<', close);
  }
  return std::nullopt;
}

// The addr-spec in a word, in whatever punctuation: `user@host`, `(user@host)`, `user@host(Name)`.
std::string_view address_in_word(std::string_view word) {
  constexpr std::string_view opening = "\"'([<{,;";
  constexpr std::string_view closing = "\"')]>},;:.";
  if (is_addr_spec(word)) return word;
  for (std::size_t at = word.find('@'); at != npos; at = word.find('@', at + 1)) {
    std::size_t first = 0;
    while (first < at && opening.find(word[first]) != npos) ++first;
    std::size_t last = std::min(word.find_first_of("(<>\"", at), word.size());
    while (last > at && closing.find(word[last - 1]) != npos) --last;
    const std::string_view candidate = word.substr(first, last - first);
    if (is_addr_spec(candidate)) return candidate;
  }
  return {};
}

// `user@host`, `user@host (Name)`.
std::optional<Found> bare_address(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  constexpr std::size_t longest_word = 320;  // an addr-spec and some punctuation
  std::size_t first = text.find_first_not_of(blanks);
  while (first != npos) {
    const std::size_t last = std::min(text.find_first_of(blanks, first), text.size());
    const std::string_view word = text.substr(first, last - first);
    const std::string_view address = word.size() <= longest_word ? address_in_word(word) : std::string_view();
    if (!address.empty()) {
      const std::size_t at = first + static_cast<std::size_t>(address.data() - word.data());
      return Found{.address = std::string(address), .rest = without(text, at, at + address.size())};
    }
    first = text.find_first_not_of(blanks, last);
  }
  return std::nullopt;
}

std::optional<Found> find_address(std::string_view text) {
  if (text.find('@') == npos) return std::nullopt;
  if (std::optional<Found> found = bracketed_address(text)) return found;
  return bare_address(text);
}

std::size_t find_without_case(std::string_view text, std::string_view lower_case) {
  const auto* const found = std::search(text.begin(), text.end(), lower_case.begin(), lower_case.end(),
                                        [](char a, char b) { return lower(a) == b; });
  return found == text.end() ? npos : static_cast<std::size_t>(found - text.begin());
}

// `owner at unix,sh/dd.RFC-822=owner\@toad\.com`: a domain-defined attribute of X.400, with backslashes or in the
// letters of RFC 1327 section 3.2, where "@" is "(a)".
std::optional<Found> attribute_address(std::string_view text) {
  constexpr std::string_view key = "rfc-822=";
  struct Letter {
    char written;
    char meant;
  };
  constexpr std::array<Letter, 4> letters = {{{'a', '@'}, {'u', '_'}, {'p', '%'}, {'b', '!'}}};
  const std::size_t key_at = find_without_case(text, key);
  if (key_at == npos) return std::nullopt;

  std::string address;
  std::size_t i = key_at + key.size();
  for (; i < text.size() && std::string_view(" \t/;,").find(text[i]) == npos; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      address += text[++i];
      continue;
    }
    const auto* const letter = std::find_if(letters.begin(), letters.end(), [&](const Letter& each) {
      return text.size() - i > 2 && text[i] == '(' && lower(text[i + 1]) == each.written && text[i + 2] == ')';
    });
    if (letter == letters.end()) {
      address += text[i];
    } else {
      address += letter->meant;
      i += 2;
    }
  }
  if (!is_addr_spec(address)) return std::nullopt;

  // The attribute begins with "/dd." or ";dda:", or with the text.
  const std::size_t separator = key_at == 0 ? npos : text.find_last_of("/; \t", key_at - 1);
  return Found{.address = std::move(address), .rest = without(text, separator == npos ? 0 : separator, i)};
}

// Whether text[at] stands between quotes or brackets.
bool is_enclosed(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::string_view after = text.substr(at);
  const auto quotes = [](std::string_view part) { return std::count(part.begin(), part.end(), '"'); };
  if (quotes(before) % 2 == 1 && quotes(after) % 2 == 1) return true;
  return std::any_of(brackets.begin(), brackets.end(), [&](Brackets pair) {
    const std::size_t open = before.rfind(pair.open);
    const std::size_t close = before.rfind(pair.close);
    const bool is_open = open != npos && (close == npos || close < open);
    return is_open && after.find(pair.close) < after.find(pair.open);
  });
}

struct Halves {
  std::string_view person;
  std::string_view office;
};

// Splits at the last " at ". The blank before may be missing where the name was lost, the blank behind where the post
// office was. A few enclosed ones are passed over; more than that is no address, and not worth the time.
Halves split(std::string_view text) {
  int tries = 8;
  for (std::size_t i = text.size(); i-- > 0;) {
    const std::size_t behind = i + 2;
    if (lower(text[i]) != 'a' || behind > text.size() || lower(text[i + 1]) != 't') continue;
    const bool begins = i == 0 || is_blank(text[i - 1]);
    const bool ends = behind == text.size() || is_blank(text[behind]);
    if (!begins || !ends || (i == 0 && behind == text.size())) continue;
    if (is_enclosed(text, i)) {
      if (--tries == 0) break;
      continue;
    }
    return {.person = trimmed(text.substr(0, i)), .office = trimmed(text.substr(behind))};
  }
  return {.person = text, .office = {}};
}

// `POSTOFF {NETWORK/PO/MAILBOX}`, a user behind an MHS gateway: all of it is the name, POSTOFF leads there.
std::string_view gateway_of(std::string_view text) {
  const std::size_t open = text.find('{');
  if (open == npos || text.back() != '}') return {};
  return trimmed(text.substr(0, open));
}

}  // namespace

Address parse_address(std::string_view text) {
  text = trimmed(text);
  Halves halves = split(text);
  std::optional<Found> found = attribute_address(halves.office);
  if (found) found->rest = halves.person;
  if (!found) found = attribute_address(halves.person);
  if (!found) found = find_address(halves.person);
  if (!found) {
    found = find_address(halves.office);
    // What follows "at" is no post office then: `Joe Block at joe@x.org`, `Bob at work <bob@x.org>`.
    if (found && found->rest.empty()) {
      found->rest = halves.person;
    } else if (found) {
      found = find_address(text);
    }
    if (found) halves.office = {};
  }

  Address result;
  result.post_office = plain_name(halves.office, false);
  if (found) {
    result.name = plain_name(found->rest, true);
    result.internet = std::move(found->address);
    return result;
  }
  result.name = plain_name(halves.person, false);
  if (halves.office.empty() && !halves.person.empty()) result.post_office = gateway_of(halves.person);
  return result;
}

}  // namespace formats::ccmail
