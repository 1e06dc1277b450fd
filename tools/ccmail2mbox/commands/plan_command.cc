#include "tools/ccmail2mbox/commands/plan_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "formats/ccmail/batch_file.h"
#include "formats/ccmail/dos_name.h"
#include "formats/ccmail/export_version.h"
#include "formats/ccmail/user_list.h"
#include "formats/csv.h"
#include "tools/ccmail2mbox/commands/foreign_text.h"
#include "tools/ccmail2mbox/options/label_source.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"
#include "tools/ccmail2mbox/terminal/remedy.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

using namespace formats::ccmail;  // NOLINT(google-build-using-namespace): all that a plan is made of

constexpr const char* name = "ccmail2mbox plan";
constexpr const char* description =
    "Writes EXPORT.BAT, which exports the mailboxes of USERS under DOS or DOSBox, and\n"
    "accounts.csv, which says whose each dump is. Neither is written over.";

struct PlanOptions {
  std::string users;
  std::string post_office;
  std::string dumps;
  std::string database;
  std::string version;
  std::string page;
  std::string output = "EXPORT.BAT";
  std::string accounts = "accounts.csv";
};

struct Plan {
  std::optional<Database> database;
  std::optional<ExportVersion> version;
  BatchSettings batch;
};

Manual manual() {
  Manual manual;
  manual.summary = "writes the EXPORT.BAT that exports a post office";
  manual.examples = {
      {R"(ccmail2mbox plan users.txt --post-office 'M:\CCDATA' --version DB8)", "a name a line"},
      {R"(ccmail2mbox plan users.csv --post-office P: --version DB6 --export 5.15)", "a table: user,post_office"}};
  manual.notes = {"USERS may also be a directory export. Before: switch off Pre-expired Passwords. See docs/plan.md."};
  manual.exit_status = {{"0", "every user is in the plan"},
                        {"1", "some are left out"},
                        {"2", "usage, or such an export cannot be made"},
                        {"3", "USERS cannot be read"},
                        {"4", "a file cannot be written"}};
  return manual;
}

void define(CLI::App& app, PlanOptions& options) {
  app.add_option("USERS", options.users, "a file of users, or '-'")->required();
  app.add_option("--post-office", options.post_office, "the post office's directory, as DOS names it")
      ->type_name("DIR")
      ->required();
  app.add_option("--dumps", options.dumps, "the dumps' directory, as DOS names it; else where it starts")
      ->type_name("DIR");
  offer(*app.add_option("--version", options.database, "the post office's: DB6, DB7 or DB8")->type_name("VERSION"),
        {"DB6", "DB7", "DB8"});
  app.add_option("--export", options.version, "EXPORT's version, as in 8.30.03")->type_name("VERSION");
  std::vector<std::string_view> pages;
  for (const formats::text::CodePage one : formats::text::all_code_pages()) pages.push_back(name_of(one));
  offer(*app.add_option("--codepage", options.page, "the post office's code page (default: 850)")->type_name("NAME"),
        pages);
  app.add_option("-o,--output", options.output, "default: EXPORT.BAT")->type_name("FILE");
  app.add_option("--accounts", options.accounts, "default: accounts.csv")->type_name("FILE");
  format_help(app, manual());
}

void print_error(const std::string& text) { std::fputs(("ccmail2mbox plan: " + text + "\n").c_str(), stderr); }
void warn(const std::string& text) { print_error("warning: " + printable(text)); }

std::string error_text(int error) { return std::generic_category().message(error); }

