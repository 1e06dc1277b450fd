// Whose mailbox it is: guessed where it is clear, and never else.
#include "stages/owner_survey.h"

#include <gtest/gtest.h>

#include <string>

#include "stages/resync/resync.h"
#include "stages/unpack/unpack.h"
#include "tests/stages/dump.h"

namespace stages::testing {
namespace {

class Letters {
 public:
  Letters& add(int times, const std::string& folder, const std::string& from, const std::string& to) {
    for (int i = 0; i < times; ++i)
      dump_.bare_message().header("From: " + from).header("To: " + to).header("Folder: " + folder).text("x\r\n");
    return *this;
  }

  [[nodiscard]] OwnerGuess guess() const {
    OwnerSurvey survey(formats::text::CodePage::cp850);
    class Outlet : public pipeline::Outlet<Piece> {
     public:
      explicit Outlet(OwnerSurvey& survey) : survey_(survey) {}
      void put(Piece piece) override {
        if (const auto* message = std::get_if<Message>(&piece)) survey_.add(*message);
      }
      void close() override {}

     private:
      OwnerSurvey& survey_;
    } outlet(survey);
    const auto words = std::make_shared<const formats::ccmail::Vocabulary>();
    Resync resync(words);
    Unpack unpack(words);
    pipeline::Joined unpacking(unpack, outlet);
    pipeline::Joined resyncing(resync, unpacking);
    const std::string bytes = dump_.bytes();
    resyncing.put(DumpOpened{});
    resyncing.put(DumpBytes{pipeline::Slice::own(std::string(bytes))});
    resyncing.put(DumpClosed{{}, bytes.size(), {}, {}});
    resyncing.close();
    return survey.result();
  }

  [[nodiscard]] std::string owner() const {
    const OwnerGuess found = guess();
    return found.owner ? found.owner->name + "|" + found.owner->post_office : "unknown";
  }

 private:
  Dump dump_;
};

TEST(OwnerSurvey, SpellingsOfANameAreOnePerson) {
  EXPECT_EQ(Letters()
                .add(2, "Inbox", "A at X", "Grewal, Jeff at HUB")
                .add(2, "Inbox", "A at X", "Jeff Grewal at hub")
                .add(2, "Inbox", "B at HUB", "Jeff.Grewal")
                .owner(),
            "Grewal, Jeff|HUB");
}

TEST(OwnerSurvey, AMessageThatNamesSomebodyTwiceCountsOnce) {
  const OwnerGuess guess = Letters().add(3, "Inbox", "A at X", "Me at X\r\nTo: me at X\r\ncc: ME at x").guess();
  ASSERT_TRUE(guess.owner);
  EXPECT_EQ(guess.owner->received, 3U);
  EXPECT_EQ(guess.received, 3U);
}

TEST(OwnerSurvey, WhoWroteWhatWasSentIsTheOwner) {
  EXPECT_EQ(Letters().add(4, "Sent", "Me at X", "A at X").add(1, "Drafts", "Secretary at X", "A at X").owner(), "Me|X");
}

TEST(OwnerSurvey, SentMailOfManyPeopleProvesNobody) {
  EXPECT_EQ(Letters()
                .add(9, "Inbox", "A at X", "Me at X")
                .add(2, "Sent", "Me at X", "A at X")
                .add(2, "Sent", "B at X", "A at X")
                .owner(),
            "unknown");
}

TEST(OwnerSurvey, TwoWhoAreOnEveryMessageAreNotClear) {
  EXPECT_EQ(Letters().add(9, "Inbox", "A at X", "Me at X\r\nTo: You at X").owner(), "unknown");
}

TEST(OwnerSurvey, FewMessagesProveNothing) {
  EXPECT_EQ(Letters().owner(), "unknown");
  EXPECT_EQ(Letters().add(2, "Inbox", "A at X", "Me at X").owner(), "unknown");
}

TEST(OwnerSurvey, TrashAndBoardsProveNothing) {
  EXPECT_EQ(Letters().add(9, "Trash", "A at X", "Me at X").add(9, "#Board", "A at X", "Me at X").owner(), "unknown");
}

TEST(OwnerSurvey, ManyPeopleTakeBoundedMemoryAndDoNotHideTheOwner) {
  Letters letters;
  letters.add(1, "Inbox", "A at X", "Me at X");
  for (std::size_t i = 0; i < OwnerSurvey::most_people + 100; ++i)
    letters.add(1, "Inbox", "A at X", "Me at X\r\nTo: P" + std::to_string(i) + " at X");
  EXPECT_EQ(letters.owner(), "Me|X");
}

}  // namespace
}  // namespace stages::testing
