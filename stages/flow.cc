#include "stages/flow.h"

#include <optional>
#include <stdexcept>
#include <utility>

#include "pipeline/crew.h"
#include "pipeline/side_by_side.h"
#include "stages/encode/encode.h"
#include "stages/resync/resync.h"
#include "stages/resync/window.h"
#include "stages/unpack/unpack.h"
#include "stages/write/mbox_writer.h"

namespace stages {
namespace {

using pipeline::BoundedQueue;
using pipeline::Joined;
using pipeline::QueueOutlet;

class ResultOutlet : public pipeline::Outlet<DumpResult> {
 public:
  void put(DumpResult record) override { result_ = std::move(record); }
  void close() override {}
  [[nodiscard]] DumpResult take() {
    if (!result_) throw std::logic_error("a flow without a result");
    return std::move(*result_);
  }

 private:
  std::optional<DumpResult> result_;
};

// Lets somebody see the messages on their way.
class WatchedOutlet : public pipeline::Outlet<Piece> {
 public:
  WatchedOutlet(pipeline::Outlet<Piece>& next, const std::function<void(const Message&)>& watch)
      : next_(next), watch_(watch) {}
  void put(Piece piece) override {
    if (const auto* message = std::get_if<Message>(&piece)) watch_(*message);
    next_.put(std::move(piece));
  }
  void close() override { next_.close(); }

 private:
  pipeline::Outlet<Piece>& next_;
  const std::function<void(const Message&)>& watch_;
};

class VisitOutlet : public pipeline::Outlet<Piece> {
 public:
  explicit VisitOutlet(const std::function<void(Piece&&)>& visit) : visit_(visit) {}
  void put(Piece piece) override { visit_(std::move(piece)); }
  void close() override {}

 private:
  const std::function<void(Piece&&)>& visit_;
};

// What encoders may hold back, together, until it is their turn.
std::size_t mail_waiting(const FlowOptions& options) { return options.queue.bytes / 2; }

}  // namespace

std::vector<pipeline::Meter::Reading> FlowMeters::read() const {
  return {decode.read(), resync.read(), unpack.read(), encode.read(), write.read()};
}

std::size_t memory_bound(const FlowOptions& options) {
  const std::size_t batch = pipeline::Batch<Mail>::full_bytes;
  // A message that lies within the window passes the queue as one record, and each encoder holds one more.
  const std::size_t largest_message = Window::default_bound;
  const std::size_t encoders = options.spread ? FlowOptions::encoders : 1;
  const std::size_t reading = options.chunk_bytes + Window::default_bound + options.chunk_bytes;
  const std::size_t pieces = options.spread ? batch + options.queue.bytes + largest_message : 0;
  const std::size_t encoding = encoders * (largest_message + 4 * MailBuffer::piece_bytes + batch);
  const std::size_t mail = options.spread ? mail_waiting(options) + encoders * batch : 0;
  const std::size_t writing = 2 * MboxWriter::block_bytes;
  return reading + pieces + encoding + mail + writing;
}

DumpResult convert_dump(const DumpInput& input, const DumpOutput& output, const FlowOptions& options,
                        pipeline::Cancel& cancel) {
  FlowMeters* const meters = options.meters;
  const auto meter = [&](pipeline::Meter FlowMeters::*stage) {
    return meters != nullptr ? &(meters->*stage) : nullptr;
  };
  FlowProgress* const progress = options.progress;

  // A failure in one dump must not stop the others: it cancels this flow only.
  pipeline::Cancel flow_cancel;
  const pipeline::Cancel::Listener from_outside(cancel, [&] { flow_cancel.request(); });

  Decode decode(flow_cancel, options.chunk_bytes, progress != nullptr ? &progress->bytes_read : nullptr,
                output.records != nullptr);
  Resync resync(options.words, options.excerpts);
  Unpack unpack(options.words, options.encode.code_page, options.encode.date_order, options.encode.files,
                options.selection);
  Write write(output.store, output.records, progress != nullptr ? &progress->messages_written : nullptr);
  ResultOutlet result;

  Joined writing(write, result, meter(&FlowMeters::write));
  if (!options.spread) {
    Encode encode(options.encode);
    Joined encoding(encode, writing, meter(&FlowMeters::encode));
    WatchedOutlet watched(encoding, options.watch);
    pipeline::Outlet<Piece>& pieces = options.watch ? static_cast<pipeline::Outlet<Piece>&>(watched) : encoding;
    Joined unpacking(unpack, pieces, meter(&FlowMeters::unpack));
    Joined resyncing(resync, unpacking, meter(&FlowMeters::resync));
    Joined decoding(decode, resyncing, meter(&FlowMeters::decode));
    decoding.put(input);
    decoding.close();
    decode.check_unchanged();
    return result.take();
  }

  // One thread reads and finds the messages; the others encode them, and whoever's turn it is writes.
  BoundedQueue<Piece> pieces(options.queue);
  pipeline::Tickets<Piece> tickets(pieces);
  pipeline::Turnstile<Mail> mail(
      [&](pipeline::Batch<Mail> batch) {
        for (Mail& record : batch.records) writing.put(std::move(record));
      },
      mail_waiting(options));
  const pipeline::Cancel::Listener stop(flow_cancel, [&] {
    pieces.cancel();
    mail.cancel();
  });
  const auto encode = [&] {
    Encode stage(options.encode);
    pipeline::work_side_by_side(tickets, stage, mail, meter(&FlowMeters::encode));
  };
  pipeline::Crew crew(flow_cancel);
  crew.spawn([&] {
    QueueOutlet outlet(pieces, meter(&FlowMeters::unpack));
    WatchedOutlet watched(outlet, options.watch);
    pipeline::Outlet<Piece>& next = options.watch ? static_cast<pipeline::Outlet<Piece>&>(watched) : outlet;
    Joined unpacking(unpack, next, meter(&FlowMeters::unpack));
    Joined resyncing(resync, unpacking, meter(&FlowMeters::resync));
    Joined decoding(decode, resyncing, meter(&FlowMeters::decode));
    decoding.put(input);
    decoding.close();
  });
  for (std::size_t i = 1; i < FlowOptions::encoders; ++i) crew.spawn(encode);
  crew.run_here(encode);
  crew.wait();
  writing.close();
  decode.check_unchanged();
  return result.take();
}

void read_dump(const DumpInput& input, const ReadOptions& options, const std::function<void(Piece&&)>& visit,
               pipeline::Cancel& cancel) {
  Decode decode(cancel);
  Resync resync(options.words);
  Unpack unpack(options.words, options.code_page, options.date_order, options.files);
  VisitOutlet visited(visit);
  Joined unpacking(unpack, visited);
  Joined resyncing(resync, unpacking);
  Joined decoding(decode, resyncing);
  decoding.put(input);
  decoding.close();
  decode.check_unchanged();
}

}  // namespace stages
