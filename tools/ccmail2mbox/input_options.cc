#include "tools/ccmail2mbox/input_options.h"

#include <CLI/CLI.hpp>

#include "tools/ccmail2mbox/command_line.h"
#include "tools/ccmail2mbox/label_file.h"
#include "tools/ccmail2mbox/text.h"

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
  constexpr const char* group = "How exports are read";
  app.add_option("INPUT", options_.inputs,
                 "export file, directory (searched recursively) or - for standard input; gzip, bzip2, xz and zstd are "
                 "unpacked")
      ->required();
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
  offer(*app.add_option("--files", files_,
                        "auto, raw, hex: whether the export holds attachments as hexadecimal text (/FILES/HEX)")
             ->type_name("BYTES")
             ->group(group),
        {"auto", "raw", "hex"});
}

std::optional<std::string> InputGroup::settle() {
  using formats::ccmail::DateOrder;
  using stages::FileBytes;
  Reading& reading = options_.reading;
  if (auto mistake = choose<std::optional<FileBytes>>(
          "--files", files_, {{"auto", std::nullopt}, {"raw", FileBytes::raw}, {"hex", FileBytes::hex}}, reading.files))
    return mistake;
  if (auto mistake = choose<std::optional<DateOrder>>(
          "--date-order", date_order_,
          {{"auto", std::nullopt}, {"mdy", DateOrder::mdy}, {"dmy", DateOrder::dmy}, {"ymd", DateOrder::ymd}},
          reading.date_order))
    return mistake;
  if (code_page_ != "auto") {
    reading.code_page = formats::text::code_page_named(code_page_);
    if (!reading.code_page) return "--codepage: '" + code_page_ + "' is not one of " + code_page_names("|");
  }
  if (!options_.labels.empty()) {
    auto words = read_label_file(options_.labels, reading.code_page);
    if (!words) return "--labels: " + printable(words.error());
    reading.words = *std::move(words);
  }
  if (!zone_.empty()) {
    auto zone = formats::time::Zone::named(zone_);
    if (!zone) return "--timezone: " + zone.error();
    reading.zone = *zone;
  }
  return std::nullopt;
}

}  // namespace tools
