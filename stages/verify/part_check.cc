#include "stages/verify/part_check.h"

#include <algorithm>
#include <utility>

#include "formats/text/text_decoder.h"
#include "stages/decode/input_file.h"
#include "stages/verify/apple_double_fork.h"

namespace stages::verify {
namespace {

enum class Role : std::uint8_t { text, raw_text, file, resource_fork };

std::string name_of_container(const ManifestItem& item) {
  if (item.mac->container == "macbinary") return item.name + ".bin";
  return item.mac->container == "applesingle" ? item.name + ".as" : item.name;
}

// CR goes where LF follows: texts have none of their own, and a file of a single message has CRLF.
void take_out_cr(std::string& text) { text.erase(std::remove(text.begin(), text.end(), '\r'), text.end()); }

}  // namespace

// A leaf that there must be. A text part may show several items, or none.
struct PartCheck::Expected {
  Role role{};
  std::vector<const ManifestItem*> items;
  const DeliveredPart* delivered = nullptr;  // of all but texts
  std::string media_type;
  std::string name;
};

std::vector<PartCheck::Expected> PartCheck::expected(std::span<const ManifestItem> items) const {
  std::vector<Expected> parts;
  std::uint64_t texts = 0;
  const auto add_text = [&] { parts.push_back({Role::text, {}, nullptr, "text/plain", {}}); };
  const auto add_raw_text = [&](const ManifestItem& item, std::uint64_t number) {
    const DeliveredPart* const raw = item.delivered_as("file");
    if (raw == nullptr) return;
    const std::string name = "text-" + std::to_string(number) + (item.text.rich ? ".rtf" : "-raw.txt");
    parts.push_back(
        {Role::raw_text, {&item}, raw, item.text.rich ? "application/rtf" : "application/octet-stream", name});
  };
  const auto add_file = [&](const ManifestItem& item) {
    if (const DeliveredPart* const container = item.delivered_as("container"); container != nullptr && item.mac) {
      const bool binary = item.mac->container == "macbinary";
      parts.push_back({Role::file,
                       {&item},
                       container,
                       binary ? "application/macbinary" : "application/applefile",
                       name_of_container(item)});
      return;
    }
    if (const DeliveredPart* const fork = item.delivered_as("resource_fork"))
      parts.push_back({Role::resource_fork, {&item}, fork, "application/applefile", item.name});
    const DeliveredPart* const data = item.delivered_as(item.mac ? "data_fork" : "file");
    parts.push_back({Role::file, {&item}, data, item.media_type, item.name});
  };
  if (items.empty()) add_text();
  if (join_texts_) {
    for (const ManifestItem& item : items) {
      if (!item.is_text) continue;
      if (texts++ == 0) add_text();
      parts.front().items.push_back(&item);
    }
    std::uint64_t number = 0;
    for (const ManifestItem& item : items)
      if (item.is_text) add_raw_text(item, ++number);
  }
  for (const ManifestItem& item : items) {
    if (!item.is_text) {
      add_file(item);
    } else if (!join_texts_) {
      add_text();
      parts.back().items.push_back(&item);
      add_raw_text(item, ++texts);
    }
  }
  return parts;
}

void PartCheck::check(const ManifestMessage& message, std::span<const ManifestItem> items, const MimeMessage& mail,
                      std::optional<formats::text::CodePage> page, std::vector<Finding>& findings) {
  message_ = &message;
  mail_ = &mail;
  page_ = page;
  findings_ = &findings;
  try {
    check_parts(items);
  } catch (const InputError&) {
    (void)hash();  // what was begun is no part of the next
    throw;
  }
}

void PartCheck::check_parts(std::span<const ManifestItem> items) {
  const std::vector<Expected> parts = expected(items);
  const std::vector<MimeLeaf>& leaves = mail_->leaves();
  if (parts.size() != leaves.size())
    differs("the number of parts", std::to_string(parts.size()), std::to_string(leaves.size()));
  for (std::size_t i = 0; i < std::min(parts.size(), leaves.size()); ++i) {
    check_label(parts[i], leaves[i]);
    if (parts[i].role == Role::text)
      check_text(parts[i], i);
    else
      check_content(parts[i], i);
    if (parts[i].role != Role::file || !parts[i].items.front()->mac) continue;
    const bool both = i > 0 && parts[i - 1].role == Role::resource_fork;
    check_container(*parts[i].items.front(), both ? std::optional(i - 1) : std::nullopt, i);
  }
  for (const ManifestItem& item : items) check_raw(item);
}

void PartCheck::check_label(const Expected& part, const MimeLeaf& leaf) {
  if (part.items.empty()) {
    if (leaf.media_type != "text/plain")
      differs("the type of its only part", "'text/plain'", "'" + leaf.media_type + "'");
    return;
  }
  const ManifestItem& item = *part.items.front();
  compare(item, "the type", part.media_type, leaf.media_type);
  if (part.role != Role::text) compare(item, "the name", part.name, leaf.name);
  const bool in_apple_double =
      part.role == Role::resource_fork || (part.role == Role::file && item.delivered_as("resource_fork") != nullptr);
  if (in_apple_double != leaf.in_apple_double)
    compare(item, "the place", in_apple_double ? "in multipart/appledouble" : "on its own",
            leaf.in_apple_double ? "in multipart/appledouble" : "on its own");
}

void PartCheck::check_content(const Expected& part, std::size_t leaf) {
  const ManifestItem& item = *part.items.front();
  if (part.delivered == nullptr) {
    compare(item, "what was delivered", "a file", "not in the manifest");
    return;
  }
  std::uint64_t bytes = 0;
  if (part.role == Role::resource_fork) {
    AppleDoubleFork fork([&](std::string_view some) {
      bytes += some.size();
      hash_.update(some);
    });
    mail_->decode(leaf, [&](std::string_view some) { fork.take(some); });
  } else {
    mail_->decode(leaf, [&](std::string_view some) {
      bytes += some.size();
      hash_.update(some);
    });
  }
  const std::string found = hash();
  compare(item, "the length", std::to_string(part.delivered->bytes), std::to_string(bytes));
  compare(item, "the SHA-256", part.delivered->sha256, found);
}

// Of several texts in a part those that are not empty have an empty line between them.
void PartCheck::check_text(const Expected& part, std::size_t leaf) {
  std::uint64_t length = 0;
  for (const ManifestItem* const item : part.items) {
    if (item->delivered.empty()) return;  // told by check_raw()
    length += item->delivered.front().bytes;
  }
  if (length > longest_text) {
    if (part.items.size() == 1) check_long_text(*part.items.front(), leaf);
    for (const ManifestItem* const item : part.items)
      findings_->push_back({.kind = FindingKind::text_not_listed,
                            .file = message_->output.file,
                            .offset = message_->output.offset,
                            .count = item->number,
                            .what = "the text of item " + std::to_string(item->number)});
    return;
  }
  text_.clear();
  mail_->decode(leaf, [this](std::string_view some) { text_ += some; });
  take_out_cr(text_);
  std::string_view rest = text_;
  bool anything = false;
  for (const ManifestItem* const item : part.items) {
    const auto bytes = static_cast<std::size_t>(item->delivered.front().bytes);
    if (bytes > 0 && anything && rest.starts_with('\n')) rest.remove_prefix(1);
    anything = anything || bytes > 0;
    check_one_text(*item, rest.substr(0, bytes));
    rest.remove_prefix(std::min(bytes, rest.size()));
  }
  if (!rest.empty())
    differs("the length of a text", std::to_string(text_.size() - rest.size()), std::to_string(text_.size()));
}

void PartCheck::check_one_text(const ManifestItem& item, std::string_view utf8) {
  hash_.update(utf8);
  const std::string found = hash();
  const std::size_t before = findings_->size();
  compare(item, "the length", std::to_string(item.delivered.front().bytes), std::to_string(utf8.size()));
  compare(item, "the SHA-256", item.delivered.front().sha256, found);
  if (findings_->size() > before || item.text.rich || !page_) return;
  if (item.text.not_listed > 0) {
    findings_->push_back({.kind = FindingKind::text_not_listed,
                          .file = message_->output.file,
                          .offset = message_->output.offset,
                          .count = item.number,
                          .what = "the text of item " + std::to_string(item.number)});
    return;
  }
  const auto raw = formats::text::restored_text(*page_, utf8, item.text.substitutions, item.text.line_end);
  if (raw) hash_.update(*raw);
  const std::string back = raw ? hash() : std::string("none");
  if (back != item.sha256)
    findings_->push_back({.kind = FindingKind::text_not_raw,
                          .file = message_->output.file,
                          .offset = message_->output.offset,
                          .count = item.number,
                          .wanted = item.sha256,
                          .found = back});
}

void PartCheck::check_long_text(const ManifestItem& item, std::size_t leaf) {
  mail_->decode(leaf, [this](std::string_view some) {
    text_ = some;
    take_out_cr(text_);
    hash_.update(text_);
  });
  compare(item, "the SHA-256", item.delivered.front().sha256, hash());
}

// The forks as they were delivered, and between them what the manifest has.
void PartCheck::check_container(const ManifestItem& item, std::optional<std::size_t> resource, std::size_t data) {
  const ManifestMac& mac = *item.mac;
  const bool as_it_was = item.delivered_as("container") != nullptr;
  // What hexadecimal text stood for has no hash; a resource fork that was left out is nowhere but in the input.
  if (item.hex || as_it_was || (mac.resource_fork.second > 0 && !resource)) return;
  struct Run {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    const std::string* bytes = nullptr;  // null: a fork
    bool is_data = false;
  };
  std::vector<Run> runs{{mac.data_fork.first, mac.data_fork.second, nullptr, true},
                        {mac.resource_fork.first, mac.resource_fork.second, nullptr, false}};
  for (const OutsideRun& outside : mac.outside) {
    if (!outside.bytes) return;
    runs.push_back({outside.offset, outside.length, &*outside.bytes, false});
  }
  std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.offset < b.offset; });
  for (const Run& run : runs) {
    if (run.length == 0) continue;
    if (run.bytes != nullptr)
      hash_.update(*run.bytes);
    else if (run.is_data)
      mail_->decode(data, [this](std::string_view some) { hash_.update(some); });
    else
      hash_resource_fork(*resource);
  }
  const std::string found = hash();
  if (found != item.sha256)
    findings_->push_back({.kind = FindingKind::container_not_raw,
                          .file = message_->output.file,
                          .offset = message_->output.offset,
                          .count = item.number,
                          .wanted = item.sha256,
                          .found = found});
}

