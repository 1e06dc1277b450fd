#include "tools/ccmail2mbox/commands/show_command.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stages/decode/input_file.h"
#include "stages/flow.h"
#include "stages/overview.h"
#include "tools/ccmail2mbox/commands/delivered_view.h"
#include "tools/ccmail2mbox/commands/printing.h"
#include "tools/ccmail2mbox/commands/raw_view.h"
#include "tools/ccmail2mbox/dumps/dumps.h"
#include "tools/ccmail2mbox/options/command_line.h"
#include "tools/ccmail2mbox/options/input_options.h"
#include "tools/ccmail2mbox/options/mail_options.h"
#include "tools/ccmail2mbox/terminal/exit_code.h"
#include "tools/ccmail2mbox/terminal/text.h"

namespace tools {
namespace {

constexpr const char* command = "show";

constexpr const char* description =
    "Shows one message: its bytes as they stand in the export, what becomes of it,\n"
    "and what was repaired. OFFSET is a byte of the (unpacked) export, as all\n"
    "messages of this program name it: the message is the one that holds it.";

Manual manual() {
  Manual manual;
  manual.summary = "shows one message: its bytes, and what becomes of it";
  manual.examples = {{"ccmail2mbox show smith.exp:1234", ""},
                     {"ccmail2mbox show --eml smith.exp.gz:1234 > message.eml", ""}};
  manual.exit_status = {{"0", "a message was shown"},
                        {"1", "there is none at OFFSET; bytes that belong to no message are shown then"},
                        {"2", "usage"},
                        {"3", "FILE cannot be read"},
                        {"4", "the output cannot be written"},
                        {"130, 143", "interrupted, terminated"}};
  manual.everyday = {"--raw", "--eml", "--all", "--codepage", "--timezone", "--help", "--help-all"};
  return manual;
}

struct Arguments {
  std::string place;
  InputOptions input;
  MailOptions mail;
  bool raw = false;
  bool eml = false;
  bool all = false;
};

struct Place {
  std::string file;
  std::uint64_t offset = 0;
};

// The last colon counts: the name may hold others.
std::optional<Place> parse_place(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == text.size()) return std::nullopt;
  Place place{text.substr(0, colon), 0};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, place.offset);
  if (error != std::errc() || stop != end) return std::nullopt;
  return place;
}

bool covers(std::uint64_t begin, std::uint64_t length, std::uint64_t offset) {
  return offset >= begin && offset - begin < length;
}

// Thrown to stop reading.
struct Found {};

class Show {
 public:
  Show(const Arguments& arguments, Place place, pipeline::Cancel& cancel)
      : arguments_(arguments), place_(std::move(place)), cancel_(cancel) {}

  int run() {
    InputOptions input = arguments_.input;
    input.inputs = {place_.file};
    const FoundDumps found = find_dumps(input, cancel_);
    if (found.dumps.empty()) {
      for (const NotFound& file : found.failures) print_complaint(command, file.text);
      if (found.failures.empty()) print_complaint(command, place_.file + ": a directory; name a file in it");
      return exit_input;
    }
    const Reading& reading = reading_ = found.dumps.front().reading;
    account_ = found.dumps.front().account;
    const stages::ReadOptions options{reading.words, reading.code_page, reading.date_order, reading.files};
    try {
      stages::read_dump(
          {place_.file}, options, [this](stages::Piece&& piece) { take(std::move(piece)); }, cancel_);
    } catch (const Found&) {
      return status_;
    } catch (const stages::InputError& error) {
      print_complaint(command, error.what());
      return exit_input;
    }
    if (quarantined_) return show_quarantined();
    print_complaint(command, place_.offset < end_
                                 ? nothing_there()
                                 : place_.file + ": " + at() + " is behind its end: it has " + counted(end_, "byte"));
    return exit_quarantined;
  }

 private:
  [[nodiscard]] std::string at() const { return "offset " + std::to_string(place_.offset); }
  [[nodiscard]] std::string nothing_there() const {
    return place_.file + ": " + at() + " is in no message, but among what separates them";
  }

  void take(stages::Piece&& piece) {
    if (cancel_.requested()) throw pipeline::Cancelled();
    if (auto* message = std::get_if<stages::Message>(&piece)) {
      look_at(std::move(*message));
    } else if (const auto* quarantined = std::get_if<stages::Quarantined>(&piece)) {
      const stages::Extent& bytes = quarantined->bytes;
      if (covers(bytes.offset(), bytes.length(), place_.offset)) quarantined_ = *quarantined;
    } else if (const auto* survey = std::get_if<stages::Survey>(&piece)) {
      page_ = reading_.code_page.value_or(survey->code_page.page);
    } else if (const auto* accounted = std::get_if<stages::DumpAccounted>(&piece)) {
      end_ = accounted->dump.bytes;
    }
  }

  void look_at(stages::Message message) {
    if (message.offset > place_.offset) {
      if (quarantined_) {
        status_ = show_quarantined();
      } else {
        print_complaint(command, nothing_there() + "; the next message is at " + std::to_string(message.offset));
        status_ = exit_quarantined;
      }
      throw Found();
    }
    if (!covers(message.offset, message.length, place_.offset)) {
      quarantined_.reset();
      return;
    }
    status_ = show(std::move(message));
    throw Found();
  }

