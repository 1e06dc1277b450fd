// What is known of an item before its bytes are delivered: what its label says, what a Mac container says better, and
// what kind of file it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/date.h"
#include "formats/text/code_page.h"
#include "stages/piece.h"

namespace stages {

struct FileLabel {
  std::string title;             // the whole of the label's, decoded
  std::uint64_t unmappable = 0;  // bytes of it without a character

  // of files only
  std::string name;             // safe to save under
  std::string description;      // what the label or the Mac said beyond the name; mostly empty
  std::string_view media_type;  // as far as the first bytes tell
  std::optional<formats::ccmail::WallClock> created;
  std::optional<formats::ccmail::WallClock> date;  // last changed: by the Mac, else by the label where it is clear
  bool dates_in_utc = false;                       // else on the wall clock of the post office
};

/// Reads the label of the item that is the `number`th (from 1) of its message, in `page`. A name comes from the Mac
/// container (Q237886), else from the label, without date and path, else it is made: "unnamed-2" and the extension of
/// what the file seems to be. An AppleDouble header has the name of its label, since the name in it is the data file's.
/// A fax has an extension at the end that fits what it is (Q166614, Q184053): ".pcx", unless its bytes are those of
/// another format.
[[nodiscard]] FileLabel read_label(const Item& item, std::size_t number, formats::text::CodePage page);

/// The labels of the items of one message. Of a message with very many, those beyond the first `kept` are read whenever
/// they are asked for, so that they take no memory.
class FileLabels {
 public:
  explicit FileLabels(formats::text::CodePage page, std::size_t kept = 1024) : page_(page), kept_(kept) {}

  /// From now on those of `items`, which must stay where they are.
  void read(const std::vector<Item>& items);

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  /// Valid until the next call of any member.
  [[nodiscard]] const FileLabel& operator[](std::size_t index);

 private:
  formats::text::CodePage page_;
  std::size_t kept_;
  std::span<const Item> items_;
  std::vector<FileLabel> labels_;  // of the first items
  FileLabel other_;
};

}  // namespace stages
