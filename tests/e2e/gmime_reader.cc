// gmime_reader mbox|message FILE...: prints what GMime, reading strictly, sees in each message, one JSON line each: the
// decoded headers, the parts with names and decoded contents, and every warning of its parser.
#include <gmime/gmime.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

namespace {

using Json = nlohmann::ordered_json;

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
using Text = std::unique_ptr<char, Free>;

Json json_text(const char* text) { return text == nullptr ? Json() : Json(text); }

void note_warning(gint64 offset, GMimeParserWarning warning, const gchar* item, gpointer warnings) {
  static_cast<Json*>(warnings)->push_back({offset, static_cast<int>(warning), json_text(item)});
}

std::string sha256(std::string_view bytes) {
  const Text digest(
      g_compute_checksum_for_data(G_CHECKSUM_SHA256, reinterpret_cast<const guchar*>(bytes.data()), bytes.size()));
  return digest.get();
}

Json people(InternetAddressList* list) {
  Json array = Json::array();
  for (int i = 0; i < internet_address_list_length(list); ++i) {
    InternetAddress* one = internet_address_list_get_address(list, i);
    const char* address = INTERNET_ADDRESS_IS_MAILBOX(one) != 0
                              ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))
                              : nullptr;
    array.push_back({json_text(internet_address_get_name(one)), json_text(address)});
  }
  return array;
}

Json headers_of(GMimeObject* object) {
  Json array = Json::array();
  GMimeHeaderList* list = g_mime_object_get_header_list(object);
  for (int i = 0; i < g_mime_header_list_get_count(list); ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(list, i);
    array.push_back({g_mime_header_get_name(header), json_text(g_mime_header_get_value(header))});
  }
  return array;
}

Json part_of(GMimePart* part) {
  const Owned<GMimeStream> content(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(part), content.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(content.get()));
  Json json = {{"name", json_text(g_mime_part_get_filename(part))},
               {"description", json_text(g_mime_part_get_content_description(part))},
               {"length", bytes->len},
               {"sha256", sha256({reinterpret_cast<const char*>(bytes->data), bytes->len})}};
  if (GMIME_IS_TEXT_PART(part) != 0) {
    const Text text(g_mime_text_part_get_text(GMIME_TEXT_PART(part)));
    json["text"] = json_text(text.get());
  }
  return json;
}

Json object_of(GMimeObject* object) {
  const Text type(g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object)));
  Json json = {{"type", type.get()}, {"disposition", json_text(g_mime_object_get_disposition(object))}};
  if (GMIME_IS_MULTIPART(object) != 0) {
    auto* multipart = GMIME_MULTIPART(object);
    json["parts"] = Json::array();
    for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i) {
      json["parts"].push_back(object_of(g_mime_multipart_get_part(multipart, i)));
    }
  } else if (GMIME_IS_PART(object) != 0) {
    json.update(part_of(GMIME_PART(object)));
  }
  return json;
}

Json message_of(GMimeMessage* message) {
  GDateTime* date = g_mime_message_get_date(message);
  Json json = {{"subject", json_text(g_mime_message_get_subject(message))},
               {"from", people(g_mime_message_get_from(message))},
               {"to", people(g_mime_message_get_to(message))},
               {"cc", people(g_mime_message_get_cc(message))},
               {"bcc", people(g_mime_message_get_bcc(message))},
               {"date", date == nullptr ? Json() : Json(g_date_time_to_unix(date))},
               {"message_id", json_text(g_mime_message_get_message_id(message))},
               {"headers", headers_of(GMIME_OBJECT(message))}};
  json["body"] = object_of(g_mime_message_get_mime_part(message));
  return json;
}

bool print_messages(const char* path, GMimeFormat format) {
  const Owned<GMimeStream> stream(g_mime_stream_file_open(path, "r", nullptr));
  if (!stream) {
    std::fprintf(stderr, "gmime_reader: cannot open %s\n", path);
    return false;
  }
  Json warnings = Json::array();
  const std::unique_ptr<GMimeParserOptions, FreeOptions> options(g_mime_parser_options_new());
  g_mime_parser_options_set_address_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_STRICT);
  g_mime_parser_options_set_parameter_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_STRICT);
  g_mime_parser_options_set_rfc2047_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_STRICT);
  g_mime_parser_options_set_warning_callback(options.get(), note_warning, &warnings);

  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  g_mime_parser_set_format(parser.get(), format);
  // The parser reports the end of an mbox only when asked for one message more.
  for (bool more = true; more; more = format == GMIME_FORMAT_MBOX) {
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options.get()));
    if (!message) break;
    Json json = message_of(message.get());
    const Text marker(format == GMIME_FORMAT_MBOX ? g_mime_parser_get_mbox_marker(parser.get()) : nullptr);
    json["from_line"] = json_text(marker.get());
    json["warnings"] = warnings;
    warnings.clear();
    std::printf("%s\n", json.dump(-1, ' ', true, Json::error_handler_t::replace).c_str());
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::span arguments(argv, static_cast<std::size_t>(argc));
  const std::string_view form = arguments.size() > 2 ? arguments[1] : "";
  if (form != "mbox" && form != "message") {
    std::fputs("usage: gmime_reader mbox|message FILE...\n", stderr);
    return 2;
  }
  g_mime_init();
  bool fine = true;
  for (const char* path : arguments.subspan(2)) {
    fine = print_messages(path, form == "mbox" ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE) && fine;
  }
  g_mime_shutdown();
  return fine ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "gmime_reader: %s\n", error.what());
  return 1;
}
