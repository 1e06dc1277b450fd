// What the manifest says is in a result: which bytes of which files, added up in the order of the manifest. Memory
// grows with the number of folders, not with that of messages.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "stages/verify/checked_mail.h"
#include "stages/verify/finding.h"

namespace stages::verify {

/// Stands for names without keeping them: sums are equal when the names are (whatever their order), but for accidents
/// of one in 2^64.
struct NameSum {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;

  void add(std::string_view name);
  bool operator==(const NameSum&) const = default;
};

/// A hash of a name, the same on every machine.
[[nodiscard]] std::uint64_t name_hash(std::string_view name);

class Inventory {
 public:
  using Report = std::function<void(const Finding&)>;

  /// An mbox, or a directory of messages.
  struct Place {
    std::uint64_t end = 0;  // of the bytes that messages of an mbox take
    NameSum names;          // of files, without flags
    std::uint64_t renamed = 0;
    std::uint64_t changed_in_a_row = 0;
    std::uint64_t last_changed = 0;  // offset
  };

  explicit Inventory(Report report) : report_(std::move(report)) {}

  /// In the order of the manifest. Of messages of one mbox that follow each other and are all changed the first is
  /// reported, the others are counted: one byte too many changes every message behind it.
  void take(const CheckedMail& mail);
  /// After the last.
  void finish();

  /// None: no message lies there. `path` is that of an mbox, or of a directory of message files.
  [[nodiscard]] const Place* place(const std::string& path) const;
  [[nodiscard]] const std::map<std::string, Place>& places() const { return places_; }
  /// Messages below a directory at the top.
  [[nodiscard]] std::uint64_t messages_of(const std::string& account) const;

  [[nodiscard]] std::uint64_t messages() const { return messages_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] std::uint64_t items() const { return items_; }

 private:
  void place_in_mbox(Place& place, const Placed& placed);
  void note_change(Place& place, const CheckedMail& mail);
  void close_run(const std::string& path, Place& place);

  Report report_;
  std::map<std::string, Place> places_;
  std::unordered_map<std::string, std::uint64_t> accounts_;
  std::uint64_t messages_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t items_ = 0;
};

}  // namespace stages::verify
