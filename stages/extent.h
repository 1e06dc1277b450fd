// Bytes of a dump, wherever they lie: in memory, in the dump's file or in a spill file. An Extent can be read again and
// in any order, from any thread: a fork that MacBinary puts last can be written first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/slice.h"

namespace stages {

/// A file that is read at offsets. read_at() throws InputError when the file cannot be read.
class RandomAccess {
 public:
  RandomAccess() = default;
  RandomAccess(const RandomAccess&) = delete;
  RandomAccess& operator=(const RandomAccess&) = delete;
  RandomAccess(RandomAccess&&) = delete;
  RandomAccess& operator=(RandomAccess&&) = delete;
  virtual ~RandomAccess() = default;

  /// Fills `into` with the bytes at `offset`; all of them, or it throws. Safe from any thread.
  virtual void read_at(std::uint64_t offset, std::span<char> into) const = 0;
};

/// A run of a dump's bytes in one place.
struct Segment {
  std::uint64_t begin = 0;  // offset in the dump
  std::uint64_t length = 0;
  pipeline::Slice slice;                     // in memory …
  std::shared_ptr<const RandomAccess> file;  // … or here,
  std::uint64_t file_offset = 0;             // from this offset on
};

/// The bytes [begin, end) of a dump, kept for as long as an extent refers to them.
class Region {
 public:
  /// `segments` are in order and leave no gap.
  explicit Region(std::vector<Segment> segments);
  explicit Region(Segment only);

  [[nodiscard]] std::uint64_t begin() const { return begin_; }
  [[nodiscard]] std::uint64_t end() const { return end_; }
  /// Bytes of memory that this region keeps alive, files not counted.
  [[nodiscard]] std::size_t memory() const { return memory_; }

  /// The bytes [offset, offset + length) where they lie together in memory; empty otherwise.
  [[nodiscard]] std::string_view in_memory(std::uint64_t offset, std::size_t length) const;

  /// Calls `visit` with successive parts of [offset, offset + length), none longer than 256 KiB; the offsets are the
  /// dump's. A part in memory is not copied.
  void visit(std::uint64_t offset, std::uint64_t length, const std::function<void(std::string_view)>& visit) const;

 private:
  [[nodiscard]] std::span<const Segment> segments() const;
  [[nodiscard]] std::size_t find(std::uint64_t offset) const;
  void measure();

  Segment only_;  // the usual case, without memory of its own
  std::vector<Segment> several_;
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
  std::size_t memory_ = 0;
};

class Extent {
 public:
  Extent() = default;
  /// `offset` is the dump's. The range must lie within the region (std::out_of_range otherwise).
  Extent(std::shared_ptr<const Region> region, std::uint64_t offset, std::uint64_t length);

  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  [[nodiscard]] std::uint64_t length() const { return length_; }

  /// True when it is the same bytes in the same place.
  [[nodiscard]] bool is_same_as(const Extent& other) const {
    return region_ == other.region_ && offset_ == other.offset_ && length_ == other.length_;
  }

  /// A part of this extent; `from` counts from its start. What lies past its end is left out.
  [[nodiscard]] Extent sub(std::uint64_t from, std::uint64_t length) const;

  /// Calls `visit` with successive parts, none longer than 256 KiB.
  void visit(const std::function<void(std::string_view)>& visit) const;

  /// The first bytes, at most `most` of them, in one piece. When they lie together in memory they are not copied but
  /// seen in place; `scratch` holds them otherwise.
  [[nodiscard]] std::string_view head(std::size_t most, std::string& scratch) const;

 private:
  std::shared_ptr<const Region> region_;
  std::uint64_t offset_ = 0;
  std::uint64_t length_ = 0;
};

}  // namespace stages
