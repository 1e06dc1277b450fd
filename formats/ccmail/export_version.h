// Which EXPORT can export which post office, and what some versions of it lose or damage, as far as it is documented.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace formats::ccmail {

/// The version of a post office's database.
enum class Database : std::uint8_t { db6, db7, db8 };

/// "DB6", "DB7" or "DB8", in any case.
[[nodiscard]] std::optional<Database> database_named(std::string_view name);

struct ExportVersion {
  unsigned major = 0;
  unsigned minor = 0;  ///< of two digits: 8.3 is 8.30, 8.01 is before it
  unsigned patch = 0;
  unsigned build = 0;

  friend auto operator<=>(const ExportVersion&, const ExportVersion&) = default;  // NOLINT(modernize-use-nullptr)
};

/// "8.30.03", "5.15", "6.01.00.5". Empty where it is no version.
[[nodiscard]] std::optional<ExportVersion> export_version(std::string_view text);

struct VersionAdvice {
  bool refused = false;  ///< such an export cannot be, or must not be made
  std::string reason;    ///< with the articles
  std::string remedy;
};

/// What there is to say before a post office is exported: of the two what is known.
[[nodiscard]] std::vector<VersionAdvice> advice_on(std::optional<Database> database,
                                                   std::optional<ExportVersion> version);

/// The resource files of which one must lie beside EXPORT.EXE, for DB8 (R0002, Q190275); none for other post offices,
/// of which that is not documented.
[[nodiscard]] std::vector<std::string_view> resource_files(std::optional<Database> database,
                                                           std::optional<ExportVersion> version);

}  // namespace formats::ccmail
