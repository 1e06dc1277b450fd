#include "formats/mime/media_type.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "formats/ascii.h"

namespace formats::mime {
namespace {

struct Entry {
  std::string_view extension;
  std::string_view type;
};

// Sorted by extension. Types registered with IANA where there is one; those of old programs as mail of the time and
// shared-mime-info name them. .msg, .eml and .mht stay octet-stream: a file never becomes a message.
constexpr auto entries = std::to_array<Entry>({
    {"123", "application/vnd.lotus-1-2-3"},
    {"aif", "audio/x-aiff"},
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
    {"c", "text/plain"},
    {"cdr", "application/x-coreldraw"},
    {"cfg", "text/plain"},
    {"cgm", "image/cgm"},
    {"cpt", "application/mac-compactpro"},
    {"csv", "text/csv"},
    {"dbf", "application/x-dbf"},
    {"dcx", "image/x-dcx"},
    {"dib", "image/bmp"},
    {"diz", "text/plain"},
    {"doc", "application/msword"},
    {"dot", "application/msword"},
    {"drw", "application/x-drw"},
    {"dwg", "image/vnd.dwg"},
    {"dxf", "image/vnd.dxf"},
    {"emf", "image/emf"},
    {"eps", "application/postscript"},
    {"exe", "application/x-msdownload"},
    {"flc", "video/x-flic"},
    {"fli", "video/x-flic"},
    {"flw", "application/vnd.lotus-freelance"},
    {"fm", "application/vnd.framemaker"},
    {"gif", "image/gif"},
    {"gz", "application/gzip"},
    {"h", "text/plain"},
    {"hlp", "application/winhlp"},
    {"hqx", "application/mac-binhex40"},
    {"htm", "text/html"},
    {"html", "text/html"},
    {"ico", "image/vnd.microsoft.icon"},
    {"inf", "text/plain"},
    {"ini", "text/plain"},
    {"jpe", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"lha", "application/x-lha"},
    {"log", "text/plain"},
    {"lst", "text/plain"},
    {"lwp", "application/vnd.lotus-wordpro"},
    {"lzh", "application/x-lha"},
    {"mac", "image/x-macpaint"},
    {"mdb", "application/vnd.ms-access"},
    {"me", "text/plain"},
    {"mid", "audio/midi"},
    {"midi", "audio/midi"},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mpe", "video/mpeg"},
    {"mpeg", "video/mpeg"},
    {"mpg", "video/mpeg"},
    {"mpp", "application/vnd.ms-project"},
    {"mwp", "application/vnd.lotus-wordpro"},
    {"nsf", "application/vnd.lotus-notes"},
    {"or2", "application/vnd.lotus-organizer"},
    {"or3", "application/vnd.lotus-organizer"},
    {"org", "application/vnd.lotus-organizer"},
    {"pas", "text/plain"},
    {"pct", "image/x-pict"},
    {"pcx", "image/x-pcx"},
    {"pdf", "application/pdf"},
    {"pict", "image/x-pict"},
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
    {"rle", "image/bmp"},
    {"rtf", "application/rtf"},
    {"sam", "application/vnd.lotus-wordpro"},
    {"scm", "application/vnd.lotus-screencam"},
    {"sea", "application/x-sea"},
    {"sit", "application/x-stuffit"},
    {"snd", "audio/basic"},
    {"sql", "text/plain"},
    {"tar", "application/x-tar"},
    {"tga", "image/x-tga"},
    {"tgz", "application/gzip"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"txt", "text/plain"},
    {"vsd", "application/vnd.visio"},
    {"wav", "audio/x-wav"},
    {"wb1", "application/x-quattropro"},
    {"wb2", "application/x-quattropro"},
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
    {"wri", "application/x-mswrite"},
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

constexpr bool before(const Entry& a, const Entry& b) { return a.extension < b.extension; }
static_assert(std::is_sorted(entries.begin(), entries.end(), before));

constexpr std::size_t longest_extension = 4;

}  // namespace

std::string_view media_type_for(std::string_view file_name) {
  constexpr std::string_view unknown = "application/octet-stream";
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos || file_name.size() - dot - 1 > longest_extension) return unknown;
  std::string extension(file_name.substr(dot + 1));
  std::transform(extension.begin(), extension.end(), extension.begin(), lower);
  const Entry wanted{extension, {}};
  const auto* const found = std::lower_bound(entries.begin(), entries.end(), wanted, before);
  return found != entries.end() && found->extension == wanted.extension ? found->type : unknown;
}

bool is_text_type(std::string_view media_type) {
  constexpr std::string_view text = "text/";
  return media_type.size() > text.size() &&
         std::equal(text.begin(), text.end(), media_type.begin(), [](char a, char b) { return a == lower(b); });
}

}  // namespace formats::mime
