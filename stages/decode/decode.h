// The first stage: opens a dump, decompresses it by content and cuts it into chunks.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "pipeline/cancel.h"
#include "pipeline/stage.h"
#include "stages/chunk.h"
#include "stages/decode/input_file.h"

namespace stages {

/// A dump to read: a path, or "-" for standard input.
struct DumpInput {
  std::string path;
};

inline std::size_t weight(const DumpInput& /*input*/) { return 0; }

class Decode : public pipeline::Stage<DumpInput, Chunk> {
 public:
  static constexpr std::size_t default_chunk = std::size_t{256} << 10U;

  /// A request on `cancel` ends the wait for a silent pipe. `bytes_read`, if given, is advanced by the stored bytes as
  /// they are read. With `hash`, DumpClosed says the SHA-256 of the dump and of the file as it is stored.
  explicit Decode(pipeline::Cancel& cancel, std::size_t chunk_bytes = default_chunk,
                  std::atomic<std::uint64_t>* bytes_read = nullptr, bool hash = false)
      : cancel_(cancel), chunk_bytes_(chunk_bytes), bytes_read_(bytes_read), hash_(hash) {}

  /// Throws InputError when the dump cannot be opened. When reading fails later on, what came before is passed on and
  /// the failure with it, as damage.
  void take(DumpInput input, pipeline::Sink<Chunk>& sink) override;
  void finish(pipeline::Sink<Chunk>& /*sink*/) override {}

  /// Once nobody reads the dump any more: throws InputError when its file changed meanwhile. What reading failed on
  /// was passed on as damage, and is no change.
  void check_unchanged() const;

 private:
  pipeline::Cancel& cancel_;
  std::size_t chunk_bytes_;
  std::atomic<std::uint64_t>* bytes_read_;
  bool hash_;
  bool failed_ = false;
  bool to_the_end_ = true;  // whether all of the file was read
  std::shared_ptr<const InputFile> file_;
};

}  // namespace stages
