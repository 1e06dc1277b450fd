// One random harm to a small dump: the messages that it did not touch arrive whole. How many do not is recorded and may
// only go down; that one is lost without a word must never happen.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/ccmail/label.h"
#include "tests/stages/dump.h"
#include "tests/stages/resync/resynced.h"

namespace stages::testing {
namespace {

/// Random numbers that are the same everywhere.
class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return bound == 0 ? 0 : engine_() % bound; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  std::string bytes(std::size_t length) {
    std::string all(length, '\0');
    for (char& byte : all) byte = static_cast<char>(engine_());
    return all;
  }

 private:
  std::mt19937 engine_;
};

std::string prose(Random& random, std::size_t length) {
  constexpr std::array<std::string_view, 20> words{"the",   "budget", "is",     "due",  "on",   "Monday",  "see",
                                                   "lotus", "mail",   "please", "call", "me",   "Message", "item",
                                                   "From",  "to:",    "6",      "42",   "Text", "Subject"};
  std::string text;
  while (text.size() < length) {
    text += words.at(random.below(words.size()));
    text += random.one_in(9) ? "\r\n" : " ";
  }
  return text;
}

struct Style {
  std::string name;
  Writing writing;
  bool text_mode = false;
};

std::string written(const Dump& dump, const Style& style) {
  std::string bytes = dump.bytes();
  if (style.text_mode) std::erase(bytes, '\r');
  return bytes;
}

struct Sound {
  std::string bytes;
  std::vector<std::size_t> ends;  // of its messages
  std::vector<Resynced::Message> messages;
};

Sound sound_dump(Random& random, const Style& style) {
  Dump dump(style.writing);
  const bool sized = style.writing.size_width.has_value();
  Sound sound;
  for (const char* const subject : {"first", "second", "third"}) {
    dump.message(subject);
    if (random.one_in(3)) dump.header("cc: Somebody Else at HUB");
    for (std::size_t items = random.one_in(12) ? 0 : 1 + random.below(3); items > 0; --items) {
      std::string data = "<" + std::string(subject) + "> ";
      if (random.below(4) < 3) {
        data += prose(random, random.one_in(8) ? 0 : random.below(random.one_in(3) ? 3000 : 200));
        if (sized && random.one_in(12)) data += "\r\nMessage:\r\nFrom: me\r\nnot so\r\n";
        data += sized && random.one_in(3) ? "6" : "\r\n";
        dump.text(data, random.one_in(2) ? "Text_1" : "");
      } else {
        data += random.bytes(random.below(2000));
        // What was CR LF in a file cannot be told from what was not.
        if (style.text_mode)
          std::replace_if(
              data.begin(), data.end(), [](char c) { return c == '\n' || c == '\r'; }, '.');
        dump.file("F.BIN 1/1/98", sized ? data : data + "\r\n");
      }
    }
    sound.bytes = written(dump, style);
    sound.ends.push_back(sound.bytes.size());
  }
  sound.messages = resync(sound.bytes).messages;
  return sound;
}

struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string with{};
};

using Harm = Edit (*)(Random& random, const std::string& bytes);

constexpr std::size_t sector = 512;  // of a disk, in bytes

std::size_t start_of_line(const std::string& bytes, std::size_t at) {
  const std::size_t end = at == 0 ? std::string::npos : bytes.rfind('\n', at - 1);
  return end == std::string::npos ? 0 : end + 1;
}

Edit sector_at(const std::string& bytes, std::size_t at) { return {at, std::min(at + sector, bytes.size())}; }

Edit remove_sector(Random& random, const std::string& bytes) { return sector_at(bytes, random.below(bytes.size())); }

Edit overwrite_sector(Random& random, const std::string& bytes) {
  Edit edit = sector_at(bytes, random.below(bytes.size()));
  const std::size_t length = edit.end - edit.begin;
  switch (random.below(3)) {
    case 0:
      edit.with.assign(length, '\0');
      break;
    case 1:
      edit.with = random.bytes(length);
      break;
    default:
      edit.with = prose(random, length).substr(0, length);
      break;
  }
  return edit;
}

