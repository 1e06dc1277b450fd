// The flow of one dump through the five stages: decode | resync | unpack | encode | write.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "formats/ccmail/vocabulary.h"
#include "pipeline/bounded_queue.h"
#include "pipeline/cancel.h"
#include "pipeline/meter.h"
#include "stages/decode/decode.h"
#include "stages/encode/options.h"
#include "stages/resync/resync.h"
#include "stages/selection.h"
#include "stages/write/mail_store.h"
#include "stages/write/records.h"
#include "stages/write/write.h"

namespace stages {

/// One meter per stage, shared by all dumps of a run.
struct FlowMeters {
  pipeline::Meter decode{"decode"};
  pipeline::Meter resync{"resync"};
  pipeline::Meter unpack{"unpack"};
  pipeline::Meter encode{"encode"};
  pipeline::Meter write{"write"};

  [[nodiscard]] std::vector<pipeline::Meter::Reading> read() const;
};

/// How far a run has come: advanced by the stages, read by whoever shows it.
struct FlowProgress {
  std::atomic<std::uint64_t> bytes_read{0};
  std::atomic<std::uint64_t> messages_written{0};
};

struct FlowOptions {
  /// Of a dump that is spread: one thread that reads and finds the messages keeps about two that encode busy.
  static constexpr std::size_t encoders = 2;

  std::shared_ptr<const formats::ccmail::Vocabulary> words = std::make_shared<const formats::ccmail::Vocabulary>();
  EncodeOptions encode;
  Selection selection;
  bool spread = false;  // over threads: worth it for a large dump
  std::size_t chunk_bytes = Decode::default_chunk;
  pipeline::QueueBounds queue;
  Excerpts excerpts = Excerpts::structure;
  /// If given, sees every message before it is encoded, in the order of the dump, on one thread.
  std::function<void(const Message&)> watch = {};
  FlowMeters* meters = nullptr;      // null: nothing is measured
  FlowProgress* progress = nullptr;  // null: nobody watches
};

/// The most bytes of dump and mail that the flow of one dump holds at a time: the sum of the bounds that its parts
/// state.
[[nodiscard]] std::size_t memory_bound(const FlowOptions& options);

/// Where a dump goes.
struct DumpOutput {
  MailStore& store;
  Records* records = nullptr;  // null: nothing is kept but the mail, and nothing hashed
};

/// Converts one dump. What comes out depends on the dump, on
/// `options.words`, `options.encode` and `options.selection` alone. Throws InputError when the dump
/// cannot be opened or changes while it is read, OutputError when the store cannot be written, Cancelled when `cancel`
/// is requested by somebody else.
[[nodiscard]] DumpResult convert_dump(const DumpInput& input, const DumpOutput& output, const FlowOptions& options,
                                      pipeline::Cancel& cancel);

/// How to read a dump without converting it.
struct ReadOptions {
  std::shared_ptr<const formats::ccmail::Vocabulary> words = std::make_shared<const formats::ccmail::Vocabulary>();
  std::optional<formats::text::CodePage> code_page;
  std::optional<formats::ccmail::DateOrder> date_order;
  std::optional<FileBytes> files;
};

/// Calls `visit` with what unpack gives, in the order of the dump: the survey, messages, damage, what is quarantined,
/// and at the end what the dump was. Throws as convert_dump() does, and whatever `visit` throws, which ends it.
void read_dump(const DumpInput& input, const ReadOptions& options, const std::function<void(Piece&&)>& visit,
               pipeline::Cancel& cancel);

}  // namespace stages
