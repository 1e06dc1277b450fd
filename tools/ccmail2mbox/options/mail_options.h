// The options that say what form the mail gets.
#pragma once

#include <optional>
#include <string>

#include "formats/ccmail/made_address.h"
#include "stages/encode/options.h"

namespace CLI {
class App;
}

namespace tools {

struct MailOptions {
  std::string domain{formats::ccmail::made_domain};
  stages::MacForm mac = stages::MacForm::appledouble;
  bool join_texts = false;
  bool unread = false;  // what is not known to have been read is marked unread
};

class MailGroup {
 public:
  explicit MailGroup(MailOptions& options) : options_(options) {}
  void add_to(CLI::App& app);
  [[nodiscard]] std::optional<std::string> settle();

 private:
  MailOptions& options_;
  std::string mac_ = "appledouble";
};

}  // namespace tools
