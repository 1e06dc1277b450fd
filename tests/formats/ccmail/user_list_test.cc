#include "formats/ccmail/user_list.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace formats::ccmail {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "line:name@post office" of each.
std::vector<std::string> users_in(std::string_view text) {
  const auto list = read_user_list(text);
  if (!list) return {"error in line " + std::to_string(list.error().line) + ": " + list.error().why};
  std::vector<std::string> users;
  users.reserve(list->users.size());
  for (const ListedUser& user : list->users)
    users.push_back(std::to_string(user.line) + ":" + user.name + "@" + user.post_office);
  return users;
}

std::vector<std::string> notes_in(std::string_view text) {
  const auto list = read_user_list(text);
  std::vector<std::string> notes;
  if (!list) return notes;
  notes.reserve(list->notes.size());
  for (const TableError& note : list->notes) notes.push_back(std::to_string(note.line) + ":" + note.why);
  return notes;
}

TEST(UserList, APlainListHasANameALineWhoseCommaIsItsOwn) {
  EXPECT_THAT(users_in("Grewal, Jeff\r\n\r\n  Smith, Ann  \rLee"),
              ElementsAre("1:Grewal, Jeff@", "3:Smith, Ann@", "4:Lee@"));
  EXPECT_THAT(users_in("\"Grewal, Jeff\"\n"), ElementsAre("1:Grewal, Jeff@"));
  EXPECT_THAT(users_in("Name\nGrewal, Jeff\n"), ElementsAre("2:Grewal, Jeff@"));
  EXPECT_THAT(users_in(""), IsEmpty());
}

TEST(UserList, APostOfficeBehindTheNameIsNoPartOfIt) {
  EXPECT_THAT(users_in("Grewal, Jeff at HUB\nLook, At At Home AT PO 2\n"),
              ElementsAre("1:Grewal, Jeff@HUB", "2:Look, At At Home@PO 2"));
}

TEST(UserList, ANameThatStandsThereTwiceIsTakenOnce) {
  EXPECT_THAT(users_in("Grewal, Jeff\nGREWAL, JEFF\n"), ElementsAre("1:Grewal, Jeff@"));
  EXPECT_THAT(notes_in("M\xc3\xbcller\nM\xc3\x9cLLER\n"),
              ElementsAre(HasSubstr("2:'M\xc3\x9cLLER' stands there twice")));
}

TEST(UserList, ABulletinBoardIsNotLeftOutSilently) {
  EXPECT_THAT(users_in("#News\nLee\n"), ElementsAre("2:Lee@"));
  EXPECT_THAT(notes_in("#News\nLee\n"), ElementsAre(HasSubstr("1:'#News' is left out")));
}

TEST(UserList, ATableIsKnownByItsHeader) {
  EXPECT_THAT(users_in("post_office,User\nHUB,\"Grewal, Jeff\"\nHUB,Lee\n"),
              ElementsAre("2:Grewal, Jeff@HUB", "3:Lee@HUB"));
  EXPECT_THAT(users_in("Last Name,First Name,PO\nGrewal,Jeff,HUB\nLee,,\n"),
              ElementsAre("2:Grewal, Jeff@HUB", "3:Lee@"));
  EXPECT_THAT(notes_in("user,po\n,HUB\n"), ElementsAre("2:no name"));
}

TEST(UserList, ANameThatATableTearsApartIsAnError) {
  EXPECT_THAT(users_in("user,po\nGrewal, Jeff,HUB\n"), ElementsAre(HasSubstr("error in line 2: more fields")));
  EXPECT_THAT(users_in("user,po\n\"Grewal\n"), ElementsAre(HasSubstr("error in line 2: a quote")));
  EXPECT_THAT(users_in("user;po\nLee;HUB\n"), ElementsAre(HasSubstr("semicolons")));
}

TEST(UserList, OfADirectoryOnlyUsersAreTaken) {
  constexpr std::string_view directory =
      "Name: Grewal, Jeff\nLocn: L\nAddr: HUB\nCmts: whatever\n\n"
      "Name: HUB2\nLocn: P\nAddr: HUB2\n\n"
      "Name: Postmaster\nLocn: a\nAddr: Grewal, Jeff\n\n\n"
      "name: Lee\nlocn: r\naddr: MOBILE\n\n"
      "Addr: lost\n\n"
      "Name: Odd\nLocn: Z\n";
  EXPECT_THAT(users_in(directory), ElementsAre("1:Grewal, Jeff@HUB", "15:Lee@MOBILE", "21:Odd@"));
  EXPECT_THAT(notes_in(directory),
              ElementsAre(HasSubstr("6:'HUB2' is left out: a post office"),
                          HasSubstr("10:'Postmaster' is left out: an alias"), HasSubstr("15:'Lee' is marked r"),
                          HasSubstr("19:an entry without a name"), HasSubstr("21:'Odd' has a location code")));
}

}  // namespace
}  // namespace formats::ccmail
