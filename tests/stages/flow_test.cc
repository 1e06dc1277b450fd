#include "stages/flow.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include "stages/decode/input_file.h"
#include "stages/output_error.h"
#include "stages/write/discarding_store.h"
#include "stages/write/mail_stream.h"
#include "stages/write/mbox_tree.h"
#include "stages/write/mbox_writer.h"
#include "tests/stages/dump.h"

namespace stages::testing {
namespace {

namespace fs = std::filesystem;

class Flow : public ::testing::Test {
 protected:
  Flow() : directory_(fs::temp_directory_path() / ("flow-" + std::to_string(::getpid()))) {
    fs::remove_all(directory_);
    fs::create_directory(directory_);
  }
  ~Flow() override { fs::remove_all(directory_); }

  std::string file(const std::string& name, const std::string& bytes) {
    const fs::path path = directory_ / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  [[nodiscard]] std::string path(const std::string& name) const { return (directory_ / name).string(); }

 private:
  fs::path directory_;
};

class InMemoryMbox : public MailStore {
 public:
  InMemoryMbox() : writer_([this](const pipeline::Slice& slice) { text += slice.view(); }, true) {}
  void add(const MailPiece& piece) override { writer_.add(piece); }
  void finish() override { writer_.flush(); }
  [[nodiscard]] std::uint64_t bytes() const override { return writer_.bytes(); }
  [[nodiscard]] Placed last() const override { return writer_.last(); }
  std::string text;

