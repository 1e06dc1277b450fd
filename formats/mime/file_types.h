// What the names of files, and what the Finder kept of Macintosh files, say about their media type: tables of the
// 1990s, our own, so that the answer does not change with the machine.
#pragma once

#include <string_view>

namespace formats::mime {

struct ExtensionType {
  std::string_view media_type;  ///< empty: the extension is not known
  bool runs = false;            ///< opening such a file may execute it
};

/// The type of ".doc" for "Letter.DOC". Nothing for an unknown or missing extension. No table has a message or
/// multipart type: a file is delivered as it is, and readers would look into those.
[[nodiscard]] ExtensionType type_of_extension(std::string_view file_name);

/// The type of a Macintosh file by its type code (four MacRoman characters); empty where it says nothing.
[[nodiscard]] std::string_view type_of_mac_type(std::string_view type);

/// What the program with this signature (four MacRoman characters) mostly writes. It writes other files too.
[[nodiscard]] std::string_view type_of_mac_creator(std::string_view creator);

}  // namespace formats::mime
