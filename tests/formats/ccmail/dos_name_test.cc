#include "formats/ccmail/dos_name.h"

#include <gmock/gmock.h>

#include <string>

namespace formats::ccmail {
namespace {

TEST(DosName, PathsThatDosCanHoldHaveNoFault) {
  for (const char* const path :
       {"A", "SD1.2", "MSG4A27.CCM", "C:\\OUT\\X.CCM", "M:", "C:\\", "..\\OUT", ".\\A", "D:OUT/A.B", "ABCDEFGH.IJK",
        "O'NEIL~1", "COM0", "CONSOLE", "COM10", "\xc3\x84\xc3\x84\xc3\x84\xc3\x84.CCM"})
    EXPECT_EQ(fault_of_dos_path(path), std::nullopt) << path;
}

TEST(DosName, SaysWhatIsWrongWithAPath) {
  EXPECT_EQ(fault_of_dos_path(""), "an empty path");
  EXPECT_EQ(fault_of_dos_path("C:\\Messages1\\A.CCM"), "'Messages1' has more than 8 characters");
  EXPECT_EQ(fault_of_dos_path("ABCDEFGHI.CCM"), "'ABCDEFGHI.CCM' has more than 8 characters before its dot");
  EXPECT_EQ(fault_of_dos_path("A.CCMAIL"), "'A.CCMAIL' has more than 3 characters behind its dot");
  EXPECT_EQ(fault_of_dos_path("OUT\\A.B.C"), "'A.B.C' has two dots");
  EXPECT_EQ(fault_of_dos_path("R D\\A"), "'R D' holds a blank");
  EXPECT_EQ(fault_of_dos_path("R+D\\A"), "'R+D' holds a character that DOS has in no name");
  EXPECT_EQ(fault_of_dos_path("OUT\\con.ccm"), "'con.ccm' is a device of DOS");
  EXPECT_EQ(fault_of_dos_path("LPT1"), "'LPT1' is a device of DOS");
  EXPECT_EQ(fault_of_dos_path("A\\\\B"), "an empty name");
  EXPECT_EQ(fault_of_dos_path(".CCM"), "'.CCM' has nothing before its dot");
  EXPECT_EQ(fault_of_dos_path("\\\\HUB\\CCDATA"), "a network path, for which DOS needs a drive letter");
}

TEST(DosName, ADumpIsNamedAfterItsUserAndFits83) {
  EXPECT_EQ(dump_name_of("Grewal, Jeff", 1), "GREWA001.CCM");
  EXPECT_EQ(dump_name_of("M\xc3\xbcller, J", 12), "MULLE012.CCM");
  EXPECT_EQ(dump_name_of("O'Neil", 999), "ONEIL999.CCM");
  EXPECT_EQ(dump_name_of("Li", 1000), "LI1000.CCM");
  EXPECT_EQ(dump_name_of("Grewal", 12345), "GRE12345.CCM");
  EXPECT_EQ(dump_name_of("\xe6\xb8\xa1\xe8\xbe\xba", 7), "USER007.CCM");
  EXPECT_EQ(dump_name_of("Con", 1), "CON001.CCM");
}

TEST(DosName, NoNameOfADumpIsWrongForDos) {
  for (const char* const user : {"Con", "Lpt", "Com", "Aux", "\xc3\x9f\xc3\x9f", "", "a b.c", "#Board", "1234567890"})
    for (const unsigned number : {1U, 10U, 999U, 1000U, 99999U, 12345678U})
      EXPECT_EQ(fault_of_dos_path(dump_name_of(user, number)), std::nullopt) << user << number;
}

}  // namespace
}  // namespace formats::ccmail
