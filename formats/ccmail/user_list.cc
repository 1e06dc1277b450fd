#include "formats/ccmail/user_list.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <set>
#include <utility>

#include "formats/ascii.h"
#include "formats/ccmail/letters.h"

namespace formats::ccmail {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.size(), text.find_first_of("\r\n"));
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : end < text.size() ? 1 : 0));
  return line;
}

bool begins_without_case(std::string_view text, std::string_view begin) {
  return equal_without_case(text.substr(0, begin.size()), begin);
}

class Collector {
 public:
  void add(ListedUser user) {
    if (user.name.empty()) return note(user.line, "no name");
    if (!seen_.insert(in_lower_case(user.name)).second)
      return note(user.line, "'" + user.name + "' stands there twice; taken once");
    list_.users.push_back(std::move(user));
  }
  void note(std::size_t line, std::string why) { list_.notes.push_back({line, std::move(why)}); }
  UserList take() { return std::move(list_); }

 private:
  UserList list_;
  std::set<std::string> seen_;
};

struct Columns {
  std::size_t name = nowhere;
  std::size_t last = nowhere;
  std::size_t first = nowhere;
  std::size_t post_office = nowhere;

  [[nodiscard]] bool has_names() const { return name != nowhere || (last != nowhere && first != nowhere); }
};

Columns columns_in(const std::vector<std::string>& header) {
  const auto column = [&](std::initializer_list<std::string_view> names) {
    for (std::size_t i = 0; i < header.size(); ++i)
      for (const std::string_view name : names)
        if (equal_without_case(header[i], name)) return i;
    return nowhere;
  };
  Columns columns;
  columns.name = column({"user", "name", "mailbox", "user name", "username"});
  columns.last = column({"last", "last name", "lastname", "surname"});
  columns.first = column({"first", "first name", "firstname", "given name"});
  columns.post_office = column({"post_office", "post office", "postoffice", "po"});
  return columns;
}

tl::expected<UserList, TableError> read_table(std::string_view text) {
  const auto rows = parse_csv(text);
  if (!rows) return tl::unexpected(rows.error());
  const std::vector<std::string>& header = rows->front().fields;
  const Columns columns = columns_in(header);
  Collector users;
  for (auto row = rows->begin() + 1; row != rows->end(); ++row) {
    if (row->fields.size() > header.size())
      return tl::unexpected(
          TableError{row->line, "more fields than the header has: a name with a comma needs quotes round it"});
    const auto cell = [&](std::size_t column) {
      return column < row->fields.size() ? std::string(trimmed(row->fields[column])) : std::string();
    };
    std::string name = cell(columns.name);
    if (columns.name == nowhere) {
      name = cell(columns.last);
      if (const std::string first = cell(columns.first); !first.empty()) name += (name.empty() ? "" : ", ") + first;
    }
    users.add({row->line, std::move(name), cell(columns.post_office)});
  }
  return users.take();
}

UserList read_plain(std::string_view text) {
  Collector users;
  for (std::size_t line = 1; !text.empty(); ++line) {
    std::string_view name = trimmed(take_line(text));
    if (name.empty() || (line == 1 && columns_in({std::string(name)}).has_names())) continue;
    if (name.front() == '#') {
      users.note(line, "'" + std::string(name) +
                           "' is left out: a remark, or a bulletin board, and how EXPORT is told to export one is "
                           "not known");
      continue;
    }
    std::string_view post_office;
    for (std::size_t at = name.size(); at-- > 0;) {
      if (!begins_without_case(name.substr(at), " at ")) continue;
      post_office = trimmed(name.substr(at + 4));
      name = trimmed(name.substr(0, at));
      break;
    }
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    users.add({line, std::string(name), std::string(post_office)});
  }
  return users.take();
}

// One group of the directory.
struct Entry {
  std::size_t line = 0;
  std::string name;
  std::string address;
  char location = 0;
};

void add_entry(Collector& users, const Entry& entry) {
  if (entry.line == 0) return;
  const std::string name = "'" + entry.name + "'";
  if (entry.name.empty()) return users.note(entry.line, "an entry without a name is left out");
  switch (entry.location) {
    case 'P':
    case 'p':
      return users.note(entry.line, name + " is left out: a post office");
    case 'A':
    case 'a':
      return users.note(entry.line, name + " is left out: an alias");
    case 'R':
    case 'r':
      users.note(entry.line, name + " is marked " + entry.location +
                                 " (local, remote and mobile users are L, l, R, r): its mailbox may lie elsewhere");
      break;
    case 'L':
    case 'l':
    case 0:
      break;
    default:
      users.note(entry.line, name + " has a location code that is not documented: '" + entry.location + "'");
  }
  users.add({entry.line, entry.name, entry.address});
}

UserList read_directory(std::string_view text) {
  Collector users;
  Entry entry;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = trimmed(take_line(text));
    if (line.empty()) {
      add_entry(users, std::exchange(entry, {}));
      continue;
    }
    if (entry.line == 0) entry.line = number;
    const std::size_t colon = line.find(':');
    if (colon == nowhere) continue;
    const std::string_view label = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (begins_without_case(label, "name") && entry.name.empty()) entry.name = value;
    if (begins_without_case(label, "addr") && entry.address.empty()) entry.address = value;
    if (begins_without_case(label, "loc") && !value.empty()) entry.location = value.front();
  }
  add_entry(users, entry);
  return users.take();
}

bool is_directory(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = behind_blanks(take_line(text));
    if (begins_without_case(line, "addr:") || begins_without_case(line, "name:")) return true;
  }
  return false;
}

// The first line that is not empty.
std::string_view first_line(std::string_view text) {
  while (!text.empty())
    if (const std::string_view line = take_line(text); !trimmed(line).empty()) return line;
  return {};
}

}  // namespace

tl::expected<UserList, TableError> read_user_list(std::string_view text) {
  const std::string_view first = first_line(text);
  if (const auto header = parse_csv(first); header && !header->empty() && header->front().fields.size() > 1)
    if (columns_in(header->front().fields).has_names()) return read_table(text);
  if (first.find(';') != nowhere && columns_in({std::string(trimmed(first.substr(0, first.find(';'))))}).has_names())
    return tl::unexpected(TableError{1, "semicolons between the columns: they must be commas"});
  return is_directory(text) ? read_directory(text) : read_plain(text);
}

}  // namespace formats::ccmail
