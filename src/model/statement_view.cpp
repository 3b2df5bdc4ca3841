#include "entente/statement_view.h"

namespace entente {

namespace {

Participant to_participant(const ParticipantView& view) {
  return {EntityKey(view.key.str()), std::string(view.label), KindKey(view.kind.str()), EntityKey(view.actor.str()), std::string(view.code), view.span,
          std::string(view.mention)};
}

Provenance to_provenance(const ProvenanceView& view) {
  return {ArticleKey(view.article.str()), view.sentence, view.sentence_span, std::string(view.sentence_text), view.predicate_span,
          std::string(view.predicate), RuleKey(view.rule.str()), std::string(view.publisher), view.published, std::string(view.sketch)};
}

}  // namespace

StatementView::StatementView(const Statement& made) noexcept
    : id(made.id), subject(made.subject), relation(made.relation), object(made.object), polarity(made.polarity), modality(made.modality), on(made.on),
      confidence(made.confidence), provenance(made.provenance) {
  if (made.content) content.emplace(*made.content);
  if (made.context) context.emplace(*made.context);
  if (made.said_by) said_by.emplace(*made.said_by);
  if (made.place) place.emplace(*made.place);
}

Statement to_statement(const StatementView& view) {
  Statement made;
  made.id = view.id.str();
  made.subject = to_participant(view.subject);
  made.relation = RelationKey(view.relation.str());
  made.object = to_participant(view.object);
  made.polarity = view.polarity;
  made.modality = view.modality;
  if (view.content) made.content.emplace(view.content->str());
  if (view.context) made.context.emplace(view.context->str());
  if (view.said_by) made.said_by = Attribution{to_participant(view.said_by->source), std::string(view.said_by->verb)};
  made.on = view.on;
  if (view.place) made.place = to_participant(*view.place);
  made.confidence = view.confidence;
  made.provenance = to_provenance(view.provenance);
  return made;
}

}  // namespace entente
