// What `ccmail2mbox explain` says of a text or a log.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/ccmail/event_line.h"

namespace tools {

/// Takes lines, and tells what is known of them: each event once, with the lines that it stands in and whom they name.
class Explanation {
 public:
  enum class Of : unsigned char { text, log };  ///< only in a log lines have numbers and unknown ones are counted
  explicit Explanation(Of what) : is_log_(what == Of::log) {}

  /// All of `text` (UTF-8), whose lines end with LF, CR LF or CR.
  void read(std::string_view text);
  /// Something was understood.
  [[nodiscard]] bool is_known() const { return understood_ > 0; }
  /// In lines of less than 80 bytes, but for names that are longer; printable.
  [[nodiscard]] std::string text() const;

 private:
  struct Named {
    std::size_t line = 0;
    std::string user;
    std::string file;
  };
  struct Seen {
    Named named;
    Named before;  // the last that was named in an earlier line, where `named` names nobody
  };
  struct Group {
    const formats::ccmail::ExportEvent* event;
    std::vector<Seen> seen;
  };
  struct Command {
    Named named;
    std::string command;
    std::vector<std::string> suspects;
  };
  struct Unknown {
    std::size_t line;
    std::string name;
  };

  void take(std::string_view line);
  [[nodiscard]] std::string at(std::size_t line) const;
  [[nodiscard]] std::string text_of(const Group& group) const;

  bool is_log_;
  std::size_t lines_ = 0;
  std::size_t blank_ = 0;
  std::size_t understood_ = 0;
  std::vector<Group> groups_;  // in the order in which they were first seen
  std::vector<Named> exports_;
  std::vector<Command> commands_;
  std::vector<Unknown> unknown_;
  Named last_;
};

}  // namespace tools
