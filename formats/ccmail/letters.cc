#include "formats/ccmail/letters.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "formats/text/utf8.h"

namespace formats::ccmail {
namespace {

// Upper-case letters from `first` to `last`, every `step`-th, whose lower case is `distance` further on.
struct CaseRun {
  char32_t first;
  char32_t last;
  char32_t step;
  std::int32_t distance;
};

constexpr std::array case_runs = {
    CaseRun{0x00c0, 0x00d6, 1, 32},    CaseRun{0x00d8, 0x00de, 1, 32},    CaseRun{0x0100, 0x012e, 2, 1},
    CaseRun{0x0130, 0x0130, 1, -199},  CaseRun{0x0132, 0x0136, 2, 1},     CaseRun{0x0139, 0x0147, 2, 1},
    CaseRun{0x014a, 0x0176, 2, 1},     CaseRun{0x0178, 0x0178, 1, -121},  CaseRun{0x0179, 0x017d, 2, 1},
    CaseRun{0x0181, 0x0181, 1, 210},   CaseRun{0x0182, 0x0184, 2, 1},     CaseRun{0x0186, 0x0186, 1, 206},
    CaseRun{0x0187, 0x0187, 1, 1},     CaseRun{0x0189, 0x018a, 1, 205},   CaseRun{0x018b, 0x018b, 1, 1},
    CaseRun{0x018e, 0x018e, 1, 79},    CaseRun{0x018f, 0x018f, 1, 202},   CaseRun{0x0190, 0x0190, 1, 203},
    CaseRun{0x0191, 0x0191, 1, 1},     CaseRun{0x0193, 0x0193, 1, 205},   CaseRun{0x0194, 0x0194, 1, 207},
    CaseRun{0x0196, 0x0196, 1, 211},   CaseRun{0x0197, 0x0197, 1, 209},   CaseRun{0x0198, 0x0198, 1, 1},
    CaseRun{0x019c, 0x019c, 1, 211},   CaseRun{0x019d, 0x019d, 1, 213},   CaseRun{0x019f, 0x019f, 1, 214},
    CaseRun{0x01a0, 0x01a4, 2, 1},     CaseRun{0x01a6, 0x01a6, 1, 218},   CaseRun{0x01a7, 0x01a7, 1, 1},
    CaseRun{0x01a9, 0x01a9, 1, 218},   CaseRun{0x01ac, 0x01ac, 1, 1},     CaseRun{0x01ae, 0x01ae, 1, 218},
    CaseRun{0x01af, 0x01af, 1, 1},     CaseRun{0x01b1, 0x01b2, 1, 217},   CaseRun{0x01b3, 0x01b5, 2, 1},
    CaseRun{0x01b7, 0x01b7, 1, 219},   CaseRun{0x01b8, 0x01b8, 1, 1},     CaseRun{0x01bc, 0x01bc, 1, 1},
    CaseRun{0x01c4, 0x01c4, 1, 2},     CaseRun{0x01c5, 0x01c5, 1, 1},     CaseRun{0x01c7, 0x01c7, 1, 2},
    CaseRun{0x01c8, 0x01c8, 1, 1},     CaseRun{0x01ca, 0x01ca, 1, 2},     CaseRun{0x01cb, 0x01db, 2, 1},
    CaseRun{0x01de, 0x01ee, 2, 1},     CaseRun{0x01f1, 0x01f1, 1, 2},     CaseRun{0x01f2, 0x01f4, 2, 1},
    CaseRun{0x01f6, 0x01f6, 1, -97},   CaseRun{0x01f7, 0x01f7, 1, -56},   CaseRun{0x01f8, 0x021e, 2, 1},
    CaseRun{0x0220, 0x0220, 1, -130},  CaseRun{0x0222, 0x0232, 2, 1},     CaseRun{0x023a, 0x023a, 1, 10795},
    CaseRun{0x023b, 0x023b, 1, 1},     CaseRun{0x023d, 0x023d, 1, -163},  CaseRun{0x023e, 0x023e, 1, 10792},
    CaseRun{0x0241, 0x0241, 1, 1},     CaseRun{0x0243, 0x0243, 1, -195},  CaseRun{0x0244, 0x0244, 1, 69},
    CaseRun{0x0245, 0x0245, 1, 71},    CaseRun{0x0246, 0x024e, 2, 1},     CaseRun{0x0370, 0x0372, 2, 1},
    CaseRun{0x0376, 0x0376, 1, 1},     CaseRun{0x037f, 0x037f, 1, 116},   CaseRun{0x0386, 0x0386, 1, 38},
    CaseRun{0x0388, 0x038a, 1, 37},    CaseRun{0x038c, 0x038c, 1, 64},    CaseRun{0x038e, 0x038f, 1, 63},
    CaseRun{0x0391, 0x03a1, 1, 32},    CaseRun{0x03a3, 0x03ab, 1, 32},    CaseRun{0x03cf, 0x03cf, 1, 8},
    CaseRun{0x03d8, 0x03ee, 2, 1},     CaseRun{0x03f4, 0x03f4, 1, -60},   CaseRun{0x03f7, 0x03f7, 1, 1},
    CaseRun{0x03f9, 0x03f9, 1, -7},    CaseRun{0x03fa, 0x03fa, 1, 1},     CaseRun{0x03fd, 0x03ff, 1, -130},
    CaseRun{0x0400, 0x040f, 1, 80},    CaseRun{0x0410, 0x042f, 1, 32},    CaseRun{0x0460, 0x0480, 2, 1},
    CaseRun{0x048a, 0x04be, 2, 1},     CaseRun{0x04c0, 0x04c0, 1, 15},    CaseRun{0x04c1, 0x04cd, 2, 1},
    CaseRun{0x04d0, 0x052e, 2, 1},     CaseRun{0x1e00, 0x1e94, 2, 1},     CaseRun{0x1e9e, 0x1e9e, 1, -7615},
    CaseRun{0x1ea0, 0x1efe, 2, 1},     CaseRun{0x2126, 0x2126, 1, -7517}, CaseRun{0x212a, 0x212a, 1, -8383},
    CaseRun{0x212b, 0x212b, 1, -8262}, CaseRun{0x2160, 0x216f, 1, 16},    CaseRun{0xff21, 0xff3a, 1, 32}};

struct Accented {
  char32_t base;
  std::u32string_view letters;
};

// Every lower-case letter of Unicode that decomposes into an ASCII letter and combining marks.
constexpr std::array accented = {Accented{U'a', U"àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"},
                                 Accented{U'b', U"ḃḅḇ"},
                                 Accented{U'c', U"çćĉċčḉ"},
                                 Accented{U'd', U"ďḋḍḏḑḓ"},
                                 Accented{U'e', U"èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"},
                                 Accented{U'f', U"ḟ"},
                                 Accented{U'g', U"ĝğġģǧǵḡ"},
                                 Accented{U'h', U"ĥȟḣḥḧḩḫẖ"},
                                 Accented{U'i', U"ìíîïĩīĭįǐȉȋḭḯỉị"},
                                 Accented{U'j', U"ĵǰ"},
                                 Accented{U'k', U"ķǩḱḳḵ"},
                                 Accented{U'l', U"ĺļľḷḹḻḽ"},
                                 Accented{U'm', U"ḿṁṃ"},
                                 Accented{U'n', U"ñńņňǹṅṇṉṋ"},
                                 Accented{U'o', U"òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"},
                                 Accented{U'p', U"ṕṗ"},
                                 Accented{U'r', U"ŕŗřȑȓṙṛṝṟ"},
                                 Accented{U's', U"śŝşšșṡṣṥṧṩ"},
                                 Accented{U't', U"ţťțṫṭṯṱẗ"},
                                 Accented{U'u', U"ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"},
                                 Accented{U'v', U"ṽṿ"},
                                 Accented{U'w', U"ŵẁẃẅẇẉẘ"},
                                 Accented{U'x', U"ẋẍ"},
                                 Accented{U'y', U"ýÿŷȳẏẙỳỵỷỹ"},
                                 Accented{U'z', U"źżžẑẓẕ"}};

constexpr char32_t latin_first = 0xc0;
constexpr char32_t latin_last = 0x24f;
constexpr char32_t additional_first = 0x1e00;
constexpr char32_t additional_last = 0x1eff;
constexpr std::size_t latin_count = latin_last - latin_first + 1;
constexpr std::size_t additional_count = additional_last - additional_first + 1;

// Where a letter of the two blocks stands in the table below; its size for all other characters.
constexpr std::size_t slot_of(char32_t letter) {
  if (letter >= latin_first && letter <= latin_last) return letter - latin_first;
  if (letter >= additional_first && letter <= additional_last) return latin_count + (letter - additional_first);
  return latin_count + additional_count;
}

constexpr auto plain_table = [] {
  std::array<std::array<char, 2>, latin_count + additional_count + 1> table{};
  for (const Accented& row : accented) {
    for (const char32_t letter : row.letters) table.at(slot_of(letter)) = {static_cast<char>(row.base), '\0'};
  }
  for (const char32_t letter : std::u32string_view{U"øǿ"}) table.at(slot_of(letter)) = {'o', '\0'};
  for (const char32_t letter : std::u32string_view{U"æǽǣ"}) table.at(slot_of(letter)) = {'a', 'e'};
  table.at(slot_of(U'ß')) = {'s', 's'};
  table.at(slot_of(U'ł')) = {'l', '\0'};
  table.at(slot_of(U'đ')) = {'d', '\0'};
  table.at(slot_of(U'œ')) = {'o', 'e'};
  table.at(slot_of(U'þ')) = {'t', 'h'};
  table.at(slot_of(U'ð')) = {'d', '\0'};
  return table;
}();

}  // namespace

char32_t lower_case(char32_t character) {
  if (character < 0x80) return (character >= U'A' && character <= U'Z') ? character + (U'a' - U'A') : character;
  const auto* const run = std::lower_bound(case_runs.begin(), case_runs.end(), character,
                                           [](const CaseRun& row, char32_t value) { return row.last < value; });
  if (run == case_runs.end() || character < run->first || (character - run->first) % run->step != 0) return character;
  return static_cast<char32_t>(static_cast<std::int32_t>(character) + run->distance);
}

std::string in_lower_case(std::string_view utf8) {
  std::string lower;
  lower.reserve(utf8.size());
  while (!utf8.empty()) text::append_utf8(lower, lower_case(text::take_utf8(utf8)));
  return lower;
}

std::string_view plain_letters(char32_t lower) {
  const std::array<char, 2>& letters = plain_table.at(slot_of(lower));
  const auto length =
      static_cast<std::size_t>(std::count_if(letters.begin(), letters.end(), [](char c) { return c != '\0'; }));
  return {letters.data(), length};
}

}  // namespace formats::ccmail
