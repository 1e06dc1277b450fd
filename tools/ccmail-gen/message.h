// A generated message as plain values: what its author meant, and the bytes of its items. How it is laid out in a dump
// is the dialect's affair.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ccmail_gen {

/// Bytes that need not stand in memory: `head`, then `random_length` bytes of the stream seeded by `seed`.
struct Content {
  std::string head;
  std::uint64_t random_length = 0;
  std::uint64_t seed = 0;

  [[nodiscard]] std::uint64_t length() const { return head.size() + random_length; }
};

/// A MacBinary II file: `header` of 128 bytes, then both forks, each padded with NUL to a multiple of 128.
struct MacFile {
  std::string name;  // UTF-8
  std::string type;
  std::string creator;
  std::string header;
  Content data;
  Content resource;
};

struct Item {
  std::string kind;   // "Text", "File", "Fax" or another word
  std::string title;  // UTF-8, what stands behind the colon; may be empty
  std::string name;   // UTF-8, the file's name without what is glued to it; unused for texts
  std::string text;   // UTF-8 with LF: what a reader must see; texts only
  Content data;       // the item's bytes, unless `mac` holds them
  std::optional<MacFile> mac;
};

/// Somebody as a dump writes them, all UTF-8: `text` is the whole, `name` and `post_office` what the parts of it mean.
struct Person {
  std::string text;
  std::string name;
  std::string post_office;
  std::string address;  // of a form that holds an internet address, else empty
};

struct When {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
};

struct Message {
  std::string folder;  // UTF-8; empty when the dialect has no folders
  Person from;
  std::vector<Person> to;
  std::vector<Person> cc;
  std::vector<Person> bcc;
  When date;
  std::string date_text;
  std::string subject;
  std::vector<std::pair<std::string, std::string>> others;  // further headers, UTF-8
  std::vector<Item> items;
};

}  // namespace ccmail_gen
