#include "tools/ccmail2mbox/options/input_options.h"

#include <CLI/CLI.hpp>
#include <array>
#include <memory>
#include <utility>

#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/options/label_source.h"
#include "tools/ccmail2mbox/terminal/remedy.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

std::string code_page_names(const char* separator) {
  std::string names = "auto";
  for (const formats::text::CodePage page : formats::text::all_code_pages())
    names.append(separator).append(name_of(page));
  return names;
}

}  // namespace

void InputGroup::add_to(CLI::App& app) {
  app.add_option("INPUT", options_.inputs,
                 "export file, directory (searched recursively) or - for standard input; gzip, bzip2, xz and zstd are "
                 "unpacked")
      ->required();
  add_reading_to(app);
}

void InputGroup::add_reading_to(CLI::App& app) {
  constexpr const char* group = "How exports are read";
  std::vector<std::string_view> code_pages{"auto"};
  for (const formats::text::CodePage page : formats::text::all_code_pages()) code_pages.push_back(name_of(page));
  offer(*app.add_option("--codepage", code_page_, code_page_names(", "))->type_name("NAME")->group(group), code_pages);
  offer(*app.add_option("--date-order", date_order_, "auto, mdy, dmy, ymd")->type_name("ORDER")->group(group),
        {"auto", "mdy", "dmy", "ymd"});
  CLI::Option* const zone =
      app.add_option("--timezone", zone_, "where the mail was written (IANA name); dates are exact only with it")
          ->type_name("NAME")
          ->group(group);
  require_value(*zone, "the name of a time zone, for instance America/New_York,");
  CLI::Option* const labels =
      app.add_option("--labels", options_.labels,
                     "table (CSV: label,meaning) of labels and headers that EXPORT wrote in other words")
          ->type_name("FILE")
          ->group(group);
  require_value(*labels, "the name of a file");
  CLI::Option* const settings =
      app.add_option("--settings", options_.settings,
                     "what is settled about each export (TOML): account, code page, date order, time zone, labels")
          ->type_name("FILE")
          ->group(group);
  require_value(*settings, "the name of a file");
  offer(*app.add_option("--files", files_,
                        "auto, raw, hex: whether the export holds attachments as hexadecimal text (/FILES/HEX)")
             ->type_name("BYTES")
             ->group(group),
        {"auto", "raw", "hex"});
}

std::optional<std::string> InputGroup::hear(Told& told) const {
  using formats::ccmail::DateOrder;
  using formats::text::CodePage;
  using stages::FileBytes;
  if (!files_.empty())
    if (auto mistake = choose<std::optional<FileBytes>>(
            "--files", files_, {{"auto", std::nullopt}, {"raw", FileBytes::raw}, {"hex", FileBytes::hex}},
            told.files.emplace()))
      return mistake;
  if (!date_order_.empty())
    if (auto mistake = choose<std::optional<DateOrder>>(
            "--date-order", date_order_,
            {{"auto", std::nullopt}, {"mdy", DateOrder::mdy}, {"dmy", DateOrder::dmy}, {"ymd", DateOrder::ymd}},
            told.date_order.emplace()))
      return mistake;
  if (!code_page_.empty()) {
    const auto page = formats::text::code_page_named(code_page_);
    if (!page && code_page_ != "auto") return "--codepage: '" + code_page_ + "' is not one of " + code_page_names("|");
    told.code_page = page;
  }
  if (!options_.labels.empty()) {
    auto labels = read_label_file(options_.labels);
    if (!labels) return "--labels: " + printable(labels.error()) + remedy_of(labels.error(), Side::input);
    told.labels = std::make_shared<const LabelSource>(*std::move(labels));
  }
  if (!zone_.empty()) {
    auto zone = formats::time::Zone::named(zone_);
    if (!zone)
      return "--timezone: " + zone.error() +
             (zone.error().ends_with('?') ? "" : "; it is one such as America/New_York (timedatectl list-timezones)");
    told.zone = *std::move(zone);
  }
  return std::nullopt;
}

std::optional<std::string> InputGroup::settle() {
  Told command_line;
  if (auto mistake = hear(command_line)) return mistake;
  Settings settings;
  if (!options_.settings.empty()) {
    auto read = read_settings_file(options_.settings);
    if (!read) return "--settings: " + printable(read.error()) + remedy_of(read.error(), Side::input);
    settings = *std::move(read);
  }
  Readings readings(settings.post_offices);
  std::array<Readings::Voice, 3> voices{
      {{ToldBy::defaults, &settings.defaults}, {ToldBy::command_line, &command_line}, {}}};
  auto reading = readings.settle({voices.data(), 2});
  if (!reading) return "labels: " + printable(reading.error());
  options_.reading = *std::move(reading);
  options_.entries.reserve(settings.dumps.size());
  for (DumpSettings& dump : settings.dumps) {
    voices[2] = {ToldBy::dump, &dump.told};
    auto of_dump = readings.settle(voices);
    if (!of_dump) return "labels: " + printable(of_dump.error());
    options_.entries.push_back({std::move(dump), *std::move(of_dump)});
  }
  return std::nullopt;
}

}  // namespace tools
