CREATE SCHEMA IF NOT EXISTS entente;
CREATE TABLE IF NOT EXISTS entente.entity (
  id text PRIMARY KEY,
  label text NOT NULL,
  entity_type text NOT NULL,
  iso3 text,
  wikidata text,
  acts_for text NOT NULL,
  mentions integer NOT NULL
);
CREATE TABLE IF NOT EXISTS entente.article (
  id text PRIMARY KEY,
  publisher text,
  published date
);
CREATE TABLE IF NOT EXISTS entente.edge (
  id text PRIMARY KEY,
  subject_id text NOT NULL REFERENCES entente.entity (id),
  relation text NOT NULL,
  object_id text NOT NULL REFERENCES entente.entity (id),
  polarity text NOT NULL,
  modality text NOT NULL,
  is_symmetric boolean NOT NULL,
  plover text,
  quad text,
  goldstein double precision NOT NULL,
  support integer NOT NULL,
  sources integer NOT NULL,
  first_seen date,
  last_seen date,
  confidence double precision NOT NULL
);
CREATE TABLE IF NOT EXISTS entente.mention (
  id text PRIMARY KEY,
  edge_id text NOT NULL REFERENCES entente.edge (id),
  article_id text NOT NULL REFERENCES entente.article (id),
  sentence text NOT NULL,
  sentence_begin integer NOT NULL,
  sentence_end integer NOT NULL,
  subject_text text NOT NULL,
  predicate_text text NOT NULL,
  object_text text NOT NULL,
  modality text NOT NULL,
  context text,
  claimed_by text,
  event_first date,
  event_last date,
  confidence double precision NOT NULL,
  rule text
);
CREATE INDEX IF NOT EXISTS edge_subject ON entente.edge (subject_id);
CREATE INDEX IF NOT EXISTS edge_object ON entente.edge (object_id);
CREATE INDEX IF NOT EXISTS edge_relation ON entente.edge (relation, last_seen);
CREATE INDEX IF NOT EXISTS mention_edge ON entente.mention (edge_id);
CREATE INDEX IF NOT EXISTS mention_article ON entente.mention (article_id);
CREATE OR REPLACE VIEW entente.edge_readable AS
SELECT s.label AS subject, e.relation, o.label AS counterpart, e.polarity, e.modality, e.support, e.first_seen, e.last_seen, e.confidence
FROM entente.edge AS e JOIN entente.entity AS s ON s.id = e.subject_id JOIN entente.entity AS o ON o.id = e.object_id
ORDER BY e.support DESC, e.confidence DESC, e.id;
