#include "tools/ccmail-gen/text.h"

#include <algorithm>
#include <span>

#include "tools/ccmail-gen/vocabulary.h"

namespace ccmail_gen {
namespace {

constexpr std::uint64_t columns = 72;

using Words = std::span<const std::string_view>;

void append_sentence(Random& random, Words words, std::string& line, std::uint64_t until) {
  while (line.size() < until) {
    if (!line.empty() && line.back() != ' ') line.push_back(' ');
    line.append(random.pick(words));
  }
}

// Paragraphs indented by five blanks or not at all; cc:Mail left the blanks on lines that are empty otherwise.
void append_prose(Random& random, Words words, std::uint64_t size, std::string& text) {
  const std::string indent(random.chance(0.5) ? 5 : 0, ' ');
  const std::uint64_t end = text.size() + size;
  std::string line;
  while (text.size() < end) {
    for (std::uint64_t lines = random.between(1, 6); lines > 0 && text.size() < end; --lines) {
      line.clear();
      append_sentence(random, words, line, std::min(columns - random.below(12), end - text.size()));
      text.append(indent).append(line).push_back('\n');
    }
    text.append(indent).push_back('\n');
  }
}

void append_name(Random& random, const Lexicon& lexicon, std::string& text) {
  text.append(random.pick(Words(lexicon.first_names)));
  text.push_back(' ');
  text.append(random.pick(Words(lexicon.last_names)));
}

void append_separator(Random& random, const Lexicon& lexicon, std::string& text) {
  const bool reply = random.chance(0.7);
  text.append(reply ? 30U : 29U, '_').append(reply ? " Reply Separator " : " Forward Header ");
  text.append(reply ? 33U : 34U, '_').append("\nSubject: ");
  text.append(random.pick(Words(lexicon.subjects))).append("\nAuthor:  ");
  append_name(random, lexicon, text);
  text.append(" at ").append(random.pick(vocabulary::post_offices)).append("\nDate:    ");
  text.append(std::to_string(random.between(1, 12))).push_back('/');
  text.append(std::to_string(random.between(1, 28))).append("/97  ");
  text.append(std::to_string(random.between(1, 12))).append(":05 AM\n\n\n");
}

void append_unusual(Random& random, const Lexicon& lexicon, const TextWish& wish, std::string& text) {
  for (std::uint64_t lines = random.between(1, 5); lines > 0; --lines) {
    switch (random.below(wish.labels_safe ? 4 : 3)) {
      case 0:
        text.append(random.pick(vocabulary::trap_lines)).push_back('\n');
        break;
      case 1:
        if (!lexicon.drawings.empty()) {
          text.append(random.pick(Words(lexicon.drawings))).push_back('\n');
        }
        break;
      case 2: {
        std::string line;
        append_sentence(random, lexicon.words, line, random.between(800, 3000));
        text.append(line).push_back('\n');
        break;
      }
      default:
        text.append(random.pick(vocabulary::label_lines)).push_back('\n');
    }
  }
}

void vary_the_end(Random& random, const TextWish& wish, std::string& text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  const std::uint64_t ending = random.below(10);
  if (!wish.labels_safe || ending < 6) {
    text.push_back('\n');
  } else if (ending < 8) {
    text.append("\n\n\n\n");
  } else if (ending == 8) {
    text.append(" 6");  // a label right behind it was once read as part of the number (Q184391)
  }
}

}  // namespace

std::string office_text(Random& random, const Lexicon& lexicon, const TextWish& wish) {
  std::string text;
  text.reserve(wish.size + 512);
  if (wish.unusual && wish.labels_safe && random.chance(0.3)) {
    append_unusual(random, lexicon, wish, text);
  } else if (!wish.labels_safe) {
    text.append("Hello ");
    append_name(random, lexicon, text);
    text.append(",\n");
  }
  const std::uint64_t replies = wish.size < 600 ? random.below(2) : random.below(4);
  for (std::uint64_t reply = 0; reply <= replies && text.size() < wish.size; ++reply) {
    if (reply > 0) append_separator(random, lexicon, text);
    const std::uint64_t left = wish.size - std::min<std::uint64_t>(wish.size, text.size());
    append_prose(random, lexicon.words, reply == replies ? left : left / 2, text);
    if (wish.unusual && random.chance(0.7)) append_unusual(random, lexicon, wish, text);
  }
  vary_the_end(random, wish, text);
  return text;
}

std::string text_bytes(std::string_view text, CodePage page) {
  std::string bytes;
  bytes.reserve(text.size() + text.size() / 32);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    encode(text.substr(0, end), page, bytes);
    if (end == std::string_view::npos) break;
    bytes.append("\r\n");
    text.remove_prefix(end + 1);
  }
  return bytes;
}

std::string highlighted_bytes(std::string_view text, std::string_view word, CodePage page) {
  const std::size_t at = text.find(word);
  if (at == std::string_view::npos) return text_bytes(text, page);
  return text_bytes(text.substr(0, at), page) + "\x1ep" + text_bytes(word, page) + "\x1fp" +
         text_bytes(text.substr(at + word.size()), page);
}

}  // namespace ccmail_gen
