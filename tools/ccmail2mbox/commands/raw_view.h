// The bytes of a dump as a person reads them: a line each, with its offset and all that is not printable made visible.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "formats/text/code_page.h"
#include "stages/extent.h"
#include "stages/piece.h"

namespace tools {

class RawView {
 public:
  /// A line that is longer goes on behind a line end of ours.
  static constexpr std::size_t longest_line = 1000;
  /// Data of files that are longer are left out, unless all is asked for.
  static constexpr std::uint64_t longest_data = 256;

  /// `print` gets whole lines.
  RawView(formats::text::CodePage page, bool all, std::function<void(std::string_view)> print)
      : page_(page), all_(all), print_(std::move(print)) {}

  /// All bytes of a message: texts as text, the data of files in hexadecimal digits.
  void show(const stages::Message& message);
  /// Bytes that are text, or may be.
  void show_text(const stages::Extent& bytes);

 private:
  void show_data(const stages::Extent& bytes);
  void print_line(std::uint64_t offset, std::string_view shown);
  [[nodiscard]] std::string shown(std::string_view bytes) const;

  formats::text::CodePage page_;
  bool all_;
  std::function<void(std::string_view)> print_;
};

}  // namespace tools
