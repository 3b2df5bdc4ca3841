#include <algorithm>
#include <array>
#include <iostream>

#include "base/text.h"
#include "base/try.h"
#include "cli/commands.h"
#include "cli/facts_table.h"
#include "cli/output.h"
#include "cli/table.h"
#include "entente/store.h"

namespace entente::internal {

namespace {

constexpr std::size_t kNearMisses = 6;

std::string cell(std::string_view text, std::size_t width) {
  std::string out = harmless(text);
  const std::size_t have = columns_of(out);
  return out + std::string(width > have ? width - have : 1, ' ');
}

std::string words(const Document& doc, TokenRange tokens) { return harmless(single_blanks(text_of(doc, tokens))); }

void print_tokens(std::ostream& out, const Document& doc, const Sentence& sentence) {
  out << "\n  tokens and tree\n";
  for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
    const Token& token = doc.tokens[t];
    out << "    " << cell(std::to_string(t - sentence.tokens.first + 1), 4) << cell(text_of(doc, token), 18) << cell(token.lemma, 16)
        << cell(to_string(token.upos), 6) << cell(to_string(token.xpos), 6) << cell(to_string(token.deprel), 14) << "← ";
    if (token.head == kNoToken) out << "root\n";
    else out << token.head - sentence.tokens.first + 1 << ' ' << harmless(text_of(doc, doc.tokens[token.head])) << '\n';
  }
}

void print_mentions(std::ostream& out, const Document& doc, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 6> kForms{"name", "title", "person", "group", "pronoun", "description"};
  static constexpr std::array<std::string_view, 4> kUses{"actor", "place", "modifier", "other"};
  out << "\n  actors\n";
  for (const Mention& mention : doc.mentions) {
    if (!sentence.tokens.contains(mention.tokens.first)) continue;
    out << "    " << cell("“" + words(doc, mention.tokens) + "”", 40) << kForms[std::size_t(mention.form)] << ", " << kUses[std::size_t(mention.use)];
    if (mention.former) out << ", former";
    if (mention.actors.empty()) out << ", unresolved";
    for (const std::uint32_t index : mention.actors) {
      const ActorRef& actor = doc.actors[index];
      out << "  " << actor.key.str();
      if (actor.actor != actor.key && !actor.actor.empty()) out << " → " << actor.actor.str();
    }
    out << '\n';
    if (mention.candidates.size() > 1)
      for (const Candidate& candidate : mention.candidates) out << "        candidate " << candidate.entity.str() << "  " << candidate.score << '\n';
  }
  for (const TimeMention& time : doc.times)
    if (sentence.tokens.contains(time.tokens.first))
      out << "    " << cell("“" + words(doc, time.tokens) + "”", 40) << "time  " << (time.span ? short_days(time.span) : "unresolved without the article's date") << '\n';
}

void print_clause(std::ostream& out, const Document& doc, std::size_t index) {
  const Clause& clause = doc.clauses[index];
  out << "    [" << index << "] " << harmless(clause.lemma) << " (" << to_string(clause.construction) << ", " << to_string(clause.polarity) << ", "
      << to_string(clause.modality);
  if (clause.reporting) out << ", reporting";
  if (clause.governor) out << ", " << to_string(clause.link) << " of [" << *clause.governor << ']';
  if (clause.said_in) out << ", said in [" << *clause.said_in << ']';
  out << ")\n";
  for (const Argument& argument : clause.arguments) {
    out << "        " << to_string(argument.role) << (argument.marker.empty() ? "" : ":" + harmless(argument.marker)) << ' ' << words(doc, argument.tokens);
    if (argument.borrowed) out << " (borrowed)";
    if (argument.clause) out << " → [" << *argument.clause << ']';
    out << '\n';
  }
}

void print_rules(std::ostream& out, const Document& doc, const RuleSet& rules, std::uint32_t sentence) {
  const std::vector<RuleTrace> traces = rules.trace(doc, sentence);
  out << "\n  rules that fired\n";
  std::size_t fired = 0, missed = 0;
  for (const RuleTrace& trace : traces)
    if (trace.fired) {
      out << "    " << trace.rule.str() << " on [" << trace.clause << "]\n";
      ++fired;
    }
  if (!fired) out << "    none\n";
  for (const RuleTrace& trace : traces) {
    if (trace.fired || missed == kNearMisses) continue;
    if (!missed++) out << "\n  near misses\n";
    out << "    " << trace.rule.str() << " on [" << trace.clause << "]: " << harmless(trace.failed) << '\n';
  }
}

void print_statement(std::ostream& out, const Statement& statement) {
  out << "    " << statement.subject.key.str() << ' ' << statement.relation.str() << ' ' << statement.object.key.str() << "  ("
      << to_string(statement.polarity) << ", " << to_string(statement.modality);
  if (statement.content) out << ", content " << statement.content->str();
  if (statement.context) out << ", " << statement.context->str();
  if (statement.on) out << ", " << short_days(statement.on);
  if (statement.place) out << ", in " << harmless(statement.place->label);
  if (statement.said_by) out << ", said by " << harmless(statement.said_by->source.label);
  out << ", confidence " << std::to_string(statement.confidence).substr(0, 4) << ")\n        " << statement.id << "  rule "
      << statement.provenance.rule.str() << ": “" << harmless(statement.subject.mention) << "” – “" << harmless(statement.provenance.predicate)
      << "” – “" << harmless(statement.object.mention) << "”\n";
}

void print_sentence(std::ostream& out, const Document& doc, const RuleSet& rules, const std::vector<Statement>& statements, std::uint32_t index) {
  const Sentence& sentence = doc.sentences[index];
  out << (index ? "\n" : "") << "sentence " << index << ": " << words(doc, sentence.tokens) << '\n';
  print_tokens(out, doc, sentence);
  print_mentions(out, doc, sentence);
  out << "\n  clauses\n";
  for (std::size_t c = 0; c < doc.clauses.size(); ++c)
    if (sentence.tokens.contains(doc.clauses[c].predicate)) print_clause(out, doc, c);
  print_rules(out, doc, rules, index);
  out << "\n  statements\n";
  bool any = false;
  for (const Statement& statement : statements)
    if (statement.provenance.sentence == index) {
      print_statement(out, statement);
      any = true;
    }
  if (!any) out << "    none\n";
}

/// The text to explain: what was written on the command line, or the sentence of a stored statement.
Result<Article> article_to_explain(const Options& options) {
  Article article;
  article.key = ArticleKey("explain");
  article.language = "en";
  if (!options.statement.empty()) {
    auto store = Store::open(options.graph, OpenMode::ReadOnly);
    if (!store) return std::unexpected(store.error());
    const Result<Statement> statement = store->statement(options.statement);
    if (!statement) return std::unexpected(Error{statement.error().code, statement.error().message + " in " + options.graph, {}});
    article.text = statement->provenance.sentence_text;
    article.published = statement->provenance.published;
    return article;
  }
  for (const std::string& word : options.arguments) article.text += (article.text.empty() ? "" : " ") + word;
  if (trim(article.text).empty())
    return std::unexpected(Error{ErrorCode::Syntax, "no text; write a sentence, or name a statement with --statement", {}});
  if (first_bad_utf8(article.text)) return std::unexpected(Error{ErrorCode::Syntax, "the text is not UTF-8", {}});
  if (!options.date.empty() && !(article.published = parse_day(options.date)))
    return std::unexpected(Error{ErrorCode::Syntax, "--date: '" + options.date + "' is no day; write it as 2005-11-25", {}});
  return article;
}

}  // namespace

Result<Exit> run_explain(const Options& options) {
  Result<Article> article = article_to_explain(options);
  if (!article) return std::unexpected(article.error());
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  auto pipeline = load_pipeline(options, *catalogue);
  if (!pipeline) return std::unexpected(pipeline.error());
  const Result<Document> doc = pipeline->analyse(*std::move(article));
  if (!doc) return std::unexpected(doc.error());
  const RuleSet& rules = *pipeline->rules("en");
  const std::vector<Statement> statements = rules.match(*doc);
  for (std::uint32_t s = 0; s < doc->sentences.size(); ++s) print_sentence(std::cout, *doc, rules, statements, s);
  if (!options.statement.empty()) say_info("the sentence was read on its own: pronouns and names introduced earlier in its article are not resolved here");
  if (!std::cout.flush()) return std::unexpected(Error{ErrorCode::Io, "cannot write", {"standard output"}});
  return statements.empty() ? Exit::Nothing : Exit::Done;
}

}  // namespace entente::internal
