#include "tests/stages/encode/encoded.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "pipeline/stage.h"
#include "stages/encode/encode.h"
#include "stages/resync/resync.h"
#include "stages/unpack/unpack.h"

namespace stages::testing {
namespace {

class MailReader : public pipeline::Outlet<Mail> {
 public:
  explicit MailReader(Encoded& result) : result_(result) {}

  void put(Mail mail) override {
    if (const auto* piece = std::get_if<MailPiece>(&mail)) {
      if (piece->begins)
        result_.messages.push_back({"", *piece->envelope->folder, piece->envelope->sender,
                                    piece->envelope->unix_seconds, piece->envelope->seen});
      result_.messages.back().text += piece->bytes.view();
      result_.largest_piece = std::max(result_.largest_piece, piece->bytes.size());
    } else if (const auto* damage = std::get_if<Damage>(&mail)) {
      result_.damage.push_back(damage->what);
    } else if (const auto* tally = std::get_if<Tally>(&mail)) {
      result_.tally = *tally;
    } else if (const auto* accounted = std::get_if<DumpAccounted>(&mail)) {
      result_.unknown_labels = accounted->unknown_labels;
    }
  }
  void close() override {}

 private:
  Encoded& result_;
};

}  // namespace

Encoded encode(std::string_view dump, EncodeOptions options, const formats::ccmail::Vocabulary& words) {
  Encoded result;
  MailReader reader(result);
  const auto shared = std::make_shared<const formats::ccmail::Vocabulary>(words);
  Resync resync(shared);
  Unpack unpack(shared, options.code_page, options.date_order, options.files);
  Encode encode(std::move(options));
  pipeline::Joined encoding(encode, reader);
  pipeline::Joined unpacking(unpack, encoding);
  pipeline::Joined resyncing(resync, unpacking);
  resyncing.put(DumpOpened{});
  resyncing.put(DumpBytes{pipeline::Slice::own(std::string(dump))});
  resyncing.put(DumpClosed{{}, dump.size(), {}, {}});
  resyncing.close();
  return result;
}

std::string header(std::string_view message, std::string_view name) {
  const std::string_view head = message.substr(0, message.find("\n\n") + 1);
  const std::string start = "\n" + std::string(name) + ": ";
  const std::string padded = "\n" + std::string(head);
  const std::size_t at = padded.find(start);
  if (at == std::string::npos) return "(none)";
  std::string value;
  for (std::size_t i = at + start.size(); i < padded.size(); ++i) {
    if (padded[i] == '\n') {
      if (i + 1 < padded.size() && padded[i + 1] == ' ') continue;
      break;
    }
    value += padded[i];
  }
  return value;
}

std::string body(std::string_view message) { return std::string(message.substr(message.find("\n\n") + 2)); }

}  // namespace stages::testing
