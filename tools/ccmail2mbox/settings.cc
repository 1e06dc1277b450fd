#include "tools/ccmail2mbox/settings.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "formats/ccmail/date.h"
#include "formats/hash/short_hash.h"
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

// A table is what it holds, wherever it lies.
std::string sha256_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  std::string hash;
  formats::hash::append_short_hash(hash, bytes.str(), 64);
  return hash;
}

Json settings_of(const Options& options) {
  Json settings;
  settings["program"] = "ccmail2mbox";
  settings["version"] = version();
  settings["format"] = name_of(options.format);
  settings["codepage"] =
      options.reading.code_page ? std::string(formats::text::name_of(*options.reading.code_page)) : "auto";
  settings["date_order"] =
      options.reading.date_order ? std::string(formats::ccmail::to_string(*options.reading.date_order)) : "auto";
  settings["timezone"] = options.reading.zone ? Json(options.reading.zone->name()) : Json(nullptr);
  settings["domain"] = options.domain;
  settings["labels_sha256"] = options.labels.empty() ? Json(nullptr) : Json(sha256_of(options.labels));
  settings["files"] = !options.reading.files                             ? "auto"
                      : *options.reading.files == stages::FileBytes::hex ? "hex"
                                                                         : "raw";
  settings["mac"] = name_of(options.mac);
  settings["join_texts"] = options.join_texts;
  settings["unread"] = options.unread;
  settings["skip_folders"] = options.skip_folders;
  settings["bag"] = options.bag;
  settings["with_source"] = options.with_source;
  settings["tables"] = options.tables;
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
  for (const Dump& dump : found.dumps)
    dumps.push_back({{"input", dump.input}, {"file", dump.name}, {"bytes", dump.bytes}, {"modified", dump.modified}});
  plan["dumps"] = std::move(dumps);
  return text_of(plan);
}

}  // namespace tools
