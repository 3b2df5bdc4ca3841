-- Questions to a PostgreSQL database that `entente load` or load.sh filled:  psql -f examples/postgres/questions.sql DATABASE

-- Who did what to whom in conflict, the best supported first?
SELECT s.label AS subject, e.relation, o.label AS counterpart, e.support, e.first_seen, e.last_seen
FROM entente.edge AS e
JOIN entente.entity AS s ON s.id = e.subject_id
JOIN entente.entity AS o ON o.id = e.object_id
WHERE e.quad LIKE '%-conflict' AND e.polarity = 'positive' AND e.modality = 'actual'
ORDER BY e.support DESC, e.confidence DESC, e.id
LIMIT 10;

-- In which sentences does it stand, and who says so?
SELECT a.published, m.sentence, coalesce(m.claimed_by, a.publisher) AS said_by
FROM entente.mention AS m
JOIN entente.edge AS e ON e.id = m.edge_id
JOIN entente.article AS a ON a.id = m.article_id
WHERE e.relation = 'sanctions'
ORDER BY a.published, m.id
LIMIT 10;

-- How does the tone between two actors change from year to year?
SELECT extract(year FROM coalesce(m.event_first, a.published)) AS year, round(avg(e.goldstein)::numeric, 1) AS tone, count(*) AS statements
FROM entente.mention AS m
JOIN entente.edge AS e ON e.id = m.edge_id
JOIN entente.article AS a ON a.id = m.article_id
WHERE 'state/irn' IN (e.subject_id, e.object_id) AND e.polarity = 'positive'
GROUP BY year
ORDER BY year;
