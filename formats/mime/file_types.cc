#include "formats/mime/file_types.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "formats/ascii.h"

namespace formats::mime {
namespace {

struct Extension {
  std::string_view extension;
  std::string_view media_type;
  bool runs = false;
};

// Sorted by extension. Types registered with IANA where there is one; those of old programs as mail of the time and
// shared-mime-info name them. A mail in a file (.eml, .mht) stays octet-stream: it never becomes a message.
constexpr auto extensions = std::to_array<Extension>({
    {"123", "application/vnd.lotus-1-2-3"},
    {"ai", "application/postscript"},
    {"aif", "audio/x-aiff"},
    {"aifc", "audio/x-aiff"},
    {"aiff", "audio/x-aiff"},
    {"apr", "application/vnd.lotus-approach"},
    {"arc", "application/x-arc"},
    {"arj", "application/x-arj"},
    {"asc", "text/plain"},
    {"au", "audio/basic"},
    {"avi", "video/x-msvideo"},
    {"bas", "text/plain"},
    {"bat", "text/plain"},
    {"bmp", "image/bmp"},
    {"bz2", "application/x-bzip2"},
    {"c", "text/plain"},
    {"cab", "application/vnd.ms-cab-compressed"},
    {"cdr", "application/x-coreldraw"},
    {"cfg", "text/plain"},
    {"cgm", "image/cgm"},
    {"cmd", "text/plain"},
    {"com", "application/x-msdownload", true},
    {"cpl", "application/octet-stream", true},
    {"cpt", "application/mac-compactpro"},
    {"csv", "text/csv"},
    {"dbf", "application/vnd.dbf"},
    {"dcx", "image/x-dcx"},
    {"dib", "image/bmp"},
    {"diz", "text/plain"},
    {"dll", "application/x-msdownload", true},
    {"doc", "application/msword"},
    {"dot", "application/msword"},
    {"drw", "application/x-drw"},
    {"dwg", "image/vnd.dwg"},
    {"dxf", "image/vnd.dxf"},
    {"emf", "image/emf"},
    {"eml", "application/octet-stream"},
    {"eps", "application/postscript"},
    {"exe", "application/x-msdownload", true},
    {"flc", "video/x-flic"},
    {"fli", "video/x-flic"},
    {"flw", "application/vnd.lotus-freelance"},
    {"fm", "application/vnd.framemaker"},
    {"gif", "image/gif"},
    {"gz", "application/gzip"},
    {"h", "text/plain"},
    {"hlp", "application/winhlp"},
    {"hqx", "application/mac-binhex40"},
    {"hta", "application/octet-stream", true},
    {"htm", "text/html"},
    {"html", "text/html"},
    {"ico", "image/vnd.microsoft.icon"},
    {"inf", "text/plain"},
    {"ini", "text/plain"},
    {"jpe", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"js", "application/octet-stream", true},
    {"lha", "application/x-lha"},
    {"lnk", "application/octet-stream", true},
    {"log", "text/plain"},
    {"lst", "text/plain"},
    {"lwp", "application/vnd.lotus-wordpro"},
    {"lzh", "application/x-lha"},
    {"mac", "image/x-macpaint"},
    {"mcw", "application/msword"},
    {"mdb", "application/vnd.ms-access"},
    {"mdw", "application/vnd.ms-access"},
    {"me", "text/plain"},
    {"mht", "application/octet-stream"},
    {"mid", "audio/midi"},
    {"midi", "audio/midi"},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mpe", "video/mpeg"},
    {"mpeg", "video/mpeg"},
    {"mpg", "video/mpeg"},
    {"mpp", "application/vnd.ms-project"},
    {"mpt", "application/vnd.ms-project"},
    {"msg", "application/vnd.ms-outlook"},
    {"mwp", "application/vnd.lotus-wordpro"},
    {"nsf", "application/vnd.lotus-notes"},
    {"nws", "application/octet-stream"},
    {"ocx", "application/octet-stream", true},
    {"or2", "application/vnd.lotus-organizer"},
    {"or3", "application/vnd.lotus-organizer"},
    {"org", "application/vnd.lotus-organizer"},
    {"pas", "text/plain"},
    {"pct", "image/x-pict"},
    {"pcx", "image/x-pcx"},
    {"pdf", "application/pdf"},
    {"pict", "image/x-pict"},
    {"pif", "application/octet-stream", true},
    {"pm5", "application/x-pagemaker"},
    {"pm6", "application/x-pagemaker"},
    {"png", "image/png"},
    {"pot", "application/vnd.ms-powerpoint"},
    {"pps", "application/vnd.ms-powerpoint"},
    {"ppt", "application/vnd.ms-powerpoint"},
    {"pre", "application/vnd.lotus-freelance"},
    {"prs", "application/vnd.lotus-freelance"},
    {"prz", "application/vnd.lotus-freelance"},
    {"ps", "application/postscript"},
    {"psd", "image/vnd.adobe.photoshop"},
    {"pub", "application/x-mspublisher"},
    {"qt", "video/quicktime"},
    {"ra", "audio/x-pn-realaudio"},
    {"ram", "audio/x-pn-realaudio"},
    {"rar", "application/vnd.rar"},
    {"reg", "application/octet-stream", true},
    {"rle", "image/bmp"},
    {"rtf", "application/rtf"},
    {"sam", "application/vnd.lotus-wordpro"},
    {"scf", "application/octet-stream", true},
    {"scm", "application/vnd.lotus-screencam"},
    {"scr", "application/x-msdownload", true},
    {"sea", "application/x-sea"},
    {"sit", "application/x-stuffit"},
    {"snd", "audio/basic"},
    {"sql", "text/plain"},
    {"tar", "application/x-tar"},
    {"tga", "image/x-tga"},
    {"tgz", "application/gzip"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"tnf", "application/vnd.ms-tnef"},
    {"txt", "text/plain"},
    {"vbs", "application/octet-stream", true},
    {"vew", "application/vnd.lotus-approach"},
    {"vsd", "application/vnd.visio"},
    {"vss", "application/vnd.visio"},
    {"vst", "application/vnd.visio"},
    {"wav", "audio/x-wav"},
    {"wb1", "application/x-quattropro"},
    {"wb2", "application/x-quattropro"},
    {"wb3", "application/x-quattropro"},
    {"wcm", "application/vnd.ms-works"},
    {"wdb", "application/vnd.ms-works"},
    {"wk1", "application/vnd.lotus-1-2-3"},
    {"wk3", "application/vnd.lotus-1-2-3"},
    {"wk4", "application/vnd.lotus-1-2-3"},
    {"wks", "application/vnd.lotus-1-2-3"},
    {"wmf", "image/wmf"},
    {"wp", "application/vnd.wordperfect"},
    {"wp5", "application/vnd.wordperfect"},
    {"wp6", "application/vnd.wordperfect"},
    {"wpd", "application/vnd.wordperfect"},
    {"wpg", "application/x-wpg"},
    {"wps", "application/vnd.ms-works"},
    {"wq1", "application/x-quattropro"},
    {"wq2", "application/x-quattropro"},
    {"wri", "application/x-mswrite"},
    {"wsh", "application/octet-stream", true},
    {"xbm", "image/x-xbitmap"},
    {"xla", "application/vnd.ms-excel"},
    {"xlc", "application/vnd.ms-excel"},
    {"xlm", "application/vnd.ms-excel"},
    {"xls", "application/vnd.ms-excel"},
    {"xlt", "application/vnd.ms-excel"},
    {"xlw", "application/vnd.ms-excel"},
    {"z", "application/x-compress"},
    {"zip", "application/zip"},
    {"zoo", "application/x-zoo"},
});

struct Code {
  std::string_view code;
  std::string_view media_type;
};

// Sorted by code.
constexpr auto mac_types = std::to_array<Code>({
    {"8BPS", "image/vnd.adobe.photoshop"},
    {"AIFC", "audio/x-aiff"},
    {"AIFF", "audio/x-aiff"},
    {"ALD5", "application/x-pagemaker"},
    {"ALD6", "application/x-pagemaker"},
    {"BMP ", "image/bmp"},
    {"BMPf", "image/bmp"},
    {"EPSF", "application/postscript"},
    {"GIFf", "image/gif"},
    {"JPEG", "image/jpeg"},
    {"MPEG", "video/mpeg"},
    {"MPNT", "image/x-macpaint"},
    {"MW2D", "application/macwriteii"},
    {"MWII", "application/macwriteii"},
    {"Midi", "audio/midi"},
    {"MooV", "video/quicktime"},
    {"PACT", "application/mac-compactpro"},
    {"PCXf", "image/x-pcx"},
    {"PDF ", "application/pdf"},
    {"PICT", "image/x-pict"},
    {"PNG ", "image/png"},
    {"PNGf", "image/png"},
    {"PNTG", "image/x-macpaint"},
    {"PPSS", "application/vnd.ms-powerpoint"},
    {"PPT3", "application/vnd.ms-powerpoint"},
    {"RTF ", "application/rtf"},
    {"SIT!", "application/x-stuffit"},
    {"SIT5", "application/x-stuffit"},
    {"SITD", "application/x-stuffit"},
    {"SLD3", "application/vnd.ms-powerpoint"},
    {"SLD8", "application/vnd.ms-powerpoint"},
    {"TEXT", "text/plain"},
    {"TIFF", "image/tiff"},
    {"ULAW", "audio/basic"},
    {"W6BN", "application/msword"},
    {"W8BN", "application/msword"},
    {"WAVE", "audio/x-wav"},
    {"WDBN", "application/msword"},
    {"WPD1", "application/vnd.wordperfect"},
    {"WPD2", "application/vnd.wordperfect"},
    {"WPD3", "application/vnd.wordperfect"},
    {"XLS ", "application/vnd.ms-excel"},
    {"XLS3", "application/vnd.ms-excel"},
    {"XLS4", "application/vnd.ms-excel"},
    {"XLS5", "application/vnd.ms-excel"},
    {"XLS8", "application/vnd.ms-excel"},
    {"ZIP ", "application/zip"},
    {"ttro", "text/plain"},
});

constexpr auto mac_creators = std::to_array<Code>({
    {"CARO", "application/pdf"},
    {"MSWD", "application/msword"},
    {"MSWK", "application/vnd.ms-works"},
    {"PPT3", "application/vnd.ms-powerpoint"},
    {"WPC2", "application/vnd.wordperfect"},
    {"XCEL", "application/vnd.ms-excel"},
});

constexpr bool never_a_message(std::string_view media_type) {
  return !media_type.starts_with("message/") && !media_type.starts_with("multipart/");
}
static_assert(std::ranges::is_sorted(extensions, {}, &Extension::extension));
static_assert(std::ranges::is_sorted(mac_types, {}, &Code::code));
static_assert(std::ranges::is_sorted(mac_creators, {}, &Code::code));
static_assert(std::ranges::all_of(extensions, never_a_message, &Extension::media_type));
static_assert(std::ranges::all_of(mac_types, never_a_message, &Code::media_type));
static_assert(std::ranges::all_of(mac_creators, never_a_message, &Code::media_type));

constexpr std::size_t longest_extension = 4;

std::string_view find(std::span<const Code> codes, std::string_view code) {
  const auto found = std::ranges::lower_bound(codes, code, {}, &Code::code);
  return found != codes.end() && found->code == code ? found->media_type : std::string_view();
}

}  // namespace

ExtensionType type_of_extension(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos || file_name.size() - dot - 1 > longest_extension) return {};
  std::string wanted(file_name.substr(dot + 1));
  std::ranges::transform(wanted, wanted.begin(), lower);
  const auto* const found = std::ranges::lower_bound(extensions, wanted, {}, &Extension::extension);
  if (found == extensions.end() || found->extension != wanted) return {};
  return {.media_type = found->media_type, .runs = found->runs};
}

std::string_view type_of_mac_type(std::string_view type) { return find(mac_types, type); }

std::string_view type_of_mac_creator(std::string_view creator) { return find(mac_creators, creator); }

}  // namespace formats::mime
