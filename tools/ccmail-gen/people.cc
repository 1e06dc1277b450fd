#include "tools/ccmail-gen/people.h"

#include "tools/ccmail-gen/vocabulary.h"

namespace ccmail_gen {
namespace {

std::string_view pick(Random& random, const std::vector<std::string_view>& table) {
  return random.pick(std::span<const std::string_view>(table));
}

Person at_post_office(std::string name, std::string_view post_office, std::string_view at = " at ") {
  Person person;
  person.text = name;
  person.text.append(at).append(post_office);
  person.name = std::move(name);
  person.post_office = post_office;
  return person;
}

Person colleague(Random& random, const Lexicon& lexicon) {
  const std::string last(pick(random, lexicon.last_names));
  const std::string first(pick(random, lexicon.first_names));
  const std::string_view post_office = random.pick(vocabulary::post_offices);
  const std::uint64_t form = random.below(100);
  if (form < 65) return at_post_office(last + ", " + first, post_office);
  if (form < 80) return at_post_office(first + ' ' + last, post_office);
  if (form < 85 && (first + last).find_first_of(". ") == std::string::npos) {
    return at_post_office(first + '.' + last, post_office);
  }
  if (form < 90) return at_post_office("Admin", post_office);
  if (form < 93) return at_post_office(last + ", " + first + ", Jr.", post_office);
  if (form < 96) return at_post_office(first + "  " + last, post_office);
  return at_post_office(last + ", " + first, post_office, " AT ");
}

Person through_a_gateway(Random& random) {
  const std::string host = random.chance(0.5) ? "example.com" : "Mail.Example.ORG";
  const std::string user = "user" + std::to_string(random.below(1000));
  Person person;
  person.address = user + '@' + host;
  person.post_office = "INTERNET";
  switch (random.below(5)) {
    case 0:
      person.text = person.address + " at INTERNET";
      break;
    case 1:
      person.name = "Doe, John " + user;
      person.text = '"' + person.name + "\" <" + person.address + "> at INTERNET";
      break;
    case 2:
      person.post_office = "Internet-USA";
      person.text = '<' + person.address + "> at Internet-USA";
      break;
    case 3:
      return at_post_office("~BEL01", "CCMAIL");
    default:
      return at_post_office("", random.pick(vocabulary::post_offices));
  }
  return person;
}

}  // namespace

Person sender(Random& random, const Lexicon& lexicon, bool every_form) {
  if (every_form && random.chance(0.2)) return through_a_gateway(random);
  return colleague(random, lexicon);
}

Person recipient(Random& random, const Lexicon& lexicon, Person person, const Person& from) {
  if (!lexicon.boards.empty() && random.chance(0.03)) {
    return at_post_office(std::string(pick(random, lexicon.boards)), random.pick(vocabulary::post_offices));
  }
  if (person.address.empty() && !person.name.empty() && random.chance(0.05)) {
    person.text = person.name;
    person.post_office = from.post_office;
  }
  return person;
}

}  // namespace ccmail_gen
