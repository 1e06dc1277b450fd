// All that is ever said about damage, in one place: one line each, plain words, numbers last.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "stages/damage.h"

namespace stages::damage_text {

/// Where reading went on after a size that led nowhere.
enum class ReadTo : std::uint8_t { label, message_end, dump_end };

/// `reason` is why reading or unpacking went no further.
[[nodiscard]] std::string input_unreadable(std::string_view reason);
[[nodiscard]] std::string container(std::string_view reason);
/// Of a block that ends at `end`, while its size says `declared_end`.
[[nodiscard]] std::string size_wrong(std::string_view block, std::uint64_t declared_end, std::uint64_t end, ReadTo to);
[[nodiscard]] std::string size_blank(std::string_view block, ReadTo to);
[[nodiscard]] std::string outer_size_wrong(std::string_view block, std::uint64_t declared_end, std::uint64_t end);
[[nodiscard]] std::string outer_size_blank(std::string_view block);
[[nodiscard]] std::string size_unreadable(std::string_view block, ReadTo to);
[[nodiscard]] std::string size_missing(std::string_view block, ReadTo to);
[[nodiscard]] std::string outer_size_unreadable(std::string_view block);
[[nodiscard]] std::string sizes_missing();
[[nodiscard]] std::string sizes_unexpected();
[[nodiscard]] std::string file_absent();
[[nodiscard]] std::string line_ends_lost();
[[nodiscard]] std::string cut_off(std::uint64_t missing);
[[nodiscard]] std::string head_cut_off();
[[nodiscard]] std::string contents_missing();
[[nodiscard]] std::string message_label_missing();
[[nodiscard]] std::string head_missing();
[[nodiscard]] std::string item_label_missing();
[[nodiscard]] std::string item_label_cut();
[[nodiscard]] std::string message_quoted();
[[nodiscard]] std::string stray_bytes(std::uint64_t length);
[[nodiscard]] std::string unreadable_message();
[[nodiscard]] std::string reasons_without_message();
[[nodiscard]] std::string reasons_too_many();
/// `stated` is what the head says, UTF-8; the dates are in ISO 8601.
[[nodiscard]] std::string date_missing(std::string_view stated, std::string_view stand_in);
[[nodiscard]] std::string date_impossible(std::string_view stated, std::string_view taken);
[[nodiscard]] std::string date_unlikely(std::string_view stated, std::string_view read);
/// Of a file that should be hexadecimal text, from its byte `at` (counted from 0) on.
[[nodiscard]] std::string not_hex(std::uint64_t at);
/// Of a Mac file whose header speaks of `missing` bytes that are not there: of its resource fork alone, or of more.
[[nodiscard]] std::string resource_fork_cut(std::uint64_t missing);
[[nodiscard]] std::string mac_file_cut(std::uint64_t missing);
[[nodiscard]] std::string mac_checksum_wrong();
/// `container` is AppleSingle or AppleDouble, `why` what is wrong with it.
[[nodiscard]] std::string mac_file_unreadable(std::string_view container, std::string_view why);
/// What one of these says, without what it quotes of a message.
[[nodiscard]] std::string without_excerpt(DamageKind kind, std::string_view what);

}  // namespace stages::damage_text
