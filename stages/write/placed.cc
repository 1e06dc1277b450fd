#include "stages/write/placed.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "formats/json/json_text.h"

namespace stages {
namespace {

// Cannot occur inside a JSON string, where quotes are escaped.
constexpr std::string_view member = R"(,"output":{"file":)";

}  // namespace

void append_output(std::string& line, const Placed& placed) {
  line += ',';
  formats::json::append_string(line, "output");
  line += ':';
  {
    formats::json::Object output(line);
    output.string("file", placed.file);
    output.number("offset", placed.offset);
    output.number("length", placed.length);
    output.string("xxh3", {placed.xxh3.data(), placed.xxh3.size()});
    if (placed.message) {
      formats::json::Object message(output.key("message"));
      message.number("offset", placed.message->offset);
      message.number("length", placed.message->length);
      message.string("sha256", placed.message->sha256);
      message.string("md5", placed.message->md5);
    }
  }
  line += "}\n";
}

bool take_output(std::string_view& line, Placed& placed) {
  const std::size_t at = line.rfind(member);
  if (at == std::string_view::npos || !line.ends_with("}}")) return false;
  const auto output = nlohmann::json::parse(
      line.substr(at + std::string_view(R"(,"output":)").size(), line.size() - at - 11), nullptr, false);
  if (!output.is_object()) return false;
  const auto xxh3 = output.value("xxh3", std::string());
  if (xxh3.size() != placed.xxh3.size()) return false;
  placed.file = output.value("file", std::string());
  placed.offset = output.value("offset", std::uint64_t{0});
  placed.length = output.value("length", std::uint64_t{0});
  std::copy(xxh3.begin(), xxh3.end(), placed.xxh3.begin());
  placed.message.reset();
  if (const auto message = output.find("message"); message != output.end() && message->is_object())
    placed.message = {.offset = message->value("offset", std::uint64_t{0}),
                      .length = message->value("length", std::uint64_t{0}),
                      .sha256 = message->value("sha256", std::string()),
                      .md5 = message->value("md5", std::string())};
  line = line.substr(0, at);
  return true;
}

}  // namespace stages
