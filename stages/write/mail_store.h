// Where the mail of one dump goes. What it leaves behind is one part: whole after finish(), nothing before.
#pragma once

#include <cstdint>

#include "stages/mail.h"

namespace stages {

class MailStore {
 public:
  MailStore() = default;
  MailStore(const MailStore&) = delete;
  MailStore& operator=(const MailStore&) = delete;
  MailStore(MailStore&&) = delete;
  MailStore& operator=(MailStore&&) = delete;
  virtual ~MailStore() = default;

  /// Throws OutputError.
  virtual void add(const MailPiece& piece) = 0;
  virtual void finish() = 0;
  [[nodiscard]] virtual std::uint64_t bytes() const = 0;
};

}  // namespace stages
