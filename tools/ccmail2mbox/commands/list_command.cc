#include "tools/ccmail2mbox/commands/list_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "stages/decode/input_file.h"
#include "stages/flow.h"
#include "stages/overview.h"
#include "tools/ccmail2mbox/commands/list_table.h"
#include "tools/ccmail2mbox/commands/printing.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/options/input_options.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"
#include "tools/ccmail2mbox/terminal/text.h"
#include "tools/ccmail2mbox/terminal/warnings.h"

namespace tools {
namespace {

constexpr const char* command = "list";

constexpr const char* description =
    "Lists the messages of exports, a line each, in their order: dump, folder,\n"
    "number in the dump, offset, date as written, from, subject, and of how many\n"
    "texts and files it is made.";

Manual manual() {
  Manual manual;
  manual.summary = "lists the messages of exports, a line each";
  manual.examples = {{"ccmail2mbox list smith.exp | less -S", ""},
                     {"ccmail2mbox list --csv export/ > messages.csv", ""},
                     {"ccmail2mbox show smith.exp:1234", "one of them, by its offset"}};
  manual.exit_status = {{"0", "every byte has its place"},
                        {"1", "some bytes belong to no message"},
                        {"2", "usage"},
                        {"3", "an input cannot be read"},
                        {"4", "the output cannot be written"},
                        {"130, 143", "interrupted, terminated"}};
  manual.everyday = {"--csv", "--codepage", "--settings", "--labels", "--help", "--help-all"};
  return manual;
}

// One dump. Returns its exit status.
int list(const Dump& dump, const std::function<void(ListRow)>& give, pipeline::Cancel& cancel) {
  const stages::ReadOptions options{dump.reading.words, dump.reading.code_page, dump.reading.date_order,
                                    dump.reading.files};
  std::uint64_t unreadable = 0;
  int status = exit_ok;
  const auto visit = [&](stages::Piece&& piece) {
    if (const auto* message = std::get_if<stages::Message>(&piece)) {
      if (cancel.requested()) throw pipeline::Cancelled();
      const stages::Overview overview = stages::overview_of(*message, dump.reading.code_page);
      give({shown_name(dump), printable(overview.folder), std::to_string(message->number),
            std::to_string(message->offset), printable(overview.date), printable(overview.from),
            printable(overview.subject), std::to_string(message->items.size())});
    } else if (const auto* quarantined = std::get_if<stages::Quarantined>(&piece)) {
      unreadable += quarantined->is_message ? 1 : 0;
    } else if (const auto* accounted = std::get_if<stages::DumpAccounted>(&piece)) {
      if (accounted->ledger.sum(stages::ByteKind::quarantine) > 0) status = exit_quarantined;
      if (!accounted->dump.ended_early.empty()) {
        status = exit_input;
        print_complaint(command, shown_name(dump) + ": " + accounted->dump.ended_early);
      }
    }
  };
  try {
    stages::read_dump({dump.path}, options, visit, cancel);
  } catch (const stages::InputError& error) {
    print_complaint(command, error.what());
    return exit_input;
  }
  if (unreadable > 0)
    print_complaint(command, shown_name(dump) + ": " + counted(unreadable, "message") + " cannot be read, not listed");
  return status;
}

int list_all(const InputOptions& options, bool csv, pipeline::Cancel& cancel) {
  const FoundDumps found = find_dumps(options, cancel);
  int status = exit_ok;
  ListTable table(csv ? 0 : terminal_width());
  if (csv) print_text(csv_row(list_columns()));
  for (const Dump& dump : found.dumps) {
    const auto give = [&](ListRow row) { print_text(csv ? csv_row(row) : table.add(std::move(row))); };
    status = std::max(status, list(dump, give, cancel));
  }
  if (!csv) print_text(table.finish());
  for (const NotFound& input : found.failures) print_complaint(command, input.text);
  return found.failures.empty() ? status : exit_input;
}

class Line {
 public:
  Line() : app_(description, "ccmail2mbox list") {
    app_.add_flag("--csv", csv_, "comma-separated values (RFC 4180), safe to open in a spreadsheet")
        ->group("What it tells");
    input_.add_to(app_);
    format_help(app_, manual());
  }

  [[nodiscard]] CLI::App& app() { return app_; }
  [[nodiscard]] const InputOptions& options() const { return options_; }
  [[nodiscard]] bool csv() const { return csv_; }
  [[nodiscard]] std::optional<std::string> settle() { return input_.settle(); }

 private:
  InputOptions options_;
  InputGroup input_{options_};
  bool csv_ = false;
  CLI::App app_;
};

}  // namespace

void describe_list(const DescriptionUser& use) {
  Line line;
  use(line.app());
}

int run_list(int argc, const char* const* argv, const StandardStreams& streams) {
  Line line;
  if (const auto answer = parse(line.app(), argc, argv)) return print(*answer);
  if (const auto mistake = line.settle()) return print(usage_mistake(line.app(), *mistake));
  const InputOptions& options = line.options();
  if (!streams.input && std::count(options.inputs.begin(), options.inputs.end(), "-") > 0) {
    print_complaint(command, "standard input is closed");
    return exit_input;
  }
  return run_printing(command, streams,
                      [&](pipeline::Cancel& cancel) { return list_all(options, line.csv(), cancel); });
}

}  // namespace tools
