#include "formats/ccmail/export_version.h"

#include <algorithm>
#include <array>

#include "formats/ascii.h"

namespace formats::ccmail {
namespace {

constexpr std::string_view needs = "Q152500, Q174740, Q253196, Q258220";
constexpr ExportVersion first_8_3{8, 30, 0, 0};
constexpr ExportVersion after_8_3{8, 40, 0, 0};
constexpr ExportVersion with_private_entries{8, 30, 3, 0};

std::string with_needs(std::string_view reason) { return std::string(reason) + " (" + std::string(needs) + ")"; }

bool fits(Database database, const ExportVersion& version) {
  if (database == Database::db6) return version >= ExportVersion{5, 12} && version < ExportVersion{5, 16};
  return version.major == 8;
}

void add_for_database(std::vector<VersionAdvice>& all, std::optional<Database> database,
                      std::optional<ExportVersion> version) {
  if (database == Database::db7) {
    all.push_back({true, with_needs("a DB7 (mobile) post office cannot be exported"),
                   "copy it to a DB8 post office first, and plan for that"});
    return;
  }
  if (!database || !version) {
    all.push_back(
        {false,
         with_needs("EXPORT must fit the post office: DB6 needs EXPORT 5.12 to 5.15, DB8 needs 8.x, DB7 (mobile) "
                    "cannot be exported"),
         "--version and --export say which they are, and are checked"});
    return;
  }
  if (fits(*database, *version)) return;
  const bool db6 = *database == Database::db6;
  all.push_back({true,
                 with_needs(db6 ? "a DB6 post office needs EXPORT 5.12 to 5.15" : "a DB8 post office needs EXPORT 8.x"),
                 "use such an EXPORT"});
}

void add_for_version(std::vector<VersionAdvice>& all, const ExportVersion& version) {
  if (version.major == 6 && version.minor == 0)
    all.push_back({false, "EXPORT 6.0 writes malformed Macintosh attachments (Q166561)",
                   "the conversion keeps them and reports the damage; another EXPORT avoids it"});
  if (version == ExportVersion{6, 1, 0, 5})
    all.push_back({false, "EXPORT 6.01.00.5 damages attachments, which cannot be mended (Q194905)",
                   "use another version of EXPORT"});
  if ((version.major == 6 || version.major == 8) && version.minor == 0)
    all.push_back({false, "EXPORT 6.0 and 8.0 may not finish a message that holds a PCX (Q202240)",
                   "look for damage at the end of an export when it is converted, or use another version"});
  if (version >= first_8_3 && version < after_8_3)
    all.push_back(
        {false, "EXPORT 8.3 drops the names of recipients; 8.01 does not (Q249133)",
         "two runs: the mail with EXPORT 8.01, and the internet entries of private address books with 8.30.03"});
  if (version.major == 8 && version < with_private_entries)
    all.push_back({false, "only EXPORT 8.30.03 or later exports the internet entries of private address books",
                   "where they are wanted: a second run with 8.30.03, for them alone, since 8.3 drops recipients' "
                   "names (Q249133)"});
}

}  // namespace

std::optional<Database> database_named(std::string_view name) {
  constexpr std::array<std::string_view, 3> names{"DB6", "DB7", "DB8"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (equal_without_case(name, names.at(i))) return static_cast<Database>(i);
  return std::nullopt;
}

std::optional<ExportVersion> export_version(std::string_view text) {
  std::array<unsigned, 4> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string_view part = text.substr(0, text.find('.'));
    if (part.empty() || part.size() > 4 || !std::all_of(part.begin(), part.end(), is_digit)) return std::nullopt;
    for (const char c : part) parts.at(i) = parts.at(i) * 10 + static_cast<unsigned>(c - '0');
    if (i == 1 && part.size() == 1) parts.at(i) *= 10;
    if (part.size() == text.size()) return ExportVersion{parts[0], parts[1], parts[2], parts[3]};
    text.remove_prefix(part.size() + 1);
  }
  return std::nullopt;
}

std::vector<VersionAdvice> advice_on(std::optional<Database> database, std::optional<ExportVersion> version) {
  std::vector<VersionAdvice> all;
  add_for_database(all, database, version);
  if (version) {
    add_for_version(all, *version);
  } else if (database != Database::db7 && database != Database::db6) {
    all.push_back(
        {false,
         "EXPORT 8.3 drops the names of recipients, 8.01 does not (Q249133); only 8.30.03 or later exports the "
         "internet entries of private address books",
         "two runs where both are wanted: the mail with 8.01, those entries with 8.30.03"});
  }
  return all;
}

std::vector<std::string_view> resource_files(std::optional<Database> database, std::optional<ExportVersion> version) {
  if (database != Database::db8) return {};
  if (!version) return {"IE.RI", "IMPEXP.RI"};
  return {*version >= first_8_3 ? std::string_view("IMPEXP.RI") : std::string_view("IE.RI")};
}

}  // namespace formats::ccmail
