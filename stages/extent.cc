#include "stages/extent.h"

#include <algorithm>
#include <stdexcept>

namespace stages {
namespace {

constexpr std::size_t part_bytes = std::size_t{256} << 10U;

}  // namespace

Region::Region(std::vector<Segment> segments) : several_(std::move(segments)) { measure(); }

Region::Region(Segment only) : only_(std::move(only)) { measure(); }

std::span<const Segment> Region::segments() const {
  return several_.empty() ? std::span<const Segment>(&only_, 1) : several_;
}

void Region::measure() {
  begin_ = segments().front().begin;
  end_ = begin_;
  for (const Segment& segment : segments()) {
    if (segment.begin != end_) throw std::logic_error("a region with a gap");
    end_ += segment.length;
    memory_ += segment.slice.size();
  }
}

// The segment that `offset` lies in, or the last one.
std::size_t Region::find(std::uint64_t offset) const {
  const auto all = segments();
  const auto behind =
      std::upper_bound(all.begin(), all.end(), offset, [](std::uint64_t at, const Segment& s) { return at < s.begin; });
  return behind == all.begin() ? 0 : static_cast<std::size_t>(behind - all.begin()) - 1;
}

std::string_view Region::in_memory(std::uint64_t offset, std::size_t length) const {
  const Segment& segment = segments()[find(offset)];
  if (segment.file) return {};
  const std::string_view bytes = segment.slice.view();
  const auto inside = static_cast<std::size_t>(offset - segment.begin);
  return inside + length <= bytes.size() ? bytes.substr(inside, length) : std::string_view{};
}

void Region::visit(std::uint64_t offset, std::uint64_t length,
                   const std::function<void(std::string_view)>& visit) const {
  std::string buffer;
  for (const Segment& segment : segments().subspan(find(offset))) {
    while (length > 0 && offset < segment.begin + segment.length) {
      const std::uint64_t inside = offset - segment.begin;
      const auto count =
          static_cast<std::size_t>(std::min({length, segment.length - inside, std::uint64_t{part_bytes}}));
      if (segment.file) {
        buffer.resize(count);
        segment.file->read_at(segment.file_offset + inside, buffer);
        visit(buffer);
      } else {
        visit(segment.slice.view().substr(static_cast<std::size_t>(inside), count));
      }
      offset += count;
      length -= count;
    }
  }
}

Extent::Extent(std::shared_ptr<const Region> region, std::uint64_t offset, std::uint64_t length)
    : region_(std::move(region)), offset_(offset), length_(length) {
  if (offset < region_->begin() || offset > region_->end() || length > region_->end() - offset)
    throw std::out_of_range("an extent outside its region");
}

Extent Extent::sub(std::uint64_t from, std::uint64_t length) const {
  Extent part = *this;
  from = std::min(from, length_);
  part.offset_ = offset_ + from;
  part.length_ = std::min(length, length_ - from);
  return part;
}

void Extent::visit(const std::function<void(std::string_view)>& visit) const {
  if (length_ > 0) region_->visit(offset_, length_, visit);
}

std::string_view Extent::head(std::size_t most, std::string& scratch) const {
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(most, length_));
  if (wanted == 0) return {};
  std::string_view in_place = region_->in_memory(offset_, wanted);
  if (in_place.size() == wanted) return in_place;
  scratch.clear();
  region_->visit(offset_, wanted, [&](std::string_view part) { scratch.append(part); });
  return scratch;
}

}  // namespace stages
