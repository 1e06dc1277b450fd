#include "tests/stages/resync/resynced.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <variant>

#include "formats/ccmail/label.h"
#include "pipeline/stage.h"
#include "stages/resync/resync.h"

namespace stages::testing {
namespace {

class InMemory : public RandomAccess {
 public:
  explicit InMemory(std::string bytes) : bytes_(std::move(bytes)) {}
  void read_at(std::uint64_t offset, std::span<char> into) const override {
    bytes_.copy(into.data(), into.size(), static_cast<std::size_t>(offset));
  }

 private:
  std::string bytes_;
};

std::string read(const Extent& extent) {
  std::string bytes;
  extent.visit([&](std::string_view part) { bytes += part; });
  return bytes;
}

class Reader : public pipeline::Sink<Piece> {
 public:
  explicit Reader(Resynced& result) : result_(result) {}

  void put(Piece piece) override {
    if (const auto* message = std::get_if<Message>(&piece))
      add(*message);
    else if (const auto* damage = std::get_if<Damage>(&piece))
      add(*damage);
    else if (const auto* quarantined = std::get_if<Quarantined>(&piece))
      result_.quarantine.push_back(read(quarantined->bytes));
    else if (const auto* survey = std::get_if<Survey>(&piece))
      result_.survey = *survey;
    else
      result_.ledger = std::get<DumpAccounted>(piece).ledger;
  }

 private:
  void add(const Message& message) {
    Resynced::Message seen;
    seen.offset = message.offset;
    seen.head = read(message.head);
    const std::string name = "Subject: ";
    if (const auto at = seen.head.find(name); at != std::string::npos)
      seen.subject = formats::ccmail::first_line(std::string_view(seen.head).substr(at + name.size())).content;
    if (message.directive) seen.folder = *message.directive;
    seen.reasons = message.reasons;
    for (const Item& item : message.items)
      seen.items.push_back({std::string(formats::ccmail::first_line(read(item.label)).content), read(item.data)});
    for (const Damage& damage : message.damage) add(damage);
    result_.messages.push_back(std::move(seen));
  }

  void add(const Damage& damage) { result_.damage.push_back(std::to_string(damage.offset) + ": " + damage.what); }

  Resynced& result_;
};

}  // namespace

Resynced resync_in_chunks(std::string_view dump, bool from_file, const std::function<std::size_t()>& next_size,
                          const formats::ccmail::Vocabulary& words) {
  Resynced result;
  Reader reader(result);
  Resync stage(std::make_shared<const formats::ccmail::Vocabulary>(words));
  stage.take(DumpOpened{from_file ? std::make_shared<InMemory>(std::string(dump)) : nullptr}, reader);
  for (std::size_t at = 0; at < dump.size();) {
    const std::size_t size = std::min(dump.size() - at, next_size());
    stage.take(DumpBytes{pipeline::Slice::own(std::string(dump.substr(at, size)))}, reader);
    at += size;
  }
  stage.take(DumpClosed{{}, dump.size(), {}, {}}, reader);
  stage.finish(reader);
  result.closes = result.ledger.closes(dump.size());
  return result;
}

Resynced resync(std::string_view dump, const formats::ccmail::Vocabulary& words) {
  return resync_in_chunks(
      dump, false, [] { return std::numeric_limits<std::size_t>::max(); }, words);
}

std::vector<std::string> subjects(const Resynced& resynced) {
  std::vector<std::string> all;
  for (const auto& message : resynced.messages) all.push_back(message.subject);
  return all;
}

std::vector<std::string> data(const Resynced& resynced) {
  std::vector<std::string> all;
  for (const auto& message : resynced.messages)
    for (const auto& item : message.items) all.push_back(item.data);
  return all;
}

}  // namespace stages::testing
