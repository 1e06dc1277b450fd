#include "stages/verify/sums_file.h"

#include <algorithm>
#include <cstddef>

#include "stages/verify/result_files.h"

namespace stages::verify {

tl::expected<std::map<std::string, std::string>, std::uint64_t> parse_sums(std::string_view text) {
  constexpr std::size_t digits = 64;
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::map<std::string, std::string> sums;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return tl::unexpected(at);
    const std::string_view line = text.substr(at, end - at);
    const std::string_view sum = line.substr(0, digits);
    if (line.size() < digits + 3 || sum.find_first_not_of(hexadecimal) != std::string_view::npos ||
        line.substr(digits, 2) != "  ")
      return tl::unexpected(at);
    const std::string name(line.substr(digits + 2));
    if (!is_safe_path(name) || !sums.emplace(name, sum).second) return tl::unexpected(at);
    at = end + 1;
  }
  return sums;
}

}  // namespace stages::verify