Edit overwrite_with_own_sector(Random& random, const std::string& bytes) {
  Edit edit = sector_at(bytes, random.below(bytes.size()));
  const std::size_t length = edit.end - edit.begin;
  edit.with = bytes.substr(random.below(bytes.size() - length + 1), length);
  return edit;
}

Edit copy_lines(Random& random, const std::string& bytes) {
  const std::size_t from = start_of_line(bytes, random.below(bytes.size()));
  std::size_t to = from;
  for (std::size_t lines = 1 + random.below(6); lines > 0 && to < bytes.size(); --lines)
    to = std::min(bytes.find('\n', to), bytes.size() - 1) + 1;
  const std::size_t at = start_of_line(bytes, random.below(bytes.size()));
  return {at, at, bytes.substr(from, to - from)};
}

Edit remove_bytes(Random& random, const std::string& bytes) {
  const std::size_t at = random.below(bytes.size());
  return {at, std::min(bytes.size(), at + 1 + random.below(40))};
}

Edit insert_bytes(Random& random, const std::string& bytes) {
  const std::size_t at = random.below(bytes.size());
  return {at, at, random.one_in(2) ? prose(random, 1 + random.below(40)) : random.bytes(1 + random.below(600))};
}

Edit remove_lines(Random& random, const std::string& bytes) {
  const std::size_t from = start_of_line(bytes, random.below(bytes.size()));
  std::size_t to = from;
  for (std::size_t lines = 1 + random.below(4); lines > 0 && to < bytes.size(); --lines)
    to = std::min(bytes.find('\n', to), bytes.size() - 1) + 1;
  return {from, to};
}

Edit flip_bytes(Random& random, const std::string& bytes) {
  const std::size_t at = random.below(bytes.size());
  return {at, at + 1, random.bytes(1)};
}

bool is_untouched(std::size_t begin, std::size_t end, const Edit& edit) {
  return edit.begin == edit.end ? edit.begin <= begin || edit.begin >= end : edit.end <= begin || edit.begin >= end;
}

std::string_view without_filler_behind(std::string_view text) {
  while (!text.empty() && formats::ccmail::is_filler(text.back())) text.remove_suffix(1);
  return text;
}

// Without sizes nobody knows which of the line ends before the next label are the text's, nor where it ends when what
// comes next is no label any more.
bool same(const Resynced::Item& came, const Resynced::Item& was, bool sized, bool bounded) {
  if (came.label != was.label) return false;
  if (sized) return came.data == was.data;
  const std::string_view text = without_filler_behind(was.data);
  return bounded ? without_filler_behind(came.data) == text : came.data.starts_with(text);
}

bool same(const Resynced::Message& came, const Resynced::Message& was, bool sized, bool bounded) {
  const bool as_many =
      came.items.size() == was.items.size() || (!sized && !bounded && came.items.size() > was.items.size());
  if (came.head != was.head || !as_many) return false;
  for (std::size_t i = 0; i < was.items.size(); ++i)
    if (!same(came.items[i], was.items[i], sized, bounded || i + 1 < was.items.size())) return false;
  return true;
}

struct Counts {
  std::size_t lost = 0;
  std::size_t silent = 0;
  bool operator==(const Counts&) const = default;
  Counts& operator+=(const Counts& more) {
    lost += more.lost;
    silent += more.silent;
    return *this;
  }
};

void PrintTo(const Counts& counts, std::ostream* out) {
  *out << counts.lost << " lost, " << counts.silent << " silently";
}

struct Attack {
  const Style& style;
  Harm harm;
  unsigned seed;
};

