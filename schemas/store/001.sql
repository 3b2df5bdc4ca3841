-- The graph file of entente, version 1: an SQLite database (application_id 0x456E7465, "Ente").
-- Statements are what was read; everything else about the graph is computed from them, so the views below
-- are always up to date. Days are text, YYYY-MM-DD. Spans count bytes of the article's text, from 0, the end
-- not included. Columns without NOT NULL are null where nothing is known.

CREATE TABLE articles (
  key        TEXT PRIMARY KEY,
  title      TEXT,
  url        TEXT,
  publisher  TEXT,
  published  TEXT,
  sentences  INTEGER NOT NULL,
  words      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for each time that a sentence states a relation. An end of it is named by its key; *_actor is the state
-- or body whose act it is, *_code the ISO 3166 code of a state or the short name of a body.
CREATE TABLE statements (
  id               TEXT NOT NULL UNIQUE,
  article          TEXT NOT NULL REFERENCES articles (key),
  subject_key      TEXT NOT NULL,
  subject          TEXT NOT NULL,
  subject_kind     TEXT NOT NULL,
  subject_actor    TEXT NOT NULL,
  subject_code     TEXT,
  relation         TEXT NOT NULL,
  object_key       TEXT NOT NULL,
  object           TEXT NOT NULL,
  object_kind      TEXT NOT NULL,
  object_actor     TEXT NOT NULL,
  object_code      TEXT,
  polarity         TEXT NOT NULL CHECK (polarity IN ('positive', 'negative')),
  -- Spelled out, since SQLite builds a table for a list of more than two, anew for every row.
  modality         TEXT NOT NULL CHECK (modality = 'actual' OR modality = 'planned' OR modality = 'possible' OR modality = 'conditional' OR modality = 'wanted'),
  content          TEXT,   -- the relation that is promised, wanted, threatened or refused
  context          TEXT,   -- military, diplomatic, economic ...
  first_day        TEXT,   -- when the text places the event
  last_day         TEXT,
  publisher        TEXT,   -- of the article
  published        TEXT,
  confidence       REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  sentence         TEXT NOT NULL,
  predicate        TEXT NOT NULL,
  rule             TEXT,
  sentence_number  INTEGER NOT NULL,
  sentence_begin   INTEGER NOT NULL,
  sentence_end     INTEGER NOT NULL,
  predicate_begin  INTEGER NOT NULL,
  predicate_end    INTEGER NOT NULL,
  subject_mention  TEXT NOT NULL,
  subject_begin    INTEGER NOT NULL,
  subject_end      INTEGER NOT NULL,
  object_mention   TEXT NOT NULL,
  object_begin     INTEGER NOT NULL,
  object_end       INTEGER NOT NULL,
  source_key       TEXT,   -- who says so; null if the text does not attribute it
  source           TEXT,
  source_kind      TEXT,
  source_actor     TEXT,
  source_code      TEXT,
  source_mention   TEXT,
  source_begin     INTEGER,
  source_end       INTEGER,
  source_verb      TEXT,
  place_key        TEXT,
  place            TEXT,
  place_kind       TEXT,
  place_actor      TEXT,
  place_code       TEXT,
  place_mention    TEXT,
  place_begin      INTEGER,
  place_end        INTEGER
) STRICT;
-- Few indexes, since each costs as much as a third of the row. Who asks much by actor makes his own:
-- CREATE INDEX statements_by_subject ON statements (subject_actor, relation);
CREATE INDEX statements_by_article ON statements (article);

-- The relations of the catalogue that was in use when the file was last written.
CREATE TABLE relations (
  key        TEXT PRIMARY KEY,
  inverse    TEXT,
  plover     TEXT,
  quad       TEXT,
  weight     REAL NOT NULL,
  symmetric  INTEGER NOT NULL CHECK (symmetric IN (0, 1)),
  standing   INTEGER NOT NULL CHECK (standing IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Every actor that is an end of a statement.
CREATE VIEW actors AS
SELECT key, min(label) AS label, min(kind) AS kind, min(actor) AS actor, min(code) AS code, count(DISTINCT id) AS mentions
FROM (SELECT id, subject_key AS key, subject AS label, subject_kind AS kind, subject_actor AS actor, subject_code AS code FROM statements
      UNION ALL
      SELECT id, object_key, object, object_kind, object_actor, object_code FROM statements)
GROUP BY key;

-- Statements with the ends of symmetric relations in one order, the lesser key first.
CREATE VIEW ordered_statements AS
SELECT s.id, s.article, s.publisher, s.relation, s.polarity, s.confidence,
       coalesce(s.first_day, s.published) AS first_seen, coalesce(s.last_day, s.published) AS last_seen,
       iif(turned, s.object_key, s.subject_key) AS subject_key, iif(turned, s.object, s.subject) AS subject,
       iif(turned, s.object_actor, s.subject_actor) AS subject_actor,
       iif(turned, s.subject_key, s.object_key) AS object_key, iif(turned, s.subject, s.object) AS object,
       iif(turned, s.subject_actor, s.object_actor) AS object_actor
FROM (SELECT statements.*, coalesce(relations.symmetric, 0) AND object_key < subject_key AS turned
      FROM statements LEFT JOIN relations ON relations.key = statements.relation) AS s;

-- The edges of the graph between actors as they were named.
CREATE VIEW facts AS
SELECT subject_key, min(subject) AS subject, relation, object_key, min(object) AS object, polarity,
       count(*) AS statements, count(DISTINCT article) AS articles, count(DISTINCT publisher) AS publishers,
       min(first_seen) AS first_seen, max(last_seen) AS last_seen, max(confidence) AS best_confidence
FROM ordered_statements
GROUP BY subject_key, relation, object_key, polarity;
