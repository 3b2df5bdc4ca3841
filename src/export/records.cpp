#include "export/records.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdio>
#include <map>
#include <memory>
#include <tuple>

#include "base/text.h"
#include "export/fact_view.h"
#include "export/text.h"

namespace entente::internal {

namespace {

constexpr int kPlaces = 4;  ///< Digits behind the point of weights and confidences, as in all exports.

constexpr std::array<Field, 7> kEntity{{{"id", FieldType::Text, true}, {"label", FieldType::Text, true}, {"entity_type", FieldType::Text, true}, {"iso3"}, {"wikidata"},
                                        {"acts_for", FieldType::Text, true}, {"mentions", FieldType::Whole, true}}};
constexpr std::array<Field, 3> kArticle{{{"id", FieldType::Text, true}, {"publisher"}, {"published", FieldType::Day}}};
constexpr std::array<Field, 15> kEdge{{{"id", FieldType::Text, true}, {"subject_id", FieldType::Text, true, "entity"}, {"relation", FieldType::Text, true},
                                       {"object_id", FieldType::Text, true, "entity"}, {"polarity", FieldType::Text, true}, {"modality", FieldType::Text, true},
                                       {"is_symmetric", FieldType::Flag, true}, {"plover"}, {"quad"}, {"goldstein", FieldType::Real, true},
                                       {"support", FieldType::Whole, true}, {"sources", FieldType::Whole, true}, {"first_seen", FieldType::Day},
                                       {"last_seen", FieldType::Day}, {"confidence", FieldType::Real, true}}};
constexpr std::array<Field, 16> kMention{{{"id", FieldType::Text, true}, {"edge_id", FieldType::Text, true, "edge"}, {"article_id", FieldType::Text, true, "article"},
                                          {"sentence", FieldType::Text, true}, {"sentence_begin", FieldType::Whole, true}, {"sentence_end", FieldType::Whole, true},
                                          {"subject_text", FieldType::Text, true}, {"predicate_text", FieldType::Text, true}, {"object_text", FieldType::Text, true},
                                          {"modality", FieldType::Text, true}, {"context"}, {"claimed_by"}, {"event_first", FieldType::Day}, {"event_last", FieldType::Day},
                                          {"confidence", FieldType::Real, true}, {"rule"}}};
constexpr std::array<RecordType, 4> kTypes{{{"entity", "Entity", kEntity}, {"article", "Article", kArticle}, {"edge", "Fact", kEdge}, {"mention", "Mention", kMention}}};

/// Fills a record value by value.
class Filler {
 public:
  Filler& text(std::string_view value) {
    std::string sound = first_bad_utf8(value) ? repair_utf8(value) : std::string(value);
    std::erase(sound, '\0');
    record_.emplace_back(std::move(sound));
    return *this;
  }
  Filler& text_or_null(std::string_view value) {
    if (!value.empty()) return text(value);
    record_.emplace_back();
    return *this;
  }
  Filler& number(std::size_t value) { record_.emplace_back(std::to_string(value)); return *this; }
  Filler& real(double value) { record_.emplace_back(decimal(value, kPlaces)); return *this; }
  Filler& flag(auto value) { record_.emplace_back(value ? "true" : "false"); return *this; }
  Filler& day(const std::optional<std::chrono::year_month_day>& value) { return text_or_null(value ? to_string(*value) : ""); }
  [[nodiscard]] const Record& record() const noexcept { return record_; }

