#include "stages/decode/decode.h"

#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "stages/damage_text.h"
#include "stages/decode/byte_stream.h"
#include "stages/decode/container.h"
#include "stages/decode/decompress.h"
#include "stages/decode/input_file.h"

namespace stages {
namespace {

class PlainFile : public RandomAccess {
 public:
  explicit PlainFile(std::shared_ptr<const InputFile> file) : file_(std::move(file)) {}

  void read_at(std::uint64_t offset, std::span<char> into) const override {
    if (file_->read_at(offset, into) != into.size())
      throw InputError(file_->path(), offset, "the file became shorter while it was read");
  }

 private:
  std::shared_ptr<const InputFile> file_;
};

// The file's own bytes, packed or not, up to where reading failed: what came before is converted all the same.
class UntilError : public ByteStream {
 public:
  UntilError(InputFile& file, std::atomic<std::uint64_t>* total) : file_(file), total_(total) {}

  [[nodiscard]] std::size_t read(std::span<char> into) override {
    if (reason_) return 0;
    try {
      const std::size_t count = file_.read(into);
      bytes_ += count;
      if (total_ != nullptr) total_->fetch_add(count, std::memory_order_relaxed);
      return count;
    } catch (const InputError& error) {
      reason_ = error.reason();
      return 0;
    }
  }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] const std::optional<std::string>& reason() const { return reason_; }

 private:
  InputFile& file_;
  std::atomic<std::uint64_t>* total_;
  std::uint64_t bytes_ = 0;
  std::optional<std::string> reason_;
};

}  // namespace

void Decode::take(DumpInput input, pipeline::Sink<Chunk>& sink) {
  const auto file = std::make_shared<InputFile>(std::move(input.path), cancel_.descriptor());
  UntilError stored(*file, bytes_read_);
  std::string probe(container_probe_size, '\0');
  probe.resize(fill(stored, probe));

  DumpClosed closed;
  closed.stored.container = container_of(probe);
  DumpOpened opened;
  if (closed.stored.container == Container::plain && file->is_regular())
    opened.file = std::make_shared<PlainFile>(file);
  sink.put(std::move(opened));

  Replay replay(std::move(probe), stored);
  const auto unpacked = make_decompressor(closed.stored.container, replay);
  for (;;) {
    const auto block = std::make_shared_for_overwrite<char[]>(chunk_bytes_);
    const std::size_t filled = fill(*unpacked, {block.get(), chunk_bytes_});
    if (filled == 0) break;
    closed.bytes += filled;
    sink.put(DumpBytes{pipeline::Slice(block, {block.get(), filled})});
    if (cancel_.requested()) throw pipeline::Cancelled();
  }
  if (stored.reason()) {
    closed.ended_early = damage_text::input_unreadable(*stored.reason());
    sink.put(Damage{DamageKind::input_unreadable, closed.bytes, 0, closed.ended_early});
  } else if (const auto fault = unpacked->fault()) {
    closed.ended_early = fault->reason;
    sink.put(Damage{DamageKind::container, fault->offset, 0, damage_text::container(fault->reason)});
  }
  closed.stored.bytes = stored.bytes();
  sink.put(std::move(closed));
}

}  // namespace stages
