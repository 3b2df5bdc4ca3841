-- Makes the tables of the schema entente hold what this folder holds, in one transaction; load.sh runs it.
\encoding UTF8
SET client_min_messages = warning;
BEGIN;
\ir schema.sql
CREATE TEMPORARY TABLE new_entity (LIKE entente.entity) ON COMMIT DROP;
\copy new_entity FROM 'entity.tsv'
CREATE TEMPORARY TABLE new_article (LIKE entente.article) ON COMMIT DROP;
\copy new_article FROM 'article.tsv'
CREATE TEMPORARY TABLE new_edge (LIKE entente.edge) ON COMMIT DROP;
\copy new_edge FROM 'edge.tsv'
CREATE TEMPORARY TABLE new_mention (LIKE entente.mention) ON COMMIT DROP;
\copy new_mention FROM 'mention.tsv'
INSERT INTO entente.entity AS old (id, label, entity_type, iso3, wikidata, acts_for, mentions)
SELECT id, label, entity_type, iso3, wikidata, acts_for, mentions FROM new_entity
ON CONFLICT (id) DO UPDATE SET (label, entity_type, iso3, wikidata, acts_for, mentions) = ROW (excluded.label, excluded.entity_type, excluded.iso3, excluded.wikidata, excluded.acts_for, excluded.mentions)
WHERE old.* IS DISTINCT FROM excluded.*;
INSERT INTO entente.article AS old (id, publisher, published)
SELECT id, publisher, published FROM new_article
ON CONFLICT (id) DO UPDATE SET (publisher, published) = ROW (excluded.publisher, excluded.published)
WHERE old.* IS DISTINCT FROM excluded.*;
INSERT INTO entente.edge AS old (id, subject_id, relation, object_id, polarity, modality, is_symmetric, plover, quad, goldstein, support, sources, first_seen, last_seen, confidence)
SELECT id, subject_id, relation, object_id, polarity, modality, is_symmetric, plover, quad, goldstein, support, sources, first_seen, last_seen, confidence FROM new_edge
ON CONFLICT (id) DO UPDATE SET (subject_id, relation, object_id, polarity, modality, is_symmetric, plover, quad, goldstein, support, sources, first_seen, last_seen, confidence) = ROW (excluded.subject_id, excluded.relation, excluded.object_id, excluded.polarity, excluded.modality, excluded.is_symmetric, excluded.plover, excluded.quad, excluded.goldstein, excluded.support, excluded.sources, excluded.first_seen, excluded.last_seen, excluded.confidence)
WHERE old.* IS DISTINCT FROM excluded.*;
INSERT INTO entente.mention AS old (id, edge_id, article_id, sentence, sentence_begin, sentence_end, subject_text, predicate_text, object_text, modality, context, claimed_by, event_first, event_last, confidence, rule)
SELECT id, edge_id, article_id, sentence, sentence_begin, sentence_end, subject_text, predicate_text, object_text, modality, context, claimed_by, event_first, event_last, confidence, rule FROM new_mention
ON CONFLICT (id) DO UPDATE SET (edge_id, article_id, sentence, sentence_begin, sentence_end, subject_text, predicate_text, object_text, modality, context, claimed_by, event_first, event_last, confidence, rule) = ROW (excluded.edge_id, excluded.article_id, excluded.sentence, excluded.sentence_begin, excluded.sentence_end, excluded.subject_text, excluded.predicate_text, excluded.object_text, excluded.modality, excluded.context, excluded.claimed_by, excluded.event_first, excluded.event_last, excluded.confidence, excluded.rule)
WHERE old.* IS DISTINCT FROM excluded.*;
DELETE FROM entente.mention AS old WHERE NOT EXISTS (SELECT FROM new_mention AS new WHERE new.id = old.id);
DELETE FROM entente.edge AS old WHERE NOT EXISTS (SELECT FROM new_edge AS new WHERE new.id = old.id);
DELETE FROM entente.article AS old WHERE NOT EXISTS (SELECT FROM new_article AS new WHERE new.id = old.id);
DELETE FROM entente.entity AS old WHERE NOT EXISTS (SELECT FROM new_entity AS new WHERE new.id = old.id);
COMMIT;
