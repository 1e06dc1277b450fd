#include "stages/report/duplicates.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <utility>

#include "formats/csv.h"
#include "stages/report/line_at.h"
#include "stages/write/placed.h"

namespace stages {
namespace {

// How many messages share an ID, and where the first of them is.
struct Group {
  std::uint64_t copies = 0;
  std::uint64_t first = 0;
};

// The value of a member of a line, as it stands there, quotes included. Inside of strings quotes are escaped, so what
// looks like a member is one; the first of its name is the message's own.
std::string_view member(std::string_view line, std::string_view name) {
  std::string pattern = ",\"";
  pattern += name;
  pattern += "\":";
  const std::size_t at = line.find(pattern);
  if (at == std::string_view::npos) return {};
  std::string_view value = line.substr(at + pattern.size());
  if (!value.starts_with('"')) return value.substr(0, value.find_first_of(",}"));
  std::size_t end = 1;
  while (end < value.size() && value[end] != '"') end += value[end] == '\\' ? 2U : 1U;
  return value.substr(0, end + 1);
}

std::string text_of(std::string_view quoted) {
  const auto value = nlohmann::json::parse(quoted, nullptr, false);
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::array<std::uint64_t, 2> hash_of(formats::hash::Sha256& hash, std::string_view bytes) {
  hash.update(bytes);
  const auto hex = hash.hex();
  std::array<std::uint64_t, 2> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i)
    (void)std::from_chars(hex.data() + 16 * i, hex.data() + 16 * (i + 1), numbers.at(i), 16);
  return numbers;
}

}  // namespace

Duplicates::Duplicates(const std::string& directory, std::size_t memory)
    : directory_(directory),
      messages_(directory, std::max<std::size_t>(1, memory / sizeof(Message))),
      copies_(directory, std::max<std::size_t>(1, memory / sizeof(Copy))) {}

void Duplicates::add(std::string_view line, std::uint64_t place) {
  const auto id = hash_of(hash_, member(line, "message_id"));
  const std::string_view account = member(line, "account");
  const std::string_view folder = member(line, "folder");
  messages_.add({id, hash_of(hash_, account)[0], hash_of(hash_, folder)[0], place});
}

// The messages of one ID lie together, of these the ones of one account, of these the ones of one folder: what a
// message shares with a neighbour is all it shares with any. How many there are is known only behind the last.
void Duplicates::find_copies() {
  ScratchFile groups(directory_);
  std::optional<Message> before;
  Group group;
  const auto end_group = [&] {
    if (group.copies > 1) groups.append(std::as_bytes(std::span(&group, 1)));
    group = {};
  };
  messages_.visit([&](const Message& message) {
    if (before && !before->same_id(message)) end_group();
    group.first = group.copies == 0 ? message.place : std::min(group.first, message.place);
    ++group.copies;
    before = message;
  });
  end_group();

  std::uint64_t read = 0;
  std::optional<Message> last;
  Scope shared_before = Scope::none;
  const auto add = [&](const Message& message, Scope shared_behind) {
    const Scope scope = std::min(shared_before, shared_behind);
    if (scope != Scope::none) {
      if (shared_before == Scope::none) {
        groups.read_at(read, std::as_writable_bytes(std::span(&group, 1)));
        read += sizeof group;
      }
      copies_.add({group.first, message.place, group.copies, scope});
    }
    shared_before = shared_behind;
  };
  messages_.visit([&](const Message& message) {
    if (last) add(*last, last->shared_with(message));
    last = message;
  });
  if (last) add(*last, Scope::none);
}

Duplicates::Scope Duplicates::Message::shared_with(const Message& other) const {
  if (!same_id(other)) return Scope::none;
  if (account != other.account) return Scope::accounts;
  return folder == other.folder ? Scope::folder : Scope::account;
}

void Duplicates::append_row(std::string& out, std::string_view line, const Copy& copy) {
  const auto field = [&](std::string_view name) {
    formats::append_safe_csv_field(out, text_of(member(line, name)));
    out += ',';
  };
  field("message_id");
  field("account");
  field("folder");
  field("file");
  out += member(line, "offset");
  out += ',';
  std::string_view rest = line;
  Placed placed;
  (void)take_output(rest, placed);
  formats::append_safe_csv_field(out, placed.file);
  out += ',' + std::to_string(placed.offset) + ',' + std::to_string(copy.copies) + ',';
  out += copy.scope == Scope::folder ? "folder" : copy.scope == Scope::account ? "account" : "accounts";
  out += '\n';
}

FileSum Duplicates::write(const std::string& directory, const std::filesystem::path& manifest) {
  find_copies();
  HashedFile table(directory, duplicates_name);
  table.write(duplicates_columns);
  LineAt lines(manifest.string());
  std::string row;
  copies_.visit([&](const Copy& copy) {
    row.clear();
    append_row(row, lines.read(copy.place), copy);
    table.write(row);
  });
  return table.close();
}

}  // namespace stages
