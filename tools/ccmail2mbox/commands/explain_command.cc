#include "tools/ccmail2mbox/commands/explain_command.h"

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "formats/ascii.h"
#include "formats/text/code_page.h"
#include "tools/ccmail2mbox/commands/explanation.h"
#include "tools/ccmail2mbox/commands/foreign_text.h"
#include "tools/ccmail2mbox/options/label_source.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"
#include "tools/ccmail2mbox/terminal/remedy.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

constexpr const char* name = "ccmail2mbox explain";
constexpr const char* description =
    "Explains what EXPORT, IMPORT, or Microsoft's wizard or connector said: what\n"
    "happened, documented causes, what to do, and whether the dump is worth finding.";

struct ExplainOptions {
  std::vector<std::string> what;
  std::string page;
};

Manual manual() {
  Manual manual;
  manual.summary = "says what an error of EXPORT or of an event log means";
  manual.examples = {{"ccmail2mbox explain 1029", "an event of that number"},
                     {"ccmail2mbox explain 4", "a result code, of EXPORT or IMPORT: both"},
                     {"ccmail2mbox explain \"EXPORT.EXE returned 3\"", "EXPORT's alone"},
                     {"ccmail2mbox explain events.txt", "a log: each event with its lines, users and files"},
                     {"ccmail2mbox explain - < EXPORT.LOG", ""}};
  manual.notes = {
      "A number or result code is never taken for the name of a file: write ./1029 for a file of that name. Event "
      "numbers are those of Microsoft's programs for cc:Mail; other programs use the same numbers. What is not "
      "documented is said to be so. Passwords in command lines are not shown."};
  manual.exit_status = {{"0", "something was explained"},
                        {"1", "nothing was known"},
                        {"2", "usage"},
                        {"3", "a file cannot be read"},
                        {"4", "the explanation cannot be written"}};
  return manual;
}

void define(CLI::App& app, ExplainOptions& options) {
  app.add_option("TEXT|FILE", options.what, "a number, what was said, a log (UTF-8, UTF-16, or a code page), or '-'")
      ->required();
  CLI::Option* const page =
      app.add_option("--codepage", options.page, "of a log that is in no Unicode: as for converting")
          ->type_name("NAME");
  std::vector<std::string_view> names;
  for (const formats::text::CodePage one : formats::text::all_code_pages()) names.push_back(name_of(one));
  offer(*page, names);
  format_help(app, manual());
}

void print_error(const std::string& text) { std::fputs(("ccmail2mbox explain: " + text + "\n").c_str(), stderr); }

bool is_file(const std::string& text) {
  struct stat status {};
  return ::stat(text.c_str(), &status) == 0;
}

bool is_number(const std::string& text) { return std::all_of(text.begin(), text.end(), formats::is_digit); }

// "mail/events.log" may be a mistyped file, "Invalid Token" is none.
bool looks_like_path(const std::string& text) {
  return text.find_first_of(" \t\n") == std::string::npos && text.find_first_of("./") != std::string::npos;
}

tl::expected<std::string, std::string> read_log(const std::string& path) {
  constexpr std::size_t most_bytes = std::size_t{256} << 20U;
  if (path == "-") return read_small_file("/dev/stdin", most_bytes, "log");
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode))
    return tl::unexpected(path + ": " + std::generic_category().message(EISDIR));
  return read_small_file(path, most_bytes, "log");
}

int print_all(const Explanation& explanation, bool more) {
  const std::string text = explanation.text() + (more ? "\n" : "");
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written) {
    if (errno != EPIPE) print_error("standard output: " + std::generic_category().message(errno));
    return exit_output;
  }
  return exit_ok;
}

int explain(const ExplainOptions& options, std::optional<formats::text::CodePage> page) {
  std::string words;
  std::vector<std::string> files;
  for (const std::string& one : options.what) {
    if (one == "-" || (!is_number(one) && is_file(one)))
      files.push_back(one);
    else
      words += (words.empty() ? "" : " ") + one;
  }
  bool known = false;
  bool unreadable = false;
  if (!words.empty()) {
    Explanation explanation(Explanation::Of::text);
    explanation.read(text_from(words, page));
    if (!explanation.is_known() && looks_like_path(words)) {
      const std::string error = words + ": " + std::generic_category().message(ENOENT);
      print_error(printable(error) + remedy_of(error, Side::input));
      unreadable = true;
    } else {
      if (const int failed = print_all(explanation, !files.empty())) return failed;
      if (!explanation.is_known()) print_error("nothing is known of '" + printable(words) + "'");
      known = explanation.is_known();
    }
  }
  for (const std::string& file : files) {
    auto text = read_log(file);
    if (!text) {
      print_error(printable(text.error()) + remedy_of(text.error(), Side::input));
      unreadable = true;
      continue;
    }
    Explanation explanation(Explanation::Of::log);
    explanation.read(text_from(*std::move(text), page));
    if (files.size() > 1) std::fputs((printable(file) + "\n").c_str(), stdout);
    if (const int failed = print_all(explanation, &file != &files.back())) return failed;
    known = known || explanation.is_known();
  }
  if (unreadable) return exit_input;
  return known ? exit_ok : 1;
}

}  // namespace

void describe_explain(const DescriptionUser& use) {
  ExplainOptions options;
  CLI::App app(description, name);
  define(app, options);
  use(app);
}

int run_explain(int argc, const char* const* argv, const StandardStreams& streams) {
  ExplainOptions options;
  CLI::App app(description, name);
  define(app, options);
  if (const auto answer = parse(app, argc, argv)) return print(*answer);
  const auto page = formats::text::code_page_named(options.page);
  if (!page && !options.page.empty())
    return print(usage_mistake(app, "--codepage: '" + options.page + "' is no code page"));
  if (std::count(options.what.begin(), options.what.end(), "") > 0)
    return print(usage_mistake(app, "the text is missing"));
  if (!streams.output) {
    print_error("standard output is closed");
    return exit_output;
  }
  if (!streams.input && std::count(options.what.begin(), options.what.end(), "-") > 0) {
    print_error("standard input is closed");
    return exit_input;
  }
  return explain(options, page);
}

}  // namespace tools
