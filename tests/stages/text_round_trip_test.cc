// The texts of all dumps in the corpus, as they come out of the real stages, lead back to their raw bytes.
#include <gmock/gmock.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "formats/ccmail/vocabulary.h"
#include "formats/text/text_decoder.h"
#include "pipeline/cancel.h"
#include "pipeline/stage.h"
#include "stages/decode/decode.h"
#include "stages/resync/resync.h"
#include "stages/unpack/unpack.h"

namespace stages::testing {
namespace {

namespace fs = std::filesystem;
using formats::text::CodePage;
using ::testing::Optional;

/// Hands each text item to `check`, and counts them.
class TextReader : public pipeline::Outlet<Piece> {
 public:
  explicit TextReader(void (*check)(const Extent& text)) : check_(check) {}

  void put(Piece piece) override {
    const auto* const message = std::get_if<Message>(&piece);
    if (message == nullptr) return;
    for (const Item& item : message->items) {
      if (item.kind != formats::ccmail::ItemKind::text) continue;
      check_(item.data);
      ++texts_;
    }
  }
  void close() override {}

  [[nodiscard]] int texts() const { return texts_; }

 private:
  void (*check_)(const Extent& text);
  int texts_ = 0;
};

int read_texts(const fs::path& dump, std::size_t chunk, void (*check)(const Extent& text)) {
  TextReader reader(check);
  pipeline::Cancel cancel;
  Decode decode(cancel, chunk);
  const auto words = std::make_shared<const formats::ccmail::Vocabulary>();
  Resync resync(words);
  Unpack unpack(words);
  pipeline::Joined unpacking(unpack, reader);
  pipeline::Joined resyncing(resync, unpacking);
  pipeline::Joined decoding(decode, resyncing);
  decoding.put(DumpInput{dump.string()});
  decoding.close();
  return reader.texts();
}

void expect_round_trip(const Extent& text) {
  std::string raw;
  text.visit([&](std::string_view part) { raw += part; });
  for (const CodePage page : formats::text::all_code_pages()) {
    std::string utf8;
    std::vector<formats::text::Substitution> substitutions;
    formats::text::TextDecoder decoder(page);
    decoder.record(substitutions);
    text.visit([&](std::string_view part) { decoder.decode(part, utf8); });
    decoder.finish(utf8);
    EXPECT_THAT(restored_text(page, utf8, substitutions), Optional(raw)) << name_of(page);

    std::string bytewise;
    formats::text::TextDecoder slow(page);
    for (std::size_t at = 0; at < raw.size(); ++at) slow.decode(std::string_view(raw).substr(at, 1), bytewise);
    slow.finish(bytewise);
    EXPECT_EQ(bytewise, utf8) << name_of(page);
  }
}

TEST(TextRoundTrip, EveryTextOfTheCorpusComesBackFromItsUtf8InEveryCodePage) {
  int dumps = 0;
  int texts = 0;
  const fs::path corpus = fs::path(CCMAIL2MBOX_SOURCE_DIR) / "corpus";
  for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
    const fs::path& path = entry.path();
    const bool is_case = path.filename() == "dump";
    const bool in_office = path.string().find("/postoffice/") != std::string::npos && path.filename() != "READ.ME";
    if (!entry.is_regular_file() || !(is_case || in_office)) continue;
    SCOPED_TRACE(path.string());
    ++dumps;
    const int found = read_texts(path, Decode::default_chunk, expect_round_trip);
    // However the dump is cut, a text that lies in two chunks comes in two parts.
    EXPECT_EQ(read_texts(path, 61, expect_round_trip), found);
    texts += found;
  }
  EXPECT_GE(dumps, 23);
  EXPECT_GE(texts, 40);
}

}  // namespace
}  // namespace stages::testing
