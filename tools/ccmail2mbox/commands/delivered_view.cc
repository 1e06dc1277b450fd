#include "tools/ccmail2mbox/commands/delivered_view.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "formats/text/rtf.h"
#include "formats/text/text_decoder.h"
#include "stages/encode/encode.h"
#include "stages/encode/file_label.h"
#include "stages/encode/text_part.h"
#include "stages/verify/mime_message.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

using Print = std::function<void(std::string_view)>;

// Takes the mail of one message, piece by piece.
class MailOutlet : public pipeline::Sink<stages::Mail> {
 public:
  explicit MailOutlet(const Print& give) : give_(give) {}
  void put(stages::Mail mail) override {
    if (const auto* piece = std::get_if<stages::MailPiece>(&mail)) give_(piece->bytes.view());
    if (auto* damage = std::get_if<stages::Damage>(&mail)) damage_.push_back(std::move(*damage));
  }
  [[nodiscard]] const std::vector<stages::Damage>& damage() const { return damage_; }

 private:
  const Print& give_;
  std::vector<stages::Damage> damage_;
};

// Line by line, TABs as they are.
void print_lines(std::string_view text, std::string& rest, const Print& print) {
  rest += text;
  std::size_t begin = 0;
  for (std::size_t end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', begin)) {
    std::string line;
    std::string_view left = std::string_view(rest).substr(begin, end - begin);
    for (;;) {
      const std::size_t tab = left.find('\t');
      line += printable(left.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line += '\t';
      left.remove_prefix(tab + 1);
    }
    print(line + "\n");
    begin = end + 1;
  }
  rest.erase(0, begin);
}

void show_text(const stages::Extent& data, formats::text::CodePage page, const Print& print) {
  std::string rest;
  const auto show = [&](auto decode, auto finish) {
    std::string decoded;
    data.visit([&](std::string_view part) {
      decoded.clear();
      decode(part, decoded);
      print_lines(decoded, rest, print);
    });
    decoded.clear();
    finish(decoded);
    print_lines(decoded, rest, print);
    if (!rest.empty()) print_lines("\n", rest, print);
  };
  if (stages::is_rich_text(data, page)) {
    print("(rich text; its words)\n");
    formats::text::RtfReader reader(page);
    show([&](std::string_view part, std::string& out) { reader.read(part, out); },
         [&](std::string& out) { reader.finish(out); });
  } else {
    formats::text::TextDecoder decoder(page);
    show([&](std::string_view part, std::string& out) { decoder.decode(part, out); },
         [&](std::string& out) { decoder.finish(out); });
  }
}

std::string file_line(const stages::Item& item, const stages::FileLabel& label) {
  std::string line = "[" + printable(label.name) + ", " + std::string(label.media_type) + ", ";
  if (item.mac) {
    line += "Macintosh file, data fork of " + counted(item.mac->data.length(), "byte");
    if (item.mac->resource.length() > 0) line += ", resource fork of " + counted(item.mac->resource.length(), "byte");
  } else {
    line += counted(item.content().length(), "byte");
  }
  if (item.decoded) line += ", from hexadecimal text";
  if (!label.description.empty()) line += "; " + printable(label.description);
  return line + "]\n";
}

// As a mail program shows them.
void show_headers(const std::string& head, const Print& print) {
  const auto message = stages::verify::MimeMessage::read(head);
  if (!message) return;
  for (const stages::verify::MimeHeader& header : message->headers())
    print(printable(header.name) + ": " + printable(header.value) + "\n");
}

std::vector<stages::Damage> encode(stages::Message message, const stages::EncodeOptions& options, const Print& give) {
  MailOutlet outlet(give);
  stages::Encode stage(options);
  stage.take(std::move(message), outlet);
  return outlet.damage();
}

}  // namespace

void show_delivered(stages::Message message, const stages::EncodeOptions& options, formats::text::CodePage page,
                    const Print& print) {
  const std::vector<stages::Item> items = message.items;
  std::string head;
  bool whole = false;
  const auto damage = encode(std::move(message), options, [&](std::string_view bytes) {
    if (whole) return;
    head += bytes;
    const std::size_t end = head.find("\n\n");
    whole = end != std::string::npos;
    if (whole) head.resize(end + 2);
  });
  show_headers(head, print);
  stages::FileLabels labels(page);
  labels.read(items);
  for (std::size_t i = 0; i < items.size(); ++i) {
    print("\n");
    if (items[i].kind == formats::ccmail::ItemKind::text)
      show_text(items[i].data, page, print);
    else
      print(file_line(items[i], labels[i]));
  }
  if (damage.empty() && head.find("\nX-ccmail2mbox-Synthesized: ") == std::string::npos) return;
  print("\nWhat was repaired, or made up:\n");
  for (const stages::Damage& one : damage)
    print("  at " + std::to_string(one.offset) + ": " + printable(one.what) + "\n");
  if (const std::size_t at = head.find("\nX-ccmail2mbox-Synthesized: "); at != std::string::npos) {
    const std::size_t value = head.find(' ', at) + 1;
    print("  not in the export: " + head.substr(value, head.find('\n', value) - value) + "\n");
  }
}

void give_mail(stages::Message message, const stages::EncodeOptions& options, const Print& give) {
  std::string crlf;
  (void)encode(std::move(message), options, [&](std::string_view bytes) {
    crlf.clear();
    for (const char c : bytes) {
      if (c == '\n') crlf += '\r';
      crlf += c;
    }
    give(crlf);
  });
}

}  // namespace tools
