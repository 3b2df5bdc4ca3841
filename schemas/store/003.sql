-- Version 3. What recurs stands once, in `words` and `descriptions`, and rows name it by number; no index has to be kept for each
-- statement. `statements` is a view with the columns that the table of this name had, so that what was asked of it still can be;
-- deleting from it works too. Days are counted from 1970-01-01 in these rows and are text, YYYY-MM-DD, in the views.

DROP VIEW facts;
DROP VIEW ordered_statements;
DROP VIEW actors;
ALTER TABLE articles RENAME TO old_articles;
ALTER TABLE statements RENAME TO old_statements;

CREATE TABLE articles (
  number     INTEGER PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE,
  title      TEXT,
  url        TEXT,
  publisher  TEXT,
  published  TEXT,
  sentences  INTEGER NOT NULL,
  words      INTEGER NOT NULL,
  sketch     TEXT          -- what tells near copies of one text, see version 2
) STRICT;

-- Relations, contexts, rules, reporting verbs, publishers.
CREATE TABLE words (
  number     INTEGER PRIMARY KEY,
  text       TEXT NOT NULL
) STRICT;

-- The ways in which actors are described, an actor perhaps in several; `code` may be empty.
CREATE TABLE descriptions (
  number     INTEGER PRIMARY KEY,
  key        TEXT NOT NULL,
  label      TEXT NOT NULL,
  kind       TEXT NOT NULL,
  actor      TEXT NOT NULL,
  code       TEXT NOT NULL
) STRICT;

-- The number is that of the article times 1048576, and the place among what the article has. A span is its begin times 4294967296,
-- and its end.
CREATE TABLE sentence_rows (
  number           INTEGER PRIMARY KEY,
  sentence_number  INTEGER NOT NULL,
  span             INTEGER NOT NULL,
  publisher        INTEGER,  -- words
  published        INTEGER,
  sentence         TEXT NOT NULL
) STRICT;

-- As for sentences. Who asks much by actor makes his own index, as: CREATE INDEX statements_by_subject ON statement_rows (subject);
CREATE TABLE statement_rows (
  number           INTEGER PRIMARY KEY,
  id               INTEGER NOT NULL,   -- its sixteen digits as a number of 64 bits
  sentence         INTEGER NOT NULL,   -- its place in the article
  subject          INTEGER NOT NULL,   -- descriptions
  subject_mention  TEXT NOT NULL,
  subject_span     INTEGER NOT NULL,
  relation         INTEGER NOT NULL,   -- words
  object           INTEGER NOT NULL,   -- descriptions
  object_mention   TEXT NOT NULL,
  object_span      INTEGER NOT NULL,
  polarity         INTEGER NOT NULL,   -- 0 positive, 1 negative
  modality         INTEGER NOT NULL,   -- 0 actual, 1 planned, 2 possible, 3 conditional, 4 wanted
  confidence       REAL NOT NULL,
  predicate        TEXT NOT NULL,
  predicate_span   INTEGER NOT NULL,
  rule             INTEGER,            -- words, as are content, context and source_verb
  content          INTEGER,
  context          INTEGER,
  first_day        INTEGER,
  last_day         INTEGER,
  source           INTEGER,            -- descriptions
  source_mention   TEXT,
  source_span      INTEGER,
  source_verb      INTEGER,
  place            INTEGER,            -- descriptions
  place_mention    TEXT,
  place_span       INTEGER
) STRICT;

