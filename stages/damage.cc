#include "stages/damage.h"

namespace stages {

std::string_view name_of(DamageKind kind) {
  switch (kind) {
    case DamageKind::container:
      return "container";
    case DamageKind::input_unreadable:
      return "input_unreadable";
    case DamageKind::size_wrong:
      return "size_wrong";
    case DamageKind::size_blank:
      return "size_blank";
    case DamageKind::cut_off:
      return "cut_off";
    case DamageKind::label_lost:
      return "label_lost";
    case DamageKind::stray_bytes:
      return "stray_bytes";
    case DamageKind::head_too_long:
      return "head_too_long";
    case DamageKind::unreadable_message:
      return "unreadable_message";
    case DamageKind::date_missing:
      return "date_missing";
    case DamageKind::date_impossible:
      return "date_impossible";
    case DamageKind::date_unlikely:
      return "date_unlikely";
    case DamageKind::mac_file:
      return "mac_file";
    case DamageKind::file_absent:
      return "file_absent";
    case DamageKind::text_mode:
      return "text_mode";
    case DamageKind::hex_text:
      return "hex_text";
  }
  return "unknown";
}

}  // namespace stages
