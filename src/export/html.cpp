// One web page with the graph and its evidence inside, which opens without a network: the template that web/ builds around
// JSON of our own. Strings, sentences and articles that recur stand in tables and are referred to by their number.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "export/builtins.h"
#include "export/fact_view.h"
#include "export/layout.h"
#include "export/marks.h"
#include "export/page.h"
#include "export/text.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxAliases = 16;

/// Numbers for things, in the order of their first use.
template <class Thing>
class Table {
 public:
  std::size_t number_of(const Thing& thing) {
    const auto [place, added] = numbers_.try_emplace(thing, things_.size());
    if (added) things_.push_back(thing);
    return place->second;
  }
  [[nodiscard]] const std::vector<Thing>& things() const { return things_; }

 private:
  std::map<Thing, std::size_t> numbers_;
  std::vector<Thing> things_;
};

/// A JSON string that no HTML parser takes for the end of its script.
void append_script_string(std::string& out, std::string_view text) {
  std::string json;
  append_json_string(json, first_bad_utf8(text) ? repair_utf8(text) : std::string(text));
  for (const char c : json) {
    if (c == '<') out += "\\u003c";
    else if (c == '>') out += "\\u003e";
    else if (c == '&') out += "\\u0026";
    else out += c;
  }
}

/// Days since 1970.
int day_number(std::chrono::year_month_day day) { return static_cast<int>(std::chrono::sys_days(day).time_since_epoch().count()); }

std::string_view to_string(Tone tone) { return tone == Tone::Cooperation ? "cooperation" : tone == Tone::Conflict ? "conflict" : "neutral"; }

/// The facts of a page in the graph's order: all, or the strongest.
std::vector<const Fact*> facts_for_page(const KnowledgeGraph& graph, std::size_t max_facts) {
  std::vector<const Fact*> facts = graph.facts();
  if (facts.size() <= max_facts) return facts;
  std::ranges::stable_sort(facts, [](const Fact* a, const Fact* b) { return std::pair(a->articles, a->confidence) > std::pair(b->articles, b->confidence); });
  facts.resize(max_facts);
  std::ranges::sort(facts, [](const Fact* a, const Fact* b) { return std::pair(a->triple, a->polarity) < std::pair(b->triple, b->polarity); });
  return facts;
}

class PageData {
 public:
  PageData(const KnowledgeGraph& graph, const ExportOptions& options, std::size_t max_facts, TextSink& sink)
      : graph_(graph), options_(options), sink_(sink), facts_(facts_for_page(graph, max_facts)) {
    for (const Fact* fact : facts_) {
      actors_.number_of(fact->triple.subject);
      actors_.number_of(fact->triple.object);
    }
  }

  void write() {
    sink_ << "{\"format\":\"entente-page/1\",\"ends\":\"" << (graph_.ends() == Ends::States ? "states" : "actors") << "\",\"all_facts\":"
          << std::to_string(graph_.facts().size()) << ",\n\"actors\":[";
    write_actors();
    sink_ << "],\n\"facts\":[";
    list(facts_, [this](const Fact* fact) { write(*fact); });
    sink_ << "],\n\"relations\":[";
    list(relations_.things(), [this](const RelationKey& key) { write(*graph_.catalogue().relation(key)); });
    sink_ << "],\n\"articles\":[";
    list(articles_.things(), [this](const ProvenanceView& where) { write(where); }, "\n");
    sink_ << "],\n\"sentences\":[";
    list(sentences_.things(), [this](std::string_view sentence) { text(sentence); }, "\n");
    sink_ << "],\n\"strings\":[";
    list(strings_.things(), [this](std::string_view word) { text(word); });
    sink_ << "]}\n";
  }

 private:
  /// Articles by their key; the rest of what their statements say of them is the same.
  class ArticleTable {
   public:
    std::size_t number_of(const ProvenanceView& where) {
      const auto [place, added] = numbers_.try_emplace(where.article, things_.size());
      if (added) things_.push_back(where);
      return place->second;
    }
    [[nodiscard]] const std::vector<ProvenanceView>& things() const { return things_; }

