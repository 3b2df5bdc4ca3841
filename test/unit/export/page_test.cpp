#include "export/page.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "base/json.h"
#include "export/marks.h"
#include "support/graphs.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

std::string data_of(const KnowledgeGraph& graph, const ExportOptions& options = {}) {
  std::ostringstream out;
  REQUIRE(internal::write_page("%ENTENTE_DATA%", graph, out, options));
  return out.str();
}

internal::Json parsed(const std::string& data) {
  auto json = internal::parse_json(data, "page");
  REQUIRE_MESSAGE(json, to_string(json.error()));
  return *std::move(json);
}

}  // namespace

TEST_CASE("a build without npm says that it has no page") {
  std::ostringstream out;
  const auto done = internal::write_page("", graph_of({}), out, {});
  REQUIRE(!done);
  CHECK(done.error() == Error{ErrorCode::Unsupported, "export --format html: this build has no web page; install npm and build again", {}});
  CHECK(out.str().empty());
}

TEST_CASE("the page that npm built has one place for the data and lets nothing in from outside") {
  const std::string_view page = internal::page_template();
  if (page.empty()) {
    MESSAGE("skipped: this build has no page");
    return;
  }
  const std::size_t mark = page.find(internal::kPageMark);
  REQUIRE(mark != std::string_view::npos);
  CHECK(page.find(internal::kPageMark, mark + 1) == std::string_view::npos);
  CHECK(page.find("default-src 'none'; script-src 'sha256-") != std::string_view::npos);
  CHECK(page.find("unsafe") == std::string_view::npos);
  CHECK(page.find(" src=") == std::string_view::npos);
  CHECK(page.find("innerHTML") == std::string_view::npos);
}

TEST_CASE("a page's data has every actor, fact and statement, and no text in it is markup") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    INFO("seed ", seed);
    const KnowledgeGraph graph = graph_of(random_statements(seed, 300));
    const std::string data = data_of(graph);
    CHECK(data.find_first_of("<>&") == std::string::npos);
    const internal::Json json = parsed(data);
    CHECK(json.find("actors")->items.size() == graph.nodes().size());
    const auto facts = graph.facts();
    const auto& written = json.find("facts")->items;
    REQUIRE(written.size() == facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
      CHECK(written[i].find("id")->string == facts[i]->id());
      CHECK(written[i].find("e")->items.size() == facts[i]->evidence.size());
      const auto subject = static_cast<std::size_t>(written[i].find("s")->number);
      CHECK(json.find("actors")->items[subject].find("key")->string == facts[i]->triple.subject.str());
    }
  }
}

TEST_CASE("a page does not depend on the order of merging") {
  std::vector<Statement> statements = random_statements(7, 200);
  const std::string data = data_of(graph_of(statements));
  std::ranges::reverse(statements);
  CHECK(data_of(graph_of(statements)) == data);
}

TEST_CASE("evidence carries the title and the link of its article where they are known") {
  const KnowledgeGraph graph = graph_of({statement({.subject = "state/usa", .relation = "visits", .object = "state/irq", .article = "a/1", .publisher = "The Daily"})});
  const internal::Json bare = parsed(data_of(graph));
  CHECK(bare.find("articles")->items[0].find("title") == nullptr);
  ExportOptions options;
  options.articles[ArticleKey("a/1")] = {"A \"visit\" </script>", "https://n.example/1"};
  const internal::Json named = parsed(data_of(graph, options));
  const internal::Json& article = named.find("articles")->items[0];
  CHECK(article.find("key")->string == "a/1");
  CHECK(article.find("title")->string == "A \"visit\" </script>");
  CHECK(article.find("url")->string == "https://n.example/1");
  CHECK(article.find("publisher")->string == "The Daily");
}

TEST_CASE("marks count as JavaScript does and survive blanks made single") {
  Statement made = statement({.subject = "state/usa", .relation = "visits", .object = "state/irq"});
  made.provenance.sentence_text = "Señor \U0001F600 met Iraq, and Iraq met him.";
  made.provenance.sentence_span = {100, 100 + 43};  // two blanks more in the article
  made.subject.mention = "Señor \U0001F600";
  made.subject.span = {100, 111};
  made.provenance.predicate = "met";
  made.provenance.predicate_span = {114, 117};
  made.object.mention = "Iraq";
  made.object.span = {118, 122};
  const internal::Marks marks = internal::marks_of(made);
  REQUIRE(marks.subject);
  CHECK(*marks.subject == internal::Units{0, 8});
  REQUIRE(marks.predicate);
  CHECK(*marks.predicate == internal::Units{9, 12});
  REQUIRE(marks.object);
  CHECK(*marks.object == internal::Units{13, 17});
  made.object.span = {10, 14};  // in an earlier sentence
  CHECK(!internal::marks_of(made).object);
}

TEST_CASE("a page holds the strongest facts if there are too many") {
  std::vector<Statement> statements;
  for (std::size_t i = 0; i < 15; ++i) {
    const std::string object = "person/p" + std::to_string(i);
    statements.push_back(statement({.subject = "state/usa", .relation = "criticizes", .object = object, .confidence = i < 5 ? 0.3 : 0.8}));
  }
  std::ostringstream out;
  REQUIRE(internal::write_page("%ENTENTE_DATA%", graph_of(statements), out, {}, 10));
  const internal::Json json = parsed(out.str());
  CHECK(json.find("facts")->items.size() == 10);
  CHECK(json.find("all_facts")->number == 15);
  CHECK(json.find("actors")->items.size() == 11);
  for (const internal::Json& actor : json.find("actors")->items) CHECK(actor.find("key")->string != "person/p3");
}
