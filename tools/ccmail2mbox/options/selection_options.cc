#include "tools/ccmail2mbox/options/selection_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "formats/ascii.h"
#include "formats/ccmail/date.h"
#include "tools/ccmail2mbox/options/command_line.h"

namespace tools {
namespace {

// Midnight of "1998-01-31", as if the clock of the post office were UTC; none for anything else.
std::optional<std::int64_t> midnight_of(std::string_view text) {
  constexpr std::string_view form = "0000-00-00";
  const auto fits = [](char form_character, char c) {
    return form_character == '0' ? formats::is_digit(c) : c == form_character;
  };
  if (text.size() != form.size() || !std::equal(form.begin(), form.end(), text.begin(), fits)) return std::nullopt;
  const auto date = formats::ccmail::parse_date(text, formats::ccmail::DateOrder::ymd);
  if (!date || date->day_clamped || date->has_time || date->time_unread) return std::nullopt;
  return formats::ccmail::to_unix_seconds(*date);
}

}  // namespace

void SelectionGroup::add_to(CLI::App& app) {
  constexpr const char* group = "Which messages";
  const auto add_names = [&](const char* option, std::vector<std::string>& names, const char* description,
                             const char* missing) {
    CLI::Option* const added =
        app.add_option(option, names, description)->type_name("NAME")->allow_extra_args(false)->group(group);
    require_value(*added, missing);
  };
  const auto add_date = [&](const char* option, std::string& date, const char* description) {
    CLI::Option* const added = app.add_option(option, date, description)->type_name("DATE")->group(group);
    require_value(*added, "a date, for instance 1998-01-31,");
  };
  add_names("--account", options_.accounts,
            "converts this account alone; like the options for folders it may be given several times",
            "the name of an account");
  add_names("--folder", options_.selection.folders, "converts this folder alone", "the name of a folder");
  add_names("--skip-folder", options_.selection.skip_folders, "leaves this folder out", "the name of a folder");
  add_date("--since", options_.since,
           "messages of this day (1998-01-31) or later, by their date as it stands in the export; those whose date "
           "cannot be read are converted too");
  add_date("--until", options_.until, "messages of this day or earlier, likewise");
  app.add_option("--limit", limit_, "of each export, the first N messages that pass all else")
      ->type_name("N")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{std::numeric_limits<std::int64_t>::max()}))  // not -1
      ->group(group);
}

std::optional<std::string> SelectionGroup::settle() {
  stages::Selection& selection = options_.selection;
  for (const auto& [option, typed, moment] : {std::tuple{"--since", &options_.since, &selection.since},
                                              std::tuple{"--until", &options_.until, &selection.until}}) {
    if (typed->empty()) continue;
    *moment = midnight_of(*typed);
    if (!*moment) return std::string(option) + ": '" + *typed + "' is not a day such as 1998-01-31";
  }
  if (selection.since && selection.until && *selection.since > *selection.until)
    return "--since " + options_.since + " is later than --until " + options_.until;
  constexpr std::int64_t day = 86400;  // seconds
  if (selection.until) *selection.until += day - 1;
  if (limit_ > 0) selection.limit = limit_;
  return std::nullopt;
}

}  // namespace tools
