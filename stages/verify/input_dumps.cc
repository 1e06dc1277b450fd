#include "stages/verify/input_dumps.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <variant>

#include "stages/custody/source_copy.h"
#include "stages/decode/decode.h"
#include "stages/decode/input_file.h"
#include "stages/output_error.h"
#include "stages/spill_file.h"

namespace stages::verify {
namespace {

std::string key_of(std::uint64_t input, const std::string& file) { return std::to_string(input) + "/" + file; }

// Takes the bytes of a dump as decode gives them: keeps them where they cannot be read again, and what it says at the
// end.
class Reading : public pipeline::Outlet<Chunk> {
 public:
  explicit Reading(bool keep) : keep_(keep) {}

  void put(Chunk chunk) override {
    if (auto* const opened = std::get_if<DumpOpened>(&chunk)) {
      file_ = std::move(opened->file);
      if (keep_ && !file_) spill_ = std::make_shared<SpillFile>();
    } else if (const auto* const bytes = std::get_if<DumpBytes>(&chunk)) {
      if (spill_) spill_->append(bytes->bytes.view());
    } else if (auto* const closed = std::get_if<DumpClosed>(&chunk)) {
      closed_ = std::move(*closed);
    }
  }
  void close() override {}

  [[nodiscard]] std::shared_ptr<const RandomAccess> data() const {
    return file_ ? file_ : std::shared_ptr<const RandomAccess>(spill_);
  }
  [[nodiscard]] const DumpClosed& closed() const { return closed_; }

 private:
  bool keep_;
  std::shared_ptr<const RandomAccess> file_;
  std::shared_ptr<SpillFile> spill_;
  DumpClosed closed_;
};

class PlainInput : public RandomAccess {
 public:
  explicit PlainInput(const std::string& path) : file_(path) {}

  void read_at(std::uint64_t offset, std::span<char> into) const override {
    if (file_.read_at(offset, into) != into.size())
      throw InputError(file_.path(), offset, "the file became shorter while it was read");
  }
  [[nodiscard]] std::uint64_t size() const { return file_.size().value_or(0); }

 private:
  InputFile file_;
};

// To open a pipe would wait for a writer.
bool is_special(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
}

bool is_there(const std::string& path, bool directory_too) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && (S_ISREG(status.st_mode) || (directory_too && S_ISDIR(status.st_mode)));
}

}  // namespace

InputDumps::InputDumps(const RunRecord& run, const std::vector<ReportedInput>& inputs, std::string kept,
                       pipeline::Cancel& cancel)
    : run_(run), inputs_(inputs), cancel_(cancel), kept_(std::move(kept)), read_(inputs.size()) {
  for (std::size_t i = 0; i < run.inputs.size(); ++i) {
    const std::string name = name_of(i);
    const bool is_gone = name == "-" || !name.starts_with('/') || !is_there(name, true);
    is_kept_.push_back(is_gone && is_there(kept_ + "/" + std::to_string(i), true));
    gone_.push_back(is_gone && !is_kept_.back());
  }
  for (std::size_t i = 0; i < inputs.size(); ++i) by_name_.emplace(key_of(inputs[i].input, inputs[i].file), i);
}

std::string InputDumps::name_of(std::uint64_t input) const {
  if (input >= run_.inputs.size()) return {};
  const std::string& typed = run_.inputs[input];
  if (typed == "-" || typed.starts_with('/') || run_.directory.empty()) return typed;
  return run_.directory + "/" + typed;
}

std::string InputDumps::path_of(const ReportedInput& input) const {
  if (input.input < is_kept_.size() && is_kept_[input.input])
    return source_path(kept_, static_cast<std::size_t>(input.input), input.file).string();
  const std::string name = name_of(input.input);
  return is_there(name, false) ? name : name + "/" + input.file;
}

std::optional<std::size_t> InputDumps::find(std::uint64_t input, const std::string& file) const {
  const auto found = by_name_.find(key_of(input, file));
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::shared_ptr<const InputDump> InputDumps::open_now(std::size_t dump) {
  const ReportedInput& input = inputs_[dump];
  auto opened = std::make_shared<InputDump>();
  opened->path = path_of(input);
  if (is_gone(input.input) || !is_there(opened->path, false)) return nullptr;
  if (input.container == "plain") {
    auto plain = std::make_shared<PlainInput>(opened->path);
    opened->bytes = plain->size();
    opened->data = std::move(plain);
    return opened;
  }
  Reading reading(true);
  Decode decode(cancel_, Decode::default_chunk, nullptr, true);
  decode.take({opened->path}, reading);
  opened->bytes = reading.closed().bytes;
  opened->data = reading.data();
  const std::lock_guard lock(mutex_);
  read_[dump] = reading.closed();
  return opened;
}

std::shared_ptr<InputDumps::Place> InputDumps::place_of(std::size_t dump) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(open_.begin(), open_.end(), [&](const auto& place) { return place->number == dump; });
  if (found != open_.end()) {
    open_.splice(open_.begin(), open_, found);
  } else {
    open_.push_front(std::make_shared<Place>());
    open_.front()->number = dump;
    if (open_.size() > most_open) open_.pop_back();
  }
  return open_.front();
}

std::shared_ptr<const InputDump> InputDumps::open(std::size_t dump) {
  const std::shared_ptr<Place> place = place_of(dump);
  const std::lock_guard lock(place->mutex);
  if (place->tried) return place->dump;
  place->tried = true;
  try {
    place->dump = open_now(dump);
  } catch (const InputError&) {  // check() says why
    place->dump = nullptr;
  } catch (const OutputError& error) {
    place->dump = nullptr;
    const std::lock_guard no_room(mutex_);
    not_unpacked_[dump] = error.what();
  }
  return place->dump;
}

std::vector<Finding> InputDumps::check(std::size_t dump) {
  const ReportedInput& input = inputs_[dump];
  if (is_gone(input.input)) return {};
  const std::string path = path_of(input);
  if (is_special(path)) return {{.kind = FindingKind::input_gone, .file = path, .count = 1, .what = "it is no file"}};
  std::optional<DumpClosed> read;
  {
    const std::lock_guard lock(mutex_);
    read = read_[dump];
  }
  if (!read) {
    try {
      Reading reading(false);
      Decode decode(cancel_, Decode::default_chunk, nullptr, true);
      decode.take({path}, reading);
      read = reading.closed();
    } catch (const InputError& error) {
      return {{.kind = FindingKind::input_gone, .file = path, .count = 1, .what = error.reason()}};
    }
  }
  std::vector<Finding> faults;
  const auto compare = [&](const char* what, const std::string& wanted, const std::string& found) {
    if (std::all_of(faults.begin(), faults.end(), [](const Finding& fault) { return is_note(fault.kind); }) &&
        wanted != found)
      faults.push_back(
          {.kind = FindingKind::input_changed, .file = path, .what = what, .wanted = wanted, .found = found});
  };
  {
    const std::lock_guard lock(mutex_);
    if (const auto why = not_unpacked_.find(dump); why != not_unpacked_.end())
      faults.push_back({.kind = FindingKind::input_not_unpacked, .file = path, .what = why->second});
  }
  compare("its length", std::to_string(input.stored_bytes), std::to_string(read->stored.bytes));
  compare("its SHA-256", input.stored_sha256, read->stored.sha256);
  compare("the length of what is packed in it", std::to_string(input.bytes), std::to_string(read->bytes));
  compare("the SHA-256 of what is packed in it", input.sha256, read->sha256);
  return faults;
}

}  // namespace stages::verify