-- One row for each time that a sentence states a relation, as version 1 describes it.
CREATE VIEW statements AS
SELECT format('st_%016x', r.id) AS id, article.key AS article,
       subject.key AS subject_key, subject.label AS subject, subject.kind AS subject_kind, subject.actor AS subject_actor, nullif(subject.code, '') AS subject_code,
       relation.text AS relation,
       object.key AS object_key, object.label AS object, object.kind AS object_kind, object.actor AS object_actor, nullif(object.code, '') AS object_code,
       iif(r.polarity = 0, 'positive', 'negative') AS polarity,
       CASE r.modality WHEN 0 THEN 'actual' WHEN 1 THEN 'planned' WHEN 2 THEN 'possible' WHEN 3 THEN 'conditional' ELSE 'wanted' END AS modality,
       content.text AS content, context.text AS context,
       date(r.first_day * 86400, 'unixepoch') AS first_day, date(r.last_day * 86400, 'unixepoch') AS last_day,
       publisher.text AS publisher, date(s.published * 86400, 'unixepoch') AS published,
       r.confidence, s.sentence, r.predicate, rule.text AS rule,
       s.sentence_number, s.span >> 32 AS sentence_begin, s.span & 4294967295 AS sentence_end,
       r.predicate_span >> 32 AS predicate_begin, r.predicate_span & 4294967295 AS predicate_end,
       r.subject_mention, r.subject_span >> 32 AS subject_begin, r.subject_span & 4294967295 AS subject_end,
       r.object_mention, r.object_span >> 32 AS object_begin, r.object_span & 4294967295 AS object_end,
       source.key AS source_key, source.label AS source, source.kind AS source_kind, source.actor AS source_actor, nullif(source.code, '') AS source_code,
       r.source_mention, r.source_span >> 32 AS source_begin, r.source_span & 4294967295 AS source_end, verb.text AS source_verb,
       place.key AS place_key, place.label AS place, place.kind AS place_kind, place.actor AS place_actor, nullif(place.code, '') AS place_code,
       r.place_mention, r.place_span >> 32 AS place_begin, r.place_span & 4294967295 AS place_end, r.number
FROM statement_rows AS r
LEFT JOIN articles AS article ON article.number = r.number >> 20
LEFT JOIN sentence_rows AS s ON s.number = (r.number & -1048576) + r.sentence
LEFT JOIN descriptions AS subject ON subject.number = r.subject
LEFT JOIN descriptions AS object ON object.number = r.object
LEFT JOIN descriptions AS source ON source.number = r.source
LEFT JOIN descriptions AS place ON place.number = r.place
LEFT JOIN words AS relation ON relation.number = r.relation
LEFT JOIN words AS content ON content.number = r.content
LEFT JOIN words AS context ON context.number = r.context
LEFT JOIN words AS publisher ON publisher.number = s.publisher
LEFT JOIN words AS rule ON rule.number = r.rule
LEFT JOIN words AS verb ON verb.number = r.source_verb;

CREATE TRIGGER delete_statement INSTEAD OF DELETE ON statements
BEGIN
  DELETE FROM statement_rows WHERE number = OLD.number;
  DELETE FROM revision;
END;

CREATE TRIGGER delete_article AFTER DELETE ON articles
BEGIN
  DELETE FROM statement_rows WHERE number BETWEEN OLD.number << 20 AND (OLD.number << 20) + 1048575;
  DELETE FROM sentence_rows WHERE number BETWEEN OLD.number << 20 AND (OLD.number << 20) + 1048575;
  DELETE FROM revision;
END;

-- Every actor that is an end of a statement.
CREATE VIEW actors AS
SELECT key, min(label) AS label, min(kind) AS kind, min(actor) AS actor, nullif(min(iif(code = '', NULL, code)), '') AS code, count(DISTINCT ends.number) AS mentions
FROM (SELECT number, subject AS description FROM statement_rows UNION ALL SELECT number, object FROM statement_rows) AS ends
JOIN descriptions ON descriptions.number = ends.description
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

-- What version 2 held.
INSERT INTO articles (key, title, url, publisher, published, sentences, words, sketch)
SELECT key, title, url, publisher, published, sentences, words, sketch FROM old_articles ORDER BY key;
INSERT INTO articles (key, sentences, words)
SELECT DISTINCT article, 0, 0 FROM old_statements WHERE article NOT IN (SELECT key FROM old_articles);

INSERT INTO words (text)
SELECT relation FROM old_statements UNION SELECT content FROM old_statements WHERE content IS NOT NULL UNION
SELECT context FROM old_statements WHERE context IS NOT NULL UNION SELECT publisher FROM old_statements WHERE publisher IS NOT NULL UNION
SELECT rule FROM old_statements WHERE rule IS NOT NULL UNION SELECT source_verb FROM old_statements WHERE source_verb IS NOT NULL;
CREATE INDEX words_by_text ON words (text);

