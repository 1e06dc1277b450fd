#include "stages/damage_text.h"

namespace stages::damage_text {
namespace {

// As much of a header line as is needed to find it.
std::string excerpt(std::string_view utf8) {
  constexpr std::size_t longest = 40;
  if (utf8.size() <= longest) return std::string(utf8);
  std::size_t end = longest;
  while ((static_cast<unsigned char>(utf8[end]) & 0xc0U) == 0x80U) --end;
  return std::string(utf8.substr(0, end)) + "...";
}

std::string bytes(std::uint64_t count) { return std::to_string(count) + (count == 1 ? " byte" : " bytes"); }

std::string read_on(ReadTo to) {
  switch (to) {
    case ReadTo::label:
      return "; read on to the next label";
    case ReadTo::message_end:
      return "; read on to the end of the message";
    case ReadTo::dump_end:
      return "; read on to the end of the dump";
  }
  return {};
}

std::string off_by(std::string_view block, std::uint64_t declared_end, std::uint64_t end) {
  const bool large = declared_end > end;
  return std::string(block) + " size is " + bytes(large ? declared_end - end : end - declared_end) +
         (large ? " too large" : " short");
}

}  // namespace

std::string input_unreadable(std::string_view reason) { return std::string(reason) + "; nothing was read behind it"; }

std::string container(std::string_view reason) { return std::string(reason) + "; kept what came before it"; }

std::string size_wrong(std::string_view block, std::uint64_t declared_end, std::uint64_t end, ReadTo to) {
  return off_by(block, declared_end, end) + read_on(to);
}

std::string size_blank(std::string_view block, ReadTo to) {
  return std::string(block) + " size is blank" + read_on(to);
}

std::string outer_size_wrong(std::string_view block, std::uint64_t declared_end, std::uint64_t end) {
  return off_by(block, declared_end, end) + "; the sizes inside hold";
}

std::string outer_size_blank(std::string_view block) {
  return std::string(block) + " size is blank; the sizes inside hold";
}

std::string size_unreadable(std::string_view block, ReadTo to) {
  return std::string(block) + " size is not a number" + read_on(to);
}

std::string size_missing(std::string_view block, ReadTo to) {
  return std::string(block) + " size is missing" + read_on(to);
}

std::string outer_size_unreadable(std::string_view block) {
  return std::string(block) + " size is not a number; the sizes inside hold";
}

std::string sizes_missing() {
  return "a message without sizes in a dump that has them; its items end at the next label";
}

std::string sizes_unexpected() { return "a message with sizes in a dump that has none; read by them"; }

std::string file_absent() { return "a file is named, but its bytes are not in the dump; kept as an empty file"; }

std::string line_ends_lost() {
  return "the dump was copied in text mode: CR LF became LF, in files too; sizes are read as if it had not";
}

std::string cut_off(std::uint64_t missing) {
  return "the dump ends " + bytes(missing) + " before the end of this item; kept what is there";
}

std::string head_cut_off() { return "the dump ends inside this head; kept what is there"; }

std::string contents_missing() { return "'Contents:' is missing; took the head to end here"; }

std::string message_label_missing() { return "'Message:' is missing; took header lines for the start of a message"; }

std::string item_label_cut() {
  return "the next message begins in the label of an item; kept what is left of the label";
}
std::string item_label_missing() { return "the label of an item is missing; kept its bytes as a file without a name"; }

std::string message_quoted() {
  return "'Message:' and a header stand in an item, but no more of a head; took them for its text";
}

std::string head_missing() { return "the head of a message is missing; took what comes here for the rest of it"; }

std::string stray_bytes(std::uint64_t length) {
  return bytes(length) + (length == 1 ? " that belongs to no message" : " that belong to no message") +
         "; put in quarantine";
}

std::string unreadable_message() { return "neither header nor item can be read; put in quarantine"; }

std::string reasons_without_message() { return "reasons why mail was not delivered, but no message; left out"; }

std::string reasons_too_many() { return "more reasons than are kept of a message; left out"; }

std::string date_missing(std::string_view stated, std::string_view stand_in) {
  std::string text = stated.empty() ? std::string("no date") : "'" + excerpt(stated) + "' is no date";
  return text + "; dated " + std::string(stand_in) + " instead";
}

std::string date_impossible(std::string_view stated, std::string_view taken) {
  return "'" + excerpt(stated) + "' does not exist or cannot be read in full; dated " + std::string(taken);
}

std::string date_unlikely(std::string_view stated, std::string_view read) {
  return "'" + excerpt(stated) + "' is an unlikely date; read as " + std::string(read);
}

std::string not_hex(std::uint64_t at) {
  return "this file is not hexadecimal text at its byte " + std::to_string(at) + "; attached as it stands";
}

std::string resource_fork_cut(std::uint64_t missing) {
  return "the resource fork of this Mac file ends " + bytes(missing) + " early; kept what is there";
}

std::string mac_file_cut(std::uint64_t missing) {
  return "the MacBinary header speaks of " + bytes(missing) + " more than the item holds; attached as it stands";
}

std::string mac_checksum_wrong() { return "the checksum of the MacBinary header does not hold; attached as it stands"; }

std::string mac_file_unreadable(std::string_view container, std::string_view why) {
  return "this " + std::string(container) + " file cannot be read: " + std::string(why) + "; attached as it stands";
}

std::string without_excerpt(DamageKind kind, std::string_view what) {
  const bool quotes =
      kind == DamageKind::date_missing || kind == DamageKind::date_impossible || kind == DamageKind::date_unlikely;
  if (!quotes || !what.starts_with('\'')) return std::string(what);
  // Behind the excerpt, which may hold anything, there is no further quote.
  return "the date stated" + std::string(what.substr(what.rfind('\'') + 1));
}

}  // namespace stages::damage_text
