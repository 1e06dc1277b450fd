#include "tests/stages/dump.h"

#include <utility>

namespace stages::testing {

Dump& Dump::message(std::string_view subject) {
  bare_message();
  header("From: Grewal, Jeff at Hub");
  header("Date: 6/2/98  8:39");
  header("To: Admin at HUBPO2");
  return header("Subject: " + std::string(subject));
}

Dump& Dump::bare_message() {
  messages_.emplace_back();
  return *this;
}

Dump& Dump::header(std::string_view line) {
  messages_.back().headers.emplace_back(line);
  return *this;
}

Dump& Dump::text(std::string_view data, std::string_view title) {
  return item(title.empty() ? "Text item:" : "Text item: " + std::string(title), data);
}

Dump& Dump::file(std::string_view title, std::string_view data) {
  return item("File item: " + std::string(title), data);
}

Dump& Dump::item(std::string_view label, std::string_view data) {
  messages_.back().items.push_back({std::string(label), std::string(data)});
  return *this;
}

Dump& Dump::size_off_by(std::int64_t bytes) {
  messages_.back().items.back().lie = bytes;
  return *this;
}

Dump& Dump::contents_size_off_by(std::int64_t bytes) {
  messages_.back().contents_lie = bytes;
  return *this;
}

Dump& Dump::message_size_off_by(std::int64_t bytes) {
  messages_.back().message_lie = bytes;
  return *this;
}

Dump& Dump::size_blank() {
  messages_.back().items.back().blank = true;
  return *this;
}

Dump& Dump::raw(std::string_view bytes) {
  (messages_.empty() ? in_front_ : messages_.back().behind) += bytes;
  return *this;
}

std::string Dump::size_line(std::size_t size, std::int64_t lie, bool blank) const {
  if (!writing_.size_width) return {};
  std::string digits = blank ? "" : std::to_string(static_cast<std::int64_t>(size) + lie + writing_.size_bias);
  if (digits.size() < *writing_.size_width) digits.insert(0, *writing_.size_width - digits.size(), ' ');
  return digits + writing_.line_end;
}

std::string Dump::bytes() const {
  const std::string& eol = writing_.line_end;
  std::string dump = in_front_;
  for (const WrittenMessage& message : messages_) {
    std::string items;
    for (const WrittenItem& item : message.items) {
      if (!items.empty()) items += writing_.between_blocks;
      items.append(item.label).append(eol).append(size_line(item.data.size(), item.lie, item.blank)).append(item.data);
    }
    std::string block;
    for (const std::string& header : message.headers) block.append(header).append(eol);
    block += writing_.between_blocks;
    block.append(writing_.contents_label)
        .append(eol)
        .append(size_line(items.size(), message.contents_lie))
        .append(items);
    if (&message != &messages_.front()) dump += writing_.between_blocks;
    dump.append(writing_.message_label).append(eol).append(size_line(block.size(), message.message_lie)).append(block);
    dump += message.behind;
  }
  return dump;
}

}  // namespace stages::testing
