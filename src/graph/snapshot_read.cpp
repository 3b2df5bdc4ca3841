#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <span>
#include <utility>

#include "base/mapped_file.h"
#include "base/try.h"
#include "graph/graph_impl.h"
#include "graph/snapshot_format.h"

namespace entente::internal {

namespace {

/// Whether every number that `numbers` gives of a row is below its limit, so that nobody looks beyond the end.
template <class Rows, class Numbers>
bool all_below(const Rows& rows, const Numbers& numbers) {
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    for (const auto& [number, limit] : numbers(rows[i]))
      if (number >= limit) return false;
  return true;
}

/// A number and its limit.
using Bound = std::pair<std::uint32_t, std::uint32_t>;
template <std::size_t N>
std::array<Bound, N> bounds(const Bound (&all)[N]) { return std::to_array(all); }

class SnapshotReader {
 public:
  SnapshotReader(std::shared_ptr<const MappedFile> mapped, std::string name) : mapped_(std::move(mapped)), name_(std::move(name)) {}

  Result<KnowledgeGraph> read(const SnapshotKey& key, std::shared_ptr<const Catalogue> catalogue, Ends ends) {
    ENTENTE_TRY(check_header(key));
    ENTENTE_TRY(check_sums(ends));
    auto table = std::make_shared<const StatementTable>(columns());
    const LentFacts saved = facts(ends);
    if (!sound(table->columns()) || !sound_values(table->columns(), *catalogue) || !sound(saved, *table, *catalogue)) return fault(ErrorCode::Corrupt, "what it holds does not fit together");
    return KnowledgeGraph(std::make_unique<KnowledgeGraph::Impl>(std::move(catalogue), ends, std::move(table), saved));
  }

 private:
  [[nodiscard]] std::unexpected<Error> fault(ErrorCode code, std::string message) const { return std::unexpected(Error{code, std::move(message), {name_, 0, 0}}); }

  Result<void> check_header(const SnapshotKey& key) {
    const auto bytes = mapped_->bytes();
    if (bytes.size() < sizeof header_) return fault(ErrorCode::Corrupt, "it is cut off");
    std::memcpy(&header_, bytes.data(), sizeof header_);
    if (std::string_view(header_.magic.data(), header_.magic.size()) != kSnapshotMagic) return fault(ErrorCode::Corrupt, "it is no snapshot");
    if (header_.version != kSnapshotVersion || header_.byte_order != kByteOrder) return fault(ErrorCode::Unsupported, "it was written by another entente or on another machine");
    if (header_.checksum != XXH3_64bits(&header_, offsetof(SnapshotHeader, checksum))) return fault(ErrorCode::Corrupt, "its header is damaged");
    if (header_.key != key) return fault(ErrorCode::Conflict, "it was made of other statements");
    return {};
  }

  Result<void> check_sums(Ends ends) const {
    const auto bytes = mapped_->bytes();
    for (std::size_t i = 0; i < kSections; ++i) {
      const bool of_other_form = i >= static_cast<std::size_t>(Section::ActorTextPlaces) && (i >= static_cast<std::size_t>(Section::StateTextPlaces)) != (ends == Ends::States);
      if (of_other_form) continue;
      const SectionEntry& entry = header_.sections[i];
      const bool inside = entry.offset <= bytes.size() && entry.bytes <= bytes.size() - entry.offset && entry.offset % kAlignment == 0;
      if (!inside || XXH3_64bits(bytes.data() + entry.offset, entry.bytes) != entry.checksum) return fault(ErrorCode::Corrupt, "it is damaged");
    }
    return {};
  }

  template <class T>
  [[nodiscard]] std::span<const T> all_of(Section which) const {
    const SectionEntry& entry = header_.sections[static_cast<std::size_t>(which)];
    return {reinterpret_cast<const T*>(mapped_->bytes().data() + entry.offset), static_cast<std::size_t>(entry.bytes / sizeof(T))};
  }
  template <class T>
  [[nodiscard]] Column<T> column(Section which) const { return Column<T>(all_of<T>(which)); }

  [[nodiscard]] StatementTable::Columns columns() const {
    return {TextPool(all_of<std::uint64_t>(Section::TextPlaces), all_of<char>(Section::TextBytes)), column<std::uint32_t>(Section::Relations),
            column<Who>(Section::Whos), column<ArticleRow>(Section::Articles), column<SentenceRow>(Section::Sentences),
            column<SourceRow>(Section::Sources), column<EndRow>(Section::Places), column<StatementRow>(Section::Rows), mapped_};
  }

  [[nodiscard]] LentFacts facts(Ends ends) const {
    const auto of = [ends](Section section) { return of_ends(section, ends); };
    return {TextPool(all_of<std::uint64_t>(of(Section::ActorTextPlaces)), all_of<char>(of(Section::ActorTextBytes))), all_of<NodeRow>(of(Section::ActorNodes)),
            all_of<FactRow>(of(Section::ActorFacts)), all_of<std::uint32_t>(of(Section::ActorEvidence)), all_of<std::uint32_t>(of(Section::ActorNamed))};
  }

