#include "stages/write/message_tree.h"

#include <algorithm>
#include <utility>

namespace stages {
namespace {

const std::string growing_name = "unfinished";

void append_with_crlf(std::string& out, std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) {
      out += bytes;
      return;
    }
    out += bytes.substr(0, end);
    out += "\r\n";
    bytes.remove_prefix(end + 1);
  }
}

}  // namespace

void MessageTree::add(const MailPiece& piece) {
  const Envelope& envelope = *piece.envelope;
  const std::string_view bytes = piece.bytes.view();
  if (piece.begins) {
    ++number_;
    message_bytes_ = 0;
    message_lines_ = 0;
    if (message_hash_) message_hash_->begin(0);
  }
  message_bytes_ += bytes.size();
  message_lines_ += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));

  if (piece.begins && piece.ends) {
    const Folder& into = folder(*envelope.folder);
    const std::string name = name_of(envelope);
    OutputFile file(into.directory, name);
    write(file, bytes);
    file.set_time(envelope.unix_seconds);
    file.close();
    placed(into, name);
    return;
  }
  if (piece.begins) growing_.emplace(workshop(), growing_name);
  write(*growing_, bytes);
  if (!piece.ends) return;
  growing_->set_time(envelope.unix_seconds);
  growing_->close();
  growing_.reset();
  const Folder& into = folder(*envelope.folder);
  const std::string name = name_of(envelope);
  workshop().rename(growing_name, into.directory, name);
  placed(into, name);
}

void MessageTree::placed(const Folder& folder, const std::string& name) {
  last_.file = folder.path + "/" + name;
  last_.length = message_bytes_ + (line_end_ == LineEnd::crlf ? message_lines_ : 0);
  last_.xxh3 = hash_.hex();
  if (message_hash_) last_.message = message_hash_->end();
}

void MessageTree::finish() {
  if (made_.empty()) (void)folder("Inbox");
  open_.clear();
}

std::string MessageTree::name_of(const Envelope& envelope) {
  std::string name;
  append_name(name, {envelope, number_, message_bytes_, message_lines_});
  return name;
}

void MessageTree::write(OutputFile& file, std::string_view bytes) {
  if (line_end_ == LineEnd::crlf) {
    crlf_.clear();
    append_with_crlf(crlf_, bytes);
    bytes = crlf_;
  }
  hash_.update(bytes);
  if (message_hash_) message_hash_->update(bytes);
  file.write(bytes);
  bytes_ += bytes.size();
}

const MessageTree::Folder& MessageTree::folder(const std::string& name) {
  if (!open_.empty() && open_.front().name == name) return open_.front();
  const auto found =
      std::find_if(open_.begin(), open_.end(), [&](const Folder& folder) { return folder.name == name; });
  if (found != open_.end()) {
    open_.splice(open_.begin(), open_, found);
    return open_.front();
  }
  if (open_.size() == most_open) open_.pop_back();
  auto made = made_.find(name);
  if (made == made_.end()) made = made_.emplace(name, make_folder(name)).first;
  open_.push_front({name, path_of(made->second), open_folder(made->second)});
  return open_.front();
}

}  // namespace stages
