#include "formats/mime/signature.h"

#include <algorithm>
#include <array>

namespace formats::mime {
namespace {

using namespace std::string_view_literals;

enum class Needs : bool { nothing, binary };

// `bytes` stand at the start, `further` at `at`. Where both are short or plain letters, a NUL must follow somewhere.
struct Row {
  Signature signature;
  std::string_view bytes;
  std::size_t at = 0;
  std::string_view further = {};
  Needs needs = Needs::nothing;
};

constexpr auto lotus = "application/vnd.lotus-1-2-3"sv;
constexpr auto quattro = "application/x-quattropro"sv;
constexpr auto word = "application/msword"sv;
constexpr auto excel = "application/vnd.ms-excel"sv;
constexpr auto perfect = "application/vnd.wordperfect"sv;
constexpr auto programs = "application/x-msdownload"sv;
constexpr auto postscript = "application/postscript"sv;

// The container of Microsoft's and some of Lotus' programs: which of them wrote it lies further inside.
constexpr auto in_ole_storage =
    "application/msword application/vnd.ms-excel application/vnd.ms-powerpoint application/vnd.ms-project "
    "application/vnd.ms-works application/vnd.ms-outlook application/vnd.visio application/x-mspublisher "
    "application/vnd.lotus-freelance application/vnd.lotus-wordpro application/vnd.lotus-1-2-3 "
    "application/vnd.lotus-approach application/x-quattropro application/vnd.wordperfect application/x-coreldraw"sv;

// The first row that fits counts.
constexpr auto rows = std::to_array<Row>({
    // documents
    {{"application/x-ole-storage", "", in_ole_storage}, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv},
    {{word, ".doc", ""}, "\xDB\xA5\x2D\0"sv},                     // Word for Windows 2
    {{word, ".doc", ""}, "\x9B\xA5\x21\0"sv},                     // Word for Windows 1
    {{word, ".doc", ""}, "\xFE\x37\0\x1C"sv},                     // Word 4 for the Macintosh
    {{word, ".doc", ""}, "\xFE\x37\0\x23"sv},                     // Word 5
    {{word, ".doc", "application/x-mswrite"}, "\x31\xBE\0\0"sv},  // Word for DOS and Windows Write share it
    {{"application/x-mswrite", ".wri", word}, "\x32\xBE\0\0"sv},
    {{"application/x-wpg", ".wpg", ""}, "\xFFWPC"sv, 8, "\x01\x16"sv},
    {{perfect, ".wpd", "application/x-wpg application/wordperfect5.1"}, "\xFFWPC"sv},
    {{"application/rtf", ".rtf", ""}, R"({\rtf)"sv},
    {{"application/pdf", ".pdf", ""}, "%PDF-"sv},
    {{postscript, ".ps", ""}, "%!PS-Adobe"sv},
    {{postscript, ".ps", ""}, "\x04%!"sv},             // as printer drivers begin
    {{postscript, ".eps", ""}, "\xC5\xD0\xD3\xC6"sv},  // EPS with a preview
    {{"application/vnd.lotus-wordpro", ".lwp", ""}, "WordPro"sv, 0, ""sv, Needs::binary},
    {{"application/vnd.lotus-wordpro", ".sam", ""}, "[ver]\r\n\t"sv},  // Ami Pro
    {{"application/vnd.framemaker", ".fm", ""}, "<MakerFile "sv},
    // of the Macintosh (RFC 1740)
    {{"application/applefile", "", ""}, "\0\5\x16\0\0\2\0\0"sv},
    {{"application/applefile", "", ""}, "\0\5\x16\0\0\1\0\0"sv},
    {{"application/applefile", "", ""}, "\0\5\x16\7\0\2\0\0"sv},
    {{"application/applefile", "", ""}, "\0\5\x16\7\0\1\0\0"sv},
    // sheets and data
    {{lotus, ".wk1", ""}, "\0\0\2\0\4\4"sv},
    {{lotus, ".wk1", ""}, "\0\0\2\0\5\4"sv},
    {{lotus, ".wk1", ""}, "\0\0\2\0\6\4"sv},
    {{quattro, ".wq1", ""}, "\0\0\2\0\x20\x51"sv},
    {{quattro, ".wq2", ""}, "\0\0\2\0\x21\x51"sv},
    {{quattro, ".wb1", ""}, "\0\0\2\0\1\x10"sv},
    {{quattro, ".wb2", ""}, "\0\0\2\0\2\x10"sv},
    {{lotus, ".wk3", ""}, "\0\0\x1A\0\0\x10\4\0"sv},
    {{lotus, ".wk4", ""}, "\0\0\x1A\0\2\x10\4\0"sv},
    {{lotus, ".123", ""}, "\0\0\x1A\0"sv, 5, "\x10\4\0"sv},
    {{excel, ".xls", ""}, "\x09\0\4\0"sv},
    {{excel, ".xls", ""}, "\x09\2\6\0"sv},
    {{excel, ".xls", ""}, "\x09\4\6\0"sv},
    {{"application/vnd.ms-access", ".mdb", ""}, "\0\1\0\0Standard Jet DB\0"sv},
    {{"application/vnd.lotus-notes", ".nsf", ""}, "\x1A\0\0\4\0\0"sv},
    // pictures
    {{"image/gif", ".gif", ""}, "GIF87a"sv},
    {{"image/gif", ".gif", ""}, "GIF89a"sv},
    {{"image/jpeg", ".jpg", ""}, "\xFF\xD8\xFF"sv},
    {{"image/png", ".png", ""}, "\x89PNG\r\n\x1A\n"sv},
    {{"image/tiff", ".tif", ""}, "II*\0"sv},
    {{"image/tiff", ".tif", ""}, "MM\0*"sv},
    {{"image/bmp", ".bmp", ""}, "BM"sv, 6, "\0\0\0\0"sv},
    {{"image/x-dcx", ".dcx", ""}, "\xB1\x68\xDE\x3A"sv},
    {{"image/wmf", ".wmf", ""}, "\xD7\xCD\xC6\x9A\0\0"sv},
    {{"image/wmf", ".wmf", ""}, "\1\0\x09\0\0\3"sv},
    {{"image/emf", ".emf", ""}, "\1\0\0\0"sv, 40, " EMF"sv},
    {{"image/vnd.adobe.photoshop", ".psd", ""}, "8BPS\0\1"sv},
    {{"image/vnd.dwg", ".dwg", ""}, "AC10"sv, 6, "\0\0\0"sv},
    {{"application/x-coreldraw", ".cdr", ""}, "RIFF"sv, 8, "CDR"sv},
    // sound and film
    {{"audio/x-wav", ".wav", ""}, "RIFF"sv, 8, "WAVE"sv},
    {{"audio/midi", ".mid", ""}, "RIFF"sv, 8, "RMID"sv},
    {{"audio/midi", ".mid", ""}, "MThd\0\0\0\6"sv},
    {{"audio/basic", ".au", ""}, ".snd\0\0\0"sv},
    {{"audio/x-aiff", ".aif", ""}, "FORM"sv, 8, "AIF"sv},
    {{"video/x-msvideo", ".avi", ""}, "RIFF"sv, 8, "AVI "sv},
    {{"video/quicktime", ".mov", ""}, ""sv, 4, "moov"sv, Needs::binary},
    {{"video/quicktime", ".mov", ""}, ""sv, 4, "mdat"sv, Needs::binary},
    {{"video/mpeg", ".mpg", ""}, "\0\0\1\xBA"sv},
    {{"video/mpeg", ".mpg", ""}, "\0\0\1\xB3"sv},
    // archives
    {{"application/zip", ".zip", ""}, "PK\3\4"sv},
    {{"application/zip", ".zip", ""}, "PK\5\6"sv},
    {{"application/zip", ".zip", ""}, "PK00PK\3\4"sv},
    {{"application/x-lha", ".lzh", ""}, ""sv, 2, "-lh"sv, Needs::binary},
    {{"application/gzip", ".gz", ""}, "\x1F\x8B\x08"sv},
    {{"application/x-compress", ".z", ""}, "\x1F\x9D\x90"sv},
    {{"application/x-bzip2", ".bz2", ""}, "BZh"sv, 4, "1AY&SY"sv},
    {{"application/vnd.rar", ".rar", ""}, "Rar!\x1A\7"sv},
    {{"application/vnd.ms-cab-compressed", ".cab", ""}, "MSCF\0\0\0\0"sv},
    {{"application/x-zoo", ".zoo", ""}, "ZOO "sv, 20, "\xDC\xA7\xC4\xFD"sv},
    {{"application/x-stuffit", ".sit", "application/x-sea"}, "SIT!"sv, 10, "rLau"sv},
    {{"application/x-stuffit", ".sit", "application/x-sea"}, "StuffIt (c)1997-"sv},
    {{"application/mac-binhex40", ".hqx", ""}, "(This file must be converted with BinHex"sv},
    {{"application/applefile", "", ""}, "\0\5\x16\0\0"sv},
    {{"application/applefile", "", ""}, "\0\5\x16\7\0"sv},
    {{"application/vnd.ms-tnef", ".tnf", ""}, "\x78\x9F\x3E\x22"sv},
    // programs
    {{programs, ".exe", ""}, "MZ"sv, 0, ""sv, Needs::binary},
    {{"application/winhlp", ".hlp", ""}, "?_\3\0"sv},
});

bool is_one_of(std::string_view list, std::string_view type) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == type) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

// Four bytes with few values each, which no list of fixed bytes can say: manufacturer, version, encoding, depth.
bool is_pcx(std::string_view bytes) {
  constexpr auto versions = "\0\2\3\4\5"sv;
  constexpr auto depths = "\1\2\4\x08"sv;
  return bytes.size() >= 4 && bytes[0] == '\x0A' && versions.find(bytes[1]) != std::string_view::npos &&
         (bytes[2] == '\0' || bytes[2] == '\1') && depths.find(bytes[3]) != std::string_view::npos;
}

}  // namespace

bool Signature::allows(std::string_view type) const { return type == media_type || is_one_of(also, type); }

Signature signature_of(std::string_view first_bytes) {
  const std::string_view bytes = first_bytes.substr(0, signature_reach);
  if (is_pcx(bytes)) return {.media_type = "image/x-pcx", .extension = ".pcx", .also = ""};
  for (const Row& row : rows) {
    if (!bytes.starts_with(row.bytes)) continue;
    if (bytes.size() < row.at || !bytes.substr(row.at).starts_with(row.further)) continue;
    if (row.needs == Needs::binary && !begins_binary(bytes)) continue;
    return row.signature;
  }
  return {};
}

bool begins_binary(std::string_view first_bytes) {
  return first_bytes.substr(0, signature_reach).find('\0') != std::string_view::npos;
}

}  // namespace formats::mime
