// Boost.Iostreams as a peer: it packs, we unpack; and on files that are cut we never give less than it does.
#include <gmock/gmock.h>

#include <algorithm>
#include <boost/iostreams/compose.hpp>
#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/filter/bzip2.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filter/lzma.hpp>
#include <boost/iostreams/filter/zstd.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <cstddef>
#include <exception>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

#include "stages/decode/decompress.h"
#include "tests/stages/decode/packed.h"

namespace stages::decode_test {
namespace {

namespace io = boost::iostreams;

struct Peer {
  Container container;
  std::function<std::string(std::string_view)> pack;
  std::function<std::string(std::string_view)> unpack;  // what it gives before it fails, if it does
};

void PrintTo(const Peer& peer, std::ostream* out) { *out << name_of(peer.container); }

template <class Compressor>
std::string packed_by(std::string_view bytes) {
  std::string packed;
  io::filtering_ostream out;
  out.push(Compressor());
  out.push(io::back_inserter(packed));
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.reset();
  return packed;
}

template <class Decompressor>
std::string unpacked_by(std::string_view packed) {
  std::string bytes;
  try {
    io::filtering_istream in;
    in.push(Decompressor());
    in.push(io::array_source(packed.data(), packed.size()));
    io::copy(in, io::back_inserter(bytes));
  } catch (const std::exception&) {  // cut off: what came before counts
  }
  return bytes;
}

class BoostPeer : public ::testing::TestWithParam<Peer> {};

INSTANTIATE_TEST_SUITE_P(
    Formats, BoostPeer,
    ::testing::Values(Peer{Container::gzip, packed_by<io::gzip_compressor>, unpacked_by<io::gzip_decompressor>},
                      Peer{Container::bzip2, packed_by<io::bzip2_compressor>, unpacked_by<io::bzip2_decompressor>},
                      Peer{Container::xz, packed_by<io::lzma_compressor>, unpacked_by<io::lzma_decompressor>},
                      Peer{Container::zstd, packed_by<io::zstd_compressor>, unpacked_by<io::zstd_decompressor>}));

TEST_P(BoostPeer, WhatItPacksWeUnpack) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{5000}, std::size_t{700'000}}) {
    const std::string bytes = words(size);
    const std::string packed = GetParam().pack(bytes);
    EXPECT_EQ(decode_test::unpack(GetParam().container, packed).bytes, bytes);
    EXPECT_EQ(GetParam().unpack(packed), bytes);
  }
}

TEST_P(BoostPeer, OfACutFileWeNeverGiveLess) {
  const std::string packed = GetParam().pack(words(20'000));
  for (std::size_t length = 10; length < packed.size(); length += 97) {
    const std::string_view cut = std::string_view(packed).substr(0, length);
    EXPECT_GE(decode_test::unpack(GetParam().container, cut).bytes.size(), GetParam().unpack(cut).size()) << length;
  }
}

}  // namespace
}  // namespace stages::decode_test
