// The media type of a file: what its name, its first bytes and the Finder say, weighed against each other.
#pragma once

#include <string_view>

namespace formats::mime {

inline constexpr std::string_view any_bytes = "application/octet-stream";

/// What can be known of a file without reading it whole.
struct FileEvidence {
  std::string_view name;
  std::string_view first_bytes;       ///< 128 of them, or as many as there are; more are ignored
  std::string_view mac_type = {};     ///< four characters; empty where there is no Finder information
  std::string_view mac_creator = {};  ///< likewise
};

struct FileType {
  std::string_view media_type;  ///< never empty, never a message or multipart type
  std::string_view extension;   ///< for a name that has to be made: with its point; empty where none is known
};

/// The extension says what a file is, or, where it has none that is known, the Mac type. If the first bytes are those
/// of another format, they win: a wrong extension is common, and a reader that opens the file finds what it expects.
/// Where several formats begin alike (Word, Excel and others share a container), name, Mac type or creator choose
/// among them. Two things go before: an extension of programs is never overruled, so that no program passes for a
/// picture; and what begins with a binary byte is no text, since readers change the line ends of texts. Without any
/// evidence it is application/octet-stream. A type that a reader might run, text/html, comes from the name alone.
[[nodiscard]] FileType type_of_file(const FileEvidence& evidence);

/// What the name alone says: application/octet-stream for an unknown or missing extension.
[[nodiscard]] std::string_view type_of_name(std::string_view file_name);

/// Whether a media type is one of text, whose character set can be told (RFC 2046, 4.1).
[[nodiscard]] bool is_text_type(std::string_view media_type);

}  // namespace formats::mime
