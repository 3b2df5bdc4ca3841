// Event data: one row a statement, after the codebook of PLOVER.
#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

#include "base/text.h"
#include "export/builtins.h"
#include "export/text.h"
#include "graph/fact.h"

namespace entente {

namespace {

/// What the class of a statement is once its modality counts: a deed that is only promised, threatened or wanted is
/// an event of its own sort.
struct EventClass { std::string_view name; Quad quad; double goldstein; };

EventClass class_named(std::string_view name, const Catalogue& catalogue, const RelationType& otherwise) {
  for (const RelationType& relation : catalogue.relations())
    if (relation.plover == name && !relation.standing) return {relation.plover, relation.quad, relation.weight};
  return {otherwise.plover, otherwise.quad, otherwise.weight};
}

/// "will not support Iran": to refuse is an event of its own. What merely did not happen keeps its class, and its polarity tells.
bool is_refusal(const StatementView& statement, const RelationType& relation) {
  return statement.modality == Modality::Planned && statement.polarity == Polarity::Negative && relation.weight > 0;
}

EventClass class_of(const StatementView& statement, const RelationType& relation, const Catalogue& catalogue) {
  if (is_refusal(statement, relation)) return class_named("REJECT", catalogue, relation);
  if (statement.modality == Modality::Wanted) return class_named("REQUEST", catalogue, relation);
  if (statement.modality == Modality::Planned && relation.weight > 0) return class_named("AGREE", catalogue, relation);
  if (statement.modality == Modality::Planned && relation.weight < 0) return class_named("THREATEN", catalogue, relation);
  return {relation.plover, relation.quad, relation.weight};
}

/// A standing relation is told by the event that opens it: signed, recognized, sold. What is only planned is no event yet.
bool opens(const StatementView& statement) { return statement.modality == Modality::Actual; }

/// The state that a group without a name of its own is keyed by ("group/irq-insurgents"), and its noun.
struct StateGroup { const Actor* state; std::string noun; };

StateGroup state_group(const ParticipantView& participant, const Catalogue& catalogue) {
  constexpr std::string_view kGroup = "group/";
  const std::string_view key = participant.actor.str();
  if (!key.starts_with(kGroup) || key.size() < 11 || key[9] != '-' || catalogue.actor(EntityKey(participant.actor.str()))) return {nullptr, ""};
  std::string noun(key.substr(10));
  std::ranges::replace(noun, '-', ' ');
  return {catalogue.actor(EntityKey("state/" + std::string(key.substr(6, 3)))), std::move(noun)};
}

/// The sector of the noun, or of its last words: "chechen rebels" are rebels.
std::string_view sector_of_noun(std::string_view noun, const Catalogue& catalogue) {
  while (!noun.empty()) {
    for (const ActorNoun& known : catalogue.actor_nouns())
      if (known.text == noun) return known.sector;
    const std::size_t blank = noun.find(' ');
    if (blank == std::string_view::npos) return "";
    noun.remove_prefix(blank + 1);
  }
  return "";
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kSectors{{
    {"agency", "GOV"}, {"alliance", "IGO"}, {"armed_group", "REB"}, {"body", "IGO"}, {"city", "GOV"}, {"command", "MIL"}, {"company", "BUS"},
    {"court", "JUD"}, {"forces", "MIL"}, {"government", "GOV"}, {"group", "REB"}, {"legislature", "LEG"}, {"media", "JRN"}, {"ministry", "GOV"},
    {"mission", "GOV"}, {"ngo", "NGO"}, {"office", "GOV"}, {"party", "PTY"}, {"service", "MIL"}, {"state", "GOV"}, {"territory", "GOV"}, {"unit", "MIL"}}};

std::string_view sector_of_kind(KindKeyView kind) {
  const auto found = std::ranges::find(kSectors, kind.str(), &std::pair<std::string_view, std::string_view>::first);
  return found == kSectors.end() ? "" : found->second;
}

/// The first of `kinds` that holds `actor`, itself included, along part_of; null if none does.
const Actor* holder_of(const Actor* actor, std::initializer_list<std::string_view> kinds, const Catalogue& catalogue) {
  constexpr int kDeepest = 8;
  for (int step = 0; actor && step < kDeepest; ++step) {
    if (std::ranges::find(kinds, std::string_view(actor->kind.str())) != kinds.end()) return actor;
    actor = actor->part_of.empty() ? nullptr : catalogue.actor(actor->part_of);
  }
  return nullptr;
}

/// The state in which an actor with no state of its own is at home: Fatah gives Palestine, Gaza too. Null if none.
const Actor* home_of(const Actor* actor, const Catalogue& catalogue) {
  const Actor* home = holder_of(actor, {"state"}, catalogue);
  return home ? home : holder_of(actor, {"territory"}, catalogue);
}

std::string_view sector_of(const ParticipantView& participant, const Catalogue& catalogue) {
  const Actor* acting = catalogue.actor(EntityKey(participant.actor.str()));
  if (holder_of(acting, {"body", "alliance"}, catalogue)) return "IGO";
  if (acting && acting->kind.str() == "group" && !home_of(acting, catalogue)) return "IMG";  // at home in several states
  if (const StateGroup group = state_group(participant, catalogue); group.state)
    if (const std::string_view sector = sector_of_noun(group.noun, catalogue); !sector.empty()) return sector;
  if (const std::string_view sector = sector_of_kind(participant.kind); !sector.empty()) return sector;
  // A person who acts for a state speaks for its government; others speak for themselves.
  return acting && participant.actor != participant.key ? "GOV" : "CVL";
}

std::string code_of(const ParticipantView& participant, const Catalogue& catalogue) {
  if (const StateGroup group = state_group(participant, catalogue); group.state) return group.state->code;
  const Actor* home = home_of(catalogue.actor(EntityKey(participant.actor.str())), catalogue);
  return home ? home->code : std::string(participant.code);
}

/// Cells of one line: what would end a cell or a line is made a blank, a formula is made text.
class Row {
 public:
  Row& operator<<(std::string_view cell) {
    if (!line.empty()) line += '\t';
    for (const char c : internal::text_cell(cell)) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    return *this;
  }
  std::string line;
};

void add_party(Row& row, const ParticipantView& participant, const Catalogue& catalogue) {
  row << participant.key.str() << code_of(participant, catalogue) << sector_of(participant, catalogue);
}

}  // namespace

std::string events_header() {
  return "id\tarticle\tsentence\tdate\tsource\tsource_iso3\tsource_sector\ttarget\ttarget_iso3\ttarget_sector\tevent\tmode\tcontext\tquad\tgoldstein\tpolarity\t"
         "modality\tconfidence\ttext";
}

std::optional<std::string> to_event_row(const StatementView& statement, const Catalogue& catalogue) {
  const RelationType* relation = catalogue.relation(RelationKey(statement.relation.str()));
  if (!relation || relation->plover.empty() || (relation->standing && !opens(statement)) || statement.subject.key.empty() || statement.object.key.empty()) return std::nullopt;
  const EventClass event = class_of(statement, *relation, catalogue);
  const bool refusal = is_refusal(statement, *relation);
  const auto day = internal::day_of(statement);
  // A symmetric relation keeps its ends in the order of their keys; the one told first is the source, as coders of events have it.
  const bool turned = relation->symmetric && statement.object.span.begin < statement.subject.span.begin;
  Row row;
  row << statement.id << statement.provenance.article.str() << std::to_string(statement.provenance.sentence) << (day ? to_string(day->first) : "");
  add_party(row, turned ? statement.object : statement.subject, catalogue);
  add_party(row, turned ? statement.subject : statement.object, catalogue);
  row << event.name << relation->key.str() << (statement.context ? statement.context->str() : "") << to_string(event.quad)
      << internal::decimal(event.goldstein, 4) << to_string(refusal ? Polarity::Positive : statement.polarity) << to_string(refusal ? Modality::Actual : statement.modality)
      << internal::decimal(statement.confidence, 4) << internal::single_blanks(statement.provenance.sentence_text);
  return row.line;
}

namespace internal {

namespace {

class Events final : public Exporter {
 public:
  FormatInfo info() const noexcept override { return {"events", "text/tab-separated-values", ".tsv", "event data with PLOVER classes, one statement a line", true}; }
  Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions&) const override {
    std::vector<std::pair<std::string_view, StatementRef>> sorted;  // by article, then id
    for (const Fact* fact : graph.facts())
      for (const StatementRef statement : fact->evidence) sorted.emplace_back(statement->provenance.article.str(), statement);
    std::ranges::sort(sorted, [](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : StatementRef::id_less(a.second, b.second); });
    TextSink sink(out);
    sink << events_header() << "\n";
    for (const auto& [article, statement] : sorted) {
      if (const auto row = to_event_row(*statement, graph.catalogue())) sink << *row << "\n";
      sink.spill();
    }
    return sink.finish();
  }
};

}  // namespace

std::unique_ptr<const Exporter> events_exporter() { return std::make_unique<Events>(); }

}  // namespace internal
}  // namespace entente
