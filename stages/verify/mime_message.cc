#include "stages/verify/mime_message.h"

#include <fcntl.h>
#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "formats/ascii.h"
#include "stages/decode/input_file.h"
#include "stages/verify/mail_path.h"

namespace stages::verify {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
struct Free {
  void operator()(char* text) const { g_free(text); }
};
struct FreeOptions {
  void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

std::string text_of(const char* text) { return text == nullptr ? std::string() : std::string(text); }

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), formats::lower);
  return text;
}

// Line ends go, and the blanks at the ends of the whole.
std::string unfolded(std::string_view raw) {
  std::string value;
  for (const char c : raw)
    if (c != '\r' && c != '\n') value += c;
  return std::string(formats::trimmed(value));
}

// Strictly, as those programs read that forgive least.
GMimeParserOptions* strict_options() {
  static const std::unique_ptr<GMimeParserOptions, FreeOptions> options = [] {
    g_mime_init();
    std::unique_ptr<GMimeParserOptions, FreeOptions> strict(g_mime_parser_options_new());
    g_mime_parser_options_set_address_compliance_mode(strict.get(), GMIME_RFC_COMPLIANCE_STRICT);
    g_mime_parser_options_set_parameter_compliance_mode(strict.get(), GMIME_RFC_COMPLIANCE_STRICT);
    g_mime_parser_options_set_rfc2047_compliance_mode(strict.get(), GMIME_RFC_COMPLIANCE_STRICT);
    return strict;
  }();
  return options.get();
}

// Where the message begins behind the From_ line: that is no longer than 1 KiB.
std::uint64_t from_line_length(const MailBytes& mail) {
  std::string head(mail.in_memory.substr(0, 1024));
  if (mail.in_memory.empty()) {
    head.resize(1024);
    head.resize(mail.file->read_some_at(mail.offset, head));
  }
  const std::size_t end = head.find('\n');
  return head.starts_with("From ") && end != std::string::npos ? end + 1 : 0;
}

Owned<GMimeStream> stream_of(const MailBytes& mail, std::uint64_t begin, std::uint64_t end) {
  if (mail.length <= MailFiles::most_held) {
    const std::string_view bytes =
        mail.in_memory.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    return Owned<GMimeStream>(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  }
  const int copy = ::fcntl(mail.file->descriptor(), F_DUPFD_CLOEXEC, 0);  // closed with the stream
  if (copy < 0) throw InputError(mail.file->path(), std::nullopt, std::generic_category().message(errno));
  return Owned<GMimeStream>(g_mime_stream_fs_new_with_bounds(copy, static_cast<gint64>(mail.offset + begin),
                                                             static_cast<gint64>(mail.offset + end)));
}

}  // namespace

struct MimeMessage::State {
  Owned<GMimeMessage> message;
  std::vector<GMimePart*> parts;  // the message's
  std::string path;               // for messages
};

MimeMessage::MimeMessage(std::unique_ptr<State> state) : state_(std::move(state)) {
  read_headers();
  read_leaves();
}
MimeMessage::~MimeMessage() = default;
MimeMessage::MimeMessage(MimeMessage&& other) noexcept = default;
MimeMessage& MimeMessage::operator=(MimeMessage&& other) noexcept = default;

std::optional<MimeMessage> MimeMessage::read(const MailBytes& mail) {
  const bool mbox = is_mbox(mail.file->path());
  const std::uint64_t begin = mbox ? from_line_length(mail) : 0;
  const std::uint64_t end = mail.length - (mbox && mail.length > begin ? 1 : 0);
  const Owned<GMimeStream> stream = stream_of(mail, begin, end);
  auto state = std::make_unique<State>();
  state->path = mail.file->path();
  return parse(std::move(state), stream.get());
}

std::optional<MimeMessage> MimeMessage::read(std::string_view message) {
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(message.data(), message.size()));
  return parse(std::make_unique<State>(), stream.get());
}

