#include "tools/ccmail-gen/layout.h"

#include <string_view>

#include "tools/ccmail-gen/mac_binary.h"

namespace ccmail_gen {
namespace {

constexpr std::string_view line_end = "\r\n";

std::string_view separator(Separators separators) {
  switch (separators) {
    case Separators::crlf:
      return "\r\n";
    case Separators::none:
      return "";
    case Separators::double_crlf:
      return "\r\n\r\n";
  }
  return "";
}

class Head {
 public:
  Head(const Dialect& dialect, CodePage page) : dialect_(dialect), page_(page) {}

  void line(std::string_view name, std::string_view value) {
    encode(dialect_.word(name), page_, bytes_);
    bytes_.push_back(':');
    if (!value.empty()) bytes_.push_back(' ');
    encode(value, page_, bytes_);
    bytes_.append(line_end);
  }

  void people(std::string_view name, const std::vector<Person>& people) {
    for (std::size_t i = 0; i < people.size(); ++i) {
      if (i == 0 || dialect_.recipients == Recipients::repeated) {
        line(name, people[i].text);
      } else {
        bytes_.append(i % 2 == 0 ? "\t" : "    ");
        encode(people[i].text, page_, bytes_);
        bytes_.append(line_end);
      }
    }
  }

  void empty_line() { bytes_.append(line_end); }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  const Dialect& dialect_;
  CodePage page_;
  std::string bytes_;
};

std::string head_of(const Message& message, const Dialect& dialect, CodePage page) {
  Head head(dialect, page);
  if (dialect.separators == Separators::double_crlf) head.empty_line();
  head.line("From", message.from.text);
  if (dialect.separators == Separators::double_crlf) head.empty_line();
  head.line("Date", message.date_text);
  head.people("To", message.to);
  head.people("cc", message.cc);
  head.people("bcc", message.bcc);
  head.line("Subject", message.subject);
  if (dialect.folders == Folders::inside) head.line("Folder", message.folder);
  for (const auto& [name, value] : message.others) head.line(name, value);
  if (dialect.separators != Separators::none) head.empty_line();
  return head.take();
}

std::string label_of(const Item& item, std::size_t number, const Dialect& dialect, CodePage page) {
  std::string label = encoded(dialect.word(item.kind + " item"), page);
  if (dialect.labels == Labels::numbered) label.append(" ").append(std::to_string(number + 1));
  label.push_back(':');
  if (!item.title.empty()) label.push_back(' ');
  encode(item.title, page, label);
  return label;
}

}  // namespace

std::uint64_t data_length(const Item& item) {
  if (!item.mac) return item.data.length();
  const std::uint64_t data = item.mac->data.length();
  const std::uint64_t resource = item.mac->resource.length();
  return item.mac->header.size() + data + mac_padding(data) + resource + mac_padding(resource);
}

std::string size_field(std::string text, Sizes sizes) {
  const std::size_t width = sizes == Sizes::padded_12 ? 12 : sizes == Sizes::padded_10 ? 10 : 0;
  if (text.size() < width) text.insert(0, width - text.size(), ' ');
  return text;
}

std::string size_line(std::uint64_t size, Sizes sizes) {
  if (sizes == Sizes::none) return {};
  return size_field(std::to_string(size), sizes).append(line_end);
}

Layout lay_out(const Message& message, const Dialect& dialect, CodePage page, std::string& folder) {
  Layout layout;
  const std::string_view between = separator(dialect.separators);
  const bool spaced = dialect.separators == Separators::double_crlf;

  std::vector<Segment> contents;
  std::uint64_t contents_size = 0;
  std::string pending = spaced ? std::string(line_end) : "";
  for (std::size_t i = 0; i < message.items.size(); ++i) {
    const std::uint64_t length = data_length(message.items[i]);
    layout.item_labels.push_back(label_of(message.items[i], i, dialect, page));
    pending.append(layout.item_labels.back()).append(line_end).append(size_line(length, dialect.sizes));
    contents_size += pending.size() + length;
    contents.push_back({std::move(pending), std::nullopt});
    contents.push_back({{}, i});
    pending = between;
  }
  if (message.items.empty()) contents_size += pending.size();

  layout.headers = head_of(message, dialect, page);
  std::string contents_label = encoded(dialect.word("Contents"), page);
  contents_label.append(":").append(line_end).append(size_line(contents_size, dialect.sizes));
  const std::uint64_t message_size = layout.headers.size() + contents_label.size() + contents_size;

  std::string framing;
  if (dialect.folders == Folders::between && folder != message.folder) {
    folder = message.folder;
    framing = dialect.separators == Separators::none ? line_end : "";  // a directive stands on a line of its own
    framing.append(dialect.word("Folder")).append(": ").append(encoded(folder, page)).append(line_end);
  }
  layout.message_at = framing.size();
  framing.append(dialect.word("Message")).append(":").append(line_end).append(size_line(message_size, dialect.sizes));
  layout.segments.push_back({std::move(framing), std::nullopt});
  layout.segments.push_back({layout.headers + contents_label, std::nullopt});
  for (auto& segment : contents) layout.segments.push_back(std::move(segment));
  if (message.items.empty()) layout.segments.push_back({spaced ? std::string(line_end) : "", std::nullopt});
  layout.segments.push_back({std::string(message.items.empty() ? "" : between), std::nullopt});
  return layout;
}

}  // namespace ccmail_gen
