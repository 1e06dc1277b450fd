#include "stages/encode/part.h"

#include <array>
#include <utility>

namespace stages {

void append_transfer_encoding(std::string& out, formats::mime::TransferEncoding encoding) {
  out += "Content-Transfer-Encoding: ";
  out += formats::mime::name_of(encoding);
  out += '\n';
}

void write_base64(std::string_view before, const Extent& data, MailBuffer& mail) {
  formats::mime::Base64Encoder encoder;
  const auto append = [&](const auto& encode) {
    const std::size_t from = mail.text().size();
    encode(mail.text());
    constexpr std::size_t line = formats::mime::base64_line_length;
    mail.has_lines(from, (mail.text().size() - from + line - 1) / line);  // only the last one may be shorter
  };
  append([&](std::string& out) { encoder.encode(before, out); });
  data.visit([&](std::string_view part) {
    append([&](std::string& out) { encoder.encode(part, out); });
    mail.flush_if_full();
  });
  append([&](std::string& out) { encoder.finish(out); });
}

Multipart::Multipart(MailBuffer& mail, std::string_view media_type, std::string boundary, std::string_view name)
    : mail_(mail), boundary_(std::move(boundary)) {
  if (name.empty()) {  // the usual case, and the same as below
    mail_.text().append("Content-Type: ").append(media_type).append("; boundary=\"").append(boundary_).append("\"\n");
    return;
  }
  const std::array<formats::mime::Parameter, 2> parameters{{{"boundary", boundary_}, {"name", std::string(name)}}};
  formats::mime::append_content_type(mail_.text(), media_type, parameters);
}

void Multipart::begin_part() { mail_.text().append("\n--").append(boundary_).append("\n"); }

void Multipart::end() { mail_.text().append("\n--").append(boundary_).append("--\n"); }

}  // namespace stages
