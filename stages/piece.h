// What flows from resync to unpack and from there to encode: a surveyed dump, message by message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/ccmail/label.h"
#include "formats/mac/mac_file.h"
#include "stages/chunk.h"
#include "stages/damage.h"
#include "stages/extent.h"
#include "stages/head.h"
#include "stages/ledger.h"
#include "stages/selection.h"
#include "stages/survey.h"
#include "stages/unknown_labels.h"

namespace stages {

/// A Mac file that was found inside an item: what unpack adds.
struct MacContent {
  formats::mac::MacFile file;
  std::string comment;     // MacRoman, as much of it as the Finder holds
  Extent container;        // what the file's offsets count from
  Extent data;             // as far as the item holds it
  Extent resource;         // likewise
  bool stays_one = false;  // delivered as the container it is, whatever form was asked for
};

struct Item {
  formats::ccmail::ItemKind kind{};
  formats::ccmail::Origin origin{};  // of that kind
  Extent label;                      // the whole label line, with its end
  Extent data;
  std::shared_ptr<const Extent> decoded;  // by unpack; null where the data are the bytes of the file themselves
  std::shared_ptr<const MacContent> mac;  // by unpack; null for anything but a Mac container

  /// The bytes of the file, or of the text.
  [[nodiscard]] const Extent& content() const { return decoded ? *decoded : data; }
};

/// What the head says about the date.
struct StatedDate {
  std::optional<formats::ccmail::WallClock> stated;  // none: nothing that can be read as one
  std::optional<formats::ccmail::WallClock> before;  // of the nearest message before this one that states one
};

struct Message {
  std::shared_ptr<const Survey> survey;  // of its dump
  std::uint64_t number = 0;              // by unpack: among the messages of its dump, from 1
  std::uint64_t offset = 0;              // of its `Message:` label
  std::uint64_t length = 0;
  Extent whole;  // all its bytes
  Extent head;   // its header lines
  std::vector<Item> items;
  std::shared_ptr<const std::string> directive;  // raw name of the `Folder:` line that holds for it; null for none
  std::vector<std::string> reasons;              // why it was not delivered: raw `*** … ***` lines (Q180641)
  std::vector<Damage> damage;
  std::unique_ptr<const Head> parsed;  // by unpack
  StatedDate date;                     // by unpack
  Skip skip = Skip::no;                // by unpack: whether it is left out, and why
  bool kept_without_date = false;      // by unpack: only certain dates were asked for
  std::size_t memory = 0;              // bytes of memory it keeps alive
};

/// Bytes that belong to no message, or to one that cannot be read.
struct Quarantined {
  Extent bytes;
  bool is_message = false;
  std::string why;
};

/// After the last message.
struct DumpAccounted {
  DumpClosed dump;
  Ledger ledger;
  UnknownLabels unknown_labels;  // by unpack
};

using Piece = std::variant<Survey, Message, Quarantined, Damage, DumpAccounted>;

inline std::size_t weight(const Piece& piece) {
  if (const auto* quarantined = std::get_if<Quarantined>(&piece)) return quarantined->bytes.length();
  const auto* message = std::get_if<Message>(&piece);
  // Besides the bytes themselves, what describes them: a message of 100,000 items is mostly that.
  return message != nullptr ? message->memory + sizeof(Message) + message->items.size() * sizeof(Item) : 0;
}

}  // namespace stages
