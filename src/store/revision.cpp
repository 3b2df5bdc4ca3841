#include "store/revision.h"

#include <xxhash.h>

#include <bit>
#include <cstring>
#include <string>

namespace entente::internal {

namespace {

/// All that a statement says, one member behind another, in memory that grows before it is written to.
class Members {
 public:
  Members(std::string& all, const StatementView& statement) : all_(all) {
    constexpr std::size_t kNumbers = 512;  // more than all numbers and lengths take
    const std::size_t most = kNumbers + text_bytes(statement);
    if (all_.size() < most) all_.resize(most);
    to_ = all_.data();
  }
  Members& operator<<(std::string_view text) {
    *this << static_cast<std::uint64_t>(text.size());
    to_ += text.copy(to_, text.size());
    return *this;
  }
  Members& operator<<(std::uint64_t number) {
    if constexpr (std::endian::native == std::endian::big) number = __builtin_bswap64(number);
    std::memcpy(to_, &number, sizeof number);
    to_ += sizeof number;
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

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(to_ - all_.data()); }

 private:
  static std::size_t bytes_of(const ParticipantView& who) { return who.key.str().size() + who.label.size() + who.kind.str().size() + who.actor.str().size() + who.code.size() + who.mention.size(); }
  static std::size_t text_bytes(const StatementView& statement) {
    const ProvenanceView& from = statement.provenance;
    std::size_t bytes = statement.id.view().size() + bytes_of(statement.subject) + statement.relation.str().size() + bytes_of(statement.object);
    if (statement.content) bytes += statement.content->str().size();
    if (statement.context) bytes += statement.context->str().size();
    if (statement.said_by) bytes += bytes_of(statement.said_by->source) + statement.said_by->verb.size();
    if (statement.place) bytes += bytes_of(*statement.place);
    return bytes + from.article.str().size() + from.sentence_text.size() + from.predicate.size() + from.rule.str().size() + from.publisher.size() + from.sketch.size();
  }

  std::string& all_;
  char* to_ = nullptr;
};

}  // namespace

StatementHasher::Hash StatementHasher::operator()(const StatementView& statement) {
  Members members(members_, statement);
  members << statement.id.view() << statement.subject << statement.relation << statement.object;
  members << static_cast<std::uint64_t>(statement.polarity) << static_cast<std::uint64_t>(statement.modality) << statement.content << statement.context;
  members << statement.said_by << statement.on << statement.place << std::bit_cast<std::uint64_t>(statement.confidence) << statement.provenance;
  const XXH128_hash_t hash = XXH3_128bits(members_.data(), members.size());
  return {hash.low64, hash.high64};
}

}  // namespace entente::internal
