#include "stages/encode/manifest_recorder.h"

#include <array>
#include <functional>
#include <utility>

#include "formats/ccmail/date.h"
#include "formats/hash/hex_digits.h"
#include "formats/json/json_text.h"
#include "formats/text/hex_layout.h"
#include "formats/text/rtf.h"
#include "stages/encode/file_part.h"
#include "stages/encode/manifest_names.h"
#include "stages/encode/text_part.h"
#include "stages/unpack/mac_content.h"

namespace stages {
namespace {

using formats::json::Array;
using formats::json::Object;
using formats::text::LineEnd;
using formats::text::Substitution;
using formats::text::TextCounts;

std::string_view text_of(const std::array<char, 64>& digits) { return {digits.data(), digits.size()}; }

void append_hex(std::string& out, std::string_view bytes) {
  out += '"';
  formats::hash::append_hex_digits(out, bytes);
  out += '"';
}

std::string bytes_of(const Extent& extent) {
  std::string bytes;
  extent.visit([&](std::string_view part) { bytes += part; });
  return bytes;
}

// Decoded; the bytes too where not all of them have a character.
void append_words(Object& object, std::string_view name, formats::text::CodePage page, std::string_view raw) {
  std::string words;
  const bool whole = formats::text::append_utf8(words, page, raw) == 0;
  object.string(name, words);
  if (!whole) append_hex(object.key(std::string(name) + "_bytes"), raw);
}

void append_hashed(Object& part, std::string_view as, std::uint64_t bytes, const std::array<char, 64>& sha256) {
  part.string("as", as);
  part.number("bytes", bytes);
  part.string("sha256", text_of(sha256));
}

void append_delivered(Array& delivered, std::string_view as, std::uint64_t bytes, const std::array<char, 64>& sha256) {
  Object part(delivered.next());
  append_hashed(part, as, bytes, sha256);
}

// The end that most lines have: it need not be listed for each.
LineEnd usual_end(const TextCounts& counts) {
  if (counts.lone_lf > counts.crlf && counts.lone_lf >= counts.lone_cr) return LineEnd::lf;
  return counts.lone_cr > counts.crlf ? LineEnd::cr : LineEnd::crlf;
}

void append_fork(Object& mac, std::string_view name, const Extent& container, const Extent& fork) {
  Object place(mac.key(name));
  place.number("offset", fork.length() > 0 ? fork.offset() - container.offset() : 0);
  place.number("length", fork.length());
}

// Longer runs of a container do not fit into the line of their item.
constexpr std::uint64_t longest_run = std::uint64_t{64} << 10U;

// Of a container: everything but the forks, so that its bytes can be put together again from both.
void append_outside_the_forks(std::string& out, const MacContent& mac, bool follows) {
  Array list(out);
  for (const Extent& extent : outside_the_forks(mac)) {
    Object run(list.next());
    run.number("offset", extent.offset() - mac.container.offset());
    run.number("length", extent.length());
    if (extent.length() > longest_run) {
      if (follows) run.key("follows") += "true";
      continue;
    }
    const std::string bytes = bytes_of(extent);
    if (bytes.find_first_not_of('\0') == std::string::npos)
      run.key("zeros") += "true";
    else
      append_hex(run.key("bytes"), bytes);
  }
}

// Bytes that stand nowhere else, in lines of their own.
class FurtherBytes {
 public:
  using End = std::function<void()>;

  /// Calls `line_ended` after each line.
  FurtherBytes(std::string& out, std::uint64_t message, std::size_t item, std::string_view of, End line_ended)
      : out_(out), message_(message), item_(item), of_(of), line_ended_(std::move(line_ended)) {}

  /// Those of `extent`, which begins at `offset` of what they are of.
  void add(const Extent& extent, std::uint64_t offset) {
    at_ = offset;
    extent.visit([this](std::string_view part) {
      while (!part.empty()) {
        const std::string_view some = part.substr(0, longest);
        if (some.find_first_not_of('\0') == std::string_view::npos) {
          zeros_ += some.size();
        } else {
          end_zeros();
          append(some.size(), [&](Object& line) { append_hex(line.key("bytes"), some); });
        }
        part.remove_prefix(some.size());
      }
    });
    end_zeros();
  }

