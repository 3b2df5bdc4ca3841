// Questions to a Neo4j database that `entente load`, load.cypher or import.sh filled:  cypher-shell -f examples/neo4j/questions.cypher

// Who shares an adversary?
MATCH (a:Entity)-[first]->(enemy:Entity)<-[second]-(b:Entity)
WHERE a.id < b.id AND first.quad ENDS WITH 'conflict' AND second.quad ENDS WITH 'conflict' AND first.polarity = 'positive' AND second.polarity = 'positive'
RETURN a.label, type(first), enemy.label, type(second), b.label
ORDER BY first.support + second.support DESC, a.id, b.id
LIMIT 10;

// By which chain of cooperation are two actors connected?
MATCH p = shortestPath((a:Entity {id: 'state/chn'})-[*..4]-(b:Entity {id: 'state/usa'}))
WHERE all(r IN relationships(p) WHERE r.quad ENDS WITH 'cooperation' AND r.polarity = 'positive')
RETURN [n IN nodes(p) | n.label] AS actors, [r IN relationships(p) | type(r)] AS relations;

// In which sentences does a fact stand?
MATCH (m:Mention)-[:SUPPORTS]->(f:Fact {relation: 'sanctions'})-[:SUBJECT]->(s:Entity), (m)-[:IN]->(a:Article)
RETURN s.label, m.sentence, a.published
ORDER BY a.published, m.id
LIMIT 10;
