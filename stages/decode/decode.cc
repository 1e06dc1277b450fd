#include "stages/decode/decode.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "formats/hash/sha256.h"
#include "stages/damage_text.h"
#include "stages/decode/byte_stream.h"
#include "stages/decode/container.h"
#include "stages/decode/decompress.h"
#include "stages/decode/input_file.h"

namespace stages {
namespace {

std::string text_of(const std::array<char, 64>& digits) { return {digits.data(), digits.size()}; }

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
  UntilError(InputFile& file, std::atomic<std::uint64_t>* total, bool hash) : file_(file), total_(total) {
    if (hash) hash_.emplace();
  }

  [[nodiscard]] std::size_t read(std::span<char> into) override {
    if (reason_) return 0;
    try {
      const std::size_t count = file_.read(into);
      bytes_ += count;
      if (hash_) hash_->update({into.data(), count});
      if (total_ != nullptr) total_->fetch_add(count, std::memory_order_relaxed);
      return count;
    } catch (const InputError& error) {
      reason_ = error.reason();
      return 0;
    }
  }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] std::string sha256() { return hash_ ? text_of(hash_->hex()) : std::string(); }
  [[nodiscard]] const std::optional<std::string>& reason() const { return reason_; }

 private:
  InputFile& file_;
  std::atomic<std::uint64_t>* total_;
  std::uint64_t bytes_ = 0;
  std::optional<std::string> reason_;
  std::optional<formats::hash::Sha256> hash_;
};

void read_to_end(ByteStream& stream) {
  std::vector<char> block(std::size_t{64} << 10U);
  while (stream.read(block) > 0) continue;
}

}  // namespace

void Decode::take(DumpInput input, pipeline::Sink<Chunk>& sink) {
  const auto file = std::make_shared<InputFile>(std::move(input.path), cancel_.descriptor());
  file_ = file;
  UntilError stored(*file, bytes_read_, hash_);
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
  std::optional<formats::hash::Sha256> hash;  // where the bytes are not those of the file
  if (hash_ && closed.stored.container != Container::plain) hash.emplace();
  for (;;) {
    const auto block = std::make_shared_for_overwrite<char[]>(chunk_bytes_);
    const std::size_t filled = fill(*unpacked, {block.get(), chunk_bytes_});
    if (filled == 0) break;
    closed.bytes += filled;
    if (hash) hash->update({block.get(), filled});
    sink.put(DumpBytes{pipeline::Slice(block, {block.get(), filled})});
    if (cancel_.requested()) throw pipeline::Cancelled();
  }
  if (stored.reason()) {
    failed_ = true;
    closed.ended_early = damage_text::input_unreadable(*stored.reason());
    sink.put(Damage{DamageKind::input_unreadable, closed.bytes, 0, closed.ended_early});
  } else if (const auto fault = unpacked->fault()) {
    closed.ended_early = fault->reason;
    sink.put(Damage{DamageKind::container, fault->offset, 0, damage_text::container(fault->reason)});
  }
  if (hash) read_to_end(stored);  // what stands behind packed bytes is part of the file too
  to_the_end_ = closed.stored.container == Container::plain || hash;
  closed.stored.bytes = stored.bytes();
  closed.stored.sha256 = stored.sha256();
  closed.sha256 = hash ? text_of(hash->hex()) : closed.stored.sha256;
  sink.put(std::move(closed));
}

void Decode::check_unchanged() const {
  if (file_ && !failed_) file_->check_unchanged(to_the_end_);
}

}  // namespace stages
