// Builds dumps for tests in the way docs/format.md, 2 reads the one real sample, and damages them on request.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace stages::testing {

/// How sizes and separators are written.
struct Writing {
  std::optional<std::size_t> size_width = 12;  // padded to this; none: no sizes at all
  std::int64_t size_bias = 0;                  // added to every size: a dialect
  std::string between_blocks = {};             // what stands between two blocks, "\r\n" for an empty line
  std::string line_end = "\r\n";
  std::string message_label = "Message:";
  std::string contents_label = "Contents:";
};

/// For the names of tests.
inline void PrintTo(const Writing& writing, std::ostream* out) {
  *out << "width " << (writing.size_width ? std::to_string(*writing.size_width) : "none") << " bias "
       << writing.size_bias << " between " << writing.between_blocks.size() << " line end " << writing.line_end.size();
}

/// A dump of messages, written when it is asked for. Verbs about the last message or item change that one.
class Dump {
 public:
  explicit Dump(Writing writing = {}) : writing_(std::move(writing)) {}

  /// A message from Grewal, Jeff at Hub, 6/2/98 8:39, to Admin at HUBPO2.
  Dump& message(std::string_view subject);
  /// The same without any header.
  Dump& bare_message();
  Dump& header(std::string_view line);
  Dump& text(std::string_view data, std::string_view title = "");
  Dump& file(std::string_view title, std::string_view data);
  Dump& item(std::string_view label, std::string_view data);

  /// Makes the size of the last item, of the last Contents or of the last message lie by so many bytes.
  Dump& size_off_by(std::int64_t bytes);
  Dump& contents_size_off_by(std::int64_t bytes);
  Dump& message_size_off_by(std::int64_t bytes);
  Dump& size_blank();
  /// Bytes behind the last message.
  Dump& raw(std::string_view bytes);

  [[nodiscard]] std::string bytes() const;

 private:
  struct WrittenItem {
    std::string label;
    std::string data;
    std::int64_t lie = 0;
    bool blank = false;
  };
  struct WrittenMessage {
    std::vector<std::string> headers;
    std::vector<WrittenItem> items;
    std::int64_t contents_lie = 0;
    std::int64_t message_lie = 0;
    std::string behind;
  };

  [[nodiscard]] std::string size_line(std::size_t size, std::int64_t lie, bool blank = false) const;

  Writing writing_;
  std::string in_front_;
  std::vector<WrittenMessage> messages_;
};

}  // namespace stages::testing