std::optional<MimeMessage> MimeMessage::parse(std::unique_ptr<State> state, void* stream) {
  GMimeParserOptions* const options = strict_options();
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(static_cast<GMimeStream*>(stream)));
  g_mime_parser_set_format(parser.get(), GMIME_FORMAT_MESSAGE);
  state->message.reset(g_mime_parser_construct_message(parser.get(), options));
  if (!state->message) return std::nullopt;
  return MimeMessage(std::move(state));
}

void MimeMessage::read_headers() {
  GMimeHeaderList* const list = g_mime_object_get_header_list(GMIME_OBJECT(state_->message.get()));
  const int count = g_mime_header_list_get_count(list);
  headers_.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    GMimeHeader* const header = g_mime_header_list_get_header_at(list, i);
    headers_.push_back({text_of(g_mime_header_get_name(header)), text_of(g_mime_header_get_value(header)),
                        unfolded(text_of(g_mime_header_get_raw_value(header)))});
  }
}

void MimeMessage::read_leaves() {
  const auto visit = [this](const auto& self, GMimeObject* object, bool in_apple_double) -> void {
    if (object == nullptr) return;
    const std::unique_ptr<char, Free> type(g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object)));
    const std::string media_type = lower_case(text_of(type.get()));
    if (GMIME_IS_MULTIPART(object) != 0) {
      auto* const multipart = GMIME_MULTIPART(object);
      for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i)
        self(self, g_mime_multipart_get_part(multipart, i), media_type == "multipart/appledouble");
    } else if (GMIME_IS_PART(object) != 0) {
      auto* const part = GMIME_PART(object);
      leaves_.push_back({media_type, text_of(g_mime_part_get_filename(part)), in_apple_double});
      state_->parts.push_back(part);
    } else {
      leaves_.push_back({media_type, {}, in_apple_double});  // a message inside: ours have none
      state_->parts.push_back(nullptr);
    }
  };
  visit(visit, g_mime_message_get_mime_part(state_->message.get()), false);
}

const MimeHeader* MimeMessage::header(std::string_view name) const {
  const auto found = std::find_if(headers_.begin(), headers_.end(), [&](const MimeHeader& header) {
    return formats::equal_without_case(header.name, name);
  });
  return found == headers_.end() ? nullptr : &*found;
}

std::size_t MimeMessage::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(headers_.begin(), headers_.end(), [&](const MimeHeader& header) {
    return formats::equal_without_case(header.name, name);
  }));
}

std::size_t MimeMessage::senders() const {
  return static_cast<std::size_t>(internet_address_list_length(g_mime_message_get_from(state_->message.get())));
}

void MimeMessage::decode(std::size_t leaf, const std::function<void(std::string_view)>& visit) const {
  GMimePart* const part = state_->parts.at(leaf);
  GMimeDataWrapper* const content = part == nullptr ? nullptr : g_mime_part_get_content(part);
  if (content == nullptr) return;
  GMimeStream* const encoded = g_mime_data_wrapper_get_stream(content);
  g_mime_stream_reset(encoded);
  const Owned<GMimeStream> decoded(g_mime_stream_filter_new(encoded));
  const Owned<GMimeFilter> filter(g_mime_filter_basic_new(g_mime_data_wrapper_get_encoding(content), FALSE));
  g_mime_stream_filter_add(GMIME_STREAM_FILTER(decoded.get()), filter.get());
  std::vector<char> block(std::size_t{64} << 10U);
  for (;;) {
    const ssize_t count = g_mime_stream_read(decoded.get(), block.data(), block.size());
    if (count < 0) throw InputError(state_->path, std::nullopt, std::generic_category().message(errno));
    if (count > 0) visit({block.data(), static_cast<std::size_t>(count)});
    // A filter may give nothing for a while and go on.
    if (count <= 0 && g_mime_stream_eos(decoded.get()) != 0) return;
  }
}

}  // namespace stages::verify
