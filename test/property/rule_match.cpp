#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "base/json.h"
#include "support/naive_matcher.h"
#include "unit/rules/sketch.h"

using namespace entente;

namespace {

constexpr std::uint32_t kSeed = 20240501;
constexpr int kRounds = 3000;

/// Small documents and small rules, at random.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : random_(seed) {}

  std::uint32_t below(std::uint32_t n) { return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random_); }
  bool often() { return below(4) != 0; }
  bool rarely() { return below(4) == 0; }
  template <class T>
  T one_of(std::initializer_list<T> items) { return items.begin()[below(std::uint32_t(items.size()))]; }

  Document document() {
    Document doc;
    const std::uint32_t size = 2 + below(4);
    for (std::uint32_t i = 0; i < size; ++i) add_token(doc, i);
    doc.sentences = {{{0, size}, SentenceKind::Body, 0}};
    doc.actors = {actor("state/fra", "state/fra"), actor("state/irn", "state/irn"), actor("person/x", "state/fra"), actor("city/marseille", "city/marseille")};
    for (std::uint32_t i = 0; i < size; ++i)
      if (often()) add_mention(doc, i);
    for (std::uint32_t i = 0; i < size; ++i)
      if (often()) add_clause(doc, i);
    for (Clause& clause : doc.clauses) hang(doc, clause);
    doc.layers = {Layer::Tokens, Layer::Sentences, Layer::Tags, Layer::Tree, Layer::Mentions, Layer::Clauses};
    return doc;
  }

  std::string rules(std::string_view relation, bool symmetric) {
    std::string text = "{\"relation\": \"" + std::string(relation) + "\", \"rules\": [";
    const std::uint32_t count = 1 + below(4);
    for (std::uint32_t i = 0; i < count; ++i) text += (i ? "," : "") + rule(std::string(relation) + std::to_string(i), symmetric);
    return text + "]}";
  }

 private:
  static ActorRef actor(const std::string& key, const std::string& acts_for) {
    return {EntityKey(key), key, KindKey(key.substr(0, key.find('/'))), EntityKey(acts_for), {}};
  }
  std::string lemma() { return one_of({"a", "a", "b"}); }
  std::string marker() { return one_of({"in", "with"}); }

  void add_token(Document& doc, std::uint32_t index) {
    Token token;
    doc.article.text += index ? " w" : "w";
    token.span = {index * 2, index * 2 + 1};
    token.lemma = lemma();
    token.upos = one_of({Upos::VERB, Upos::VERB, Upos::NOUN});
    token.head = index ? below(index) : kNoToken;
    token.deprel = one_of({Deprel::NmodPoss, Deprel::Amod, Deprel::Obj});
    doc.tokens.push_back(token);
  }

  void add_mention(Document& doc, std::uint32_t token) {
    Mention mention;
    mention.tokens = {token, token + 1};
    mention.head = token;
    mention.use = one_of({MentionUse::Actor, MentionUse::Actor, MentionUse::Actor, MentionUse::Place, MentionUse::Modifier, MentionUse::Other});
    if (often()) mention.actors.push_back(below(4));
    if (rarely() && !mention.actors.empty()) mention.actors.push_back((mention.actors[0] + 1) % 4);
    mention.score = 1;
    doc.mentions.push_back(mention);
  }

  void add_clause(Document& doc, std::uint32_t token) {
    Clause clause;
    clause.predicate = token;
    clause.words = {token, token + 1};
    clause.lemma = doc.tokens[token].lemma;
    std::set<std::uint32_t> used;
    for (std::uint32_t i = 2 + below(3); i > 0; --i) {
      const std::uint32_t head = below(std::uint32_t(doc.tokens.size()));
      if (!used.insert(head).second) continue;
      Argument argument{one_of({Role::Agent, Role::Patient, Role::Oblique, Role::Possessor}), {head, head + 1}, head, {}, false, std::nullopt};
      if (argument.role == Role::Oblique) argument.marker = marker();
      clause.arguments.push_back(argument);
    }
    clause.polarity = one_of({Polarity::Positive, Polarity::Negative});
    clause.modality = one_of({Modality::Actual, Modality::Planned});
    doc.clauses.push_back(clause);
  }

  void hang(const Document& doc, Clause& clause) {
    if (rarely()) return;
    clause.governor = below(std::uint32_t(doc.clauses.size()));
    clause.link = one_of({Link::Support, Link::Complement, Link::Inside, Link::Conjunct});
  }

  std::string path() {
    std::string text = rarely() ? "outer." : "";
    text += one_of<std::string>({"agent", "patient", "obl:in", "obl:with|in", "obl:*", "possessor"});
    if (rarely()) text += one_of<std::string>({">possessor", ">modifier", ">possessor|modifier"});
    return text;
  }
  std::string paths() { return "[\"" + path() + "\"" + (rarely() ? ", \"" + path() + "\"" : "") + "]"; }

  /// Compilers call in different orders, and so draw different tests: no deeper than rules may be.
  std::string test(int depth = 0) {
    switch (depth < 6 ? below(8) : 2 + below(6)) {
      case 0: return "{\"not\": " + test(depth + 1) + "}";
      case 1: return "{\"any\": [" + test(depth + 1) + "," + test(depth + 1) + "]}";
      case 2: return R"({"has": "agent"})";
      case 3: return R"({"no": "outer.patient"})";
      case 4: return "{\"support\": [\"" + lemma() + "\"]}";
      case 5: return "{\"no_support\": [\"" + lemma() + "\"]}";
      case 6: return R"({"polarity": "negative"})";
      default: return "{\"at\": \"obl:*\", \"head\": [\"" + lemma() + "\"]}";
    }
  }

  std::string rule(const std::string& key, bool symmetric) {
    std::string text = "{\"key\": \"" + key + "\", \"trigger\": {\"lemma\": [\"" + lemma() + "\"], \"pos\": [\"" + one_of<std::string>({"verb", "verb", "noun"}) + "\"]}";
    if (rarely()) text += ", \"where\": [" + test() + "]";
    if (symmetric) text += ", \"parties\": [" + paths() + ", " + paths() + "]";
    else text += ", \"subject\": " + paths() + ", \"object\": " + paths();
    if (!symmetric && rarely()) text += ", \"place_object\": true";
    if (!symmetric && rarely()) text += ", \"object_kind\": [\"" + one_of<std::string>({"state", "person", "city"}) + "\"]";
    if (rarely()) text += ", \"priority\": " + std::to_string(int(below(3)) - 1) + ", \"final\": true";
    return text + "}";
  }

  std::mt19937 random_;
};

