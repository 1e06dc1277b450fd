#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "formats/mailbox/folder_names.h"
#include "stages/report/html/elements.h"
#include "stages/report/html/escape.h"
#include "stages/report/html/sections.h"
#include "stages/write/maildir.h"
#include "stages/write/mbox_tree.h"

namespace stages::html {
namespace {

void append_step(std::string& out, std::string_view words, std::string_view command = {}) {
  out.append("<li>").append(words);
  if (!command.empty()) {
    out += "<pre><code>";
    constexpr std::size_t longest_command = 500;
    append_text(out, command, longest_command);
    out += "</code></pre>";
  }
  out += "</li>\n";
}

std::string shell_word(std::string_view word) {
  std::string text = "'";
  for (const char c : word) {
    if (c == '\'')
      text += "'\\''";
    else
      text += c;
  }
  return text + "'";
}

// A mailbox that mutt opens. Where names differ in case alone, which file is whose is not known here.
std::optional<std::string> first_mailbox(const Facts& facts) {
  const std::string format = facts.settings.value("format", "");
  for (const auto& [key, account] : facts.sums.accounts) {
    if (account.written == 0 || account.directory.empty() || !shows_all(account.directory)) continue;
    if (format == "maildir") return account.directory + "/" + maildir_name;
    if (format != "mbox") return std::nullopt;
    const auto& folders = account.tally.folders;
    const auto largest = std::max_element(folders.begin(), folders.end(), [](const auto& a, const auto& b) {
      return a.second.messages < b.second.messages;
    });
    if (largest == folders.end()) continue;
    formats::mailbox::FolderNames alone(formats::mailbox::FolderNames::Style::plain);
    formats::mailbox::FolderNames among(formats::mailbox::FolderNames::Style::plain);
    const std::string name = alone.on_disk(largest->first);
    for (const auto& [folder, of_folder] : folders) (void)among.on_disk(folder);
    if (name != among.on_disk(largest->first) || !shows_all(name)) continue;
    return account.directory + "/" + name + mbox_ending;
  }
  return std::nullopt;
}

bool has_guess(const ReportedRun& run) {
  return std::any_of(run.dumps.begin(), run.dumps.end(), [](const ReportedDump& dump) {
    if (dump.result == nullptr || dump.result->tally.messages == 0) return false;
    const Survey& survey = dump.result->survey;
    return (!dump.code_page && survey.code_page.high_bytes > 0 && !survey.code_page.certain) ||
           (!dump.date_order && !survey.date_order.certain);
  });
}

}  // namespace

void append_next_steps(std::string& out, const Facts& facts) {
  const Section section(out, "next", "Next steps");
  append_paragraph(out, "Commands are for the directory in which this page stands.", "soft");
  out += "<ol class=\"steps\">\n";
  append_step(out,
              "Check now, and whenever it was copied, that nothing in the result has changed:", "ccmail2mbox verify .");
  append_step(out,
              "Keep or sign one number that stands for all of it, <code>root_sha256</code> in <code>run.json</code>:",
              "sha256sum SHA256SUMS");
  if (const auto mailbox = first_mailbox(facts))
    append_step(out, "Look at a mailbox, with any mail program:", "mutt -f " + shell_word(*mailbox));
  if (is_zone_missing(facts))
    append_step(out, "Dates are exact only with the time zone of the post office. To convert again with one:",
                "ccmail2mbox --timezone America/New_York --replace --output DIR INPUT");
  if (has_guess(facts.run))
    append_step(out,
                "Look at some messages with accents and with dates, since <a href=\"#reading\">guesses</a> were made; "
                "<code>--codepage</code> and <code>--date-order</code> settle them.");
  if (std::any_of(facts.run.dumps.begin(), facts.run.dumps.end(), [](const ReportedDump& dump) {
        return dump.result != nullptr && !dump.result->unknown_labels.labels.empty();
      }))
    append_step(out,
                "Say what the <a href=\"#labels\">unknown labels</a> mean, in a table with the columns label and "
                "meaning, and convert again with <code>--labels</code>.");
  if (facts.sums.accounted.at(static_cast<std::size_t>(ByteKind::quarantine)) > 0)
    append_step(out,
                "Look through <code>quarantine/</code>: the index says where each run of bytes was, and why it is "
                "there.");
  append_step(out,
              "Before importing: <code>duplicates.csv</code> lists messages that share a Message-ID, of which some "
              "servers keep one.");
  out += "</ol>\n";
}

void append_settings(std::string& out, const Facts& facts) {
  const Section section(out, "settings", "Settings");
  const Details details(out, "Every option that the result depends on");
  Table table(out, "Settings", {{"Setting"}, {"Value"}});
  for (const auto& [name, value] : facts.settings.items()) {
    table.begin_row();
    table.text(name);
    table.text(value.is_string() ? value.get<std::string>()
                                 : value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  }
}

}  // namespace stages::html
