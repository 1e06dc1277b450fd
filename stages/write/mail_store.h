// Where the mail of one dump goes. What it leaves behind is one part: whole after finish(), nothing before.
#pragma once

#include <cstdint>

#include "stages/mail.h"
#include "stages/write/placed.h"

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
  /// Where the message lies that ended last. Not of an MboxStream that keeps no track.
  [[nodiscard]] virtual Placed last() const = 0;
  [[nodiscard]] virtual std::uint64_t bytes() const = 0;
};

}  // namespace stages
