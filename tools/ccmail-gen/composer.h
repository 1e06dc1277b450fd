// Makes up the messages of one account: who wrote to whom, when, what about and with which items.
#pragma once

#include <cstdint>

#include "tools/ccmail-gen/lexicon.h"
#include "tools/ccmail-gen/message.h"
#include "tools/ccmail-gen/random.h"
#include "tools/ccmail-gen/recipe.h"

namespace ccmail_gen {

class Composer {
 public:
  Composer(const Recipe& recipe, std::uint64_t account);

  /// Message `index`, counted from 0: a pure function of recipe, account and index.
  [[nodiscard]] Message message(std::uint64_t index) const;

 private:
  [[nodiscard]] Person correspondent(Random& random) const;
  void address(Random& random, bool unusual, Message& message) const;
  void add_headers(Random& random, std::uint64_t index, bool unusual, Message& message) const;
  void add_texts(Random& random, bool unusual, Message& message) const;
  void add_files(Random& random, std::uint64_t index, bool unusual, Message& message) const;
  [[nodiscard]] Item text_item(Random& random, bool unusual, std::uint64_t number) const;
  [[nodiscard]] bool sized() const { return recipe_.dialect.sizes != Sizes::none; }

  Recipe recipe_;
  std::uint64_t seed_;
  Lexicon lexicon_;
  Lexicon plain_lexicon_;
  std::vector<Person> circle_;
  DateStyle date_style_;
};

}  // namespace ccmail_gen
