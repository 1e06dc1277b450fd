#include "tools/ccmail-gen/draft.h"

#include <algorithm>
#include <span>

#include "tools/ccmail-gen/mac_binary.h"
#include "tools/ccmail-gen/random.h"

namespace ccmail_gen {
namespace {

constexpr std::string_view line_end = "\r\n";

std::string fork_bytes(const Content& content) {
  return content_bytes(content).append(static_cast<std::size_t>(mac_padding(content.length())), '\0');
}

class Cutter {
 public:
  explicit Cutter(std::vector<Part>& parts) : parts_(parts) {}

  void put(Role role, std::string_view bytes, std::size_t item = 0) {
    parts_.push_back({role, std::string(bytes), item, true, {}});
  }

  void put_lines(std::string_view head) {
    while (!head.empty()) {
      const std::string_view line = take_line(head);
      const Role role = line == line_end                              ? Role::blank
                        : line.front() == ' ' || line.front() == '\t' ? Role::continuation
                                                                      : Role::header;
      put(role, line);
    }
  }

  // A label line and, behind it, its size line, if the dialect has one.
  void put_label(Role label, Role size, std::string_view bytes, std::size_t item = 0) {
    put(label, take_line(bytes), item);
    put(size, bytes, item);
  }

 private:
  static std::string_view take_line(std::string_view& text) {
    const std::size_t length = text.find(line_end) + line_end.size();
    const std::string_view line = text.substr(0, length);
    text.remove_prefix(length);
    return line;
  }

  std::vector<Part>& parts_;
};

bool is_block_end(const Part& part) { return part.role == Role::between; }

}  // namespace

std::string content_bytes(const Content& content) {
  std::string bytes = content.head;
  const std::size_t head = bytes.size();
  bytes.resize(head + static_cast<std::size_t>(content.random_length));
  Random(content.seed).fill(std::span(bytes).subspan(head));
  return bytes;
}

std::string data_bytes(const Item& item) {
  if (!item.mac) return content_bytes(item.data);
  return item.mac->header + fork_bytes(item.mac->data) + fork_bytes(item.mac->resource);
}

Draft draft(const Message& message, const Recipe& recipe, std::string& folder) {
  Draft draft{message, lay_out(message, recipe.dialect, recipe.page, folder), {}, {}};
  const std::vector<Segment>& segments = draft.layout.segments;
  Cutter cutter(draft.parts);
  const std::string_view framing = segments[0].bytes;
  if (draft.layout.message_at > 0) cutter.put(Role::directive, framing.substr(0, draft.layout.message_at));
  cutter.put_label(Role::message, Role::message_size, framing.substr(draft.layout.message_at));
  cutter.put_lines(draft.layout.headers);
  cutter.put_label(Role::contents, Role::contents_size,
                   std::string_view(segments[1].bytes).substr(draft.layout.headers.size()));
  std::size_t item = 0;
  for (std::size_t i = 2; i < segments.size(); ++i) {
    const std::string_view bytes = segments[i].bytes;
    if (segments[i].item) {
      cutter.put(Role::data, data_bytes(message.items[*segments[i].item]), *segments[i].item);
    } else if (i + 1 == segments.size()) {
      cutter.put(Role::between, bytes);
    } else if (message.items.empty()) {
      cutter.put(Role::separator, bytes);
    } else {
      const std::size_t label = bytes.find_first_not_of(line_end);
      cutter.put(Role::separator, bytes.substr(0, label));
      cutter.put_label(Role::item, Role::item_size, bytes.substr(label), item++);
    }
  }
  return draft;
}

void replace(Part& part, std::size_t at, std::size_t count, std::string_view bytes) {
  for (Run& run : part.harmed)
    if (run.offset >= at + count) run.offset = run.offset - count + bytes.size();
  part.bytes.replace(at, count, bytes);
  part.harmed.push_back({at, bytes.size()});
}

void replace(Part& part, std::string_view bytes) {
  part.harmed.clear();
  replace(part, 0, part.bytes.size(), bytes);
  if (bytes.empty()) part.intact = false;
}

void insert_junk(Draft& draft, std::size_t before, std::string bytes) {
  const std::size_t length = bytes.size();
  draft.parts.insert(draft.parts.begin() + static_cast<std::ptrdiff_t>(before),
                     Part{Role::junk, std::move(bytes), 0, false, {{0, length}}});
}

std::vector<std::size_t> parts_of(const Draft& draft, Role role) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < draft.parts.size(); ++i)
    if (draft.parts[i].role == role) numbers.push_back(i);
  return numbers;
}

std::uint64_t block_size(const Draft& draft, Role size) {
  const auto end = std::find_if(draft.parts.begin(), draft.parts.end(), is_block_end);
  auto part = std::find_if(draft.parts.begin(), end, [size](const Part& one) { return one.role == size; });
  std::uint64_t length = 0;
  if (part != end) ++part;
  for (; part != end; ++part) length += part->bytes.size();
  return length;
}

void seal(Draft& draft, const Recipe& recipe) {
  // From the inside out: a size line may change its length.
  std::size_t data = 0;
  for (std::size_t i = draft.parts.size(); i-- > 0;) {
    if (draft.parts[i].role == Role::data) data = draft.parts[i].bytes.size();
    if (draft.parts[i].role == Role::item_size && draft.parts[i].intact)
      draft.parts[i].bytes = size_line(data, recipe.dialect.sizes);
  }
  for (const Role role : {Role::contents_size, Role::message_size}) {
    const auto numbers = parts_of(draft, role);
    if (!numbers.empty() && draft.parts[numbers.front()].intact)
      draft.parts[numbers.front()].bytes = size_line(block_size(draft, role), recipe.dialect.sizes);
  }
}

}  // namespace ccmail_gen
