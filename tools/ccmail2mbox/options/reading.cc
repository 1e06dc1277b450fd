#include "tools/ccmail2mbox/options/reading.h"

namespace tools {

const char* name_of(ToldBy by) {
  switch (by) {
    case ToldBy::defaults:
      return "defaults";
    case ToldBy::command_line:
      return "command_line";
    case ToldBy::dump:
      return "dump";
    case ToldBy::nobody:
      break;
  }
  return "nobody";
}

tl::expected<Reading, std::string> Readings::settle(std::span<const Voice> voices) {
  Reading reading;
  reading.post_offices = post_offices_;
  std::shared_ptr<const LabelSource> labels;
  for (const Voice& voice : voices) {
    const auto hear = [&](const auto& told, auto& into, ToldBy& by) {
      if (!told) return;
      into = *told;
      by = voice.by;
    };
    hear(voice.told->code_page, reading.code_page, reading.by.code_page);
    hear(voice.told->date_order, reading.date_order, reading.by.date_order);
    hear(voice.told->files, reading.files, reading.by.files);
    hear(voice.told->zone, reading.zone, reading.by.zone);
    if (!voice.told->labels) continue;
    labels = voice.told->labels;
    reading.by.labels = voice.by;
  }
  reading.words = built_in_;
  if (labels) {
    auto& words = taught_[{labels.get(), reading.code_page}];
    if (!words) {
      auto made = words_of(*labels, reading.code_page);
      if (!made) return tl::unexpected(made.error());
      words = *std::move(made);
    }
    reading.words = words;
    reading.labels_sha256 = labels->sha256;
  }
  return reading;
}

}  // namespace tools