// How many messages that were not touched did not arrive; in `which` those that did not.
Counts lost(const Attack& attack, std::string& which) {
  Random random(attack.seed);
  const Sound sound = sound_dump(random, attack.style);
  EXPECT_EQ(sound.messages.size(), sound.ends.size()) << attack.style.name << " " << attack.seed;
  const Edit edit = attack.harm(random, sound.bytes);
  std::string bytes = sound.bytes;
  bytes.replace(edit.begin, edit.end - edit.begin, edit.with);
  if (bytes == sound.bytes || sound.messages.size() != sound.ends.size()) return {};
  const Resynced result = resync(bytes);
  EXPECT_TRUE(result.closes) << attack.style.name << " " << attack.seed;
  const bool sized = attack.style.writing.size_width.has_value();
  // That a dump was copied in text mode is said of every one that was.
  const bool silent = result.damage.size() == (result.survey.dialect.line_ends_lost ? 1 : 0);
  Counts counts;
  auto from = result.messages.begin();
  for (std::size_t i = 0; i < sound.messages.size(); ++i) {
    const std::size_t begin = i == 0 ? 0 : sound.ends[i - 1];
    if (!is_untouched(begin, sound.ends[i], edit)) continue;
    const bool last = i + 1 == sound.ends.size();
    const bool bounded = edit.begin != sound.ends[i] && (last || is_untouched(sound.ends[i], sound.ends[i + 1], edit));
    const auto found = std::find_if(from, result.messages.end(), [&](const Resynced::Message& came) {
      return same(came, sound.messages[i], sized, bounded);
    });
    if (found != result.messages.end()) {
      from = found + 1;
      continue;
    }
    ++counts.lost;
    if (silent) ++counts.silent;
    which += " " + std::to_string(attack.seed) + (silent ? " (silently)" : "");
  }
  return counts;
}

std::vector<Style> styles() {
  return {{"sized", {}},
          {"sized, separators", {.between_blocks = "\r\n"}},
          {"bare sizes", {.size_width = 0, .between_blocks = "\r\n"}},
          {"no sizes", {.size_width = std::nullopt, .between_blocks = "\r\n"}},
          {"text mode", {.between_blocks = "\r\n"}, true}};
}

// What is lost silently was not there to see: as many bytes are gone as the messages behind them have, or but for the
// line ends between two, so that every size leads to a label or to the end of the dump.
TEST(RandomHarm, AMessageThatWasNotTouchedIsNotLost) {
  const std::map<std::string, Harm> harms{
      {"bytes inserted", insert_bytes},  {"bytes removed", remove_bytes},
      {"byte flipped", flip_bytes},      {"lines copied", copy_lines},
      {"lines removed", remove_lines},   {"sector overwritten", overwrite_sector},
      {"sector removed", remove_sector}, {"sector of its own", overwrite_with_own_sector}};
  // In text mode most of them have one line end too many in each text: with one sound message left of three, that the
  // dump was copied so cannot be told.
  const std::map<std::string, Counts> known{
      {"sized, lines removed", {2, 1}},           {"sized, sector removed", {2, 2}},
      {"bare sizes, lines removed", {2, 1}},      {"bare sizes, sector removed", {1, 0}},
      {"text mode, lines removed", {2, 0}},       {"text mode, sector of its own", {5, 0}},
      {"text mode, sector overwritten", {18, 0}}, {"text mode, sector removed", {17, 4}}};
  constexpr unsigned dumps = 1000;
  for (const Style& style : styles()) {
    for (const auto& [name, harm] : harms) {
      const std::string all = style.name + ", " + name;
      std::string which;
      Counts counts;
      for (unsigned seed = 0; seed < dumps; ++seed) counts += lost({style, harm, seed}, which);
      const auto expected = known.find(all);
      EXPECT_EQ(counts, expected == known.end() ? Counts{} : expected->second) << all << ": dumps" << which;
    }
  }
}

}  // namespace
}  // namespace stages::testing
