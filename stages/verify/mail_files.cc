#include "stages/verify/mail_files.h"

#include <algorithm>
#include <utility>

#include "stages/verify/mail_path.h"

namespace stages::verify {
namespace {

constexpr std::size_t most_mboxes = 8;
constexpr std::size_t window_bytes = std::size_t{256} << 10U;

Finding cut_short(const std::string& path, std::uint64_t offset, std::uint64_t missing) {
  return {.kind = FindingKind::cut_short, .file = path, .offset = offset, .count = missing};
}

}  // namespace

tl::expected<MailBytes, Finding> MailFiles::read(const Placed& placed) {
  return is_mbox(placed.file) ? read_from_mbox(placed) : read_file(placed);
}

tl::expected<MailFiles::Mbox*, Finding> MailFiles::mbox(const std::string& path) {
  const auto found =
      std::find_if(mboxes_.begin(), mboxes_.end(), [&](const Mbox& one) { return one.file->path() == path; });
  if (found != mboxes_.end()) {
    mboxes_.splice(mboxes_.begin(), mboxes_, found);
    return &mboxes_.front();
  }
  auto opened = files_.open(path);
  if (!opened) return tl::unexpected(std::move(opened.error()));
  if (mboxes_.size() == most_mboxes) mboxes_.pop_back();
  mboxes_.push_front({*std::move(opened), 0, {}});
  return &mboxes_.front();
}

tl::expected<MailBytes, Finding> MailFiles::read_from_mbox(const Placed& placed) {
  const auto opened = mbox(placed.file);
  if (!opened) return tl::unexpected(opened.error());
  Mbox& box = **opened;
  const std::uint64_t there = box.file->size() > placed.offset ? box.file->size() - placed.offset : 0;
  if (there < placed.length) return tl::unexpected(cut_short(placed.file, placed.offset, placed.length - there));
  MailBytes mail{box.file, placed.offset, placed.length, {}, false};
  if (placed.length > most_held) return mail;
  const auto length = static_cast<std::size_t>(placed.length);
  if (placed.offset < box.begin || placed.offset + placed.length > box.begin + box.window.size()) {
    box.begin = placed.offset;
    box.window.resize(std::max(window_bytes, length));
    box.window.resize(box.file->read_some_at(box.begin, box.window));
    if (box.window.size() < length)
      return tl::unexpected(cut_short(placed.file, placed.offset, length - box.window.size()));
  }
  mail.in_memory = std::string_view(box.window).substr(static_cast<std::size_t>(placed.offset - box.begin), length);
  return mail;
}

tl::expected<MailBytes, Finding> MailFiles::read_file(const Placed& placed) {
  auto opened = files_.open(placed.file);
  bool renamed = false;
  if (!opened && opened.error().kind == FindingKind::missing && is_maildir(placed.file)) {
    if (const auto now = served_.find(placed.file)) {
      opened = files_.open(*now);
      renamed = true;
    }
  }
  if (!opened) return tl::unexpected(std::move(opened.error()));
  MailBytes mail{*std::move(opened), placed.offset, placed.length, {}, renamed};
  const std::uint64_t end = placed.offset + placed.length;
  if (mail.file->size() < end) return tl::unexpected(cut_short(placed.file, 0, end - mail.file->size()));
  if (mail.file->size() > end)
    return tl::unexpected(Finding{
        .kind = FindingKind::bytes_behind, .file = placed.file, .offset = end, .count = mail.file->size() - end});
  if (placed.length > most_held) return mail;
  buffer_.resize(static_cast<std::size_t>(placed.length));
  const std::size_t count = mail.file->read_some_at(placed.offset, buffer_);
  if (count < buffer_.size()) return tl::unexpected(cut_short(placed.file, 0, buffer_.size() - count));
  mail.in_memory = buffer_;
  return mail;
}

}  // namespace stages::verify
