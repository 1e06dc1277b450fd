#include "tools/ccmail2mbox/commands/man_page.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "tools/ccmail2mbox/commands/command_shape.h"

namespace tools {
namespace {

// Text that roff shows as it is: what it would take for requests, hyphens or quotation marks is escaped.
std::string shown(std::string_view text) {
  std::string out;
  bool line_begins = true;
  for (const char character : text) {
    if (line_begins && (character == '.' || character == '\'')) out += "\\&";
    line_begins = character == '\n';
    switch (character) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '`':
        out += "\\(ga";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      default:
        out += character;
    }
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + shown(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + shown(text) + "\\fR"; }

std::string section(std::string_view title) { return ".SH " + std::string(title) + "\n"; }

std::string tagged(const std::string& term, std::string_view meaning) {
  return ".TP\n" + term + "\n" + shown(meaning) + "\n";
}

std::string terms(std::string_view title, const Manual::Terms& terms) {
  if (terms.empty()) return {};
  std::string out = section(title);
  for (const auto& [term, meaning] : terms) out += tagged(bold(term), meaning);
  return out;
}

std::string synopsis(const CLI::App& app) {
  std::string out = section("SYNOPSIS") + bold(app.get_name()) + " [" + italic("OPTIONS") + "]";
  for (const CLI::Option* const option : app.get_options()) {
    if (!option->get_positional()) continue;
    const std::string argument = italic(placeholder_of(*option)) + (repeats(*option) ? "..." : "");
    out += option->get_required() ? " " + argument : " [" + argument + "]";
  }
  return out + "\n";
}

std::string description(const CLI::App& app) {
  std::string out = section("DESCRIPTION") + shown(app.get_description()) + "\n";
  for (const std::string& note : manual_of(app).notes) out += ".PP\n" + shown(note) + "\n";
  for (const CLI::Option* const option : app.get_options())
    if (option->get_positional()) out += tagged(italic(placeholder_of(*option)), option->get_description());
  return out;
}

std::string options(const CLI::App& app) {
  std::string out = section("OPTIONS");
  for (const std::string& group : app.get_groups()) {
    std::string entries;
    for (const CLI::Option* const option : app.get_options()) {
      if (option->get_positional() || option->get_group() != group) continue;
      std::string term;
      for (const std::string& name : names_of(*option)) term += (term.empty() ? "" : ", ") + bold(name);
      const std::string placeholder = placeholder_of(*option);
      if (!placeholder.empty()) term += " " + italic(placeholder);
      entries += tagged(term, option->get_description());
    }
    // "Options" is what CLI11 calls those that are in no group.
    if (!entries.empty() && group != "Options") out += ".SS " + shown(group) + "\n";
    out += entries;
  }
  return out;
}

std::string examples(const Manual& manual) {
  if (manual.examples.empty()) return {};
  std::string out = section("EXAMPLES");
  for (const auto& [line, effect] : manual.examples) {
    if (effect.empty())
      out += ".PP\n" + bold(line) + "\n";
    else
      out += tagged(bold(line), effect);
  }
  return out;
}

std::string see_also(const std::string& self, std::span<const std::string> others) {
  std::string out;
  for (const std::string& other : others) {
    if (other == self) continue;
    out.append(out.empty() ? section("SEE ALSO") : ",\n").append(bold(other)).append("(1)");
  }
  return out.empty() ? out : out + "\n";
}

}  // namespace

std::string page_name(const CLI::App& app) {
  std::string name = app.get_name();
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string man_page(const CLI::App& app, std::string_view date, std::span<const std::string> others) {
  const Manual& manual = manual_of(app);
  const std::string name = page_name(app);
  return ".TH \"" + shown(name) + "\" 1 \"" + shown(date) + "\" \"ccmail2mbox " + shown(version()) +
         "\" \"User Commands\"\n" + section("NAME") + shown(name) + " \\- " + shown(manual.summary) + "\n" +
         synopsis(app) + description(app) + options(app) + terms("COMMANDS", manual.commands) + examples(manual) +
         terms("EXIT STATUS", manual.exit_status) + terms("FILES", manual.files) + see_also(name, others);
}

}  // namespace tools
