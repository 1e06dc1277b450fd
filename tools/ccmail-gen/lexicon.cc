#include "tools/ccmail-gen/lexicon.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "tools/ccmail-gen/east_asian.h"
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

const vocabulary::EastAsian* east_asian(CodePage page) {
  switch (page) {
    case CodePage::cp932:
      return &vocabulary::japanese::all;
    case CodePage::cp936:
      return &vocabulary::simplified_chinese::all;
    case CodePage::cp949:
      return &vocabulary::korean::all;
    case CodePage::cp950:
      return &vocabulary::traditional_chinese::all;
    default:
      return nullptr;
  }
}

// So often that people write mostly in their own language.
void append(std::vector<std::string_view>& list, std::span<const std::string_view> more) {
  for (int times = 0; times < 3; ++times) list.insert(list.end(), more.begin(), more.end());
}

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
  const vocabulary::EastAsian* const own = ascii_only ? nullptr : east_asian(code_page);
  if (own == nullptr) return;
  append(last_names, own->last_names);
  append(first_names, own->first_names);
  append(folders, own->folders);
  append(subjects, own->subjects);
  append(words, own->words);
  append(file_stems, own->file_stems);
}

}  // namespace ccmail_gen
