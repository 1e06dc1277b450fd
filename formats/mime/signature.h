// What the first bytes of a file say about its kind: signatures of the formats of the 1990s. Takes nothing for one that
// an ordinary text could begin with.
#pragma once

#include <cstddef>
#include <string_view>

namespace formats::mime {

/// Bytes from the start of a file that a signature can lie in.
inline constexpr std::size_t signature_reach = 128;

struct Signature {
  std::string_view media_type;  ///< empty: none was found
  std::string_view extension;   ///< with its point; empty where files of this kind have different ones
  std::string_view also;        ///< other types whose files begin like this, divided by blanks

  [[nodiscard]] explicit operator bool() const { return !media_type.empty(); }
  /// Whether a file that begins like this may be of that type.
  [[nodiscard]] bool allows(std::string_view type) const;
};

/// Looks at the first `signature_reach` bytes (a shorter file: all of it) and no further.
[[nodiscard]] Signature signature_of(std::string_view first_bytes);

/// Whether there is a NUL among the first bytes, which no text of a single- or multi-byte code page holds. Text of two
/// bytes a character (Windows NT's "Unicode") counts as binary: no charset that we could name would be right for it.
[[nodiscard]] bool begins_binary(std::string_view first_bytes);

}  // namespace formats::mime
