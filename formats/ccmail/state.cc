#include "formats/ccmail/state.h"

#include <algorithm>
#include <array>

#include "formats/ascii.h"

namespace formats::ccmail {
namespace {

template <typename Value>
struct Word {
  std::string_view word;
  Value value;
};

constexpr auto priorities = std::to_array<Word<Priority>>({{"low", Priority::low},
                                                           {"lowest", Priority::low},
                                                           {"normal", Priority::normal},
                                                           {"regular", Priority::normal},
                                                           {"medium", Priority::normal},
                                                           {"high", Priority::high},
                                                           {"important", Priority::high},
                                                           {"highest", Priority::urgent},
                                                           {"urgent", Priority::urgent}});

constexpr auto read_states = std::to_array<Word<bool>>({{"yes", true},
                                                        {"read", true},
                                                        {"seen", true},
                                                        {"true", true},
                                                        {"1", true},
                                                        {"no", false},
                                                        {"unread", false},
                                                        {"not read", false},
                                                        {"unseen", false},
                                                        {"false", false},
                                                        {"0", false}});

template <typename Value, std::size_t size>
std::optional<Value> find(const std::array<Word<Value>, size>& words, std::string_view value) {
  value = trimmed(value);
  const auto* const found = std::find_if(
      words.begin(), words.end(), [value](const Word<Value>& each) { return equal_without_case(each.word, value); });
  return found == words.end() ? std::nullopt : std::optional(found->value);
}

}  // namespace

std::optional<Priority> parse_priority(std::string_view value) { return find(priorities, value); }
std::optional<bool> parse_read_state(std::string_view value) { return find(read_states, value); }

}  // namespace formats::ccmail
