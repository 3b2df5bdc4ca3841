#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "rules/apply.h"
#include "rules/circumstance.h"

namespace entente::internal {

namespace {

constexpr std::uint32_t kMaxSupportGap = 6;   ///< Words between a support verb and its noun that the predicate may span.

/// Factors of the confidence, which is the product of the rule's own, one for each end, and one for each doubt:
///   end      1/2 + score/2     of the mention's link score
///   stepped  0.95              the actor stands inside another noun phrase
///   hedge    0.8               a word such as "reportedly" stands in the clause
///   one      0.8               both ends act for the same state
/// What is stated is kSurest (1 - (1 - product)²), a monotone curve near the share of right statements observed on
/// development news and on news read by hand (the table in data/lang/en/rules/README.md).
constexpr double kSurest = 0.93;  ///< One in fourteen of the surest was wrong for a reason that none of the factors sees.
constexpr double kStepped = 0.95, kHedged = 0.8, kSameState = 0.8;

double end_factor(const View& view, const Party& party) {
  const double score = std::clamp(view.doc.mentions[party.mention].score, 0.0, 1.0);
  return (0.5 + score / 2) * (party.stepped ? kStepped : 1);
}

double stated(double product) {
  const double doubt = 1 - std::clamp(product, 0.0, 1.0);
  return std::round(kSurest * (1 - doubt * doubt) * 1000) / 1000;
}

const Clause* support_of(const View& view, const Match& match) {
  return match.supported ? view.governor(view.doc.clauses[match.clause]) : nullptr;
}

double confidence_of(const View& view, const Match& match) {
  double confidence = match.confidence * end_factor(view, *match.subject) * end_factor(view, *match.object);
  if (is_hedged(view, view.doc.clauses[match.clause], support_of(view, match))) confidence *= kHedged;
  if (rolled_up(view, *match.subject) == rolled_up(view, *match.object)) confidence *= kSameState;
  return stated(confidence);
}

/// The words that carry the relation: of a support verb and its noun all from one to the other.
TokenRange predicate_range(const Clause& clause, const Clause* support) {
  TokenRange range = clause.words;
  if (range.first >= range.last) range = {clause.predicate, clause.predicate + 1};
  if (support && support->words.first < range.first && range.first - support->words.first <= kMaxSupportGap) range.first = support->words.first;
  return range;
}

Provenance provenance_of(const View& view, std::uint32_t token, TokenRange predicate, const RuleKey& rule) {
  const Document& doc = view.doc;
  Provenance provenance;
  provenance.article = doc.article.key;
  provenance.sentence = sentence_of(doc, token);
  const TokenRange sentence = doc.sentences[provenance.sentence].tokens;
  const auto span = [&doc](TokenRange range) { return TextSpan{doc.tokens[range.first].span.begin, doc.tokens[range.last - 1].span.end}; };
  provenance.sentence_span = span(sentence);
  provenance.sentence_text = single_blanks(text_of(doc, sentence));
  provenance.predicate_span = span(predicate);
  provenance.predicate = single_blanks(text_of(doc, predicate));
  provenance.rule = rule;
  provenance.publisher = doc.article.publisher;
  provenance.published = doc.article.published;
  return provenance;
}

/// The state of a title or office, named inside it if the text does.
std::optional<Party> state_of_title(const View& view, const Mention& title, const EntityKey& state) {
  const auto begin = std::ranges::lower_bound(view.doc.mentions, title.tokens.first, {}, [](const Mention& m) { return m.tokens.first; });
  for (auto i = static_cast<std::uint32_t>(begin - view.doc.mentions.begin()); i < view.doc.mentions.size(); ++i) {
    const Mention& inner = view.doc.mentions[i];
    if (!title.tokens.contains(inner.tokens.first)) break;
    if (inner.use != MentionUse::Modifier || inner.actors.size() != 1) continue;
    if (view.doc.actors[inner.actors[0]].key == state) return Party{i, inner.actors[0], false, false};
  }
  return std::nullopt;
}

/// The state or body for which the person or office of `title` acts.
Participant state_participant(const View& view, const Mention& title, const ActorRef& official) {
  if (const auto named = state_of_title(view, title, official.actor)) return participant_of(view, *named);
  const std::string& key = official.actor.str();
  Participant state{official.actor, key, KindKey(key.substr(0, key.find('/'))), official.actor, official.code, {}, {}};
  if (const Actor* actor = view.program.catalogue->actor(official.actor)) {
    state.label = actor->label;
    state.kind = actor->kind;
  }
  state.span = {view.doc.tokens[title.tokens.first].span.begin, view.doc.tokens[title.tokens.last - 1].span.end};
  state.mention = single_blanks(text_of(view.doc, title.tokens));
  return state;
}

Participant object_of(const View& view, const Match& match) {
  const ActorRef& actor = view.doc.actors[match.object->actor];
  const bool office = match.object_state && actor.kind.str() == "office" && !actor.actor.empty() && actor.actor != actor.key;
  return office ? state_participant(view, view.doc.mentions[match.object->mention], actor) : participant_of(view, *match.object);
}

}  // namespace

Statement statement_of(const View& view, const Match& match) {
  const Clause& clause = view.doc.clauses[match.clause];
  const Clause* support = support_of(view, match);
  Statement statement;
  statement.subject = participant_of(view, *match.subject);
  statement.relation = match.relation->key;
  statement.object = object_of(view, match);
  statement.polarity = match.polarity;
  statement.modality = match.modality;
  if (match.content) statement.content = match.content->key;
  statement.context = match.context ? match.context : context_of(view, clause, support);
  statement.said_by = attribution_of(view, clause);
  statement.on = time_of(view, match.clause, support);
  if (const auto place = place_of(view, clause, support, *match.subject, *match.object)) statement.place = participant_of(view, *place);
  statement.confidence = confidence_of(view, match);
  statement.provenance = provenance_of(view, clause.predicate, predicate_range(clause, support), match.rule);
  statement.id = statement_id(statement);
  return statement;
}

std::optional<Statement> title_statement(const View& view, const Rule& rule, std::uint32_t index) {
  const Mention& title = view.doc.mentions[index];
  if (title.form != MentionForm::Title || title.use != MentionUse::Actor || title.former || title.actors.size() != 1) return std::nullopt;
  const ActorRef& person = view.doc.actors[title.actors[0]];
  if (person.kind.str() != "person" || person.actor.empty() || person.actor == person.key) return std::nullopt;
  Statement statement;
  statement.subject = participant_of(view, {index, title.actors[0], false, false});
  statement.relation = rule.relation->key;
  statement.object = state_participant(view, title, person);
  statement.polarity = rule.polarity.value_or(Polarity::Positive);
  statement.modality = rule.modality.value_or(Modality::Actual);
  statement.context = rule.context;
  statement.confidence = stated(rule.confidence * (0.5 + std::clamp(title.score, 0.0, 1.0) / 2));
  statement.provenance = provenance_of(view, title.head, title.tokens, rule.key);
  statement.id = statement_id(statement);
  return statement;
}

Participant participant_of(const View& view, const Party& party) {
  const ActorRef& actor = view.doc.actors[party.actor];
  const Mention& mention = view.doc.mentions[party.mention];
  Participant participant{actor.key, actor.label, actor.kind, rolled_up(view, party), actor.code, {}, {}};
  if (participant.actor != actor.actor) {
    const Actor* listed = view.program.catalogue->actor(participant.actor);
    participant.code = listed ? listed->code : std::string();
  }
  participant.span = {view.doc.tokens[mention.tokens.first].span.begin, view.doc.tokens[mention.tokens.last - 1].span.end};
  participant.mention = std::string(text_of(view.doc, mention.tokens));
  return participant;
}

}  // namespace entente::internal