// The mistake, if there is one.
std::optional<std::string> settle(const PlanOptions& options, Plan& plan) {
  if (!options.database.empty()) {
    plan.database = database_named(options.database);
    if (!plan.database) return "--version: '" + options.database + "' is not one of DB6|DB7|DB8";
  }
  if (!options.version.empty()) {
    plan.version = export_version(options.version);
    if (!plan.version) return "--export: '" + options.version + "' is no version such as 8.30.03";
  }
  const auto page = formats::text::code_page_named(options.page.empty() ? "850" : options.page);
  if (!page) return "--codepage: '" + options.page + "' is no code page";
  constexpr std::array<const char*, 2> why{" (DOS has no other names)",
                                           " (event 1004: Q194869; a directory named after a post office: Q229314)"};
  for (const bool is_dumps : {false, true}) {
    const std::string& path = is_dumps ? options.dumps : options.post_office;
    if (is_dumps && path.empty()) continue;
    auto fault = fault_of_dos_path(path);
    if (!fault && formats::text::printable_prefix(path) < path.size()) fault = "'" + path + "' is not all ASCII";
    if (fault)
      return std::string(is_dumps ? "--dumps: " : "--post-office: ") + *fault + why.at(is_dumps ? 1 : 0) +
             "; name it in 8.3, or give it a drive letter with SUBST";
  }
  for (const std::string& path : {options.output, options.accounts})
    if (path.empty()) return "the name of a file is missing";
  if (options.output == options.accounts) return "--output and --accounts name the same file";
  plan.batch = {options.post_office, options.dumps, *page, resource_files(plan.database, plan.version)};
  return std::nullopt;
}

// False when such an export cannot be made.
bool advise(const Plan& plan) {
  bool refused = false;
  for (const VersionAdvice& advice : advice_on(plan.database, plan.version)) {
    const std::string text = advice.reason + ": " + advice.remedy;
    if (advice.refused)
      print_error(text);
    else
      warn(text);
    refused = refused || advice.refused;
  }
  return !refused;
}

// Passwords will stand in one of them: only their owner may read it.
int write_new(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return errno;
  int error = 0;
  while (!bytes.empty() && error == 0) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) error = errno;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::close(file) != 0 && error == 0) error = errno;
  if (error != 0) ::unlink(path.c_str());
  return error;
}

std::string accounts_table(const BatchFile& batch) {
  std::string table =
      "\xef\xbb\xbf"
      "file,user,post_office\r\n";
  for (const PlannedDump& dump : batch.dumps) {
    formats::append_csv_field(table, dump.file);
    table += ',';
    formats::append_csv_field(table, dump.user.name);
    table += ',';
    formats::append_csv_field(table, dump.user.post_office);
    table += "\r\n";
  }
  return table;
}

std::string steps(const PlanOptions& options, const Plan& plan) {
  const std::string batch = printable(options.output);
  std::string resource;
  for (const std::string_view file : plan.batch.resource_files)
    resource.append(resource.empty() ? " with " : " or ").append(file);
  const std::array<std::string, 6> all{
      "Switch off Pre-expired Passwords at the post office: with it EXPORT refuses every password (event 1004, "
      "Q186740).",
      "Write the password of each mailbox behind its \"set\" in " + batch +
          ". It is the mailbox's password, not the post office's (Q186740).",
      "Copy " + batch + " (in binary) into the directory of EXPORT.EXE" + resource +
          " and start it there, under DOS or DOSBox.",
      "See what failed: ccmail2mbox explain EXPORT.LOG",
      "Restore Pre-expired Passwords, and delete " + batch + " with its passwords.",
      "Copy the dumps in binary, and keep " + printable(options.accounts) +
          " with them: it says whose mailbox each is."};
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) out += wrapped(std::to_string(i + 1) + ". ", all.at(i), 3);
  return out;
}

// A line of DOS is short, and nobody knows here how long the passwords are.
void warn_of_little_room(const BatchFile& batch) {
  constexpr std::size_t usual_password = 10;
  const auto is_cramped = [](const PlannedDump& dump) { return dump.password_room < usual_password; };
  const auto cramped = std::count_if(batch.dumps.begin(), batch.dumps.end(), is_cramped);
  if (cramped == 0) return;
  const auto worst = std::min_element(
      batch.dumps.begin(), batch.dumps.end(),
      [](const PlannedDump& one, const PlannedDump& other) { return one.password_room < other.password_room; });
  warn("DOS takes 127 characters a line: of " + counted(static_cast<std::uint64_t>(cramped), "user") +
       " the password may have fewer than 10, of '" + worst->user.name + "' " +
       counted(worst->password_room, "character") +
       "; SUBST gives the post office's directory a drive letter, and without --dumps the dumps need no path");
}

