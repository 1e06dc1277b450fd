#include "stages/decode/input_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "pipeline/cancel.h"

namespace stages {
namespace {

class InputFileTest : public testing::Test {
 protected:
  InputFileTest() {
    std::string pattern = testing::TempDir() + "input_file_XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp");
    directory_ = pattern;
  }
  ~InputFileTest() override { std::filesystem::remove_all(directory_); }

  [[nodiscard]] std::string path(const std::string& name) const { return directory_ / name; }

  [[nodiscard]] std::string file(const std::string& name, std::string_view bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }

  [[nodiscard]] std::string fifo(const std::string& name) const {
    if (::mkfifo(path(name).c_str(), 0600) != 0) throw std::runtime_error("mkfifo");
    return path(name);
  }

 private:
  std::filesystem::path directory_;
};

// Puts a descriptor in the place of standard input while it lives.
class AsStandardInput {
 public:
  explicit AsStandardInput(int descriptor) : saved_(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10)) {
    ::dup2(descriptor, STDIN_FILENO);
    ::close(descriptor);
  }
  AsStandardInput(const AsStandardInput&) = delete;
  AsStandardInput& operator=(const AsStandardInput&) = delete;
  AsStandardInput(AsStandardInput&&) = delete;
  AsStandardInput& operator=(AsStandardInput&&) = delete;
  ~AsStandardInput() {
    if (saved_ < 0) {
      ::close(STDIN_FILENO);
    } else {
      ::dup2(saved_, STDIN_FILENO);
      ::close(saved_);
    }
  }

 private:
  int saved_;
};

std::string read_all(InputFile& input, std::size_t room = 100) {
  std::string result;
  std::string buffer(room, '\0');
  while (const std::size_t count = input.read(buffer)) result.append(buffer, 0, count);
  return result;
}

std::string read_at(const InputFile& input, std::uint64_t offset, std::size_t length) {
  std::string buffer(length, '\0');
  buffer.resize(input.read_at(offset, buffer));
  return buffer;
}

std::string error_of(const std::string& path) {
  try {
    const InputFile input(path);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST_F(InputFileTest, ReadsAFileFromFrontToBackAndAnywhere) {
  InputFile input(file("sd1.2", "0123456789"));
  EXPECT_TRUE(input.is_regular());
  EXPECT_EQ(input.size(), 10U);
  EXPECT_EQ(read_at(input, 4, 3), "456");
  EXPECT_EQ(read_all(input, 3), "0123456789");
  EXPECT_EQ(read_at(input, 8, 5), "89");
  EXPECT_EQ(read_at(input, 10, 5), "");
  EXPECT_EQ(read_at(input, 1000, 5), "");
}

TEST_F(InputFileTest, SaysWhatCannotBeOpened) {
  EXPECT_EQ(error_of(path("none")), path("none") + ": No such file or directory");
  EXPECT_EQ(error_of(path("")), path("") + ": Is a directory");
}

TEST_F(InputFileTest, AReadErrorSaysWhere) {
  const InputError error("sd1.2", 4096, "Input/output error");
  EXPECT_STREQ(error.what(), "sd1.2:4096: Input/output error");
}

TEST_F(InputFileTest, StandardInputThatIsAFileBeginsWhereItStands) {
  const std::string name = file("sd1.2", "skip0123456789");
  const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  ::lseek(descriptor, 4, SEEK_SET);
  const AsStandardInput as_input(descriptor);
  InputFile input("-");
  EXPECT_EQ(input.size(), 10U);
  EXPECT_EQ(read_at(input, 2, 3), "234");
  EXPECT_EQ(read_all(input), "0123456789");
}

TEST_F(InputFileTest, ReadsAPipeThatComesInDrops) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const AsStandardInput as_input(ends[0]);
  std::thread writer([&] {
    for (const char byte : std::string("drop by drop")) {
      EXPECT_EQ(::write(ends[1], &byte, 1), 1);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ::close(ends[1]);
  });
  InputFile input("-");
  EXPECT_FALSE(input.is_regular());
  EXPECT_EQ(input.size(), std::nullopt);
  EXPECT_EQ(read_all(input), "drop by drop");
  writer.join();
}

TEST_F(InputFileTest, ASilentPipeCanBeCancelled) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const AsStandardInput as_input(ends[0]);
  pipeline::Cancel cancel;
  InputFile input("-", cancel.descriptor());
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    cancel.request();
  });
  EXPECT_THROW(read_all(input), pipeline::Cancelled);
  canceller.join();
  ::close(ends[1]);
}

TEST_F(InputFileTest, ANamedPipeWithoutAWriterCanBeCancelled) {
  pipeline::Cancel cancel;
  InputFile input(fifo("pipe"), cancel.descriptor());
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    cancel.request();
  });
  EXPECT_THROW(read_all(input), pipeline::Cancelled);
  canceller.join();
}

TEST_F(InputFileTest, WaitsForTheWriterOfANamedPipe) {
  const std::string name = fifo("pipe");
  InputFile input(name);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    std::ofstream(name) << "late";
  });
  EXPECT_EQ(read_all(input), "late");
  writer.join();
}

TEST_F(InputFileTest, ACancelledRunReadsNoFurtherInAFileEither) {
  pipeline::Cancel cancel;
  InputFile input(file("sd1.2", "0123456789"), cancel.descriptor());
  cancel.request();
  EXPECT_THROW(read_all(input), pipeline::Cancelled);
}

// A signal whose handler returns (a progress timer, SIGWINCH) must not look like an error or the end.
TEST_F(InputFileTest, ASignalDoesNotEndTheInput) {
  struct sigaction ignore {};
  struct sigaction before {};
  ignore.sa_handler = [](int) {};
  ASSERT_EQ(::sigaction(SIGUSR1, &ignore, &before), 0);
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const AsStandardInput as_input(ends[0]);
  const pthread_t reader = ::pthread_self();
  std::thread interrupter([&] {
    for (int i = 0; i < 10; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      ::pthread_kill(reader, SIGUSR1);
    }
    EXPECT_EQ(::write(ends[1], "whole", 5), 5);
    ::close(ends[1]);
  });
  InputFile input("-");
  EXPECT_EQ(read_all(input), "whole");
  interrupter.join();
  ::sigaction(SIGUSR1, &before, nullptr);
}

}  // namespace
}  // namespace stages
