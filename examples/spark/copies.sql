-- From `once` to what near copies of one text share: the band of a sketch and a window of three days, of which two days at most two apart
-- share one. Each article is here with every key that another has too.
WITH sketches AS (
  SELECT DISTINCT s.article, s.sketch, coalesce(datediff(s.published, '1970-01-01'), 1099511627776) AS day FROM once WHERE s.sketch <> ''
), keys AS (
  SELECT DISTINCT article, struct(band, substr(sketch, 12 * band + 1, 12) AS digits, day + reach AS window) AS key
  FROM sketches LATERAL VIEW explode(array(0, 1, 2)) AS band LATERAL VIEW explode(array(0L, 1L, 2L)) AS reach
)
SELECT article, key FROM (SELECT *, count(*) OVER (PARTITION BY key) AS articles FROM keys) WHERE articles > 1
