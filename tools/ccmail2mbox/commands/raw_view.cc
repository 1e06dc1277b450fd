#include "tools/ccmail2mbox/commands/raw_view.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "formats/text/visible.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::uint64_t end_of(const stages::Extent& extent) { return extent.offset() + extent.length(); }

}  // namespace

void RawView::show(const stages::Message& message) {
  const stages::Extent& whole = message.whole;
  std::uint64_t at = whole.offset();
  for (const stages::Item& item : message.items) {
    if (item.kind == formats::ccmail::ItemKind::text) continue;
    show_text(whole.sub(at - whole.offset(), item.data.offset() - at));
    show_data(item.data);
    at = end_of(item.data);
  }
  show_text(whole.sub(at - whole.offset(), end_of(whole) - at));
}

void RawView::show_text(const stages::Extent& bytes) {
  std::string line;
  std::uint64_t begin = bytes.offset();
  const auto give = [&] {
    if (line.empty()) return;
    print_line(begin, shown(line));
    begin += line.size();
    line.clear();
  };
  bytes.visit([&](std::string_view part) {
    for (const char c : part) {
      line += c;
      if (c == '\n' || line.size() >= longest_line) give();
    }
  });
  give();
}

void RawView::show_data(const stages::Extent& bytes) {
  if (bytes.length() == 0) return;
  if (!all_ && bytes.length() > longest_data) {
    print_line(bytes.offset(), "(" + counted(bytes.length(), "byte") + " of a file; --all shows them)");
    return;
  }
  constexpr std::size_t row = 16;
  std::string line;
  std::uint64_t begin = bytes.offset();
  const auto give = [&] {
    std::string text;
    std::string letters;
    for (const char c : line) {
      std::array<char, 8> digits{};
      std::snprintf(digits.data(), digits.size(), "%02x ", static_cast<unsigned int>(static_cast<unsigned char>(c)));
      text += digits.data();
      letters += is_control(c) || static_cast<unsigned char>(c) >= 0x80 ? '.' : c;
    }
    text.resize(3 * row, ' ');
    print_line(begin, text + "|" + letters + "|");
    begin += line.size();
    line.clear();
  };
  bytes.visit([&](std::string_view part) {
    for (const char c : part) {
      line += c;
      if (line.size() == row) give();
    }
  });
  if (!line.empty()) give();
}

void RawView::print_line(std::uint64_t offset, std::string_view shown) {
  std::array<char, 32> number{};
  std::snprintf(number.data(), number.size(), "%10llu  ", static_cast<unsigned long long>(offset));
  print_(std::string(number.data()).append(shown) + "\n");
}

// Runs between control bytes as characters of the code page; a run with a byte that has none, byte by byte.
std::string RawView::shown(std::string_view bytes) const {
  std::string out;
  while (!bytes.empty()) {
    const auto* const end = std::find_if(bytes.begin(), bytes.end(), is_control);
    const auto length = static_cast<std::size_t>(end - bytes.begin());
    std::string decoded;
    if (formats::text::append_utf8(decoded, page_, bytes.substr(0, length)) > 0) {
      formats::text::append_visible(out, bytes.substr(0, length));
    } else {
      for (const char c : printable(decoded)) out.append(c == '\\' ? 2 : 1, c);
    }
    bytes.remove_prefix(length);
    if (bytes.empty()) break;
    formats::text::append_visible(out, bytes.substr(0, 1));
    bytes.remove_prefix(1);
  }
  return out;
}

}  // namespace tools
