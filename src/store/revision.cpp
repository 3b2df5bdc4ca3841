#include "store/revision.h"

#include <xxhash.h>

#include <bit>
#include <string>

namespace entente::internal {

namespace {

/// All that a statement says, one member behind another. On disk: its hash is; do not change without a new schema version.
class Members {
 public:
  Members& operator<<(std::string_view text) {
    *this << static_cast<std::uint64_t>(text.size());
    all_ += text;
    return *this;
  }
  Members& operator<<(std::uint64_t number) {
    if constexpr (std::endian::native == std::endian::big) number = __builtin_bswap64(number);
    all_.append(reinterpret_cast<const char*>(&number), sizeof number);
    return *this;
  }
  Members& operator<<(TextSpan span) { return *this << (std::uint64_t{span.begin} << 32U | span.end); }
  Members& operator<<(std::chrono::year_month_day day) { return *this << static_cast<std::uint64_t>(std::chrono::sys_days(day).time_since_epoch().count()); }
  Members& operator<<(const DateSpan& days) { return *this << days.first << days.last; }
  template <class Tag>
  Members& operator<<(KeyView<Tag> key) { return *this << key.str(); }
  Members& operator<<(const ParticipantView& who) { return *this << who.key << who.label << who.kind << who.actor << who.code << who.span << who.mention; }
  Members& operator<<(const AttributionView& said) { return *this << said.source << said.verb; }
  template <class T>
  Members& operator<<(const std::optional<T>& member) {
    *this << std::uint64_t{member.has_value()};
    return member ? *this << *member : *this;
  }
  Members& operator<<(const ProvenanceView& from) {
    *this << from.article << std::uint64_t{from.sentence} << from.sentence_span << from.sentence_text << from.predicate_span << from.predicate;
    return *this << from.rule << from.publisher << from.published << from.sketch;
  }
  [[nodiscard]] const std::string& all() const { return all_; }

 private:
  std::string all_;
};

XXH128_hash_t hash_of(const StatementView& statement) {
  Members members;
  members << statement.id.view() << statement.subject << statement.relation << statement.object;
  members << static_cast<std::uint64_t>(statement.polarity) << static_cast<std::uint64_t>(statement.modality) << statement.content << statement.context;
  members << statement.said_by << statement.on << statement.place << std::bit_cast<std::uint64_t>(statement.confidence) << statement.provenance;
  return XXH3_128bits(members.all().data(), members.all().size());
}

}  // namespace

void Revision::add(const StatementView& statement) {
  const XXH128_hash_t hash = hash_of(statement);
  sums_[0] += hash.low64;
  sums_[1] += hash.high64;
}

void Revision::remove(const StatementView& statement) {
  const XXH128_hash_t hash = hash_of(statement);
  sums_[0] -= hash.low64;
  sums_[1] -= hash.high64;
}

}  // namespace entente::internal
