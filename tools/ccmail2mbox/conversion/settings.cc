#include "tools/ccmail2mbox/conversion/settings.h"

#include <nlohmann/json.hpp>

#include "formats/ccmail/date.h"
#include "formats/text/code_page.h"

namespace tools {
namespace {

using Json = nlohmann::ordered_json;

std::string name_of(stages::MailFormat format) {
  switch (format) {
    case stages::MailFormat::mbox:
      return "mbox";
    case stages::MailFormat::eml:
      return "eml";
    case stages::MailFormat::maildir:
      break;
  }
  return "maildir";
}

std::string name_of(stages::MacForm form) {
  switch (form) {
    case stages::MacForm::appledouble:
      return "appledouble";
    case stages::MacForm::data:
      return "data";
    case stages::MacForm::macbinary:
      break;
  }
  return "macbinary";
}

// What was told about reading a dump; a table of labels is what it holds, wherever it lies.
void add_reading(Json& json, const Reading& reading) {
  json["codepage"] = reading.code_page ? std::string(formats::text::name_of(*reading.code_page)) : "auto";
  json["date_order"] = reading.date_order ? std::string(formats::ccmail::to_string(*reading.date_order)) : "auto";
  json["timezone"] = reading.zone ? Json(reading.zone->name()) : Json(nullptr);
  json["labels_sha256"] = reading.labels_sha256.empty() ? Json(nullptr) : Json(reading.labels_sha256);
  json["files"] = !reading.files ? "auto" : *reading.files == stages::FileBytes::hex ? "hex" : "raw";
}

Json settings_of(const Options& options) {
  Json settings;
  settings["program"] = "ccmail2mbox";
  settings["version"] = version();
  settings["format"] = name_of(options.format);
  add_reading(settings, options.reading);
  if (options.reading.post_offices) {
    Json& zones = settings["post_offices"];
    for (const auto& [name, zone] : options.reading.post_offices->zones()) zones[name] = zone.name();
  }
  settings["domain"] = options.domain;
  settings["mac"] = name_of(options.mac);
  settings["join_texts"] = options.join_texts;
  settings["unread"] = options.unread;
  settings["accounts"] = options.accounts;
  settings["folders"] = options.selection.folders;
  settings["skip_folders"] = options.selection.skip_folders;
  settings["since"] = options.since.empty() ? Json(nullptr) : Json(options.since);
  settings["until"] = options.until.empty() ? Json(nullptr) : Json(options.until);
  settings["limit"] = options.selection.limit ? Json(*options.selection.limit) : Json(nullptr);
  settings["bag"] = options.bag;
  settings["with_source"] = options.with_source;
  settings["tables"] = options.tables;
  settings["log_content"] = options.log_content;
  return settings;
}

// Paths may be in any encoding; JSON is UTF-8.
std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string settings_json(const Options& options) { return text_of(settings_of(options)); }

std::string plan_json(const Options& options, const FoundDumps& found, std::span<const std::string> directories) {
  Json plan;
  plan["settings"] = settings_of(options);
  plan["accounts"] = directories;
  Json dumps = Json::array();
  for (const Dump& dump : found.dumps) {
    Json entry{{"input", dump.input}, {"file", dump.name}, {"bytes", dump.bytes}, {"modified", dump.modified}};
    entry["account"] = dump.account;
    add_reading(entry, dump.reading);
    dumps.push_back(std::move(entry));
  }
  plan["dumps"] = std::move(dumps);
  return text_of(plan);
}

std::string told_json(const Dump& dump) {
  const Reading& reading = dump.reading;
  Json values;
  add_reading(values, reading);
  Json told = Json::object();
  const auto add = [&](const char* name, const Json& value, ToldBy by) {
    if (by != ToldBy::nobody) told[name] = {{"value", value}, {"by", name_of(by)}};
  };
  add("account", dump.account, dump.account_told ? ToldBy::dump : ToldBy::nobody);
  add("codepage", values["codepage"], reading.by.code_page);
  add("date_order", values["date_order"], reading.by.date_order);
  add("timezone", values["timezone"], reading.by.zone);
  add("files", values["files"], reading.by.files);
  add("labels_sha256", values["labels_sha256"], reading.by.labels);
  return text_of(told);
}

}  // namespace tools
