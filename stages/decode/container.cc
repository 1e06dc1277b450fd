#include "stages/decode/container.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "formats/ascii.h"
#include "formats/mac/macbinary.h"

namespace stages {
namespace {

using namespace std::string_view_literals;

// Whether `bytes` and `magic` agree as far as both go.
bool agree(std::string_view bytes, std::string_view magic) {
  const std::size_t common = std::min(bytes.size(), magic.size());
  return bytes.substr(0, common) == magic.substr(0, common);
}

constexpr std::string_view gzip_magic = "\x1f\x8b\x08"sv;  // deflate is the only method there ever was
constexpr std::string_view xz_magic =
    "\xfd"
    "7zXZ\0"sv;
constexpr std::string_view zstd_magic = "\x28\xb5\x2f\xfd"sv;

// "BZh", the block size, then the first block or, when there is nothing in it, the end of the stream.
bool may_begin_bzip2(std::string_view bytes) {
  if (!agree(bytes, "BZh")) return false;
  if (bytes.size() < 4) return true;
  const std::string_view rest = bytes.substr(4);
  return bytes[3] >= '1' && bytes[3] <= '9' && (agree(rest, "1AY&SY") || agree(rest, "\x17\x72\x45\x38\x50\x90"sv));
}

// A frame, or a skippable frame, of which there are sixteen.
bool may_begin_zstd(std::string_view bytes) {
  if (agree(bytes, zstd_magic)) return true;
  const bool skippable = (static_cast<unsigned char>(bytes[0]) & 0xf0U) == 0x50U;
  return skippable && agree(bytes.substr(1), "\x2a\x4d\x18"sv);
}

std::size_t magic_size(Container container) {
  switch (container) {
    case Container::plain:
      return 0;
    case Container::gzip:
      return gzip_magic.size();
    case Container::bzip2:
      return 4;
    case Container::xz:
      return xz_magic.size();
    case Container::zstd:
      return zstd_magic.size();
  }
  return 0;
}

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  std::string_view what;
};

// Long enough to be believed whatever the file is called.
constexpr std::array strong_signatures{
    Signature{0, gzip_magic, "gzip-compressed data"},
    Signature{0, xz_magic, "xz-compressed data"},
    Signature{0, zstd_magic, "zstd-compressed data"},
    Signature{0, "PK\x03\x04"sv, "a ZIP archive"},
    Signature{0, "PK\x05\x06"sv, "a ZIP archive"},
    Signature{0, "Rar!\x1a\x07"sv, "a RAR archive"},
    Signature{0, "7z\xbc\xaf\x27\x1c"sv, "a 7-Zip archive"},
    Signature{0, "MSCF\0\0\0\0"sv, "a Windows cabinet"},
    Signature{0, "StuffIt (c)"sv, "a StuffIt archive"},
    Signature{2, "-lh0-"sv, "an LHA archive"},
    Signature{2, "-lh1-"sv, "an LHA archive"},
    Signature{2, "-lh5-"sv, "an LHA archive"},
    Signature{257, "ustar"sv, "a tar archive"},
    Signature{0, "%PDF-"sv, "a PDF"},
    Signature{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "an MS Office document"},
    Signature{0, R"({\rtf)"sv, "an RTF document"},
    Signature{0, "\xffWPC"sv, "a WordPerfect document"},
    Signature{0, "\x89PNG\r\n\x1a\n"sv, "a PNG image"},
    Signature{0, "GIF87a"sv, "a GIF image"},
    Signature{0, "GIF89a"sv, "a GIF image"},
    Signature{0, "\xff\xd8\xff"sv, "a JPEG image"},
    Signature{0, "II*\0"sv, "a TIFF image"},
    Signature{0, "MM\0*"sv, "a TIFF image"},
    Signature{0, "!BDN"sv, "an Outlook data file (.pst)"},
    Signature{0,
              "\x7f"
              "ELF"sv,
              "an executable"},
    Signature{0, "\0\x05\x16\0"sv, "an AppleSingle file"},
    Signature{0, "\0\x05\x16\x07"sv, "an AppleDouble file"},
};

// Two bytes that text can begin with as well: for files that are no text.
constexpr std::array weak_signatures{
    Signature{0, "MZ"sv, "an executable"},
    Signature{0, "BM"sv, "a BMP image"},
    Signature{0, "\x60\xea"sv, "an ARJ archive"},
    Signature{0, "\x1f\x9d"sv, "compress (.Z) data"},
};

template <std::size_t size>
std::string_view find(const std::array<Signature, size>& signatures, std::string_view bytes) {
  for (const Signature& signature : signatures) {
    if (bytes.size() > signature.offset && bytes.substr(signature.offset).starts_with(signature.bytes)) {
      return signature.what;
    }
  }
  return {};
}

std::string upper_case(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

// The files of a post office have fixed names; what is in them is not documented.
std::string_view post_office_file(std::string_view file_name) {
  const std::string name = upper_case(file_name.substr(file_name.find_last_of('/') + 1));
  if (name == "MLANDATA") return "a cc:Mail database (MLANDATA)";
  if (name == "CLANDATA") return "a cc:Mail database (CLANDATA)";
  const bool user_file = name.size() == 8 && name.starts_with("USR") &&
                         std::all_of(name.begin() + 3, name.end(), formats::is_alphanumeric);
  if (user_file && formats::is_digit(name.back())) return "a cc:Mail user's database (USR and five characters)";
  if (name.ends_with(".CCA")) return "a cc:Mail archive (.cca)";
  return {};
}

bool is_text(std::string_view bytes) {
  constexpr std::string_view expected = "\t\n\f\r\b\x1a\x1b";
  return std::ranges::all_of(bytes, [&](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || expected.find(c) != std::string_view::npos;
  });
}

// A From_ line with a time in it, then a header line.
bool is_mbox(std::string_view text) {
  if (!text.starts_with("From ")) return false;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  const std::string_view line = text.substr(0, end);
  const std::string_view next = text.substr(end + 1);
  const auto* name_end = std::ranges::find_if_not(next, [](char c) { return formats::is_alphanumeric(c) || c == '-'; });
  return line.find(':') != std::string_view::npos && name_end != next.begin() && name_end != next.end() &&
         *name_end == ':';
}

std::string_view describe_text(std::string_view text) {
  if (is_mbox(text)) return "an mbox";
  const std::string beginning = upper_case(text.substr(0, 14));
  if (beginning.starts_with("<!DOCTYPE HTML") || beginning.starts_with("<HTML")) return "an HTML page";
  return "text";
}

}  // namespace

bool may_begin(Container container, std::string_view bytes) {
  if (bytes.empty()) return true;
  switch (container) {
    case Container::plain:
      return true;
    case Container::gzip:
      return agree(bytes, gzip_magic);
    case Container::bzip2:
      return may_begin_bzip2(bytes);
    case Container::xz:
      return agree(bytes, xz_magic);
    case Container::zstd:
      return may_begin_zstd(bytes);
  }
  return false;
}

Container container_of(std::string_view first_bytes) {
  for (const Container container : {Container::gzip, Container::bzip2, Container::xz, Container::zstd}) {
    if (first_bytes.size() >= magic_size(container) && may_begin(container, first_bytes)) return container;
  }
  return Container::plain;
}

std::string_view name_of(Container container) {
  switch (container) {
    case Container::plain:
      return "plain";
    case Container::gzip:
      return "gzip";
    case Container::bzip2:
      return "bzip2";
    case Container::xz:
      return "xz";
    case Container::zstd:
      return "zstd";
  }
  return {};
}

std::string_view describe(std::string_view first_bytes, std::string_view file_name) {
  if (first_bytes.empty()) return "empty";
  if (const std::string_view what = find(strong_signatures, first_bytes); !what.empty()) return what;
  if (container_of(first_bytes) == Container::bzip2) return "bzip2-compressed data";
  if (const std::string_view what = post_office_file(file_name); !what.empty()) return what;
  if (first_bytes.starts_with("\xff\xfe") || first_bytes.starts_with("\xfe\xff")) return "text in UTF-16";
  if (is_text(first_bytes)) return describe_text(first_bytes);
  if (const std::string_view what = find(weak_signatures, first_bytes); !what.empty()) return what;
  // How long the file is stands elsewhere; the checksum alone is enough for a guess.
  constexpr auto any_length = std::numeric_limits<std::uint64_t>::max();
  if (formats::mac::parse_macbinary(first_bytes, any_length)) return "a Mac file in MacBinary";
  return "binary data";
}

}  // namespace stages
