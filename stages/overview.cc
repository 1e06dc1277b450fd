#include "stages/overview.h"

#include "stages/folder_name.h"

namespace stages {

Overview overview_of(const Message& message, std::optional<formats::text::CodePage> page) {
  using formats::ccmail::Meaning;
  const auto settled = page.value_or(message.survey->code_page.page);
  const Head& head = *message.parsed;
  std::string joined;
  const auto value = [&](Meaning meaning) { return formats::text::to_utf8(settled, head.value(meaning, joined)); };
  Overview overview;
  overview.folder = folder_name(settled, raw_folder(head, message.directive.get(), joined));
  overview.date = value(Meaning::date);
  overview.from = value(Meaning::from);
  overview.subject = value(Meaning::subject);
  return overview;
}

}  // namespace stages