 private:
  Record record_;
};

void entities(const KnowledgeGraph& graph, const std::function<void(const Record&)>& sink) {
  for (const Node* node : graph.nodes()) {
    Filler filler;
    filler.text(node->key.str()).text(label_of(*node)).text(node->kind.str()).text_or_null(iso3_of(*node)).text_or_null(wikidata_of(graph, *node));
    sink(filler.text(node->actor.str()).number(node->mentions).record());
  }
}

void articles(const KnowledgeGraph& graph, const std::function<void(const Record&)>& sink) {
  std::map<ArticleKeyView, std::pair<std::string_view, std::optional<std::chrono::year_month_day>>> known;
  for (const Fact* fact : graph.facts())
    for (const StatementRef statement : fact->evidence) {
      const ProvenanceView from = statement->provenance;
      auto& kept = known[from.article];
      kept = std::max(kept, {from.publisher, from.published});
    }
  for (const auto& [key, from] : known) sink(Filler().text(key.str()).text_or_null(from.first).day(from.second).record());
}

void edges(const KnowledgeGraph& graph, const std::function<void(const Record&)>& sink) {
  for (const Fact* fact : graph.facts()) {
    const RelationType& relation = relation_of(graph, *fact);
    Filler filler;
    filler.text(fact->id()).text(fact->triple.subject.str()).text(fact->triple.relation.str()).text(fact->triple.object.str());
    filler.text(to_string(fact->polarity)).text(to_string(modality_of(*fact))).flag(relation.symmetric);
    filler.text_or_null(relation.plover).text_or_null(to_string(relation.quad)).real(relation.weight).number(fact->articles).number(fact->publishers);
    filler.day(fact->seen ? std::optional(fact->seen->first) : std::nullopt).day(fact->seen ? std::optional(fact->seen->last) : std::nullopt);
    sink(filler.real(fact->confidence).record());
  }
}

void mentions(const KnowledgeGraph& graph, const std::function<void(const Record&)>& sink) {
  for (const Fact* fact : graph.facts())
    for (const StatementRef statement : fact->evidence) {
      const StatementView view = *statement;
      const ProvenanceView& from = view.provenance;
      Filler filler;
      filler.text(view.id).text(fact->id()).text(from.article.str()).text(from.sentence_text).number(from.sentence_span.begin).number(from.sentence_span.end);
      filler.text(view.subject.mention).text(from.predicate).text(view.object.mention).text(to_string(view.modality));
      filler.text_or_null(view.context ? view.context->str() : "").text_or_null(view.said_by ? view.said_by->source.key.str() : "");
      filler.day(view.on ? std::optional(view.on->first) : std::nullopt).day(view.on ? std::optional(view.on->last) : std::nullopt);
      sink(filler.real(view.confidence).text_or_null(from.rule.str()).record());
    }
}

}  // namespace

std::size_t RecordType::index_of(std::string_view field) const noexcept {
  const auto found = std::ranges::find(fields, field, &Field::name);
  assert(found != fields.end());
  return static_cast<std::size_t>(found - fields.begin());
}

std::span<const RecordType> record_types() noexcept { return kTypes; }
const RecordType& record_type(RecordKind kind) noexcept { return kTypes[static_cast<std::size_t>(kind)]; }

void each_record(const KnowledgeGraph& graph, RecordKind kind, const std::function<void(const Record&)>& sink) {
  switch (kind) {
    case RecordKind::Entity: return entities(graph, sink);
    case RecordKind::Article: return articles(graph, sink);
    case RecordKind::Edge: return edges(graph, sink);
    case RecordKind::Mention: return mentions(graph, sink);
  }
}

std::string records_hash(const KnowledgeGraph& graph) {
  const std::unique_ptr<XXH64_state_t, decltype(&XXH64_freeState)> state(XXH64_createState(), XXH64_freeState);
  XXH64_reset(state.get(), 0);
  const auto add = [&state](std::string_view bytes) { XXH64_update(state.get(), bytes.data(), bytes.size()); };
  for (std::size_t kind = 0; kind < kTypes.size(); ++kind)
    each_record(graph, static_cast<RecordKind>(kind), [&](const Record& record) {
      for (const auto& value : record) {
        add(value ? *value : "");
        add(value ? "\x1F" : "\x1E");
      }
    });
  std::array<char, 20> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(XXH64_digest(state.get())));
  return digits.data();
}

}  // namespace entente::internal
