// Graphviz: the strongest facts as a picture. Colour tells cooperation from conflict, width the support, the line's
// style what has not happened.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"
#include "export/builtins.h"
#include "export/fact_view.h"
#include "export/text.h"

namespace entente::internal {

namespace {

constexpr std::string_view kCooperation = "#1b7f5c", kConflict = "#c0392b", kNeutral = "#707a86";
constexpr std::size_t kWrapAt = 16;  ///< Bytes of a label's line before it breaks at the next blank.

std::string_view tone_color(Tone tone) { return tone == Tone::Cooperation ? kCooperation : tone == Tone::Conflict ? kConflict : kNeutral; }

/// `text` inside a quoted string of DOT, which reads backslashes and XML entities in labels.
std::string escaped(std::string_view text) {
  std::string out;
  const std::string sound = first_bad_utf8(text) ? repair_utf8(text) : std::string(text);
  for (std::size_t at = 0; at < sound.size();) {
    const CodePoint c = code_point_at(sound, at);
    if (c.value == '\n') out += "\\n";
    else if (c.value == '"') out += "\\\"";
    else if (c.value == '\\') out += "\\\\";
    else if (c.value == '&') out += "&amp;";
    else if (c.value >= 0x20 && c.value != 0x7F && is_xml_char(c.value)) out.append(sound, at, c.length);
    at += c.length;
  }
  return out;
}

/// "1 article", "2 articles"
std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

/// The label in short lines.
std::string wrapped(std::string_view label) {
  std::string out;
  std::size_t width = 0;
  for (const std::string_view word : split(label, ' ')) {
    if (width > 0) out += width + word.size() > kWrapAt ? '\n' : ' ';
    width = width + word.size() > kWrapAt ? word.size() : width + word.size() + 1;
    out += word;
  }
  return out;
}

enum class Line : std::uint8_t { Done, NotDone, Denied };
/// What facts must share to be drawn as one line, whose label then lists them.
struct Bundle {
  EntityKey subject, object;
  Tone tone;
  Line line;
  bool symmetric;
  auto operator<=>(const Bundle&) const = default;
};

bool stronger(const Fact* a, const Fact* b) { return a->articles != b->articles ? a->articles > b->articles : a->confidence > b->confidence; }

/// The facts with most articles, then confidence; in the order of the graph.
std::vector<const Fact*> strongest(const KnowledgeGraph& graph, std::size_t count) {
  std::vector<const Fact*> facts = graph.facts();
  if (count == 0 || facts.size() <= count) return facts;
  std::ranges::stable_sort(facts, stronger);
  facts.resize(count);
  std::ranges::sort(facts, {}, [](const Fact* fact) { return std::pair(fact->triple, fact->polarity); });
  return facts;
}

class DotWriter {
 public:
  DotWriter(const KnowledgeGraph& graph, const ExportOptions& options, std::ostream& out) : graph_(graph), options_(options), sink_(out) {}

  Result<void> write() {
    const std::vector<const Fact*> facts = strongest(graph_, options_.max_edges);
    const std::size_t all = graph_.facts().size();
    const std::string share = facts.size() < all ? "the " + std::to_string(facts.size()) + " strongest of " + std::to_string(all) + " facts" : std::to_string(all) + " facts";
    sink_ << "// " << share << ", by the number of articles that state them\ndigraph entente {\n";
    write_defaults(share);
    std::set<EntityKey> shown;
    for (const Fact* fact : facts) shown.insert({fact->triple.subject, fact->triple.object});
    for (const EntityKey& key : shown) write(*graph_.node(key));
    for (const auto& [bundle, members] : bundled(facts)) write(bundle, members);
    sink_ << "}\n";
    return sink_.finish();
  }

 private:
  void write_defaults(const std::string& share) {
    // The layout is neato's, whichever of Graphviz's programs is called without -K: a hub has its partners around it.
    sink_ << "  graph [layout=neato, start=7, mode=major, model=shortpath, overlap=prism, overlap_scaling=0, splines=true, sep=\"+16\", esep=\"+5\",\n"
             "         bgcolor=white, fontname=\"Helvetica\", fontsize=11, pad=0.3, outputorder=edgesfirst, labelloc=b, label=<" << legend(share) << ">];\n"
             "  node [shape=box, style=\"filled,rounded\", fontname=\"Helvetica\", fontsize=12, color=\"#ffffff\", fontcolor=\"#ffffff\", margin=\"0.12,0.07\"];\n"
             "  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7, len=4];\n";
  }

