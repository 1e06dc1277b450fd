#include "stages/resync/resync.h"

#include <algorithm>
#include <utility>

#include "formats/ccmail/excerpt.h"
#include "stages/damage_text.h"
#include "stages/resync/candidates.h"
#include "stages/resync/survey.h"

namespace stages {

void Resync::take(Chunk chunk, pipeline::Sink<Piece>& sink) {
  if (auto* opened = std::get_if<DumpOpened>(&chunk)) {
    window_ = std::make_unique<Window>(std::move(opened->file));
  } else if (auto* bytes = std::get_if<DumpBytes>(&chunk)) {
    window_->append(std::move(bytes->bytes));
    advance(sink);
  } else if (auto* damage = std::get_if<Damage>(&chunk)) {
    sink.put(std::move(*damage));
  } else {
    closed_ = std::get<DumpClosed>(std::move(chunk));
  }
}

void Resync::finish(pipeline::Sink<Piece>& sink) {
  if (!window_) window_ = std::make_unique<Window>();
  window_->finish();
  advance(sink);
  drop_reasons(sink);
  sink.put(DumpAccounted{closed_, ledger_, {}});
}

void Resync::advance(pipeline::Sink<Piece>& sink) {
  if (!planner_) {
    if (!window_->has(0, survey_reach)) return;
    survey_ = std::make_shared<const Survey>(survey(*window_, *words_));
    planner_ = std::make_unique<Planner>(*window_, *words_, survey_->dialect);
    sink.put(*survey_);
    if (survey_->dialect.line_ends_lost) sink.put(Damage{DamageKind::text_mode, 0, 0, damage_text::line_ends_lost()});
  }
  while (window_->has(planner_->needed(), 0) && planner_->next(block_) == Planner::Step::block) emit(sink);
}

void Resync::add_excerpts() {
  constexpr std::size_t reach = 256;
  for (Damage& damage : block_.damage) {
    if (damage.offset < block_.begin || damage.offset >= block_.end) continue;
    const std::string_view bytes = window_->view(damage.offset, reach);
    damage.excerpt = formats::ccmail::structure_excerpt(bytes, *words_);
    if (excerpts_ == Excerpts::structure) continue;
    // Both begin alike: the size of a label stands on the line behind it, the value of a header on its own.
    std::string line = formats::ccmail::contents_excerpt(bytes);
    if (line.size() > damage.excerpt.size()) damage.excerpt = std::move(line);
  }
}

void Resync::emit(pipeline::Sink<Piece>& sink) {
  if (!block_.damage.empty()) add_excerpts();
  switch (block_.kind) {
    case BlockKind::message:
      account_message();
      emit_message(sink);
      break;
    case BlockKind::filler:
      ledger_.account(ByteKind::framing, block_.end);
      ledger_.reclassify(ByteKind::framing, ByteKind::noise, block_.noise);
      break;
    case BlockKind::reason:
      ledger_.account(ByteKind::noise, block_.end);
      if (block_.too_many)
        leave_out_reason({block_.begin, block_.end});
      else
        keep_reason({block_.begin, block_.end});
      break;
    case BlockKind::screen:
      ledger_.account(ByteKind::noise, block_.end);
      break;
    case BlockKind::directive: {
      ledger_.account(ByteKind::framing, block_.end);
      const auto name =
          folder_directive(window_->view(block_.begin, static_cast<std::size_t>(block_.end - block_.begin)), *words_);
      directive_ = std::make_shared<const std::string>(name.value_or(std::string_view()));
      break;
    }
    case BlockKind::stray:
      ledger_.account(ByteKind::quarantine, block_.end);
      for (Damage& damage : block_.damage) sink.put(std::move(damage));
      emit_quarantine(sink, {block_.begin, block_.end}, false, damage_text::stray_bytes(block_.end - block_.begin));
      break;
  }
  window_->release(block_.end);
}

void Resync::emit_quarantine(pipeline::Sink<Piece>& sink, Range range, bool is_message, std::string why) {
  sink.put(Quarantined{Extent(window_->region(range.begin, range.end), range.begin, range.end - range.begin),
                       is_message, std::move(why)});
}

// Walks the message front to back, so that items which overlap or leave a gap break the ledger.
void Resync::account_message() {
  const bool readable = block_.head_end > block_.head || !block_.items.empty();
  if (!readable) {
    ledger_.account(ByteKind::quarantine, block_.end);
    return;
  }
  ledger_.account(ByteKind::framing, block_.head);
  ledger_.account(ByteKind::headers, block_.head_end);
  auto stray = block_.stray.begin();
  auto reason = block_.reasons.begin();
  const auto account_stray_before = [&](std::uint64_t place) {
    for (;;) {
      const bool is_stray = stray != block_.stray.end() && stray->begin < place;
      const bool is_reason = reason != block_.reasons.end() && reason->begin < place;
      if (!is_stray && !is_reason) return;
      const bool stray_first = is_stray && (!is_reason || stray->begin < reason->begin);
      const Range range = stray_first ? *stray++ : *reason++;
      ledger_.account(ByteKind::framing, range.begin);
      ledger_.account(stray_first ? ByteKind::quarantine : ByteKind::noise, range.end);
    }
  };
  for (const PlannedItem& item : block_.items) {
    account_stray_before(item.label);
    ledger_.account(ByteKind::framing, item.data);
    ledger_.account(ByteKind::items, item.data + item.length);
  }
  account_stray_before(block_.end);
  ledger_.account(ByteKind::framing, block_.end);
  ledger_.reclassify(ByteKind::framing, ByteKind::noise, block_.noise);
}

// Raw, without the line's end. Of more than anybody reads, the rest is left out.
void Resync::keep_reason(Range line) {
  constexpr std::size_t most_bytes = 16384;
  if (reason_bytes_ >= most_bytes) return leave_out_reason(line);
  if (reason_lines_.end == 0) reason_lines_.begin = line.begin;
  reason_lines_.end = line.end;
  const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(line.end - line.begin, most_bytes));
  reasons_.emplace_back(formats::ccmail::first_line(window_->view(line.begin, length)).content);
  reason_bytes_ += reasons_.back().size() + 1;
}

