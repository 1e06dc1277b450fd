#include "tools/ccmail-gen/lexicon.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "tools/ccmail-gen/vocabulary.h"

namespace ccmail_gen {
namespace {

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

class Writable {
 public:
  Writable(CodePage page, bool ascii_only) : page_(page), ascii_only_(ascii_only) {}

  std::vector<std::string_view> operator()(std::span<const std::string_view> table) const {
    std::vector<std::string_view> kept;
    std::copy_if(table.begin(), table.end(), std::back_inserter(kept), [this](std::string_view entry) {
      return encodable(entry, page_) && (!ascii_only_ || is_ascii(entry));
    });
    return kept;
  }

 private:
  CodePage page_;
  bool ascii_only_;
};

}  // namespace

Lexicon::Lexicon(CodePage code_page, bool ascii_only) : page(code_page) {
  const Writable writable(code_page, ascii_only);
  last_names = writable(vocabulary::last_names);
  first_names = writable(vocabulary::first_names);
  boards = writable(vocabulary::boards);
  folders = writable(vocabulary::folders);
  subjects = writable(vocabulary::subjects);
  words = writable(vocabulary::words);
  drawings = writable(vocabulary::drawings);
}

}  // namespace ccmail_gen