   private:
    std::map<ArticleKeyView, std::size_t> numbers_;
    std::vector<ProvenanceView> things_;
  };

  void text(std::string_view value) { append_script_string(sink_.text(), value); }
  void member(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    sink_ << ",\"" << name << "\":";
    text(value);
  }
  void number(std::string_view name, std::size_t value) { sink_ << ",\"" << name << "\":" << std::to_string(value); }
  void word(std::string_view name, std::string_view value) {
    if (!value.empty()) number(name, strings_.number_of(value));
  }

  template <class List, class Write>
  void list(const List& things, const Write& write_one, std::string_view between = "") {
    bool first = true;
    for (const auto& thing : things) {
      if (!std::exchange(first, false)) sink_ << "," << between;
      write_one(thing);
      sink_.spill();
    }
  }

  /// Allies close, foes within sight of each other; the room a node takes grows with its support.
  std::vector<Place> places() const {
    constexpr double kUnitsPerPixel = 1.8, kGap = 10, kFullness = 0.3;
    std::map<EntityKey, std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < actors_.things().size(); ++i) numbers[actors_.things()[i]] = i;
    std::vector<double> radii(numbers.size(), 0);
    std::vector<Bond> bonds;
    for (const Fact* fact : facts_) {
      const std::uint32_t a = numbers.at(fact->triple.subject), b = numbers.at(fact->triple.object);
      const double support = std::sqrt(static_cast<double>(fact->articles));
      radii[a] += support;
      radii[b] += support;
      const bool apart = tone_of(relation_of(graph_, *fact)) == Tone::Conflict || fact->polarity == Polarity::Negative;
      if (a != b) bonds.push_back({a, b, apart ? 0.4 * support : support});
    }
    double area = 1;
    for (double& radius : radii) {
      radius = (4 + 1.8 * std::sqrt(radius)) * kUnitsPerPixel + kGap;
      area += 4 * radius * radius;
    }
    const double room = 4 * kLayoutExtent * kLayoutExtent * kFullness, scale = area > room ? std::sqrt(room / area) : 1;
    for (double& radius : radii) radius *= scale;
    return lay_out(radii, bonds);
  }

  std::map<EntityKey, std::vector<std::string_view>> aliases() const {
    std::map<EntityKey, std::vector<std::string_view>> of;
    for (const EntityKey& key : actors_.things()) of[key];
    const Catalogue& catalogue = graph_.catalogue();
    for (const Alias& alias : catalogue.aliases()) {
      if (alias.weak || alias.kind == AliasKind::Surname || alias.kind == AliasKind::Title || alias.kind == AliasKind::DemonymPl) continue;
      const auto actor = of.find(catalogue.actors()[alias.actor].key);
      if (actor != of.end() && actor->second.size() < kMaxAliases) actor->second.push_back(alias.text);
    }
    return of;
  }

  void write_actors() {
    const std::vector<Place> where = places();
    const auto names = aliases();
    std::size_t i = 0;
    list(actors_.things(), [&](const EntityKey& key) {
      const Node& node = *graph_.node(key);
      sink_ << "{\"key\":";
      text(key.str());
      member("label", label_of(node));
      member("kind", node.kind.str());
      member("code", node.code);
      member("wikidata", wikidata_of(graph_, node));
      if (node.actor != node.key) member("for", node.actor.str());
      sink_ << ",\"x\":" << decimal(where[i].x, 1) << ",\"y\":" << decimal(where[i].y, 1);
      ++i;
      if (const auto& also = names.at(key); !also.empty()) {
        sink_ << ",\"also\":[";
        list(also, [this](std::string_view name) { text(name); });
        sink_ << "]";
      }
      sink_ << "}";
    }, "\n");
  }

  void write(const Fact& fact) {
    sink_ << "\n{\"id\":";
    text(fact.id());
    number("s", actors_.number_of(fact.triple.subject));
    number("r", relations_.number_of(fact.triple.relation));
    number("o", actors_.number_of(fact.triple.object));
    if (fact.polarity == Polarity::Negative) number("not", 1);
    sink_ << ",\"e\":[";
    list(best_evidence(fact, fact.evidence.size()), [&](StatementRef statement) { write(*statement, fact); });
    sink_ << "]}";
  }

  void write(const StatementView& statement, const Fact& fact) {
    sink_ << "{\"id\":";
    text(statement.id);
    number("t", sentences_.number_of(statement.provenance.sentence_text));
    number("a", articles_.number_of(statement.provenance));
    number("c", static_cast<std::size_t>(std::lround(std::clamp(statement.confidence, 0.0, 1.0) * 100)));
    if (statement.modality != Modality::Actual) word("m", to_string_of(statement.modality));
    if (statement.context) word("x", statement.context->str());
    if (statement.content) word("w", statement.content->str());
    if (statement.on) sink_ << ",\"d\":[" << std::to_string(day_number(statement.on->first)) << "," << std::to_string(day_number(statement.on->last)) << "]";
    if (statement.said_by) {
      word("by", statement.said_by->source.label);
      word("v", statement.said_by->verb);
    }
    if (statement.place) word("in", statement.place->label);
    for (const auto& [name, end] : {std::pair("p", &statement.subject), std::pair("q", &statement.object)})
      if (end->key != EntityKeyView(fact.triple.subject) && end->key != EntityKeyView(fact.triple.object)) word(name, end->label);
    word("u", statement.provenance.rule.str());
    write(marks_of(statement));
    sink_ << "}";
  }
  static std::string_view to_string_of(Modality modality) { return entente::to_string(modality); }

  void write(const Marks& marks) {
    const auto part = [this](const std::optional<Units>& units) {
      sink_ << (units ? std::to_string(units->first) + "," + std::to_string(units->second) : std::string("0,0"));
    };
    sink_ << ",\"k\":[";
    part(marks.subject);
    sink_ << ",";
    part(marks.predicate);
    sink_ << ",";
    part(marks.object);
    sink_ << "]";
  }

  void write(const RelationType& relation) {
    sink_ << "\n{\"key\":";
    text(relation.key.str());
    member("inverse", relation.inverse);
    member("plover", relation.plover);
    member("quad", entente::to_string(relation.quad));
    member("tone", to_string(tone_of(relation)));
    member("definition", relation.definition);
    sink_ << ",\"weight\":" << decimal(relation.weight, 2);
    if (relation.symmetric) number("symmetric", 1);
    if (relation.standing) number("standing", 1);
    sink_ << "}";
  }

  void write(const ProvenanceView& where) {
    sink_ << "{\"key\":";
    text(where.article.str());
    if (const auto note = options_.articles.find(ArticleKey(where.article.str())); note != options_.articles.end()) {
      member("title", note->second.title);
      member("url", note->second.url);
    }
    member("publisher", where.publisher);
    if (where.published) sink_ << ",\"day\":" << std::to_string(day_number(*where.published));
    sink_ << "}";
  }

  const KnowledgeGraph& graph_;
  const ExportOptions& options_;
  TextSink& sink_;
  std::vector<const Fact*> facts_;
  Table<EntityKey> actors_;
  Table<RelationKey> relations_;
  ArticleTable articles_;
  Table<std::string_view> sentences_, strings_;
};

class Html final : public Exporter {
 public:
  FormatInfo info() const noexcept override { return {"html", "text/html", ".html", "one web page to look at, search and filter, without a network", true}; }
  Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options) const override {
    return write_page(page_template(), graph, out, options);
  }
};

}  // namespace

Result<void> write_page(std::string_view page, const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options, std::size_t max_facts) {
  const std::size_t mark = page.find(kPageMark);
  if (mark == std::string_view::npos)
    return std::unexpected(Error{ErrorCode::Unsupported, "export --format html: this build has no web page; install npm and build again", {}});
  TextSink sink(out);
  sink << page.substr(0, mark);
  PageData(graph, options, max_facts, sink).write();
  sink << page.substr(mark + kPageMark.size());
  return sink.finish();
}

std::unique_ptr<const Exporter> html_exporter() { return std::make_unique<Html>(); }

}  // namespace entente::internal