void warn_of(const UserList& list, const BatchFile& batch, const PlanOptions& options) {
  for (const formats::TableError& note : list.notes)
    warn(options.users + ":" + std::to_string(note.line) + ": " + note.why);
  const auto is_plain = [](const PlannedDump& dump) {
    return formats::text::printable_prefix(dump.user.name) == dump.user.name.size();
  };
  if (options.page.empty() && !std::all_of(batch.dumps.begin(), batch.dumps.end(), is_plain))
    warn("names beyond ASCII are written in code page 850, a guess: --codepage names that of the post office");
  warn_of_little_room(batch);
  for (const BatchNote& note : batch.doubtful) warn("'" + note.user + "': " + note.why);
  for (const BatchNote& note : batch.left_out)
    print_error("left out: " + printable("'" + note.user + "': " + note.why));
}

int write_plan(const PlanOptions& options, const Plan& plan, const UserList& list) {
  const BatchFile batch = batch_file(list.users, plan.batch);
  warn_of(list, batch, options);
  if (batch.dumps.empty()) {
    print_error(printable(options.users) + ": no user to export; nothing was written");
    return 1;
  }
  const std::string base = options.output.substr(options.output.rfind('/') + 1);
  if (const auto fault = fault_of_dos_path(base)) warn("--output: " + *fault + ": DOS cannot start it");
  if (const int error = write_new(options.output, batch.bytes)) {
    print_error(printable(options.output) + ": " + error_text(error) +
                (error == EEXIST ? "; it is not written over, since passwords may stand in it: move it away"
                                 : remedy_of(error, Side::output)));
    return exit_output;
  }
  if (const int error = write_new(options.accounts, accounts_table(batch))) {
    ::unlink(options.output.c_str());
    print_error(printable(options.accounts) + ": " + error_text(error) + remedy_of(error, Side::output));
    return exit_output;
  }
  const std::string text = counted(batch.dumps.size(), "user") + " in " + printable(options.output) +
                           (batch.left_out.empty() ? "" : ", " + grouped(batch.left_out.size()) + " left out") + "\n" +
                           steps(options, plan);
  if (std::fwrite(text.data(), 1, text.size(), stdout) < text.size() || std::fflush(stdout) != 0) {
    if (errno != EPIPE) print_error("standard output: " + error_text(errno));
    return exit_output;
  }
  return batch.left_out.empty() ? exit_ok : 1;
}

}  // namespace

void describe_plan(const DescriptionUser& use) {
  PlanOptions options;
  CLI::App app(description, name);
  define(app, options);
  use(app);
}

int run_plan(int argc, const char* const* argv, const StandardStreams& streams) {
  PlanOptions options;
  CLI::App app(description, name);
  define(app, options);
  if (const auto answer = parse(app, argc, argv)) return print(*answer);
  Plan plan;
  if (const auto mistake = settle(options, plan)) return print(usage_mistake(app, printable(*mistake)));
  if (!streams.output) {
    print_error("standard output is closed");
    return exit_output;
  }
  if (!streams.input && options.users == "-") {
    print_error("standard input is closed");
    return exit_input;
  }
  if (!advise(plan)) return exit_usage;
  constexpr std::size_t most_bytes = std::size_t{16} << 20U;
  auto bytes = read_small_file(options.users == "-" ? "/dev/stdin" : options.users, most_bytes, "list of users");
  if (!bytes) {
    print_error(printable(bytes.error()) + remedy_of(bytes.error(), Side::input));
    return exit_input;
  }
  const auto page = options.page.empty() ? std::nullopt : std::optional(plan.batch.page);
  const auto list = read_user_list(text_from(*std::move(bytes), page));
  if (!list) {
    print_error(printable(options.users) + ":" + std::to_string(list.error().line) + ": " + list.error().why);
    return exit_input;
  }
  return write_plan(options, plan, *list);
}

}  // namespace tools
