#include "base/text.h"
#include "entente/store.h"
#include "fuzz.h"
#include "ingest/article_maker.h"
#include "support/statements.h"

namespace entente::fuzz {

namespace {

/// One line after another, round and round.
class Lines {
 public:
  explicit Lines(std::string_view text) : lines_(internal::split(text, '\n')) {}
  std::string_view next() { return lines_[at_++ % lines_.size()]; }
  [[nodiscard]] std::size_t size() const { return lines_.size(); }

 private:
  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
};

Participant participant(Lines& lines) {
  const std::string label(lines.next());
  const std::string name = internal::slug(label);
  Participant made = test::participant(name.empty() ? "state/fra" : "person/" + name.substr(0, 200));
  made.label = label;
  made.mention = lines.next();
  made.code = lines.next();
  return made;
}

Statement statement(Lines& lines) {
  Statement made = test::statement({.subject = "state/usa", .relation = "meets-with", .object = "state/rus"});
  made.subject = participant(lines);
  made.object = participant(lines);
  made.said_by = Attribution{participant(lines), std::string(lines.next())};
  Provenance& from = made.provenance;
  from.sentence_text = lines.next();
  from.predicate = lines.next();
  from.publisher = lines.next();
  from.article = ArticleKey("a" + internal::key_text(lines.next()));
  made.id = statement_id(made);
  return made;
}

}  // namespace

/// Labels, sentences and names that mean to do something: a line each.
void run_export(std::string_view bytes) {
  Lines lines(bytes);
  std::vector<Statement> statements;
  for (std::size_t i = 0; i < lines.size() && i < 20; i += 5)
    // What reading refuses never gets so far.
    if (auto read = statement_from_json(to_json(statement(lines), *test::graph_catalogue()), *test::graph_catalogue())) statements.push_back(*std::move(read));
  KnowledgeGraph graph(test::graph_catalogue());
  if (const auto merged = graph.merge(statements); !merged) return expect_told(merged.error());
  check_exports(graph);
}

}  // namespace entente::fuzz