// What is delivered as it stood in the export has the hash that it had there.
void PartCheck::check_raw(const ManifestItem& item) {
  if (item.delivered.empty()) {
    compare(item, "what was delivered", "something", "nothing");
    return;
  }
  if (item.hex) return;
  for (const DeliveredPart& part : item.delivered)
    if (part.as == "file" || part.as == "container")
      compare(item, "by the manifest, the SHA-256 as delivered", item.sha256, part.sha256);
}

void PartCheck::hash_resource_fork(std::size_t leaf) {
  AppleDoubleFork fork([this](std::string_view some) { hash_.update(some); });
  mail_->decode(leaf, [&](std::string_view some) { fork.take(some); });
}

void PartCheck::differs(std::string what, std::string wanted, std::string found) {
  findings_->push_back({.kind = FindingKind::mail_differs,
                        .file = message_->output.file,
                        .offset = message_->output.offset,
                        .what = std::move(what),
                        .wanted = std::move(wanted),
                        .found = std::move(found)});
}

void PartCheck::compare(const ManifestItem& item, const char* what, const std::string& wanted,
                        const std::string& found) {
  if (wanted != found)
    differs(std::string(what) + " of item " + std::to_string(item.number), "'" + wanted + "'", "'" + found + "'");
}

std::string PartCheck::hash() {
  const auto hex = hash_.hex();
  return {hex.data(), hex.size()};
}

}  // namespace stages::verify
