// ccmail-gen: writes dumps with known contents, and the truth about them.
#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "tools/ccmail-gen/damage.h"
#include "tools/ccmail-gen/dump.h"
#include "tools/ccmail-gen/recipe.h"
#include "tools/ccmail-gen/sink.h"

namespace ccmail_gen {
namespace {

struct Options {
  Recipe recipe;
  std::string output;
  std::string truth;
  std::uint64_t accounts = 0;  // 0: the output is a single dump
};

bool parse_number(std::string_view text, std::uint64_t& number) {
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  return result.ec == std::errc() && result.ptr == end;
}

// "100" or "100:2000".
std::string parse_range(const std::string& text, std::uint64_t& least, std::uint64_t& most) {
  const std::size_t colon = text.find(':');
  const bool good = parse_number(std::string_view(text).substr(0, colon), least) &&
                    parse_number(std::string_view(text).substr(colon == std::string::npos ? 0 : colon + 1), most);
  return good && least <= most ? "" : "not a range of bytes: " + text;
}

// "0.25" is a share of the messages, "25" is so many in all.
std::string parse_attachments(const std::string& text, Recipe& recipe) {
  std::uint64_t count = 0;
  if (parse_number(text, count)) {
    recipe.attachments = count;
    return {};
  }
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, recipe.attachment_share);
  const bool good =
      result.ec == std::errc() && result.ptr == end && recipe.attachment_share >= 0 && recipe.attachment_share <= 1;
  return good ? "" : "neither a number nor a share: " + text;
}

void add_options(CLI::App& app, Options& options) {
  Recipe& recipe = options.recipe;
  const std::map<std::string, CodePage> pages = {
      {"437", CodePage::cp437}, {"850", CodePage::cp850}, {"macroman", CodePage::mac_roman}, {"932", CodePage::cp932},
      {"936", CodePage::cp936}, {"949", CodePage::cp949}, {"950", CodePage::cp950}};
  const std::map<std::string, DateOrder> orders = {
      {"mdy", DateOrder::mdy}, {"dmy", DateOrder::dmy}, {"ymd", DateOrder::ymd}};
  app.add_option("OUT", options.output, "Dump to write, - for stdout; with --accounts a directory")->required();
  app.add_option("--truth", options.truth, "Write what must come out, one JSON line per message");
  app.add_option("--accounts", options.accounts, "Write so many dumps, as a post office");
  app.add_option("--seed", recipe.seed, "The same seed gives the same bytes everywhere");
  app.add_option("--messages", recipe.messages, "Messages per account");
  app.add_option_function<std::string>(
      "--attachments",
      [&recipe](const std::string& text) {
        if (const auto error = parse_attachments(text, recipe); !error.empty()) throw CLI::ValidationError(error);
      },
      "Share of messages that have files (0.25), or number of files in all (25)");
  app.add_option_function<std::string>(
      "--attachment-size",
      [&recipe](const std::string& text) {
        const auto error = parse_range(text, recipe.attachment_least, recipe.attachment_most);
        if (!error.empty()) throw CLI::ValidationError(error);
      },
      "Bytes per file, MIN or MIN:MAX");
  app.add_option_function<std::string>(
      "--text-size",
      [&recipe](const std::string& text) {
        const auto error = parse_range(text, recipe.text_least, recipe.text_most);
        if (!error.empty()) throw CLI::ValidationError(error);
      },
      "Bytes per text, MIN or MIN:MAX");
  app.add_option("--accents", recipe.accent_share, "Share of texts that hold letters beyond ASCII")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--mac", recipe.mac_share, "Share of files that are MacBinary II")->check(CLI::Range(0.0, 1.0));
  app.add_option("--unusual", recipe.unusual_share, "Share of messages that hold what a reader may trip over")
      ->check(CLI::Range(0.0, 1.0));
  app.add_flag("--every-address", recipe.every_address, "Also internet addresses, routers and lost names");
  app.add_option("--codepage", recipe.page, "437, 850, macroman, 932, 936, 949 or 950")
      ->transform(CLI::Transformer(pages));
  app.add_option("--date-order", recipe.date_order, "mdy, dmy or ymd")->transform(CLI::Transformer(orders));
  app.add_option_function<std::string>(
      "--dialect",
      [&recipe](const std::string& text) {
        if (const auto error = parse_dialect(text, recipe.dialect); !error.empty()) throw CLI::ValidationError(error);
      },
      "Comma-separated pieces: sizes=padded12|padded10|bare|none separators=crlf|none|double "
      "folders=inside|between|none recipients=repeated|continued labels=plain|numbered words=english|german");
  app.add_option_function<std::string>(
      "--damage",
      [&recipe](const std::string& text) {
        if (const auto error = parse_damage(text, recipe); !error.empty()) throw CLI::ValidationError(error);
      },
      "Comma-separated kinds of damage, or all those to single messages (docs/testing.md)");
  app.add_option("--damage-share", recipe.damage_share, "Share of the messages that are harmed")
      ->check(CLI::Range(0.0, 1.0));
}

// A few of the names that exports really had, each with the account that a reader must make of it.
Account account_named(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  switch (number % 4) {
    case 0:
      return {number, "sd" + digits + ".2", "sd" + digits + ".2"};
    case 1:
      return {number, "MSG" + digits, "MSG" + digits + ".CCM"};
    case 2:
      return {number, "user" + digits, "user" + digits + ".exp"};
    default:
      return {number, "mail " + digits, "mail " + digits + ".txt"};
  }
}

Account single_account(const std::string& output) {
  if (output == "-") return {0, "stdin", "-"};
  const std::filesystem::path path(output);
  for (const auto* ending : {".exp", ".ccm", ".txt", ".und"}) {
    if (path.extension() == ending) return {0, path.stem().string(), path.filename().string()};
  }
  return {0, path.filename().string(), path.filename().string()};
}

void generate(const Options& options) {
  std::unique_ptr<Sink> truth;
  if (!options.truth.empty()) truth = std::make_unique<Sink>(options.truth);
  if (options.accounts == 0) {
    Sink dump(options.output);
    write_dump(options.recipe, single_account(options.output), dump, truth.get());
    dump.flush();
  } else {
    std::filesystem::create_directories(options.output);
    for (std::uint64_t number = 0; number < options.accounts; ++number) {
      const Account account = account_named(number);
      Sink dump((std::filesystem::path(options.output) / account.file).string());
      write_dump(options.recipe, account, dump, truth.get());
      dump.flush();
    }
  }
  if (truth) truth->flush();
}

}  // namespace
}  // namespace ccmail_gen

int main(int argc, char** argv) {
  try {
    CLI::App app("Writes cc:Mail export files with known contents.", "ccmail-gen");
    ccmail_gen::Options options;
    ccmail_gen::add_options(app, options);
    CLI11_PARSE(app, argc, argv);
    ccmail_gen::generate(options);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "ccmail-gen: %s\n", error.what());
    return 1;
  }
  return 0;
}
