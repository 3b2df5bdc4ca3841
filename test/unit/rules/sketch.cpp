#include "unit/rules/sketch.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <ranges>

#include "base/text.h"

namespace entente::test {

using internal::split;

Sketch::Sketch(std::string_view table) {
  std::uint32_t start = 0;
  const auto close = [&] {
    const auto end = static_cast<std::uint32_t>(doc.tokens.size());
    if (end > start) doc.sentences.push_back({{start, end}, SentenceKind::Body, 0});
    start = end;
  };
  for (const std::string_view raw : split(table, '\n')) {
    const std::string_view line = internal::trim(raw);
    if (line.empty()) { close(); continue; }
    const std::vector<std::string_view> cells = split(line, ' ');
    REQUIRE(cells.size() == 5);
    Token token;
    if (!doc.article.text.empty()) doc.article.text += ' ';
    token.span.begin = static_cast<std::uint32_t>(doc.article.text.size());
    doc.article.text += cells[0];
    token.span.end = static_cast<std::uint32_t>(doc.article.text.size());
    token.upos = *parse_upos(cells[1]);
    token.lemma = std::string(cells[2]);
    std::uint32_t head = 0;
    std::from_chars(cells[3].data(), cells[3].data() + cells[3].size(), head);
    token.head = head == 0 ? kNoToken : start + head - 1;
    token.deprel = *parse_deprel(cells[4]);
    if (cells[2] == "not" || cells[2] == "no") token.feats.add(Feat::Neg);
    doc.tokens.push_back(token);
  }
  close();
  doc.article.key = ArticleKey("sketch");
  doc.layers = {Layer::Tokens, Layer::Sentences, Layer::Tags, Layer::Tree, Layer::Mentions, Layer::Clauses};
}

std::uint32_t Sketch::token(std::string_view word) const {
  const auto hash = word.find('#');
  std::uint32_t number = hash == std::string_view::npos ? 1 : static_cast<std::uint32_t>(word[hash + 1] - '0');
  for (std::uint32_t t = 0; t < doc.tokens.size(); ++t)
    if (text_of(doc, doc.tokens[t]) == word.substr(0, hash) && --number == 0) return t;
  FAIL("no token '" << std::string(word) << "'");
  return 0;
}

TokenRange Sketch::range(std::string_view words) const {
  const std::vector<std::string_view> parts = split(words, ' ');
  const std::uint32_t first = token(parts[0]);
  return {first, first + static_cast<std::uint32_t>(parts.size())};
}

Sketch& Sketch::mention(std::string_view words, const std::vector<std::string>& actors, MentionUse use, MentionForm form) {
  Mention mention;
  mention.tokens = range(words);
  mention.head = mention.tokens.last - 1;
  mention.use = use;
  mention.form = form;
  mention.score = 1;
  for (const std::string& key : actors) {
    const auto known = std::ranges::find(doc.actors, EntityKey(key), &ActorRef::key);
    mention.actors.push_back(static_cast<std::uint32_t>(known - doc.actors.begin()));
    if (known != doc.actors.end()) continue;
    ActorRef made{EntityKey(key), key, KindKey(key.substr(0, key.find('/'))), EntityKey(key), {}};
    if (const Actor* actor = rule_catalogue()->actor(made.key)) {
      made.label = actor->label;
      made.actor = rule_catalogue()->roll_up(*actor).key;
      made.code = rule_catalogue()->roll_up(*actor).code;
    }
    doc.actors.push_back(made);
  }
  if (!mention.actors.empty()) mention.kind = doc.actors[mention.actors[0]].kind;
  const auto after = std::ranges::upper_bound(doc.mentions, mention.tokens.first, {}, [](const Mention& m) { return m.tokens.first; });
  doc.mentions.insert(after, mention);
  return *this;
}

Sketch& Sketch::acts_for(std::string_view actor, std::string_view code) {
  doc.actors.back().actor = EntityKey(actor);
  doc.actors.back().code = std::string(code);
  return *this;
}

Sketch& Sketch::clause(std::string_view word, std::string_view lemma, const std::vector<SketchArgument>& arguments, Construction construction) {
  Clause clause;
  clause.predicate = token(word);
  clause.words = {clause.predicate, clause.predicate + 1};
  clause.lemma = std::string(lemma);
  clause.construction = construction;
  for (const SketchArgument& sketch : arguments) {
    Argument argument;
    argument.role = sketch.role;
    argument.head = token(sketch.word);
    argument.tokens = {argument.head, argument.head + 1};
    argument.marker = std::string(sketch.marker);
    argument.borrowed = sketch.borrowed;
    for (std::uint32_t i = 0; i < doc.clauses.size(); ++i)
      if (doc.clauses[i].predicate == argument.head) argument.clause = i;
    clause.arguments.push_back(argument);
  }
  doc.clauses.push_back(clause);
  return *this;
}

std::uint32_t Sketch::clause_index(std::string_view word) const {
  const auto found = std::ranges::find(doc.clauses, token(word), &Clause::predicate);
  REQUIRE(found != doc.clauses.end());
  return static_cast<std::uint32_t>(found - doc.clauses.begin());
}

Clause& Sketch::at(std::string_view word) { return doc.clauses[clause_index(word)]; }

Sketch& Sketch::hang(std::string_view word, std::string_view governor, Link link) {
  at(word).governor = clause_index(governor);
  at(word).link = link;
  return *this;
}

Sketch& Sketch::said(std::string_view word, std::string_view by) {
  at(word).said_in = clause_index(by);
  return *this;
}

Sketch& Sketch::time(std::string_view words, std::string_view first, std::string_view last) {
  const TokenRange tokens = range(words);
  doc.times.push_back({tokens, tokens.last - 1, DateSpan{*parse_day(first), *parse_day(last)}});
  return *this;
}

std::shared_ptr<const Catalogue> rule_catalogue() {
  static const std::shared_ptr<const Catalogue> catalogue = [] {
    namespace fs = std::filesystem;
    const fs::path source(ENTENTE_SOURCE_DIR), folder = fs::temp_directory_path() / ("entente-rule-catalogue-" + std::to_string(getpid()));
    fs::create_directories(folder / "actors");
    for (const fs::path& file : {source / "data/catalogue/relations.json", source / "data/catalogue/kinds.json"}) fs::copy(file, folder / file.filename());
    for (const auto& entry : fs::directory_iterator(source / "test/support/rule_actors")) fs::copy(entry.path(), folder / "actors" / entry.path().filename());
    auto loaded = Catalogue::load(folder);
    fs::remove_all(folder);
    if (!loaded) FAIL(to_string(loaded.error()));
    return std::make_shared<const Catalogue>(*std::move(loaded));
  }();
  return catalogue;
}

namespace {

std::vector<std::pair<std::string, std::string>> files_of(std::string_view json) {
  std::vector<std::pair<std::string, std::string>> files;
  for (std::size_t from = 0; from <= json.size();) {
    const std::size_t end = std::min(json.find("\n--\n", from), json.size());
    files.emplace_back("rules/" + std::string(1, char('a' + files.size())) + ".json", std::string(json.substr(from, end - from)));
    from = end + 4;
  }
  return files;
}

}  // namespace

RuleSet rules_from(std::string_view json) {
  auto rules = RuleSet::read(files_of(json), rule_catalogue());
  if (!rules) FAIL(to_string(rules.error()));
  return *std::move(rules);
}

std::string rule_error(std::string_view json) {
  const auto rules = RuleSet::read(files_of(json), rule_catalogue());
  return rules ? "" : to_string(rules.error());
}

std::vector<std::string> told(const std::vector<Statement>& statements) {
  std::vector<std::string> lines;
  for (const Statement& s : statements) {
    std::string line = s.subject.key.str() + " " + s.relation.str() + " " + s.object.key.str();
    if (s.polarity == Polarity::Negative) line += " not";
    if (s.modality != Modality::Actual) line += " " + std::string(to_string(s.modality));
    if (s.content) line += " content=" + s.content->str();
    if (s.said_by) line += " said-by=" + s.said_by->source.key.str();
    if (s.context) line += " context=" + s.context->str();
    lines.push_back(line);
  }
  return lines;
}

}  // namespace entente::test
