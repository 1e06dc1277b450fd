// The vocabulary as far as one code page can write it.
#pragma once

#include <string_view>
#include <vector>

#include "tools/ccmail-gen/code_page.h"

namespace ccmail_gen {

struct Lexicon {
  /// All that `code_page` can write, or of that what is ASCII alone.
  explicit Lexicon(CodePage code_page, bool ascii_only = false);

  CodePage page;
  std::vector<std::string_view> last_names;
  std::vector<std::string_view> first_names;
  std::vector<std::string_view> boards;
  std::vector<std::string_view> folders;
  std::vector<std::string_view> subjects;
  std::vector<std::string_view> words;
  std::vector<std::string_view> drawings;
  std::vector<std::string_view> file_stems;  // beside those of the kinds of files
};

}  // namespace ccmail_gen
