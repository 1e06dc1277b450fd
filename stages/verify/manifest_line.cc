#include "stages/verify/manifest_line.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <utility>

#include "formats/hash/hex_digits.h"

namespace stages::verify {
namespace {

using formats::text::LineEnd;
using formats::text::Substitution;
using formats::text::SubstitutionKind;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// Stands for a member that is not there or not what it should be: caught before it leaves this file.
struct Mistake {
  std::string_view member;
};

template <class Value>
Value get(const object& from, std::string_view name) {
  Value value{};
  if (from[name].get(value) != simdjson::SUCCESS) throw Mistake{name};
  return value;
}

std::string text_of(const object& from, std::string_view name) {
  return std::string(get<std::string_view>(from, name));
}

std::uint64_t number_of(const object& from, std::string_view name) { return get<std::uint64_t>(from, name); }

bool has(const object& from, std::string_view name) { return from[name].error() == simdjson::SUCCESS; }

template <class Value>
Value as(const element& from, std::string_view member) {
  Value value{};
  if (from.get(value) != simdjson::SUCCESS) throw Mistake{member};
  return value;
}

std::string bytes_of(std::string_view hex, std::string_view member) {
  auto bytes = formats::hash::bytes_of_hex_digits(hex);
  if (!bytes) throw Mistake{member};
  return *std::move(bytes);
}

template <class Value, std::size_t Size>
Value choice(std::string_view text, const std::array<std::pair<std::string_view, Value>, Size>& choices,
             std::string_view member) {
  for (const auto& [name, value] : choices)
    if (name == text) return value;
  throw Mistake{member};
}

constexpr std::array<std::pair<std::string_view, LineEnd>, 3> line_ends{
    {{"crlf", LineEnd::crlf}, {"cr", LineEnd::cr}, {"lf", LineEnd::lf}}};

constexpr std::array<std::pair<std::string_view, SubstitutionKind>, 7> substitution_kinds{
    {{"control_glyph", SubstitutionKind::control_glyph},
     {"unmappable", SubstitutionKind::unmappable},
     {"duplicate", SubstitutionKind::duplicate},
     {"highlight_mark", SubstitutionKind::highlight_mark},
     {"dropped_at_end", SubstitutionKind::dropped_at_end},
     {"line_end", SubstitutionKind::line_end},
     {"missing_final_line_end", SubstitutionKind::missing_final_line_end}}};

std::vector<DeliveredPart> delivered_of(const object& from) {
  std::vector<DeliveredPart> parts;
  for (const element one : get<array>(from, "delivered")) {
    const auto part = as<object>(one, "delivered");
    parts.push_back({text_of(part, "as"), number_of(part, "bytes"), text_of(part, "sha256")});
  }
  return parts;
}

Substitution substitution_of(const element& from) {
  constexpr std::string_view member = "substitutions";
  const auto entry = as<array>(from, member);
  if (entry.size() != 4) throw Mistake{member};
  return {.offset = as<std::uint64_t>(entry.at(0).value_unsafe(), member),
          .count = as<std::uint64_t>(entry.at(1).value_unsafe(), member),
          .raw = bytes_of(as<std::string_view>(entry.at(2).value_unsafe(), member), member),
          .kind = choice(as<std::string_view>(entry.at(3).value_unsafe(), member), substitution_kinds, member)};
}

ManifestText manifest_text(const object& from, const std::vector<DeliveredPart>& delivered) {
  ManifestText text;
  text.rich = !delivered.empty() && delivered.front().as == "words";
  if (text.rich) return text;
  text.line_end = choice(get<std::string_view>(from, "line_end"), line_ends, "line_end");
  if (has(from, "substitutions_not_listed")) {
    text.not_listed = number_of(from, "substitutions_not_listed");
    return text;
  }
  for (const element one : get<array>(from, "substitutions")) text.substitutions.push_back(substitution_of(one));
  return text;
}

std::pair<std::uint64_t, std::uint64_t> fork_of(const object& mac, std::string_view name) {
  const auto fork = get<object>(mac, name);
  return {number_of(fork, "offset"), number_of(fork, "length")};
}

ManifestMac mac_of(const object& from) {
  ManifestMac mac;
  mac.container = text_of(from, "container");
  mac.data_fork = fork_of(from, "data_fork");
  mac.resource_fork = fork_of(from, "resource_fork");
  constexpr std::uint64_t longest = std::uint64_t{64} << 10U;
  for (const element one : get<array>(from, "outside_the_forks")) {
    const auto run = as<object>(one, "outside_the_forks");
    OutsideRun outside{number_of(run, "offset"), number_of(run, "length"), std::nullopt};
    if (has(run, "zeros")) {
      if (outside.length > longest) throw Mistake{"zeros"};
      outside.bytes = std::string(static_cast<std::size_t>(outside.length), '\0');
    } else if (has(run, "bytes")) {
      outside.bytes = bytes_of(get<std::string_view>(run, "bytes"), "bytes");
      if (outside.bytes->size() != outside.length) throw Mistake{"bytes"};
    }
    mac.outside.push_back(std::move(outside));
  }
  return mac;
}

ManifestItem item_of(const object& line) {
  ManifestItem item;
  if (get<std::string_view>(line, "type") != "item") throw Mistake{"type"};
  item.message = number_of(line, "message");
  item.number = number_of(line, "number");
  item.is_text = get<std::string_view>(line, "kind") == "text";
  item.label = text_of(line, "label");
  item.label_offset = number_of(line, "label_offset");
  item.offset = number_of(line, "offset");
  item.length = number_of(line, "length");
  item.sha256 = text_of(line, "sha256");
  const auto what = get<object>(line, item.is_text ? "text" : "file");
  item.delivered = delivered_of(what);
  if (item.is_text) {
    item.text = manifest_text(what, item.delivered);
    return item;
  }
  item.name = text_of(line, "name");
  item.media_type = text_of(line, "media_type");
  item.hex = has(what, "encoding");
  if (has(what, "mac")) item.mac = mac_of(get<object>(what, "mac"));
  return item;
}

ManifestHeader header_of(const element& from) {
  const auto header = as<object>(from, "headers");
  if (has(header, "name")) return {ManifestHeaderKind::field, text_of(header, "name"), text_of(header, "value")};
  if (has(header, "continued")) return {ManifestHeaderKind::continued, {}, text_of(header, "continued")};
  return {ManifestHeaderKind::other, {}, text_of(header, "other")};
}

Placed output_of(const object& line) {
  const auto output = get<object>(line, "output");
  Placed placed;
  placed.file = text_of(output, "file");
  placed.offset = number_of(output, "offset");
  placed.length = number_of(output, "length");
  const auto xxh3 = get<std::string_view>(output, "xxh3");
  if (xxh3.size() != placed.xxh3.size()) throw Mistake{"xxh3"};
  std::copy(xxh3.begin(), xxh3.end(), placed.xxh3.begin());
  return placed;
}

ManifestMessage message_of(const object& line) {
  ManifestMessage message;
  if (get<std::string_view>(line, "type") != "message") throw Mistake{"type"};
  message.number = number_of(line, "number");
  message.account = text_of(line, "account");
  message.folder = text_of(line, "folder");
  message.input = number_of(line, "input");
  message.file = text_of(line, "file");
  if (has(line, "file_bytes")) message.file = bytes_of(get<std::string_view>(line, "file_bytes"), "file_bytes");
  message.message_id = text_of(line, "message_id");
  message.date = text_of(line, "date");
  message.seen = get<bool>(line, "seen");
  for (const element one : get<array>(line, "headers")) message.headers.push_back(header_of(one));
  message.items = number_of(line, "items");
  if (has(line, "synthesized")) message.synthesized = text_of(line, "synthesized");
  message.output = output_of(line);
  return message;
}

template <class Result, class Read>
tl::expected<Result, std::string> parsed(simdjson::dom::parser& parser, std::string_view line, Read read) {
  const auto json = parser.parse(line.data(), line.size(), false);
  if (json.error() != simdjson::SUCCESS) return tl::unexpected(std::string("it is no JSON"));
  object whole;
  if (json.get(whole) != simdjson::SUCCESS) return tl::unexpected(std::string("it is no JSON object"));
  try {
    return read(whole);
  } catch (const Mistake& mistake) {
    return tl::unexpected("'" + std::string(mistake.member) + "' is missing in it, or is not what it should be");
  }
}

}  // namespace

struct ManifestParser::State {
  simdjson::dom::parser parser;
};

static_assert(ManifestParser::padding >= simdjson::SIMDJSON_PADDING);

ManifestParser::ManifestParser() : state_(std::make_unique<State>()) {}
ManifestParser::~ManifestParser() = default;

const DeliveredPart* ManifestItem::delivered_as(std::string_view as) const {
  const auto found =
      std::find_if(delivered.begin(), delivered.end(), [&](const DeliveredPart& part) { return part.as == as; });
  return found == delivered.end() ? nullptr : &*found;
}

tl::expected<ManifestItem, std::string> ManifestParser::item(std::string_view line) {
  return parsed<ManifestItem>(state_->parser, line, item_of);
}

tl::expected<ManifestMessage, std::string> ManifestParser::message(std::string_view line) {
  return parsed<ManifestMessage>(state_->parser, line, message_of);
}

}  // namespace stages::verify
