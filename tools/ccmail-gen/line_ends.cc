#include "tools/ccmail-gen/line_ends.h"

namespace ccmail_gen {

void drop_carriage_returns(const Draft& draft, Part& part) {
  bool dropped = false;
  for (std::size_t at = part.bytes.find("\r\n"); at != std::string::npos; at = part.bytes.find("\r\n", at)) {
    replace(part, at, 1, "");
    ++at;
    dropped = true;
  }
  if (dropped && part.role == Role::data && draft.message.items[part.item].kind != "Text") part.intact = false;
}

}  // namespace ccmail_gen