  static std::string legend(const std::string& share) {
    const auto cell = [](std::string_view color, std::string_view text) {
      return "<TD><FONT COLOR=\"" + std::string(color) + "\">" + std::string(text) + "</FONT></TD>";
    };
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"8\"><TR>" + cell(kCooperation, "&#9473;&#9473; cooperation") + cell(kConflict, "&#9473;&#9473; conflict") +
           cell(kNeutral, "&#9473;&#9473; other") + cell("#333333", "&#9476;&#9476; not (yet) done") + cell("#333333", "&#183;&#183;&#183;&#183; denied") +
           cell("#333333", "no arrow: both ways") + cell("#333333", share + "; (n): articles") + "</TR></TABLE>";
  }

  void write(const Node& node) {
    const Color fill = color_of(node.kind);
    // White letters want a dark ground.
    const bool light = 299 * fill.red + 587 * fill.green + 114 * fill.blue > 150 * 1000;
    sink_ << "  \"" << escaped(node.key.str()) << "\" [label=\"" << escaped(wrapped(cut(label_of(node), 80))) << "\", fillcolor=\""
          << hex(fill) << "\", fontcolor=\"" << (light ? "#222222" : "#ffffff") << "\", fontsize=" << decimal(std::min(11 + std::log2(1 + static_cast<double>(node.mentions)), 18.0), 1)
          << ", tooltip=\"" << escaped(std::string(label_of(node)) + " (" + node.kind.str() + "), " + counted(node.mentions, "statement")) << "\"];\n";
    sink_.spill();
  }

  /// Facts that are drawn as one line, the strongest first.
  std::map<Bundle, std::vector<const Fact*>> bundled(const std::vector<const Fact*>& facts) const {
    std::map<Bundle, std::vector<const Fact*>> bundles;
    for (const Fact* fact : facts) {
      const RelationType& relation = relation_of(graph_, *fact);
      const Line line = fact->polarity == Polarity::Negative ? Line::Denied : modality_of(*fact) == Modality::Actual ? Line::Done : Line::NotDone;
      bundles[{fact->triple.subject, fact->triple.object, tone_of(relation), line, relation.symmetric}].push_back(fact);
    }
    for (auto& [bundle, members] : bundles) std::ranges::stable_sort(members, stronger);
    return bundles;
  }

  void write(const Bundle& bundle, const std::vector<const Fact*>& facts) {
    std::size_t articles = 0;
    std::string label, tooltips;  // a relation's key needs no escape in the HTML of a label, whose white ground keeps it legible
    for (const Fact* fact : facts) {
      articles += fact->articles;
      label += std::string(label.empty() ? "" : "<BR/>") + (bundle.line == Line::Denied ? "not: " : "") + fact->triple.relation.str() + (fact->articles > 1 ? " (" + std::to_string(fact->articles) + ")" : "");
      tooltips += (tooltips.empty() ? "" : "\n") + tooltip(*fact);
    }
    const std::string_view color = tone_color(bundle.tone);
    sink_ << "  \"" << escaped(bundle.subject.str()) << "\" -> \"" << escaped(bundle.object.str()) << "\" [id=\"" << facts.front()->id()
          << "\", label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\" BGCOLOR=\"#ffffff\"><TR><TD>" << label
          << "</TD></TR></TABLE>>, color=\"" << color << "\", fontcolor=\"" << color << "\", penwidth=" << decimal(std::min(1.2 + std::log2(static_cast<double>(articles)), 7.0), 1);
    if (bundle.line != Line::Done) sink_ << (bundle.line == Line::Denied ? ", style=dotted" : ", style=dashed");
    if (bundle.symmetric) sink_ << ", dir=none";
    sink_ << ", tooltip=\"" << escaped(tooltips) << "\"];\n";
    sink_.spill();
  }

  std::string tooltip(const Fact& fact) const {
    const auto label = [this](const EntityKey& key) { return std::string(label_of(*graph_.node(key))); };
    std::string text = label(fact.triple.subject) + " " + edge_label(fact) + " " + label(fact.triple.object) + ": " + counted(fact.articles, "article");
    if (fact.seen) text += ", " + to_string(fact.seen->first) + (fact.seen->first == fact.seen->last ? "" : " to " + to_string(fact.seen->last));
    for (const StatementRef statement : best_evidence(fact, options_.evidence)) text += "\n" + std::string(cut(statement->provenance.sentence_text, 300));
    return text;
  }

  const KnowledgeGraph& graph_;
  const ExportOptions& options_;
  TextSink sink_;
};

class Dot final : public Exporter {
 public:
  FormatInfo info() const noexcept override { return {"dot", "text/vnd.graphviz", ".dot", "the strongest facts, for Graphviz (dot or sfdp) to draw", false}; }
  Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options) const override {
    return DotWriter(graph, options, out).write();
  }
};

}  // namespace

std::unique_ptr<const Exporter> dot_exporter() { return std::make_unique<Dot>(); }

}  // namespace entente::internal