  static bool sound(const TextPool& pool) {
    const auto blocks = pool.blocks();
    const auto fits = [&](std::uint64_t place) {
      const std::uint64_t block = place >> 48U, offset = place >> 24U & (TextPool::kBlock - 1), length = place & (TextPool::kBlock - 1);
      return block < blocks.size() && offset + length <= blocks[block].size();
    };
    for (std::uint32_t i = 0; i < pool.size(); ++i)
      if (!fits(pool.places()[i])) return false;
    return pool.size() > 0;
  }

  static bool sound(PackedDay first, PackedDay last) {
    return (first == kNoDay) == (last == kNoDay) && (first == kNoDay || (unpacked(first)->ok() && unpacked(last)->ok()));
  }
  static bool sound(double confidence) { return confidence >= 0 && confidence <= 1; }
  /// Whether what stands for a name, a day or a number of a few does so.
  static bool sound_values(const StatementTable::Columns& of, const Catalogue& catalogue) {
    for (std::uint32_t i = 0; i < of.relations.size(); ++i)
      if (!catalogue.relation(RelationKey(of.texts[of.relations[i]]))) return false;
    for (std::uint32_t i = 0; i < of.articles.size(); ++i) {
      const ArticleRow& row = of.articles[i];
      if (!sound(row.published, row.published) || !(of.texts[row.sketch].empty() || is_sketch(of.texts[row.sketch]))) return false;
    }
    for (std::uint32_t i = 0; i < of.rows.size(); ++i) {
      const StatementRow& row = of.rows[i];
      if (!sound(row.first, row.last) || !sound(row.confidence) || row.polarity > Polarity::Negative || row.modality > Modality::Wanted) return false;
    }
    return true;
  }

  static bool sound(const StatementTable::Columns& of) {
    const std::uint32_t texts = of.texts.size(), whos = of.whos.size();
    const auto optional = [](std::uint32_t number, std::uint32_t limit) { return Bound{number == kNone ? 0 : number, number == kNone ? 1 : limit}; };
    return sound(of.texts) && all_below(of.relations, [&](std::uint32_t text) { return bounds({{text, texts}}); }) &&
           all_below(of.whos, [&](const Who& who) { return bounds({{who.key, texts}, {who.label, texts}, {who.kind, texts}, {who.actor, texts}, {who.code, texts}}); }) &&
           all_below(of.articles, [&](const ArticleRow& row) { return bounds({{row.key, texts}, {row.publisher, texts}, {row.sketch, texts}}); }) &&
           all_below(of.sentences, [&](const SentenceRow& row) { return bounds({{row.article, of.articles.size()}, {row.text, texts}}); }) &&
           all_below(of.sources, [&](const SourceRow& row) { return bounds({{row.end.who, whos}, {row.end.mention, texts}, {row.verb, texts}}); }) &&
           all_below(of.places, [&](const EndRow& row) { return bounds({{row.who, whos}, {row.mention, texts}}); }) &&
           all_below(of.rows, [&](const StatementRow& row) {
             return bounds({{row.subject.who, whos}, {row.object.who, whos}, {row.subject.mention, texts}, {row.object.mention, texts}, {row.sentence, of.sentences.size()},
                               {row.predicate, texts}, {row.rule, texts}, {row.content, texts}, {row.context, texts}, {row.relation, of.relations.size()},
                               optional(row.said_by, of.sources.size()), optional(row.place, of.places.size())});
           });
  }

  static bool sound(const LentFacts& saved, const StatementTable& table, const Catalogue& catalogue) {
    const std::uint32_t texts = saved.texts.size();
    const auto nodes = static_cast<std::uint32_t>(saved.nodes.size()), relations = static_cast<std::uint32_t>(catalogue.relations().size());
    std::uint64_t evidence = 0;
    for (const FactRow& fact : saved.facts) evidence += fact.evidence;
    return sound(saved.texts) && evidence == saved.evidence.size() && saved.named.size() <= table.columns().whos.size() &&
           std::ranges::all_of(saved.facts, [](const FactRow& fact) { return fact.evidence > 0 && sound(fact.first, fact.last) && sound(fact.confidence) && fact.slot.polarity <= Polarity::Negative; }) &&
           all_below(saved.nodes, [&](const NodeRow& row) { return bounds({{row.key, texts}, {row.label, texts}, {row.kind, texts}, {row.code, texts}, {row.actor, texts}}); }) &&
           all_below(saved.facts, [&](const FactRow& row) { return bounds({{row.slot.from, nodes}, {row.slot.to, nodes}, {row.slot.relation, relations}}); }) &&
           all_below(saved.evidence, [&](std::uint32_t place) { return bounds({{place, table.size()}}); });
  }

  std::shared_ptr<const MappedFile> mapped_;
  std::string name_;
  SnapshotHeader header_;
};

}  // namespace

Result<KnowledgeGraph> read_snapshot(const std::filesystem::path& file, const SnapshotKey& key, std::shared_ptr<const Catalogue> catalogue, Ends ends) {
  auto mapped = MappedFile::open(file);
  if (!mapped) return std::unexpected(mapped.error());
  return SnapshotReader(*std::move(mapped), file.string()).read(key, std::move(catalogue), ends);
}

}  // namespace entente::internal