std::vector<std::string> match_fast(const RuleSet& rules, const Document& doc) {
  std::set<std::string> lines;
  for (const Statement& s : rules.match(doc))
    lines.insert(s.subject.key.str() + " " + s.relation.str() + " " + s.object.key.str() + " " + std::string(to_string(s.polarity)) + " " + std::string(to_string(s.modality)));
  return {lines.begin(), lines.end()};
}

}  // namespace

TEST_CASE("the matcher agrees with a naive one on small random documents and rules") {
  std::size_t total = 0;
  for (int round = 0; round < kRounds; ++round) {
    Dice dice(kSeed + std::uint32_t(round));
    const std::vector<std::pair<std::string, std::string>> files{{"a.json", dice.rules("attacks", false)}, {"b.json", dice.rules("meets-with", true)}};
    const auto rules = RuleSet::read(files, test::rule_catalogue());
    REQUIRE_MESSAGE(rules, to_string(rules.error()));
    std::vector<internal::Json> naive;
    for (const auto& [name, text] : files) naive.push_back(*internal::parse_json(text, name));
    for (int i = 0; i < 5; ++i) {
      const Document doc = dice.document();
      REQUIRE(check(doc));
      const auto expected = test::match_naively(naive, doc, *test::rule_catalogue());
      total += expected.size();
      REQUIRE_MESSAGE(match_fast(*rules, doc) == expected, "seed " << kSeed + std::uint32_t(round) << ", document " << i << "\n" << files[0].second << "\n" << files[1].second);
    }
  }
  CHECK(total > 1000);  // or the comparison would be of nothing with nothing
}
