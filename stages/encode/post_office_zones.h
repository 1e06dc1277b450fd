// The time zones of post offices, by name without regard to case.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "formats/ccmail/letters.h"
#include "formats/time/zone.h"

namespace stages {

class PostOfficeZones {
 public:
  /// False, and nothing is changed, when the post office (UTF-8) has a zone already.
  bool add(std::string_view post_office, const formats::time::Zone& zone) {
    return zones_.try_emplace(formats::ccmail::in_lower_case(post_office), zone).second;
  }

  /// Null when none is known.
  [[nodiscard]] const formats::time::Zone* find(std::string_view post_office) const {
    const auto found = zones_.find(formats::ccmail::in_lower_case(post_office));
    return found == zones_.end() ? nullptr : &found->second;
  }

  /// By name in lower case.
  [[nodiscard]] const std::map<std::string, formats::time::Zone, std::less<>>& zones() const { return zones_; }

 private:
  std::map<std::string, formats::time::Zone, std::less<>> zones_;
};

}  // namespace stages
