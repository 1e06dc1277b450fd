// An internet address made from a cc:Mail name and post office: the same two always give the same address, on every
// machine and in every version. No table of people, no ICU, whose results change.
#pragma once

#include <string>
#include <string_view>

namespace formats::ccmail {

inline constexpr std::string_view made_domain = "ccmail.invalid";

/// Appends the address of `name` at `post_office` (UTF-8; either may be empty, of any length, and may hold invalid
/// bytes, which count as lost) under `domain`, which is taken as it is. The rule is in docs/design.md, "The mail", and
/// must never change: no table, nothing but the two names decides. The result is a valid RFC 5321 addr-spec whenever
/// `domain` is valid: at most 55 octets before the "@", at most 47 for the post office's label.
void append_made_address(std::string& out, std::string_view name, std::string_view post_office,
                         std::string_view domain = made_domain);

/// The same as a value.
[[nodiscard]] std::string made_address(std::string_view name, std::string_view post_office,
                                       std::string_view domain = made_domain);

}  // namespace formats::ccmail