  int show(stages::Message message) {
    stages::EncodeOptions options;
    options.account = account_;
    options.code_page = reading_.code_page;
    options.date_order = reading_.date_order;
    options.zone = reading_.zone;
    options.post_offices = reading_.post_offices;
    options.files = reading_.files;
    options.domain = arguments_.mail.domain;
    options.mac = arguments_.mail.mac;
    options.join_texts = arguments_.mail.join_texts;
    options.seen = !arguments_.mail.unread;
    if (arguments_.raw) {
      message.whole.visit(print_text);
      return exit_ok;
    }
    if (arguments_.eml) {
      give_mail(std::move(message), options, print_text);
      return exit_ok;
    }
    const stages::Overview overview = stages::overview_of(message, options.code_page);
    print_text(printable(place_.file) + ": message " + grouped(message.number) + ", at " +
               std::to_string(message.offset) + ", " + counted(message.length, "byte") + ", in the folder " +
               printable(overview.folder) + "\n");
    if (quarantined_)
      print_text("Of its bytes, " + counted(quarantined_->bytes.length(), "byte") + " at " +
                 std::to_string(quarantined_->bytes.offset()) + " are not part of it: " + printable(quarantined_->why) +
                 "\n");
    print_text("\nAs it stands in the export, with offsets:\n\n");
    RawView(page_, arguments_.all, print_text).show(message);
    print_text("\nAs it is delivered:\n\n");
    show_delivered(std::move(message), options, page_, print_text);
    return exit_ok;
  }

  int show_quarantined() {
    const stages::Extent& bytes = quarantined_->bytes;
    if (arguments_.raw) {
      bytes.visit(print_text);
      return exit_quarantined;
    }
    print_complaint(command, place_.file + ": " + at() + " is among " + counted(bytes.length(), "byte") + " at " +
                                 std::to_string(bytes.offset()) + " in quarantine: " + quarantined_->why);
    constexpr std::uint64_t most_shown = std::uint64_t{16} << 10U;
    const std::uint64_t shown = arguments_.all ? bytes.length() : most_shown;
    if (!arguments_.eml) RawView(page_, arguments_.all, print_text).show_text(bytes.sub(0, shown));
    if (!arguments_.eml && bytes.length() > shown)
      print_text("(" + counted(bytes.length() - shown, "more byte") + "; --all shows them)\n");
    return exit_quarantined;
  }

  const Arguments& arguments_;
  Place place_;
  pipeline::Cancel& cancel_;
  Reading reading_;
  std::string account_;
  formats::text::CodePage page_{};
  std::optional<stages::Quarantined> quarantined_;  // what covers the offset
  std::uint64_t end_ = 0;
  int status_ = exit_ok;
};

class Line {
 public:
  Line() : app_(description, "ccmail2mbox show") {
    app_.add_option("FILE:OFFSET", arguments_.place,
                    "an export, packed or not, - for standard input; a byte of it, from 0")
        ->required();
    constexpr const char* group = "What it shows";
    CLI::Option* const raw =
        app_.add_flag("--raw", arguments_.raw, "nothing but the bytes of the message, as they are")->group(group);
    app_.add_flag("--eml", arguments_.eml, "nothing but the mail it becomes")->group(group)->excludes(raw);
    app_.add_flag("--all", arguments_.all, "also the bytes of long files")->group(group);
    input_.add_reading_to(app_);
    mail_.add_to(app_);
    format_help(app_, manual());
  }

  [[nodiscard]] CLI::App& app() { return app_; }
  [[nodiscard]] const Arguments& arguments() const { return arguments_; }
  [[nodiscard]] std::optional<std::string> settle() {
    std::optional<std::string> mistake = input_.settle();
    if (!mistake) mistake = mail_.settle();
    return mistake;
  }

 private:
  Arguments arguments_;
  InputGroup input_{arguments_.input};
  MailGroup mail_{arguments_.mail};
  CLI::App app_;
};

}  // namespace

void describe_show(const DescriptionUser& use) {
  Line line;
  use(line.app());
}

int run_show(int argc, const char* const* argv, const StandardStreams& streams) {
  Line line;
  if (const auto answer = parse(line.app(), argc, argv)) return print(*answer);
  const Arguments& arguments = line.arguments();
  std::optional<std::string> mistake = line.settle();
  auto place = parse_place(arguments.place);
  if (!mistake && !place) mistake = "'" + printable(arguments.place) + "' is not FILE:OFFSET, as in smith.exp:1234";
  if (mistake) return print(usage_mistake(line.app(), *mistake));
  if (!streams.input && place->file == "-") {
    print_complaint(command, "standard input is closed");
    return exit_input;
  }
  return run_printing(command, streams,
                      [&](pipeline::Cancel& cancel) { return Show(arguments, *std::move(place), cancel).run(); });
}

}  // namespace tools
