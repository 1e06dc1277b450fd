#include "stages/write/maildir.h"

#include "formats/mailbox/message_name.h"

namespace stages {
namespace {

constexpr const char* inbox = "INBOX";

void make_maildir(const Directory& directory) {
  for (const char* part : {"cur", "new", "tmp"}) directory.make(part);
}

}  // namespace

Maildir::Maildir(const std::string& directory, bool digests) : Maildir(Directory::create(directory), digests) {}

Maildir::Maildir(const Directory& account, bool digests)
    : MessageTree(LineEnd::lf, digests), root_(create_maildir(account)), tmp_(root_.at("tmp")) {}

std::string Maildir::make_folder(const std::string& folder) {
  const std::string& name = names_.on_disk(folder);
  const bool is_new = made_.insert(name).second;
  if (name == inbox) return "cur";
  if (is_new) make_maildir_folder(root_, name);
  return "." + name + "/cur";
}

std::string Maildir::path_of(const std::string& made) const { return std::string(maildir_name) + "/" + made; }

void Maildir::append_name(std::string& out, const Written& message) const {
  formats::mailbox::append_maildir_name(out, {.unix_seconds = message.envelope.unix_seconds,
                                              .number = message.number,
                                              .bytes = message.bytes,
                                              .crlf_bytes = message.bytes + message.lines,
                                              .seen = message.envelope.seen});
}

void Maildir::finish() {
  MessageTree::finish();
  write_subscriptions(root_, made_);
}

Directory create_maildir(const Directory& account) {
  account.make(maildir_name);
  Directory root = account.at(maildir_name);
  make_maildir(root);
  return root;
}

void make_maildir_folder(const Directory& maildir, const std::string& name) {
  const std::string on_disk = "." + name;
  maildir.make(on_disk);
  const Directory made = maildir.at(on_disk);
  make_maildir(made);
  OutputFile(made, "maildirfolder").close();  // tells delivery agents that this is no mailbox of its own
}

void write_subscriptions(const Directory& maildir, const std::set<std::string>& folders) {
  std::string text = std::string(inbox) + "\n";
  for (const std::string& name : folders)
    if (name != inbox) text += name + "\n";
  OutputFile file(maildir, subscriptions_name);
  file.write(text);
  file.close();
}

}  // namespace stages