 private:
  static constexpr std::size_t longest = std::size_t{32} << 10U;

  void end_zeros() {
    if (zeros_ > 0) append(std::exchange(zeros_, 0), [](Object& line) { line.key("zeros") += "true"; });
  }

  template <class Fill>
  void append(std::uint64_t length, Fill fill) {
    {
      Object line(out_);
      line.string("type", "bytes");
      line.number("message", message_);
      line.number("item", item_);
      line.string("of", of_);
      line.number("offset", at_);
      line.number("length", length);
      fill(line);
    }
    out_ += '\n';
    at_ += length;
    line_ended_();
  }

  std::string& out_;
  std::uint64_t message_;
  std::size_t item_;
  std::string_view of_;
  End line_ended_;
  std::uint64_t at_ = 0;
  std::uint64_t zeros_ = 0;  // bytes before at_ plus these were not written yet
};

}  // namespace

std::array<char, 64> ManifestRecorder::sha256_of(const Extent& bytes) {
  bytes.visit([this](std::string_view part) { hash_.update(part); });
  return hash_.hex();
}

// A file is most often delivered as it lies in the dump: half of the time that hashing takes.
std::array<char, 64> ManifestRecorder::sha256_of(const Extent& bytes, const Hashed& known) {
  return bytes.is_same_as(known.extent) ? known.sha256 : sha256_of(bytes);
}

void ManifestRecorder::append_md5(Object& part, const Extent& bytes) {
  if (!md5_) return;
  bytes.visit([this](std::string_view piece) { md5_->update(piece); });
  part.string("md5", md5_->hex());
}

void ManifestRecorder::append_delivered_file(Array& delivered, std::string_view as, const Extent& bytes,
                                             const Hashed& raw) {
  Object part(delivered.next());
  append_hashed(part, as, bytes.length(), sha256_of(bytes, raw));
  append_md5(part, bytes);
}

// A text that is attached as it stands has no name but the one that the mail gives it.
void ManifestRecorder::append_delivered_text(Array& delivered, bool rich, const Hashed& raw) {
  Object part(delivered.next());
  append_hashed(part, "file", raw.extent.length(), raw.sha256);
  if (!md5_) return;
  append_md5(part, raw.extent);
  const TextFile file = rich ? rich_text_file(text_number_) : raw_text_file(text_number_);
  part.string("name", file.name);
  part.string("media_type", file.media_type);
}

void ManifestRecorder::record(const Message& message, const Decisions& decisions, pipeline::Sink<Mail>& sink) {
  constexpr std::size_t piece = std::size_t{256} << 10U;
  std::string lines;
  text_number_ = 0;
  const auto leave = [&] {
    if (lines.size() >= piece) sink.put(ManifestLines{std::exchange(lines, {}), false});
  };
  for (std::size_t i = 0; i < message.items.size(); ++i) {
    append_item(lines, message, i, decisions.labels[i]);
    leave();
    const Item& item = message.items[i];
    if (raw_follows_) {
      FurtherBytes(lines, message.number, i + 1, "item", leave).add(item.data, 0);
    } else if (item.mac && !stays_container(*item.mac, mac_)) {
      FurtherBytes further(lines, message.number, i + 1, "container", leave);
      const std::uint64_t start = item.mac->container.offset();
      for (const Extent& extent : outside_the_forks(*item.mac))
        if (extent.length() > longest_run) further.add(extent, extent.offset() - start);
      const Extent& resource = item.mac->resource;
      if (mac_ != MacForm::appledouble && resource.length() > 0) further.add(resource, resource.offset() - start);
    }
  }
  append_message(lines, message, decisions);
  sink.put(ManifestLines{std::move(lines), true});
}

void ManifestRecorder::append_item(std::string& out, const Message& message, std::size_t index,
                                   const FileLabel& label) {
  const Item& item = message.items[index];
  raw_follows_ = false;
  {
    Object line(out);
    line.string("type", "item");
    line.number("message", message.number);
    line.number("number", index + 1);
    line.string("kind", name_of(item.kind));
    std::string scratch;
    append_words(line, "label", page_,
                 formats::ccmail::first_line(item.label.head(item.label.length(), scratch)).content);
    line.number("label_offset", item.label.offset());
    line.number("offset", item.data.offset());
    line.number("length", item.data.length());
    const Hashed raw{item.data, sha256_of(item.data)};
    line.string("sha256", text_of(raw.sha256));
    if (item.kind == formats::ccmail::ItemKind::text) {
      ++text_number_;
      append_text(line.key("text"), item, raw);
    } else {
      line.string("name", label.name);
      line.string("media_type", label.media_type);
      append_file(line.key("file"), item, raw);
    }
  }
  out += '\n';
}

// Leaves what was decoded hashed, and how much that was in delivered_. Of too many substitutions only the number is
// kept.
TextCounts ManifestRecorder::decode(const Extent& data, LineEnd usual) {
  substitutions_.clear();
  substitutions_left_out_ = 0;
  delivered_ = 0;
  formats::text::TextDecoder decoder(page_);
  decoder.record(substitutions_, usual);
  const auto take = [this] {
    hash_.update(decoded_);
    delivered_ += decoded_.size();
    decoded_.clear();
    // The last may not be complete.
    if (substitutions_.size() + substitutions_left_out_ <= most_substitutions) return;
    substitutions_left_out_ += substitutions_.size() - 1;
    substitutions_.erase(substitutions_.begin(), substitutions_.end() - 1);
  };
  decoded_.clear();
  data.visit([&](std::string_view part) {
    decoder.decode(part, decoded_);
    take();
  });
  decoder.finish(decoded_);
  take();
  return decoder.counts();
}

void ManifestRecorder::append_text(std::string& out, const Item& item, const Hashed& raw) {
  Object text(out);
  if (is_rich_text(item.data, page_)) {
    formats::text::RtfReader reader(page_);
    delivered_ = 0;
    const auto take = [this] {
      hash_.update(decoded_);
      delivered_ += decoded_.size();
      decoded_.clear();
    };
    decoded_.clear();
    item.data.visit([&](std::string_view part) {
      reader.read(part, decoded_);
      take();
    });
    reader.finish(decoded_);
    take();
    {
      Array delivered(text.key("delivered"));
      append_delivered(delivered, "words", delivered_, hash_.hex());
      append_delivered_text(delivered, true, raw);
    }
    return;
  }
  LineEnd usual = LineEnd::crlf;
  const TextCounts counts = decode(item.data, usual);
  auto sha256 = hash_.hex();
  if (usual_end(counts) != usual) {
    usual = usual_end(counts);
    (void)decode(item.data, usual);
    sha256 = hash_.hex();
  }
  {
    Array delivered(text.key("delivered"));
    append_delivered(delivered, "text", delivered_, sha256);
    if (counts.unmappable > 0) append_delivered_text(delivered, false, raw);
  }
  text.string("line_end", name_of(usual));
  if (substitutions_left_out_ > 0) {
    text.number("substitutions_not_listed", substitutions_left_out_ + substitutions_.size());
    raw_follows_ = counts.unmappable == 0;
    if (raw_follows_) text.key("raw_follows") += "true";
    return;
  }
  Array list(text.key("substitutions"));
  for (const Substitution& substitution : substitutions_) {
    Array entry(list.next());
    entry.number(substitution.offset);
    entry.number(substitution.count);
    append_hex(entry.next(), substitution.raw);
    entry.string(name_of(substitution.kind));
  }
}

// How the digits stood, or that they follow as they stood.
void ManifestRecorder::append_layout(Object& file, const Extent& digits) {
  formats::text::HexLayout layout;
  digits.visit([&](std::string_view part) { layout.add(part); });
  if (!layout.finish()) {
    raw_follows_ = true;
    file.key("raw_follows") += "true";
    return;
  }
  Array lines(file.key("layout"));
  for (const formats::text::HexLine& line : layout.lines()) {
    Array entry(lines.next());
    entry.number(line.times);
    entry.number(line.digits);
    entry.string(line.upper ? "upper" : "lower");
    append_hex(entry.next(), line.after);
  }
}

void ManifestRecorder::append_file(std::string& out, const Item& item, const Hashed& raw) {
  Object file(out);
  if (item.decoded) {
    file.string("encoding", "hex");
    append_layout(file, item.data);
  }
  {
    Array delivered(file.key("delivered"));
    if (!item.mac) {
      append_delivered_file(delivered, "file", item.content(), raw);
    } else if (stays_container(*item.mac, mac_)) {
      append_delivered_file(delivered, "container", item.mac->container, raw);
    } else {
      append_delivered_file(delivered, "data_fork", item.mac->data, raw);
      if (mac_ == MacForm::appledouble && item.mac->resource.length() > 0)
        append_delivered_file(delivered, "resource_fork", item.mac->resource, raw);
    }
  }
  if (!item.mac) return;
  const MacContent& content = *item.mac;
  const bool whole = stays_container(content, mac_) || raw_follows_;
  if (!whole && mac_ != MacForm::appledouble && content.resource.length() > 0) {
    Array left_out(file.key("left_out"));
    append_delivered(left_out, "resource_fork", content.resource.length(), sha256_of(content.resource));
  }
  Object mac(file.key("mac"));
  mac.string("container", name_of(content.file.container));
  mac.string("name", content.file.name);
  append_hex(mac.key("type"), {content.file.type.data(), content.file.type.size()});
  append_hex(mac.key("creator"), {content.file.creator.data(), content.file.creator.size()});
  append_fork(mac, "data_fork", content.container, content.data);
  append_fork(mac, "resource_fork", content.container, content.resource);
  append_outside_the_forks(mac.key("outside_the_forks"), content, !whole);
}

void ManifestRecorder::append_headers(std::string& out, std::span<const formats::ccmail::HeadLine> head) const {
  Array headers(out);
  for (const formats::ccmail::HeadLine& line : head) {
    Object header(headers.next());
    if (line.kind == formats::ccmail::HeadLineKind::field) {
      append_words(header, "name", page_, line.name);
      append_words(header, "value", page_, line.value);
    } else {
      append_words(header, line.kind == formats::ccmail::HeadLineKind::continuation ? "continued" : "other", page_,
                   line.value);
    }
  }
}

// The last brace is missing: where the message was written comes before it.
void ManifestRecorder::append_message(std::string& out, const Message& message, const Decisions& decisions) {
  {
    Object line(out);
    line.string("type", "message");
    line.number("number", message.number);
    line.string("account", account_);
    line.string("folder", decisions.folder);
    line.number("input", dump_.input);
    line.string("file", dump_.file);
    if (!file_is_text_) append_hex(line.key("file_bytes"), dump_.file);
    line.number("offset", message.offset);
    line.number("length", message.length);
    line.string("message_id", decisions.message_id);
    formats::ccmail::append_rfc5322(line.key("date") += '"', decisions.dated.shown, decisions.dated.offset_minutes);
    out += '"';
    line.key("seen") += decisions.seen ? "true" : "false";
    append_headers(line.key("headers"), decisions.head);
    if (decisions.shown != nullptr) append_shown_head(line, *decisions.shown);
    line.number("items", message.items.size());
    if (!decisions.synthesized.empty()) line.string("synthesized", decisions.synthesized);
    if (!decisions.internet_header.empty()) line.string("internet_header", decisions.internet_header);
    if (!decisions.damage.empty()) {
      Array list(line.key("damage"));
      for (const Damage& damage : decisions.damage) {
        Object entry(list.next());
        entry.string("kind", name_of(damage.kind));
        entry.number("offset", damage.offset);
        entry.string("what", damage.what);
      }
    }
  }
  out.pop_back();
}

}  // namespace stages
