// Where the words of a dump are taught: the file of --labels, or a table in the file of --settings.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "formats/ccmail/vocabulary.h"
#include "formats/text/code_page.h"

namespace tools {

/// A table of labels, not yet understood: what it teaches depends on the code page.
struct LabelSource {
  std::string path;                 // the file that it stands in
  std::string text;                 // as formats::ccmail::read_label_table reads it
  std::vector<std::string> places;  // "line:column: key" in the file, by line of the text; empty: lines are the same
  std::string sha256;               // of `text`, or of its rows in another order, whatever the file is called
};

/// Adds the hash.
[[nodiscard]] LabelSource label_source(std::string path, std::string text);

/// All of the file at `path`, or "path: why" when it cannot be read or has more than `most_bytes`, which would be no
/// `what`.
[[nodiscard]] tl::expected<std::string, std::string> read_small_file(const std::string& path, std::size_t most_bytes,
                                                                     std::string_view what);

/// The table in the file at `path`, at most 1 MiB; otherwise "path: why".
[[nodiscard]] tl::expected<LabelSource, std::string> read_label_file(const std::string& path);

/// The words that it teaches, in `page` or, where that is left to the survey, in every code page. Otherwise what is
/// wrong: "path:line: why", or "path:line:column: key: why" in settings.
[[nodiscard]] tl::expected<std::shared_ptr<const formats::ccmail::Vocabulary>, std::string> words_of(
    const LabelSource& source, std::optional<formats::text::CodePage> page);

}  // namespace tools