INSERT INTO descriptions (key, label, kind, actor, code)
SELECT subject_key, subject, subject_kind, subject_actor, coalesce(subject_code, '') FROM old_statements UNION
SELECT object_key, object, object_kind, object_actor, coalesce(object_code, '') FROM old_statements UNION
SELECT source_key, source, source_kind, source_actor, coalesce(source_code, '') FROM old_statements WHERE source_key IS NOT NULL UNION
SELECT place_key, place, place_kind, place_actor, coalesce(place_code, '') FROM old_statements WHERE place_key IS NOT NULL;
CREATE INDEX descriptions_by_key ON descriptions (key, label, kind, actor, code);

CREATE TABLE old_sentences AS
SELECT (articles.number << 20) + row_number() OVER (PARTITION BY article ORDER BY sentence_number, sentence_begin) - 1 AS number, found.*
FROM (SELECT DISTINCT article, sentence_number, sentence_begin, sentence_end, publisher, published, sentence FROM old_statements) AS found
JOIN articles ON articles.key = article;
CREATE INDEX old_sentences_by_article ON old_sentences (article, sentence_number);
INSERT INTO sentence_rows (number, sentence_number, span, publisher, published, sentence)
SELECT number, sentence_number, (sentence_begin << 32) + sentence_end, (SELECT number FROM words WHERE text = old_sentences.publisher),
       CAST(strftime('%s', published) AS INTEGER) / 86400, sentence
FROM old_sentences ORDER BY number;

CREATE TABLE old_digits (value INTEGER PRIMARY KEY);
INSERT INTO old_digits VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16);
-- The number is missing, and all remains as it was, should an id not have sixteen digits.
INSERT INTO statement_rows
SELECT (articles.number << 20) + row_number() OVER (PARTITION BY o.article ORDER BY o.sentence_number, o.subject_begin, o.id) - 1,
       CASE WHEN o.id GLOB 'st_' || replace('****************', '*', '[0-9a-f]') THEN
         (SELECT sum((instr('0123456789abcdef', substr(o.id, 3 + value, 1)) - 1) << (64 - 4 * value)) FROM old_digits) END,
       s.number & 1048575,
       (SELECT number FROM descriptions WHERE key = o.subject_key AND label = o.subject AND kind = o.subject_kind AND actor = o.subject_actor AND code = coalesce(o.subject_code, '')),
       o.subject_mention, (o.subject_begin << 32) + o.subject_end, (SELECT number FROM words WHERE text = o.relation),
       (SELECT number FROM descriptions WHERE key = o.object_key AND label = o.object AND kind = o.object_kind AND actor = o.object_actor AND code = coalesce(o.object_code, '')),
       o.object_mention, (o.object_begin << 32) + o.object_end, o.polarity = 'negative',
       CASE o.modality WHEN 'actual' THEN 0 WHEN 'planned' THEN 1 WHEN 'possible' THEN 2 WHEN 'conditional' THEN 3 ELSE 4 END,
       o.confidence, o.predicate, (o.predicate_begin << 32) + o.predicate_end,
       (SELECT number FROM words WHERE text = o.rule), (SELECT number FROM words WHERE text = o.content), (SELECT number FROM words WHERE text = o.context),
       CAST(strftime('%s', o.first_day) AS INTEGER) / 86400, CAST(strftime('%s', o.last_day) AS INTEGER) / 86400,
       (SELECT number FROM descriptions WHERE key = o.source_key AND label = o.source AND kind = o.source_kind AND actor = o.source_actor AND code = coalesce(o.source_code, '')),
       o.source_mention, (o.source_begin << 32) + o.source_end, (SELECT number FROM words WHERE text = o.source_verb),
       (SELECT number FROM descriptions WHERE key = o.place_key AND label = o.place AND kind = o.place_kind AND actor = o.place_actor AND code = coalesce(o.place_code, '')),
       o.place_mention, (o.place_begin << 32) + o.place_end
FROM old_statements AS o
JOIN articles ON articles.key = o.article
JOIN old_sentences AS s ON s.article = o.article AND s.sentence_number = o.sentence_number AND s.sentence_begin = o.sentence_begin AND s.sentence_end = o.sentence_end
                       AND s.publisher IS o.publisher AND s.published IS o.published AND s.sentence = o.sentence
ORDER BY 1;

DROP INDEX words_by_text;
DROP INDEX descriptions_by_key;
DROP TABLE old_digits;
DROP TABLE old_sentences;
DROP TABLE old_statements;
DROP TABLE old_articles;
