#include "stages/flow.h"

#include <optional>
#include <stdexcept>
#include <utility>

#include "pipeline/crew.h"
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

}  // namespace

std::vector<pipeline::Meter::Reading> FlowMeters::read() const {
  return {decode.read(), resync.read(), unpack.read(), encode.read(), write.read()};
}

std::size_t memory_bound(const FlowOptions& options) {
  const std::size_t batch = QueueOutlet<Mail>::batch_bytes;
  // A message that lies within the window passes the queue as one record, and encode holds one more.
  const std::size_t largest_message = Window::default_bound;
  const std::size_t reading = options.chunk_bytes + Window::default_bound + options.chunk_bytes;
  const std::size_t pieces = options.spread ? batch + options.queue.bytes + largest_message : 0;
  const std::size_t encoding = largest_message + 4 * MailBuffer::piece_bytes;
  const std::size_t mail = options.spread ? batch + options.queue.bytes + batch : 0;
  const std::size_t writing = batch + 2 * MboxWriter::block_bytes;
  return reading + pieces + encoding + mail + writing;
}

DumpResult convert_dump(const DumpInput& input, MailStore& store, const FlowOptions& options,
                        pipeline::Cancel& cancel) {
  FlowMeters* const meters = options.meters;
  const auto meter = [&](pipeline::Meter FlowMeters::*stage) {
    return meters != nullptr ? &(meters->*stage) : nullptr;
  };
  FlowProgress* const progress = options.progress;

  // A failure in one dump must not stop the others: it cancels this flow only.
  pipeline::Cancel flow_cancel;
  const pipeline::Cancel::Listener from_outside(cancel, [&] { flow_cancel.request(); });

  Decode decode(flow_cancel, options.chunk_bytes, progress != nullptr ? &progress->bytes_read : nullptr);
  Resync resync(options.words);
  Unpack unpack(options.words);
  Encode encode(options.encode);
  Write write(store, progress != nullptr ? &progress->messages_written : nullptr);
  ResultOutlet result;

  Joined writing(write, result, meter(&FlowMeters::write));
  if (!options.spread) {
    Joined encoding(encode, writing, meter(&FlowMeters::encode));
    Joined unpacking(unpack, encoding, meter(&FlowMeters::unpack));
    Joined resyncing(resync, unpacking, meter(&FlowMeters::resync));
    Joined decoding(decode, resyncing, meter(&FlowMeters::decode));
    decoding.put(input);
    decoding.close();
    return result.take();
  }

  // The first thread reads and finds the messages, the second encodes them, this one writes.
  BoundedQueue<Piece> pieces(options.queue);
  BoundedQueue<Mail> mail(options.queue);
  const pipeline::Cancel::Listener stop(flow_cancel, [&] {
    pieces.cancel();
    mail.cancel();
  });
  pipeline::Crew crew(flow_cancel);
  crew.spawn([&] {
    QueueOutlet outlet(pieces, meter(&FlowMeters::unpack));
    Joined unpacking(unpack, outlet, meter(&FlowMeters::unpack));
    Joined resyncing(resync, unpacking, meter(&FlowMeters::resync));
    Joined decoding(decode, resyncing, meter(&FlowMeters::decode));
    decoding.put(input);
    decoding.close();
  });
  crew.spawn([&] {
    QueueOutlet outlet(mail, meter(&FlowMeters::encode));
    Joined encoding(encode, outlet, meter(&FlowMeters::encode));
    drain(pieces, encoding, meter(&FlowMeters::encode));
  });
  crew.run_here([&] { drain(mail, writing, meter(&FlowMeters::write)); });
  crew.wait();
  return result.take();
}

}  // namespace stages
