#include <algorithm>
#include <vector>

#include "stages/report/html/elements.h"
#include "stages/report/html/escape.h"
#include "stages/report/html/sections.h"

namespace stages::html {
namespace {

constexpr std::size_t most_accounts = 2000;
constexpr std::size_t most_folders = 500;  // of an account
constexpr std::size_t most_types = 100;
constexpr std::size_t most_large = 50;
constexpr std::size_t most_open_to_view = 20;  // a longer list scrolls within itself
constexpr std::size_t longest_summary = 60;

void append_folders_of(std::string& out, const AccountSums& account, bool open) {
  std::string summary = "<strong>";
  append_name(summary, account.name, longest_summary);
  summary += "</strong><span class=\"soft\">" + counted(account.tally.folders.size(), "folder") + ", " +
             counted(account.written, "message") + "</span>";
  const Details details(out, summary, open);
  {
    std::string name = "Folders of ";
    append_text(name, account.name);
    Table table(out, name, {{"Folder"}, {"Messages", true}, {"First", true}, {"Last", true}});
    std::size_t shown = 0;
    for (const auto& [folder, folder_facts] : account.tally.folders) {
      if (++shown > most_folders) break;
      table.begin_row();
      table.text(folder);
      table.number(folder_facts.messages);
      table.days(folder_facts.dates);
    }
  }
  append_more(out, account.tally.folders.size(), most_folders, "folders");
}

void append_large(std::string& out, const Facts& facts) {
  const Tally& tally = facts.sums.tally;
  if (tally.over_25_mb == 0) return;
  out += "<h3>Large messages</h3>\n";
  append_paragraph(out, counted(tally.over_25_mb, "message") + " will be over 25\u00A0MB as a server is sent them, " +
                            grouped(tally.over_35_mb) + " over 35\u00A0MB, " + grouped(tally.over_150_mb) +
                            " over 150\u00A0MB: some servers do not take these.");
  std::size_t shown = 0;
  {
    Table table(out, "Large messages", {{"Export"}, {"Offset", true}, {"Folder"}, {"Size", true}});
    for (const ReportedDump& dump : facts.run.dumps) {
      if (dump.result == nullptr) continue;
      for (const LargeMessage& message : dump.result->tally.large) {
        if (shown == most_large) break;
        ++shown;
        table.begin_row();
        table.text(dump.name.file);
        table.quantity(std::to_string(message.offset));
        table.text(message.folder);
        table.size(message.bytes);
      }
    }
  }
  append_more(out, tally.over_25_mb, shown, "large messages",
              "<code>report.json</code> has the first " + grouped(Tally::most_large) + " of each export");
}

}  // namespace

void append_accounts(std::string& out, const Facts& facts) {
  if (facts.sums.accounts.empty()) return;
  const Section section(out, "accounts", "Accounts");
  if (facts.sums.accounts.size() > most_open_to_view)
    append_paragraph(out, grouped(facts.sums.accounts.size()) + " accounts; the tables scroll.", "soft");
  {
    Table table(out, "Accounts",
                {{"Account"},
                 {"Messages", true},
                 {"Attachments", true},
                 {"Repaired", true},
                 {"Quarantined bytes", true},
                 {"First", true},
                 {"Last", true}});
    std::size_t shown = 0;
    for (const auto& [key, account] : facts.sums.accounts) {
      if (++shown > most_accounts) break;
      table.begin_row();
      table.text(account.name);
      table.number(account.written);
      table.number(account.tally.files);
      table.number(account.tally.repaired);
      table.number(account.quarantined_bytes);
      table.days(account.tally.dates);
    }
  }
  append_more(out, facts.sums.accounts.size(), most_accounts, "accounts");
}

void append_folders(std::string& out, const Facts& facts) {
  if (facts.sums.accounts.empty()) return;
  const Section section(out, "folders", "Folders");
  const bool scrolls = facts.sums.accounts.size() > most_open_to_view;
  if (scrolls) out += "<div class=\"list\" role=\"region\" tabindex=\"0\" aria-label=\"Folders by account\">\n";
  std::size_t shown = 0;
  for (const auto& [key, account] : facts.sums.accounts) {
    if (++shown > most_accounts) break;
    append_folders_of(out, account, facts.sums.accounts.size() == 1);
  }
  if (scrolls) out += "</div>\n";
  append_more(out, facts.sums.accounts.size(), most_accounts, "accounts");
}

void append_attachments(std::string& out, const Facts& facts) {
  const auto& types = facts.sums.tally.types;
  if (types.empty() && facts.sums.tally.over_25_mb == 0) return;
  const Section section(out, "attachments", "Attachments");
  if (!types.empty()) {
    std::vector<std::pair<std::string_view, TypeFacts>> sorted(types.begin(), types.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second.bytes > b.second.bytes; });
    {
      Table table(out, "Attachments by type", {{"Type"}, {"Files", true}, {"Size", true}});
      for (std::size_t i = 0; i < std::min(sorted.size(), most_types); ++i) {
        const auto& [type, of_type] = sorted[i];
        table.begin_row();
        table.text(type);
        table.number(of_type.files);
        table.size(of_type.bytes);
      }
    }
    append_more(out, sorted.size(), most_types, "types");
  }
  append_large(out, facts);
}

}  // namespace stages::html
