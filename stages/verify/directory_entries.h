// The entries of one directory, as they come.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "stages/verify/result_files.h"

namespace stages::verify {

enum class EntryKind : std::uint8_t { file, directory, link, other };

/// Calls `visit` for every entry but "." and "..", in no order. Throws InputError, with `path`, when the directory
/// cannot be read. Links are not followed. Reads from where `directory` stands: from its start, if it was just opened.
void for_each_entry(const Descriptor& directory, const std::string& path,
                    const std::function<void(std::string_view name, EntryKind kind)>& visit);

}  // namespace stages::verify