 private:
  MboxWriter writer_;
};

class FullDisk : public MailStore {
 public:
  void add(const MailPiece& /*piece*/) override { throw OutputError("disk", ENOSPC); }
  void finish() override {}
  [[nodiscard]] std::uint64_t bytes() const override { return 0; }
  [[nodiscard]] Placed last() const override { return {}; }
};

std::string large_dump() {
  std::mt19937 random(1);
  Dump dump;
  for (int i = 0; i < 40; ++i) {
    std::string bytes(random() % 600'000, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    dump.message("message " + std::to_string(i)).text(std::string(random() % 5000, 'x') + "\r\n").file("F.BIN", bytes);
    if (i % 7 == 0) dump.size_off_by(-5);
  }
  return dump.bytes();
}

TEST_F(Flow, ThreadsChunksAndQueuesChangeNothing) {
  const DumpInput input{file("dump", large_dump())};
  pipeline::Cancel cancel;
  InMemoryMbox reference;
  const DumpResult expected = convert_dump(input, {reference}, {}, cancel);
  EXPECT_TRUE(expected.closes());
  EXPECT_EQ(expected.written, 40U);
  for (const bool spread : {false, true}) {
    for (const std::size_t chunk : {std::size_t{1000}, std::size_t{77'777}, std::size_t{4} << 20U}) {
      for (const std::size_t queue : {std::size_t{1}, std::size_t{100'000}}) {
        FlowOptions options;
        options.spread = spread;
        options.chunk_bytes = chunk;
        options.queue = {.bytes = queue, .batches = 2};
        InMemoryMbox mbox;
        const DumpResult result = convert_dump(input, {mbox}, options, cancel);
        EXPECT_TRUE(mbox.text == reference.text) << spread << " " << chunk << " " << queue;
        EXPECT_TRUE(result.closes());
        EXPECT_EQ(result.damage.count(), expected.damage.count());
      }
    }
  }
}

TEST_F(Flow, APipeGivesWhatAFileGives) {
  const std::string dump = large_dump();
  const DumpInput as_file{file("dump", dump)};
  const DumpInput as_pipe{path("pipe")};
  ASSERT_EQ(::mkfifo(as_pipe.path.c_str(), 0600), 0);
  pipeline::Cancel cancel;
  InMemoryMbox from_file;
  EXPECT_TRUE(convert_dump(as_file, {from_file}, {}, cancel).closes());
  std::thread writer([&] { std::ofstream(as_pipe.path, std::ios::binary) << dump; });
  InMemoryMbox from_pipe;
  FlowOptions spread;
  spread.spread = true;
  EXPECT_TRUE(convert_dump(as_pipe, {from_pipe}, spread, cancel).closes());
  writer.join();
  EXPECT_TRUE(from_file.text == from_pipe.text);
}

TEST_F(Flow, TheBoundsOfAllPartsTogetherStayFarBelowWhatARunMayUse) {
  FlowOptions options;
  options.spread = true;
  constexpr std::size_t allowed = std::size_t{64} << 20U;  // for the whole process, docs/performance.md
  constexpr std::size_t turnstile = std::size_t{8} << 20U;
  EXPECT_LT(memory_bound(options) + turnstile, allowed - (std::size_t{12} << 20U));
  options.spread = false;
  EXPECT_LT(memory_bound(options), std::size_t{20} << 20U);
}

TEST_F(Flow, AFullDiskStopsTheReaderToo) {
  const DumpInput input{file("dump", large_dump())};
  for (const bool spread : {false, true}) {
    pipeline::Cancel cancel;
    FullDisk disk;
    FlowOptions options;
    options.spread = spread;
    options.queue = {.bytes = 1, .batches = 1};
    EXPECT_THROW((void)convert_dump(input, {disk}, options, cancel), OutputError);
    EXPECT_FALSE(cancel.requested()) << "one dump's failure is not the run's";
  }
}

TEST_F(Flow, CancelEndsTheWaitForASilentPipe) {
  const std::string pipe = path("silent");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const bool spread : {false, true}) {
    pipeline::Cancel cancel;
    std::thread impatient([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      cancel.request();
    });
    InMemoryMbox mbox;
    FlowOptions options;
    options.spread = spread;
    EXPECT_THROW((void)convert_dump({pipe}, {mbox}, options, cancel), pipeline::Cancelled);
    impatient.join();
  }
}

TEST_F(Flow, AnInputThatIsNotThereIsAnInputError) {
  pipeline::Cancel cancel;
  for (const bool spread : {false, true}) {
    InMemoryMbox mbox;
    FlowOptions options;
    options.spread = spread;
    EXPECT_THROW((void)convert_dump({path("nothing")}, {mbox}, options, cancel), InputError);
  }
}

// Does something to the dump as soon as its first message is there.
class Meddler : public InMemoryMbox {
 public:
  explicit Meddler(std::function<void()> meddle) : meddle_(std::move(meddle)) {}
  void add(const MailPiece& piece) override {
    if (meddle_) std::exchange(meddle_, nullptr)();
    InMemoryMbox::add(piece);
  }

 private:
  std::function<void()> meddle_;
};

TEST_F(Flow, ADumpThatChangesWhileItIsReadIsNotConverted) {
  const std::string dump = large_dump();
  const std::map<std::string, std::pair<std::function<void(const std::string&)>, const char*>> changes = {
      {"grows", {[](const auto& path) { std::ofstream(path, std::ios::app) << "more"; }, "bytes when it was opened, "}},
      {"shrinks",
       {[&](const auto& path) { fs::resize_file(path, dump.size() - 1); }, "became shorter|when it was opened"}},
      {"is emptied", {[](const auto& path) { fs::resize_file(path, 0); }, "became shorter|, 0 at the end"}},
      {"is rewritten", {[&](const auto& path) { std::ofstream(path, std::ios::in) << dump; }, "it was written to"}},
      {"is replaced",
       {[](const auto& path) {
          fs::copy(path, path + ".new");
          fs::rename(path + ".new", path);
        },
        "it was written to, replaced or renamed"}},
  };
  for (const auto& [name, change] : changes) {
    for (const bool spread : {false, true}) {
      const std::string path = file("dump", dump);
      fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(1));
      // The kernel's clock ticks, so that what happens next has another time.
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      FlowOptions options;
      options.spread = spread;
      options.queue = {.bytes = 1, .batches = 1};
      Meddler mbox([&path, &change = change] { change.first(path); });
      pipeline::Cancel cancel;
      try {
        (void)convert_dump({path}, {mbox}, options, cancel);
        ADD_FAILURE() << "it " << name << " and nobody noticed";
      } catch (const InputError& error) {
        EXPECT_THAT(error.what(), ::testing::ContainsRegex(change.second)) << name;
        EXPECT_TRUE(error.offset());
      }
    }
  }
}

TEST_F(Flow, JunkBehindPackedBytesIsNoChange) {
  const std::string path = file("dump.gz", std::string("\x1f\x8b\x08", 3) + std::string(100'000, '\0'));
  for (const bool spread : {false, true}) {
    FlowOptions options;
    options.spread = spread;
    InMemoryMbox mbox;
    pipeline::Cancel cancel;
    EXPECT_FALSE(convert_dump({path}, {mbox}, options, cancel).dump.ended_early.empty());
  }
}

TEST_F(Flow, MetersSayWhatEachStageDid) {
  const DumpInput input{file("dump", large_dump())};
  pipeline::Cancel cancel;
  FlowMeters meters;
  FlowProgress progress;
  FlowOptions options;
  options.spread = true;
  options.meters = &meters;
  options.progress = &progress;
  InMemoryMbox mbox;
  (void)convert_dump(input, {mbox}, options, cancel);
  const auto readings = meters.read();
  ASSERT_EQ(readings.size(), 5U);
  for (const auto& reading : readings) {
    EXPECT_GT(reading.records, 0U) << reading.name;
    EXPECT_GT(reading.busy.count() + reading.waiting_for_input.count(), 0) << reading.name;
  }
  EXPECT_EQ(progress.bytes_read, fs::file_size(input.path));
  EXPECT_EQ(progress.messages_written, 40U);
}

TEST_F(Flow, ATreeHasOneMboxForEachFolder) {
  Dump dump;
  for (int i = 0; i < 100; ++i) {
    dump.message("m").header("Folder: Folder " + std::to_string(i % 50)).text(std::to_string(i) + "\r\n");
  }
  dump.message("m").header("Folder: ../up").text("x\r\n");
  pipeline::Cancel cancel;
  MboxTree tree(path("tree"));
  EXPECT_TRUE(convert_dump({file("dump", dump.bytes())}, {tree}, {}, cancel).closes());
  EXPECT_TRUE(fs::exists(path("tree/%2E.%2Fup.mbox")));
  std::size_t files = 0;
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(path("tree"))) {
    ++files;
    bytes += entry.file_size();
  }
  EXPECT_EQ(files, 51U);
  EXPECT_EQ(bytes, tree.bytes());
  std::stringstream seven;
  seven << std::ifstream(path("tree/Folder 7.mbox")).rdbuf();
  EXPECT_THAT(seven.str(), ::testing::ContainsRegex("\n7\n\nFrom [^\n]*\n"));
  EXPECT_THAT(seven.str(), ::testing::EndsWith("\n57\n\n"));
}

TEST_F(Flow, AMailboxWithoutMessagesIsAMailbox) {
  pipeline::Cancel cancel;
  MboxTree tree(path("tree"));
  EXPECT_TRUE(convert_dump({file("dump", "\r\n")}, {tree}, {}, cancel).closes());
  EXPECT_EQ(fs::file_size(path("tree/Inbox.mbox")), 0U);
}

TEST_F(Flow, AFolderThatIsLeftOutIsAccountedFor) {
  Dump dump;
  for (const char* folder : {"Trash", "Inbox", "TRASH", "Trash bin"})
    dump.message("m").header("Folder: " + std::string(folder)).text("x\r\n");
  pipeline::Cancel cancel;
  MboxTree tree(path("tree"));
  FlowOptions options;
  options.selection.skip_folders = {"trash"};
  const DumpResult result = convert_dump({file("dump", dump.bytes())}, {tree}, options, cancel);
  EXPECT_TRUE(result.closes());
  EXPECT_EQ(result.written, 2U);
  EXPECT_EQ(result.tally.skipped_messages, 2U);
  EXPECT_EQ(result.tally.skipped, (std::map<std::string, std::uint64_t>{{"TRASH", 1}, {"Trash", 1}}));
  const DateRange when{896'776'740, 896'776'740};
  EXPECT_EQ(result.tally.folders, (std::map<std::string, FolderFacts>{{"Inbox", {1, when}}, {"Trash bin", {1, when}}}));
  EXPECT_FALSE(fs::exists(path("tree/Trash.mbox")));
}

TEST_F(Flow, WhatIsDiscardedIsCountedAsIfItHadBeenKept) {
  Dump dump;
  for (int i = 0; i < 3; ++i)
    dump.message("m").text(std::string(2000, 'x') + "\r\n").file("A", std::string(600'000, 'y'));
  const DumpInput input{file("dump", dump.bytes())};
  pipeline::Cancel cancel;
  InMemoryMbox kept;
  const DumpResult wanted = convert_dump(input, {kept}, {}, cancel);
  DiscardingStore store;
  const DumpResult result = convert_dump(input, {store}, {}, cancel);
  EXPECT_TRUE(result.closes());
  EXPECT_EQ(result.written, 3U);
  EXPECT_EQ(result.tally, wanted.tally);
  EXPECT_EQ(store.last().offset + store.last().length, store.bytes());
  EXPECT_EQ(store.last().length * 3, store.bytes());
}

}  // namespace
}  // namespace stages::testing
