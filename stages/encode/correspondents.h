// Who wrote a message and who was to read it, as mailboxes with addresses that a server takes.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/mime/header.h"
#include "formats/text/code_page.h"
#include "stages/head.h"

namespace stages {

/// The mailboxes are the address book's, and valid until it reads the next head.
struct Correspondents {
  const formats::mime::Mailbox* from = nullptr;
  bool sender_known = false;             // false: `from` is made up
  bool sender_on_internet = false;       // the address stood in the dump
  std::string_view senders_post_office;  // as written; empty for none
  std::vector<const formats::mime::Mailbox*> to;
  std::vector<const formats::mime::Mailbox*> cc;
  std::vector<const formats::mime::Mailbox*> bcc;
};

/// Turns the lines of a head into mailboxes. Remembers what it made of a name, since the same few people write and read
/// most of a mailbox.
class AddressBook {
 public:
  AddressBook(formats::text::CodePage page, std::string domain);

  /// Fills `found`, whose old contents are dropped. A name without a post office is taken to be at the sender's
  /// (Q241553). An empty From is "Unknown sender".
  void read(const Head& head, Correspondents& found);

 private:
  struct Entry {
    formats::mime::Mailbox mailbox;
    std::string post_office;  // as written
    bool on_internet = false;
    bool needs_post_office = false;  // a name alone: who it is depends on the sender (Q241553)
    bool empty = false;
  };

  // Finds by a view, so that a name that is known costs no string.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
  };

  const Entry& look_up(std::string_view raw, std::string_view senders_post_office);
  const Entry& remember(std::string_view key, Entry entry);
  [[nodiscard]] Entry make(std::string_view raw, std::string_view senders_post_office) const;

  formats::text::CodePage page_;
  std::string domain_;
  formats::mime::Mailbox unknown_sender_;
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> known_;
  std::string key_;
  std::string joined_;
};

}  // namespace stages
