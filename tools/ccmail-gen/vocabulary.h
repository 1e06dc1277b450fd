// What people in a 1990s office are called, file and write about: the raw material of the generated mail.
#pragma once

#include <array>
#include <string_view>

namespace ccmail_gen::vocabulary {

using namespace std::string_view_literals;

// UTF-8. Entries that a code page does not hold are passed over when it is in use.
inline constexpr std::array last_names = {
    "Grewal"sv,   "Miller"sv,   "Thompson"sv, "O'Neil"sv,  "Lopez"sv,       "Baker"sv,   "Van Dyke"sv, "McAllister"sv,
    "Kowalski"sv, "Chen"sv,     "Patel"sv,    "Schmidt"sv, "Smith-Jones"sv, "Müller"sv,  "Jäger"sv,    "Öztürk"sv,
    "Weiß"sv,     "Sørensen"sv, "García"sv,   "Lefèvre"sv, "Núñez"sv,       "Åkesson"sv, "Groß"sv,     "van_der_Berg"sv,
    "Ribeiro"sv,  "Fischer"sv,  "Hoffmann"sv, "Dubois"sv,  "Washington"sv,  "Lee"sv,     "Ng"sv,       "Abercrombie"sv,
};
inline constexpr std::array first_names = {
    "Jeff"sv,  "Mary-Ann"sv, "John"sv,      "Susan"sv,  "Björn"sv, "Jürgen"sv, "José"sv,
    "Anaïs"sv, "Karen"sv,    "Bill"sv,      "Hélène"sv, "Peter"sv, "Ingrid"sv, "Wei"sv,
    "Raj"sv,   "Linda"sv,    "Françoise"sv, "Tom"sv,    "J. R."sv, "Ulrike"sv,
};
inline constexpr std::array post_offices = {
    "HUB"sv, "HUBPO2"sv, "SALES NY"sv, "Munich"sv, "R&D"sv, "LONDON_1"sv, "FINANCE"sv, "Plant.3"sv,
};
inline constexpr std::array boards = {"#Cafeteria"sv, "#For Sale"sv, "#Announcements"sv, "#Müllabfuhr"sv};

inline constexpr std::array folders = {
    "Inbox"sv,  "Sent"sv,   "Message Log"sv,   "Projects/1997"sv,
    "Trash"sv,  "Drafts"sv, "Budget 97.1"sv,   "Persönlich"sv,
    R"(A\B)"sv, "con"sv,    "Clients (old)"sv, "Besprechungen, Protokolle"sv,
};

inline constexpr std::array subjects = {
    "Budget figures for Q3"sv,
    "Meeting on Thursday"sv,
    "Another message"sv,
    "Printer on 4th floor"sv,
    "Übergabe der Unterlagen"sv,
    "Invoice #4711: overdue!"sv,
    "From the desk of Bill"sv,
    "FYI"sv,
    "Visite à Genève"sv,
    "Message: urgent"sv,
    "Contents: one box"sv,
    "Parking  (two blanks)"sv,
    "Rückfrage zu §3 des Vertrags"sv,
    R"(50% off, "today only")"sv,
    "=?not-encoded?="sv,
    "New <draft> attached; please read"sv,
    "Vacation schedule"sv,
    "Änderung der Reisekostenordnung, gültig ab 1.1."sv,
};

inline constexpr std::array words = {
    "the"sv,     "of"sv,       "and"sv,      "to"sv,        "in"sv,        "for"sv,    "we"sv,      "please"sv,
    "meeting"sv, "report"sv,   "budget"sv,   "attached"sv,  "customer"sv,  "server"sv, "printer"sv, "Monday"sv,
    "figures"sv, "office"sv,   "call"sv,     "me"sv,        "if"sv,        "you"sv,    "have"sv,    "questions"sv,
    "about"sv,   "new"sv,      "schedule"sv, "is"sv,        "ready"sv,     "by"sv,     "Friday"sv,  "regards"sv,
    "account"sv, "contract"sv, "as"sv,       "discussed"sv, "yesterday"sv, "sent"sv,   "copy"sv,    "fax"sv,
    "für"sv,     "über"sv,     "Grüße"sv,    "möglich"sv,   "café"sv,      "résumé"sv, "mañana"sv,  "1,200"sv,
    "£500"sv,    "20°C"sv,     "(see"sv,     "below)"sv,    "A=B"sv,       "e.g."sv,   "Q3"sv,      "Lotus"sv,
    "floor"sv,   "network"sv,  "backup"sv,   "disk"sv,      "modem"sv,     "week"sv,   "§4"sv,      "phase"sv,
};

// Lines that a reader of dumps or a writer of mbox may trip over. Those that look like labels of items are left out of
// dumps without sizes, where nothing could tell them from labels.
inline constexpr std::array label_lines = {
    "File item: x"sv,
    "Text item: Text_1"sv,
    "Fax item:"sv,
    "Contents:"sv,
    "Folder: Inbox"sv,
    "Text item:"sv,
    "Message:\n179\nFrom: Grewal, Jeff at Hub\nDate: 6/2/98  8:39\nSubject: Forwarded\n\nContents:\n58\nText item:\n32\nold"sv,
};
inline constexpr std::array trap_lines = {
    "Message:"sv,
    "Message: call me"sv,
    "Action item: call Bob"sv,
    "From the desk of Bill"sv,
    "From here"sv,
    ">From"sv,
    ">>From the beginning"sv,
    "From jeff@hub Tue Jun  2 08:39:00 1998"sv,
    "--=_x"sv,
    "--=_0123456789abcdef0"sv,
    "."sv,
    ".."sv,
    "Subject: not a header"sv,
    "*** reason ***"sv,
    "179"sv,
    "=46rom quoted-printable"sv,
    "trailing blanks   "sv,
    "\ttab\tseparated\tcolumns\t"sv,
    R"(~~~~^^^^{{{{}}}}||||\\\\)"sv,
    "-- "sv,
};
inline constexpr std::array drawings = {
    "┌──────────┬───────┐\n│ Quarter  │ k$    │\n├──────────┼───────┤\n│ Q1       │ 1,200 │\n└──────────┴───────┘"sv,
    "╔═══════════╗\n║ IMPORTANT ║\n╚═══════════╝"sv,
    "╒════╕\n│ Σ² │\n╘════╛"sv,
    "►  first point\n•  second point\n■  third point"sv,
    "done ███████▓▓▒▒░░ open"sv,
    "“quoted” – it’s ‘smart’…"sv,
    "√2 ≤ 1½  ±∞"sv,
    "π ≥ 3"sv,
};

struct FileKind {
  std::string_view stem;
  std::string_view extension;
  std::string_view magic;  // what such a file begins with
};
inline constexpr auto file_kinds = std::to_array<FileKind>({
    {"BUDGET97", ".WK4", "\0\0\x1a\0\x02\x10\x04\0"sv},
    {"REPORT", ".DOC", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv},
    {"ARCHIVE", ".ZIP", "PK\x03\x04\x14\0\0\0\x08\0"sv},
    {"SETUP", ".EXE", "MZ\x90\0\x03\0\0\0"sv},
    {"CHART", ".PCX", "\x0a\x05\x01\x08"sv},
    {"logo", ".gif", "GIF89a"sv},
    {"memo", ".wpd", "\xffWPC"sv},
    {"Scan0001", ".bmp", "BM"sv},
    {"page", ".htm", "<HTML><BODY>\r\n"sv},
    {"Quarterly figures 1997 final", ".xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv},
    {"Übersicht", ".doc", "\xdb\xa5\x2d\0"sv},
    {"DATA", ".123", "\0\0\x1a\0\x03\x10\x04\0"sv},
    {"CONFIG", ".SYS", "DEVICE=C:\\DOS\\HIMEM.SYS\r\n"sv},
    {"NOEXTENSION", "", "\x7f\x01\x02"sv},
});

struct MacKind {
  std::string_view name;
  std::string_view type;
  std::string_view creator;
};
inline constexpr auto mac_kinds = std::to_array<MacKind>({
    {"Budget 5/6/97", "XLS5", "XCEL"},
    {"Übersicht (neu)", "W6BN", "MSWD"},
    {"Résumé", "WDBN", "MSWD"},
    {"ReadMe", "ttro", "ttxt"},
    {"Logo.eps", "EPSF", "ART5"},
    {"Installer", "APPL", "VIS3"},
    {R"(a "quoted"; name)", "TEXT", "ttxt"},
    {"Rechnung Nr. 4711 vom März", "XLS ", "XCEL"},
});

}  // namespace ccmail_gen::vocabulary
