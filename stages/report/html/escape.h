// Text of a dump on a page: nothing in it can become markup, hide, or turn round what stands beside it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stages::html {

/// Longer texts are cut, so that one name cannot fill the page.
inline constexpr std::size_t longest_text = 120;

/// Appends `text`, for an element's content or an attribute in double quotes. Control characters, those that change
/// the direction of text (Unicode Bidi_Control), and those that show nothing (zero width, separators of lines, tags)
/// become visible: a picture of C0, else ⟦U+202E⟧. What is not well-formed UTF-8 becomes U+FFFD. Of more than `most`
/// characters (at least one) the first are shown, and how many there are.
void append_text(std::string& out, std::string_view text, std::size_t most = longest_text);

/// The same as an element of its own, so that letters written from right to left do not reorder what stands beside.
void append_name(std::string& out, std::string_view text, std::size_t most = longest_text);

/// What append_text() would show of `text` is all of it, and as it is.
[[nodiscard]] bool shows_all(std::string_view text, std::size_t most = longest_text);

}  // namespace stages::html
