#include "stages/encode/manifest_names.h"

namespace stages {

using formats::text::LineEnd;
using formats::text::SubstitutionKind;

std::string_view name_of(formats::ccmail::ItemKind kind) {
  switch (kind) {
    case formats::ccmail::ItemKind::text:
      return "text";
    case formats::ccmail::ItemKind::file:
      return "file";
    case formats::ccmail::ItemKind::fax:
      return "fax";
    case formats::ccmail::ItemKind::other:
      break;
  }
  return "other";
}

std::string_view name_of(SubstitutionKind kind) {
  switch (kind) {
    case SubstitutionKind::control_glyph:
      return "control_glyph";
    case SubstitutionKind::unmappable:
      return "unmappable";
    case SubstitutionKind::duplicate:
      return "duplicate";
    case SubstitutionKind::highlight_mark:
      return "highlight_mark";
    case SubstitutionKind::dropped_at_end:
      return "dropped_at_end";
    case SubstitutionKind::line_end:
      return "line_end";
    case SubstitutionKind::missing_final_line_end:
      break;
  }
  return "missing_final_line_end";
}

std::string_view name_of(LineEnd end) {
  switch (end) {
    case LineEnd::crlf:
      return "crlf";
    case LineEnd::cr:
      return "cr";
    case LineEnd::lf:
      break;
  }
  return "lf";
}

std::string_view name_of(formats::mac::MacContainer container) {
  switch (container) {
    case formats::mac::MacContainer::macbinary:
      return "macbinary";
    case formats::mac::MacContainer::apple_single:
      return "applesingle";
    case formats::mac::MacContainer::apple_double:
      break;
  }
  return "appledouble";
}

}  // namespace stages
