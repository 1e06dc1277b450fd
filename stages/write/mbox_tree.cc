#include "stages/write/mbox_tree.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "stages/output_error.h"

namespace stages {

MboxTree::Folder::Folder(std::string on_disk, std::string path, bool append, bool digests)
    : name(std::move(on_disk)),
      file(std::move(path), append),
      writer([this](const pipeline::Slice& slice) { file.write(slice.view()); }, true, digests) {}

MboxTree::MboxTree(std::string directory, bool digests) : directory_(std::move(directory)), digests_(digests) {
  if (::mkdir(directory_.c_str(), 0700) != 0) throw OutputError(directory_, errno);
}

void MboxTree::add(const MailPiece& piece) { open(*piece.envelope->folder).writer.add(piece); }

MboxTree::Folder& MboxTree::open(const std::string& folder) {
  if (!open_.empty() && folder == last_) return open_.front();
  last_ = folder;
  const std::string& name = names_.on_disk(folder);
  if (!open_.empty() && open_.front().name == name) return open_.front();
  const auto found = std::find_if(open_.begin(), open_.end(), [&](const Folder& one) { return one.name == name; });
  if (found != open_.end()) {
    open_.splice(open_.begin(), open_, found);
    return open_.front();
  }
  if (open_.size() == most_open) {
    close(open_.back());
    open_.pop_back();
  }
  const bool is_new = closed_.emplace(name, 0).second;
  open_.emplace_front(name, directory_ + "/" + name + mbox_ending, !is_new, digests_);
  return open_.front();
}

void MboxTree::close(Folder& folder) {
  folder.writer.flush();
  folder.file.close();
  bytes_ += folder.writer.bytes();
  closed_[folder.name] += folder.writer.bytes();
}

Placed MboxTree::last() const {
  const Folder& folder = open_.front();
  Placed placed = folder.writer.last();
  placed.file = folder.name + mbox_ending;
  placed.offset += closed_.at(folder.name);
  return placed;
}

void MboxTree::finish() {
  if (closed_.empty()) open("Inbox");
  for (Folder& folder : open_) close(folder);
  open_.clear();
}

}  // namespace stages
