// What flows from encode to write: finished mail, in pieces, and what was counted on the way.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "pipeline/slice.h"
#include "stages/damage.h"
#include "stages/piece.h"

namespace stages {

/// What the mailbox around a message needs to know of it.
struct Envelope {
  std::string sender;                         // addr-spec
  std::int64_t unix_seconds = 0;              // of its date
  std::shared_ptr<const std::string> folder;  // UTF-8
  bool seen = true;                           // read by the owner, or taken to be
};

/// The next bytes of a message, 7-bit, lines ended by LF. A small message is one piece that begins and ends it.
struct MailPiece {
  std::shared_ptr<const Envelope> envelope;
  pipeline::Slice bytes;
  bool begins = false;
  bool ends = false;
};

/// The first and the last of some moments, in seconds of Unix time.
struct DateRange {
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::int64_t last = std::numeric_limits<std::int64_t>::min();

  [[nodiscard]] bool empty() const { return first > last; }
  void add(const DateRange& other) {
    first = std::min(first, other.first);
    last = std::max(last, other.last);
  }
  bool operator==(const DateRange&) const = default;
};

/// The years in which mail of cc:Mail was written: a date before or after them is unlikely.
inline constexpr int first_likely_year = 1985;
inline constexpr int last_likely_year = 2010;

/// What a folder holds. The dates are of its messages whose date is stated, possible and likely.
struct FolderFacts {
  std::uint64_t messages = 0;
  DateRange dates;
  bool operator==(const FolderFacts&) const = default;
};

/// Attachments of one type: how many, and their bytes as delivered, before transfer encoding.
struct TypeFacts {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  bool operator==(const TypeFacts&) const = default;
};

/// The messages of a month whose year is likely.
struct MonthFacts {
  int month = 0;  // year * 12 + month of the year, from 0
  std::uint64_t messages = 0;
  bool operator==(const MonthFacts&) const = default;
};

/// A message that some servers do not take, for its size.
struct LargeMessage {
  std::uint64_t offset = 0;  // of its label, in the dump
  std::uint64_t bytes = 0;   // of the mail as a server is sent it: encoded, lines ended by CRLF (RFC 1870, 3)
  std::string folder;        // UTF-8
  bool operator==(const LargeMessage&) const = default;
};

/// What encode counted in one dump, or in a part of it.
struct Tally {
  /// More large messages of a dump than this are only counted.
  static constexpr std::size_t most_large = 100;

  std::uint64_t messages = 0;  // seen
  std::uint64_t repaired = 0;  // of those written: with damage, a guessed date or sender
  std::uint64_t quarantined_messages = 0;
  std::uint64_t skipped_messages = 0;  // that were to be left out
  std::uint64_t undelivered = 0;       // messages with the reason why they were not delivered
  std::uint64_t texts = 0;
  std::uint64_t files = 0;  // attachments, Mac files among them
  std::uint64_t mac_files = 0;
  std::uint64_t hex_files = 0;                // decoded from hexadecimal text
  std::uint64_t resource_forks_left_out = 0;  // since only data forks were asked for
  std::uint64_t mac_comments_left_out = 0;    // of files that travel as their data fork, which has no place for one
  std::uint64_t mac_tails_left_out = 0;       // of Mac files: bytes behind their forks, which belong to no part of them
  std::uint64_t mac_comments_cut = 0;         // at the 200 bytes that the Finder holds
  std::uint64_t mac_secondary_headers_left_out = 0;  // of MacBinary
  std::uint64_t mac_entries_left_out = 0;            // of AppleSingle: icons and the like, where nothing holds them
  std::uint64_t dates_missing = 0;
  std::uint64_t dates_impossible = 0;
  std::uint64_t dates_unlikely = 0;      // before 1985 or after 2010
  std::uint64_t dates_in_gap = 0;        // wall clocks that the time zone skipped
  std::uint64_t dates_in_overlap = 0;    // or showed twice
  std::uint64_t dates_missing_kept = 0;  // of messages without one, where only certain dates were asked for
  std::uint64_t dates_without_zone = 0;  // of messages written: nobody told where they were
  std::uint64_t senders_missing = 0;
  std::uint64_t control_glyphs = 0;
  std::uint64_t highlight_marks = 0;
  std::uint64_t unmappable = 0;
  std::uint64_t unmappable_in_names = 0;         // bytes of head lines and item titles that have no character
  std::uint64_t raw_texts = 0;                   // texts attached as they were, since not every byte has a character
  std::uint64_t rich_texts = 0;                  // made plain, and attached as they were
  std::uint64_t internet_headers_taken = 0;      // RFC822.TXT files that are the message's own
  std::uint64_t internet_headers_left = 0;       // and those that are somebody else's, or prove nothing
  std::uint64_t headers_left_out = 0;            // X-ccMail- lines over the 16 KB that a message may have
  std::uint64_t over_25_mb = 0;                  // messages larger than that (LargeMessage), in 10^6 bytes
  std::uint64_t over_35_mb = 0;                  // of these
  std::uint64_t over_150_mb = 0;                 // of these
  std::map<std::string, FolderFacts> folders;    // by name
  std::map<std::string, std::uint64_t> skipped;  // messages left out, by folder
  std::map<std::string, std::map<std::string, std::uint64_t>> skipped_because;  // by name_of(Skip), then by folder
  std::map<std::string, TypeFacts> types;                                       // attachments by media type
  DateRange dates;  // of messages whose date is stated, possible and likely
  /// In order. The messages that are in none of these months are those of dates_missing and dates_unlikely.
  std::vector<MonthFacts> months;
  /// The first of those over 25 MB, in the order of the dump: of one dump, not of several added up.
  std::vector<LargeMessage> large;

  struct Counter {
    const char* name;
    std::uint64_t Tally::*member;
  };
  /// Every counter, with the name that reports call it by.
  [[nodiscard]] static std::span<const Counter> counters();

  /// Notes a message if it is over 25 MB.
  void add_large(LargeMessage message);

  Tally& operator+=(const Tally& other);
  bool operator==(const Tally&) const = default;
};

/// What the manifest says of the message that ended last: whole lines of its items, in one or several records, and at
/// the end of the last the line of the message, which lacks where it was written (append_output).
struct ManifestLines {
  std::string text;
  bool of_message = false;  // the last record
};

using Mail = std::variant<Survey, MailPiece, ManifestLines, Quarantined, Damage, DumpAccounted, Tally>;

inline std::size_t weight(const Mail& mail) {
  if (const auto* piece = std::get_if<MailPiece>(&mail)) return piece->bytes.size();
  const auto* lines = std::get_if<ManifestLines>(&mail);
  return lines != nullptr ? lines->text.size() : 0;
}

}  // namespace stages
