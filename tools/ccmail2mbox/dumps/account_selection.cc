#include "tools/ccmail2mbox/dumps/account_selection.h"

#include <algorithm>
#include <cstddef>
#include <set>

#include "formats/ccmail/letters.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

std::string accounts_of(const FoundDumps& found) {
  constexpr std::size_t most_names = 20;
  std::set<std::string> names;
  for (const Dump& dump : found.dumps) names.insert(dump.account);
  if (names.empty()) return "; there is none";
  std::string list;
  std::size_t listed = 0;
  for (const std::string& name : names)
    if (++listed <= most_names) list += (list.empty() ? "; there are '" : ", '") + name + "'";
  if (listed > most_names) list += " and " + grouped(listed - most_names) + " more";
  return list;
}

}  // namespace

std::optional<std::string> select_accounts(FoundDumps& found, const std::vector<std::string>& names) {
  if (names.empty()) return std::nullopt;
  std::set<std::string> unused;
  std::set<std::string> wanted;
  for (const std::string& name : names) wanted.insert(formats::ccmail::in_lower_case(name));
  unused = wanted;
  for (const Dump& dump : found.dumps) unused.erase(formats::ccmail::in_lower_case(dump.account));
  for (const std::string& name : names)
    if (unused.contains(formats::ccmail::in_lower_case(name)))
      return "--account: there is no account '" + name + "'" + accounts_of(found);
  std::erase_if(found.dumps,
                [&](const Dump& dump) { return !wanted.contains(formats::ccmail::in_lower_case(dump.account)); });
  return std::nullopt;
}

}  // namespace tools
