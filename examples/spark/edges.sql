-- From `once`, the lines that `entente extract` printed anywhere, each once, `relations` and `copies`, to the edges of one graph.
-- Every sum is one of integers, so that the result is the same in any order, on any number of machines.
WITH said AS (
  SELECT coalesce(copies.copy, s.article) AS article, s.relation, s.polarity, s.subject, s.object, relations.*,
         coalesce(relations.symmetric AND s.object.key < s.subject.key, false) AS turned,
         array_position(array('actual', 'planned', 'possible', 'conditional', 'wanted'), s.modality) AS modality,
         nullif(s.publisher, '') AS publisher,
         coalesce(s.date.first, s.published) AS first_day, coalesce(s.date.last, s.published) AS last_day,
         CAST(round(-1e6D * log1p(-least(s.confidence, 1 - 1e-6D))) AS BIGINT) AS weight
  FROM once JOIN relations ON relations.key = s.relation LEFT JOIN copies ON copies.article = s.article
), named AS (  -- of several labels the least
  SELECT end.key, min(end.label) AS label, min(end.kind) AS kind, min(end.iso3) AS code
  FROM (SELECT subject AS end FROM said UNION ALL SELECT object FROM said) GROUP BY end.key
), articles AS (  -- an article counts once for an edge, together with its copies, with its best statement
  SELECT if(turned, object.key, subject.key) AS subject_key, relation, if(turned, subject.key, object.key) AS object_key, polarity, article,
         min(modality) AS modality, collect_set(publisher) AS publishers, count(*) AS statements, min(first_day) AS first_day, max(last_day) AS last_day,
         max(weight) AS weight, any_value(plover) AS plover, any_value(quad) AS quad, any_value(goldstein) AS goldstein, any_value(symmetric) AS symmetric
  FROM said GROUP BY ALL
), edges AS (
  SELECT subject_key, relation, object_key, polarity, min(modality) AS modality, count(*) AS articles, size(array_distinct(flatten(collect_list(publishers)))) AS publishers,
         sum(statements) AS statements, min(first_day) AS first_day, max(last_day) AS last_day, sum(weight) AS weight,
         any_value(plover) AS plover, any_value(quad) AS quad, any_value(goldstein) AS goldstein, any_value(symmetric) AS symmetric
  FROM articles GROUP BY subject_key, relation, object_key, polarity
)
SELECT subject_key, s.label AS subject, s.kind AS subject_kind, s.code AS subject_code, relation,
       object_key, o.label AS object, o.kind AS object_kind, o.code AS object_code, polarity,
       element_at(array('actual', 'planned', 'possible', 'conditional', 'wanted'), CAST(modality AS INT)) AS modality,
       plover, quad, goldstein, CAST(symmetric AS INT) AS symmetric, articles, publishers, statements, first_day, last_day,
       round(-expm1(-weight / 1e6D) * 1e6D) / 1e6D AS confidence
FROM edges JOIN named AS s ON s.key = subject_key JOIN named AS o ON o.key = object_key
ORDER BY subject_key, relation, object_key, polarity DESC
