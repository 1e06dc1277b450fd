#include "tools/ccmail2mbox/options/mail_options.h"

#include <CLI/CLI.hpp>

#include "formats/ccmail/addr_spec.h"
#include "tools/ccmail2mbox/options/command_line.h"

namespace tools {

void MailGroup::add_to(CLI::App& app) {
  constexpr const char* group = "What form the mail gets";
  app.add_option("--domain", options_.domain,
                 "domain of addresses that are made from names (default: " + options_.domain + ")")
      ->type_name("NAME")
      ->group(group);
  offer(*app.add_option(
                "--mac", mac_,
                "appledouble (default), data, macbinary: Macintosh files with both forks, their data fork alone, or in "
                "the container they came in")
             ->type_name("FORM")
             ->group(group),
        {"appledouble", "data", "macbinary"});
  app.add_flag("--join-texts", options_.join_texts, "all texts of a message become one, in front of its files")
      ->group(group);
  app.add_flag("--unread", options_.unread, "mark unread what is not known to have been read (default: read)")
      ->group(group);
}

std::optional<std::string> MailGroup::settle() {
  using stages::MacForm;
  if (auto mistake = choose<MacForm>(
          "--mac", mac_,
          {{"appledouble", MacForm::appledouble}, {"data", MacForm::data}, {"macbinary", MacForm::macbinary}},
          options_.mac))
    return mistake;
  // A made address puts up to 104 characters before it.
  constexpr std::size_t longest_domain = 150;
  if (options_.domain.starts_with('[') || options_.domain.size() > longest_domain ||
      !formats::ccmail::is_addr_spec("a@" + options_.domain))
    return "--domain: '" + options_.domain + "' is not a domain name, as example.org is";
  return std::nullopt;
}

}  // namespace tools
