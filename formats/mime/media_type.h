// The media type of a file by the extension of its name: the types of the 1990s, from a table of our own, so that the
// answer does not change with the machine.
#pragma once

#include <string_view>

namespace formats::mime {

/// "application/msword" for "Letter.DOC"; application/octet-stream for an unknown or missing extension. Never a
/// message or multipart type: a file is delivered as it is, and readers would look into those.
[[nodiscard]] std::string_view media_type_for(std::string_view file_name);

/// Whether a media type is one of text, whose character set can be told (RFC 2046, 4.1).
[[nodiscard]] bool is_text_type(std::string_view media_type);

}  // namespace formats::mime