void Resync::leave_out_reason(Range line) {
  if (reasons_beyond_.end == 0) reasons_beyond_.begin = line.begin;
  reasons_beyond_.end = line.end;
}

std::vector<std::string> Resync::take_reasons(pipeline::Sink<Piece>& sink) {
  if (const Range beyond = std::exchange(reasons_beyond_, {}); beyond.end > 0)
    sink.put(Damage{DamageKind::stray_bytes, beyond.begin, beyond.end - beyond.begin, damage_text::reasons_too_many()});
  reason_lines_ = {};
  reason_bytes_ = 0;
  return std::exchange(reasons_, {});
}

// Of reasons for which no message came.
void Resync::drop_reasons(pipeline::Sink<Piece>& sink) {
  const std::uint64_t begin = reason_lines_.begin;
  // Those left out of a message before are not of these.
  const bool follow = reasons_beyond_.begin > begin;
  const std::uint64_t end = follow && !reasons_.empty() ? std::exchange(reasons_beyond_, {}).end : reason_lines_.end;
  if (take_reasons(sink).empty()) return;
  sink.put(Damage{DamageKind::stray_bytes, begin, end - begin, damage_text::reasons_without_message()});
}

void Resync::emit_message(pipeline::Sink<Piece>& sink) {
  const bool readable = block_.head_end > block_.head || !block_.items.empty();
  if (!readable) {
    sink.put(Damage{DamageKind::unreadable_message, block_.begin, block_.end - block_.begin,
                    damage_text::unreadable_message()});
    emit_quarantine(sink, {block_.begin, block_.end}, true, damage_text::unreadable_message());
    drop_reasons(sink);
    return;
  }
  for (const Range& range : block_.stray)
    emit_quarantine(sink, range, false, damage_text::stray_bytes(range.end - range.begin));
  const auto region = window_->region(block_.begin, block_.end);
  Message message;
  message.survey = survey_;
  message.offset = block_.begin;
  message.length = block_.end - block_.begin;
  message.whole = Extent(region, block_.begin, message.length);
  message.head = Extent(region, block_.head, block_.head_end - block_.head);
  message.items.reserve(block_.items.size());
  for (const PlannedItem& item : block_.items)
    message.items.push_back({item.kind, item.origin, Extent(region, item.label, item.label_length),
                             Extent(region, item.data, item.length), nullptr, nullptr});
  message.directive = directive_;
  for (const Range& line : block_.reasons) keep_reason(line);
  message.reasons = take_reasons(sink);
  message.damage = std::move(block_.damage);
  message.memory = region->memory();
  sink.put(std::move(message));
}

}  // namespace stages
