#include "formats/ccmail/address.h"

#include <gmock/gmock.h>

#include <array>
#include <random>

#include "formats/ccmail/addr_spec.h"

namespace formats::ccmail {

void PrintTo(const Address& address, std::ostream* out) {
  *out << "{" << address.name << " | " << address.post_office << " | " << address.internet << "}";
}

namespace {

struct Row {
  std::string_view text;
  Address address;
};

class AddressForms : public ::testing::TestWithParam<Row> {};

TEST_P(AddressForms, AreTakenApart) { EXPECT_EQ(parse_address(GetParam().text), GetParam().address); }

INSTANTIATE_TEST_SUITE_P(OfCcMail, AddressForms,
                         ::testing::Values(Row{"Grewal, Jeff at Hub", {"Grewal, Jeff", "Hub", ""}},
                                           Row{"  Jeff Grewal   AT  HUBPO2 ", {"Jeff Grewal", "HUBPO2", ""}},
                                           Row{"Jeff.Grewal At HUB", {"Jeff.Grewal", "HUB", ""}},
                                           Row{"Smith, John, Jr. at SALES NY", {"Smith, John, Jr.", "SALES NY", ""}},
                                           Row{"Grewal, Jeff", {"Grewal, Jeff", "", ""}},                    // Q241553
                                           Row{" at HUB", {"", "HUB", ""}}, Row{"at HUB", {"", "HUB", ""}},  // Q249133
                                           Row{"Jeff at ", {"Jeff", "", ""}}, Row{"at", {"at", "", ""}},
                                           Row{"", {"", "", ""}}, Row{"~BEL01 at CCMAIL", {"~BEL01", "CCMAIL", ""}},
                                           Row{"#Board", {"#Board", "", ""}},
                                           Row{"#Board at HUB", {"#Board", "HUB", ""}},
                                           Row{"R&D at HUB", {"R&D", "HUB", ""}},
                                           Row{"Meet at Noon at HUB", {"Meet at Noon", "HUB", ""}},
                                           Row{"Pat Attat at ATLANTA", {"Pat Attat", "ATLANTA", ""}},
                                           Row{"Müller, Jürgen at KÖLN", {"Müller, Jürgen", "KÖLN", ""}}));

INSTANTIATE_TEST_SUITE_P(WithQuotes, AddressForms,
                         ::testing::Values(Row{"\"Grewal, Jeff\" at HUB", {"Grewal, Jeff", "HUB", ""}},
                                           Row{"'Grewal, Jeff' at \"HUB 2\"", {"Grewal, Jeff", "HUB 2", ""}},
                                           Row{"\"Look at me\"", {"Look at me", "", ""}},
                                           Row{"5\" Disk at HUB", {"5\" Disk", "HUB", ""}},
                                           Row{R"("Jeff \"JJ\" Grewal" at HUB)", {R"(Jeff "JJ" Grewal)", "HUB", ""}},
                                           Row{"Jeff \"JJ\" Grewal at HUB", {"Jeff \"JJ\" Grewal", "HUB", ""}},
                                           Row{"(Sales) at HUB", {"(Sales)", "HUB", ""}}));

INSTANTIATE_TEST_SUITE_P(
    OfTheInternet, AddressForms,
    ::testing::Values(
        Row{"user@host at INTERNET", {"", "INTERNET", "user@host"}},
        Row{"perry@piermont.com at internet", {"", "internet", "perry@piermont.com"}},
        Row{"\"user@host.com\" at INTERNET", {"", "INTERNET", "user@host.com"}},
        Row{"<user@host> at Internet-USA", {"", "Internet-USA", "user@host"}},
        Row{"\"Lynne L. Harrison\" <lharrison@mhv.net> at internet",
            {"Lynne L. Harrison", "internet", "lharrison@mhv.net"}},
        Row{"Michael <mike@uac.net> at internet", {"Michael", "internet", "mike@uac.net"}},
        Row{"Robert Steele <ceo@oss.net> at CCNODE", {"Robert Steele", "CCNODE", "ceo@oss.net"}},
        Row{"\"Ledig; Robert\" <LEDIGRO@ffhsj.com> at internet", {"Ledig; Robert", "internet", "LEDIGRO@ffhsj.com"}},
        Row{"\"baldwin\" <baldwin@RSA.COM (Robert W. Baldwin)> at INTERNET",
            {"baldwin", "INTERNET", "baldwin@RSA.COM"}},
        Row{"<baldwin@RSA.COM (Robert W. Baldwin)> at INTERNET", {"Robert W. Baldwin", "INTERNET", "baldwin@RSA.COM"}},
        Row{"jpb@miamisci.org (Joe Block) at Internet-USA", {"Joe Block", "Internet-USA", "jpb@miamisci.org"}},
        Row{"jpb@miamisci.org(Joe Block) at Internet-USA", {"Joe Block", "Internet-USA", "jpb@miamisci.org"}},
        Row{"jpb@miamisci.org (Joe at home) at INTERNET", {"Joe at home", "INTERNET", "jpb@miamisci.org"}},
        Row{"Joe Block (jpb@miamisci.org) at INTERNET", {"Joe Block", "INTERNET", "jpb@miamisci.org"}},
        Row{"<@relay.com:user@host.com> at INTERNET", {"", "INTERNET", "user@host.com"}},
        Row{"Bob at work <bob@x.org> at INTERNET", {"Bob at work", "INTERNET", "bob@x.org"}},
        Row{"Bob at work <bob@x.org>", {"Bob at work", "", "bob@x.org"}},
        Row{"\"Bob at work\" <bob@x.org>", {"Bob at work", "", "bob@x.org"}},
        Row{"joe@x.org at joe@y.org", {"", "joe@y.org", "joe@x.org"}},
        Row{"Joe Block at joe@x.org", {"Joe Block", "", "joe@x.org"}}, Row{"pjm@spe.com", {"", "", "pjm@spe.com"}},
        Row{"<user@[10.0.0.1]> at SMTP", {"", "SMTP", "user@[10.0.0.1]"}},
        Row{"Bob <bob@x.org", {"Bob", "", "bob@x.org"}}));

INSTANTIATE_TEST_SUITE_P(
    OfOtherNetworks, AddressForms,
    ::testing::Values(Row{R"(owner at unix,sh/dd.RFC-822=owner\@toad\.com)",
                          {"owner", R"(unix,sh/dd.RFC-822=owner\@toad\.com)", "owner@toad.com"}},
                      Row{"owner at x400/dd.rfc-822=the(u)owner(a)toad.com/c=us",
                          {"owner", "x400/dd.rfc-822=the(u)owner(a)toad.com/c=us", "the_owner@toad.com"}},
                      Row{R"(unix,sh/dd.RFC-822=owner\@toad\.com)", {"unix,sh", "", "owner@toad.com"}},
                      Row{"owner at unix/dd.RFC-822=owner@toad.com",
                          {"owner", "unix/dd.RFC-822=owner@toad.com", "owner@toad.com"}},
                      Row{"POSTOFF {NETWORK/PO/MAILBOX}", {"POSTOFF {NETWORK/PO/MAILBOX}", "POSTOFF", ""}},
                      Row{"Jeff at POSTOFF {NETWORK/PO/MAILBOX}", {"Jeff", "POSTOFF {NETWORK/PO/MAILBOX}", ""}},
                      Row{"internet!toad.com!owner at ATTMAIL", {"internet!toad.com!owner", "ATTMAIL", ""}}));

// What is no address as it stands is part of the name: then the made address applies, and mail goes nowhere.
INSTANTIATE_TEST_SUITE_P(NotAnAddress, AddressForms,
                         ::testing::Values(Row{"user@ at INTERNET", {"user@", "INTERNET", ""}},
                                           Row{"@host at INTERNET", {"@host", "INTERNET", ""}},
                                           Row{"a@@b.com at INTERNET", {"a@@b.com", "INTERNET", ""}},
                                           Row{"jürgen@köln.de at INTERNET", {"jürgen@köln.de", "INTERNET", ""}},
                                           Row{"bob@bad_host.com at INTERNET", {"bob@bad_host.com", "INTERNET", ""}},
                                           Row{"..bob@x.com at INTERNET", {"..bob@x.com", "INTERNET", ""}},
                                           Row{"Me @ Home at HUB", {"Me @ Home", "HUB", ""}}));

TEST(Address, WordsBesideAnAddressAreNotJoinedToIt) {
  EXPECT_EQ(parse_address("<Robert user@host.com> at INTERNET").internet, "user@host.com");
}

TEST(Address, ANameOfAnyLengthIsKept) {
  const std::string name(100000, 'n');
  EXPECT_EQ(parse_address(name + " at ATTMAIL"), (Address{name, "ATTMAIL", ""}));  // Q197114
}

// A header may hold 160 KiB. Each of these took minutes in time that grows with the square.
TEST(Address, HostileLinesOfAHeadsLengthTakeNoTime) {
  for (const std::string_view piece : {" at ", "( at ", "\" at ", "<", "<@", "@", "a@", "a@b@", "<a@b ", "(", "\"\\",
                                       "rfc-822=", "<a (@", " @ ", "a@b,", "<>", "{", "'"}) {
    std::string text;
    while (text.size() < std::size_t{160} * 1024) text += piece;
    for (const std::string_view end : {"", ")", ">", "\"", " at HUB", "}", "'"}) {
      const Address address = parse_address(text + std::string(end));
      EXPECT_TRUE(address.internet.empty() || is_addr_spec(address.internet));
    }
  }
}

TEST(Address, AnyBytesGiveAValidAddressOrNone) {
  std::mt19937 random(2);
  const std::array<std::string_view, 20> pieces = {"at", " at ", "@", "<",  ">", "(", ")",  "\"", "'",        "{",
                                                   "}",  "a",    "b", ".c", ",", ";", "\\", "ü",  "RFC-822=", " "};
  for (int i = 0; i < 100000; ++i) {
    std::string text;
    for (std::size_t n = random() % 14; n > 0; --n) text += pieces.at(random() % pieces.size());
    if (i % 8 == 0) text += static_cast<char>(random() & 0xffU);
    const Address address = parse_address(text);
    ASSERT_TRUE(address.internet.empty() || is_addr_spec(address.internet)) << text;
    ASSERT_LE(address.name.size(), text.size());
    ASSERT_LE(address.post_office.size(), text.size());
  }
}

}  // namespace
}  // namespace formats::ccmail
