// The labels and headers of a dump whose meaning nobody knows, so that a person can write the table that teaches it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stages {

struct UnknownLabel {
  std::string name;  // as it first stood, in the dump's code page, without colon and number
  std::uint64_t count = 0;
  std::uint64_t offset = 0;  // of the first one, in the dump
};

struct UnknownLabels {
  std::vector<UnknownLabel> labels;  // in the order found
  std::uint64_t others = 0;          // how often there was one that is not listed: too long a name, or one too many
};

}  // namespace stages
