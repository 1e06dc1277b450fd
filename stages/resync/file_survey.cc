#include "stages/resync/file_survey.h"

#include <algorithm>
#include <limits>

#include "formats/ccmail/title.h"
#include "formats/mac/macbinary.h"
#include "formats/mime/media_type.h"
#include "formats/mime/signature.h"
#include "formats/text/hex.h"

namespace stages {
namespace {

constexpr std::size_t looked_at = formats::mac::macbinary_header_size;

// A Mac file may be longer than what was decoded of it: only a checksum can prove it here.
bool is_mac_file(std::string_view bytes) {
  constexpr auto any_length = std::numeric_limits<std::uint64_t>::max();
  const auto file = formats::mac::parse_macbinary(bytes, any_length);
  return file && !file->checksum_wrong;
}

bool is_plain_text(std::string_view bytes) {
  constexpr std::size_t shortest = 16;
  return bytes.size() >= shortest && std::ranges::all_of(bytes, [](char c) {
           return (c >= ' ' && c <= '~') || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\x1a';
         });
}

}  // namespace

void FileSurvey::add(std::string_view title, std::string_view first_bytes, std::uint64_t length) {
  formats::text::HexScan scan;
  const bool digits = scan.add(first_bytes) && (scan.is_hex() || first_bytes.size() < length);
  if (!digits) {
    ++other_files_;
    return;
  }
  if (scan.length() == 0) return;
  ++hex_files_;
  digits_ += 2 * scan.length();

  const std::string bytes = formats::text::decode_hex(first_bytes, looked_at);
  const std::string name = formats::ccmail::parse_file_title(title).name;
  const bool named_text = formats::mime::is_text_type(formats::mime::type_of_name(name));
  const bool known = is_mac_file(bytes) || (!named_text && formats::mime::signature_of(bytes));
  const bool plain = named_text && is_plain_text(bytes);
  known_files_ += known ? 1 : 0;
  plain_texts_ += plain ? 1 : 0;
  constexpr std::size_t most_evidence = 3;
  if ((known || plain) && evidence_.size() < most_evidence) evidence_.push_back(name);
}

FileBytesGuess FileSurvey::result() const {
  constexpr std::uint64_t worth_a_word = 256;  // digits
  FileBytesGuess guess;
  if (hex_files_ == 0 || other_files_ > 0) return guess;
  if (known_files_ > 0 || plain_texts_ > 1) {
    guess.bytes = FileBytes::hex;
    guess.certain = known_files_ + plain_texts_ > 1;
    guess.evidence = evidence_;
  } else {
    guess.could_be_hex = digits_ >= worth_a_word;
  }
  return guess;
}

}  // namespace stages
