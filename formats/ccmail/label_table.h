// The table by which a person teaches words: rows of a label as it stands in a dump and what it means.
#pragma once

#include <span>
#include <string_view>
#include <tl/expected.hpp>

#include "formats/ccmail/vocabulary.h"
#include "formats/csv.h"
#include "formats/text/code_page.h"

namespace formats::ccmail {

/// Reads a table in UTF-8: rows `label,meaning` (RFC 4180), or lines `label=meaning`; a first row "label,meaning" is a
/// title. A colon behind the label is no part of it. Each label is taught as its bytes in each of `pages` that has all
/// its characters. Errors: a row that is neither, a meaning that is none (sense_named), a label that no page can write,
/// that is empty, too long, or has a second meaning, built in or in another row; a table of over 500 rows.
[[nodiscard]] tl::expected<Vocabulary, TableError> read_label_table(std::string_view text,
                                                                    std::span<const text::CodePage> pages);

}  // namespace formats::ccmail
