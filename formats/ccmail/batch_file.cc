#include "formats/ccmail/batch_file.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "formats/ccmail/dos_name.h"
#include "formats/text/text_decoder.h"

namespace formats::ccmail {
namespace {

constexpr std::string_view before =
    "@echo off\n"
    "rem One EXPORT for each mailbox, written by ccmail2mbox plan.\n"
    "rem\n"
    "rem FIRST switch off Pre-expired Passwords at the post office: with it EXPORT\n"
    "rem refuses the password, \"Bad Parameters on the command line\" (Q186740).\n"
    "rem AFTERWARDS restore it.\n"
    "rem\n"
    "rem Behind each \"set P001=\" write the password of that user's MAILBOX: /P takes\n"
    "rem the mailbox's password, not the post office's (Q186740). A percent sign in\n"
    "rem it is written twice. How EXPORT takes one with blanks or quotes is not\n"
    "rem known. No password, no export. With passwords in it, keep this file to\n"
    "rem yourself, and delete it afterwards.\n"
    "rem\n"
    "rem Start it in the directory of EXPORT.EXE. EXPORT.LOG gets a line for each\n"
    "rem mailbox, which \"ccmail2mbox explain EXPORT.LOG\" explains.\n"
    "\n"
    "set F=0\n"
    "if not exist EXPORT.EXE goto noexe\n";

constexpr std::string_view after =
    "echo Now restore Pre-expired Passwords, and delete this file with its passwords.\n"
    "if \"%F%\"==\"1\" echo Not every mailbox was exported: see EXPORT.LOG.\n"
    "goto end\n"
    ":noexe\n"
    "echo EXPORT.EXE is not here: start this in its directory.\n"
    "goto end\n";

constexpr std::string_view no_resource_file =
    ":nori\n"
    "echo The resource file of EXPORT is not here: it would fail with R0002 (Q190275).\n";

constexpr std::string_view end =
    ":end\n"
    "set R=\n"
    "set F=\n";

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::optional<std::string> in_page(text::CodePage page, std::string_view utf8) {
  return text::restored_text(page, utf8, {}, text::LineEnd::crlf);
}

std::string replaced(std::string_view text, char what, std::string_view with) {
  std::string out;
  for (const char c : text) {
    if (c == what)
      out += with;
    else
      out += c;
  }
  return out;
}

// Why a name cannot stand in a batch file.
std::optional<std::string> fault_of(std::string_view name, text::CodePage page) {
  if (name.find('"') != std::string_view::npos)
    return "a name that holds a quote cannot be exported (documented as \"cannot be migrated\"); rename the user in "
           "the "
           "post office";
  const auto bytes = in_page(page, name);
  if (!bytes)
    return "the name cannot be written in code page " + std::string(text::name_of(page)) +
           "; --codepage names that of the post office";
  if (std::any_of(bytes->begin(), bytes->end(), is_control))
    return "the name holds a control character; correct the list";
  if (name.find_first_of("<>|") != std::string_view::npos)
    return "COMMAND.COM may take < > or | in a line for redirection; rename the user in the post office";
  return std::nullopt;
}

struct Block {
  std::string text;
  std::size_t longest = 0;  // of its lines, as they stand in the file
  std::size_t command = 0;  // the length of EXPORT's line without the password
};

Block block_for(const ListedUser& user, const std::string& plain_path, unsigned number, const BatchSettings& settings) {
  std::string digits = std::to_string(number);
  digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
  const std::string variable = "P" + digits;
  const std::string value = "%" + variable + "%";
  const std::string name = replaced(user.name, '%', "%%");
  const std::string path = replaced(plain_path, '%', "%%");
  const std::string subject = "mailbox \"" + name + "\" to file " + path;
  // EXPORT.EXE without its ending: three characters more for the password. It comes before a batch file of that name.
  const std::string command = " /BATCH /N\"" + name + "\" /D" + replaced(settings.post_office, '%', "%%") +
                              " /DATE/1 /FILES/MACBIN2 /ITEMSIZE /FOLDER /MSGS/ALL /@" + path;
  Block block;
  const auto line = [&](const std::string& text) {
    if (const auto bytes = in_page(settings.page, text)) block.longest = std::max(block.longest, bytes->size());
    block.text += text + "\n";
  };
  line("");
  line("rem " + name);
  line("set " + variable + "=");
  line("if \"" + value + R"("=="" goto n)" + digits);
  line("if exist " + path + " goto x" + digits);
  line("echo " + subject);
  line("EXPORT /P" + value + command);
  block.command = in_page(settings.page, "EXPORT /P" + command).value_or("").size();
  line("set R=0");
  for (const char* const code : {"1", "2", "3", "4"}) line(std::string("if errorlevel ") + code + " set R=" + code);
  line("if errorlevel 5 set R=5+");
  line(R"(if not "%R%"=="0" set F=1)");
  line("echo EXPORT %R%: " + subject + ">>EXPORT.LOG");
  line("goto e" + digits);
  line(":n" + digits);
  line("echo No password in " + variable + ": " + subject + ">>EXPORT.LOG");
  line("set F=1");
  line("goto e" + digits);
  line(":x" + digits);
  line("echo File exists: " + subject + ">>EXPORT.LOG");
  line("set F=1");
  line(":e" + digits);
  line("set " + variable + "=");
  return block;
}

constexpr std::string_view too_long =
    "the line would be longer than the 127 characters that DOS takes; SUBST gives the post office's directory a drive "
    "letter, and without --dumps the dumps need no path";

void add(BatchFile& file, std::string& text, const ListedUser& user, const BatchSettings& settings) {
  if (auto fault = fault_of(user.name, settings.page)) return file.left_out.push_back({user.name, std::move(*fault)});
  const auto number = static_cast<unsigned>(file.dumps.size() + 1);
  const std::string name = dump_name_of(user.name, number);
  std::string path = settings.dumps;
  if (!path.empty() && path.back() != '\\' && path.back() != ':') path += '\\';
  const Block block = block_for(user, path + name, number, settings);
  if (block.longest > longest_dos_line) return file.left_out.push_back({user.name, std::string(too_long)});
  if (user.name.find('%') != std::string::npos)
    file.doubtful.push_back(
        {user.name, "the percent sign in the name stands twice in the batch file, of which DOS takes one away"});
  text += block.text;
  file.dumps.push_back({user, name, longest_dos_line - block.command});
}

}  // namespace

BatchFile batch_file(const std::vector<ListedUser>& users, const BatchSettings& settings) {
  BatchFile file;
  std::string text(before);
  for (const std::string_view resource : settings.resource_files)
    text.append("if exist ").append(resource).append(" goto begin\n");
  if (!settings.resource_files.empty()) text += "goto nori\n:begin\n";
  for (const ListedUser& user : users) add(file, text, user, settings);
  text += "\n";
  text += after;
  if (!settings.resource_files.empty()) text += no_resource_file;
  text += end;
  // Each name in it was tried.
  file.bytes = in_page(settings.page, text).value_or("");
  return file;
}

}  // namespace formats::ccmail
