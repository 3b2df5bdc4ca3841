// Loads this folder into a running database, and removes what an earlier load of entente left there. Twice gives the
// same as once. Copy the folder to import/entente of the server, then: cypher-shell -f load.cypher
CREATE CONSTRAINT entente_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_article IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_edge IF NOT EXISTS FOR (n:Fact) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_mention IF NOT EXISTS FOR (n:Mention) REQUIRE n.id IS UNIQUE;
LOAD CSV FROM 'file:///entente/entities.csv' AS row
CALL { WITH row MERGE (n:Entity {id: row[0]}) SET n.label = row[1], n.entity_type = row[2], n.iso3 = row[3], n.wikidata = row[4], n.acts_for = row[5], n.mentions = toInteger(row[6]), n.entente_load = row[7] } IN TRANSACTIONS OF 10000 ROWS;
LOAD CSV FROM 'file:///entente/articles.csv' AS row
CALL { WITH row MERGE (n:Article {id: row[0]}) SET n.publisher = row[1], n.published = date(row[2]), n.entente_load = row[3] } IN TRANSACTIONS OF 10000 ROWS;
LOAD CSV FROM 'file:///entente/facts.csv' AS row
CALL { WITH row MERGE (n:Fact {id: row[0]}) SET n.subject_id = row[1], n.relation = row[2], n.object_id = row[3], n.polarity = row[4], n.modality = row[5], n.is_symmetric = toBoolean(row[6]), n.plover = row[7], n.quad = row[8], n.goldstein = toFloat(row[9]), n.support = toInteger(row[10]), n.sources = toInteger(row[11]), n.first_seen = date(row[12]), n.last_seen = date(row[13]), n.confidence = toFloat(row[14]), n.entente_load = row[15] } IN TRANSACTIONS OF 10000 ROWS;
LOAD CSV FROM 'file:///entente/mentions.csv' AS row
CALL { WITH row MERGE (n:Mention {id: row[0]}) SET n.edge_id = row[1], n.article_id = row[2], n.sentence = row[3], n.sentence_begin = toInteger(row[4]), n.sentence_end = toInteger(row[5]), n.subject_text = row[6], n.predicate_text = row[7], n.object_text = row[8], n.modality = row[9], n.context = row[10], n.claimed_by = row[11], n.event_first = date(row[12]), n.event_last = date(row[13]), n.confidence = toFloat(row[14]), n.rule = row[15], n.entente_load = row[16] } IN TRANSACTIONS OF 10000 ROWS;
LOAD CSV FROM 'file:///entente/subject.csv' AS row
CALL { WITH row MATCH (a:Fact {id: row[0]}) MATCH (b:Entity {id: row[1]}) MERGE (a)-[r:SUBJECT]->(b) SET r.entente_load = row[2] } IN TRANSACTIONS OF 10000 ROWS;
LOAD CSV FROM 'file:///entente/object.csv' AS row
CALL { WITH row MATCH (a:Fact {id: row[0]}) MATCH (b:Entity {id: row[1]}) MERGE (a)-[r:OBJECT]->(b) SET r.entente_load = row[2] } IN TRANSACTIONS OF 10000 ROWS;
LOAD CSV FROM 'file:///entente/supports.csv' AS row
CALL { WITH row MATCH (a:Mention {id: row[0]}) MATCH (b:Fact {id: row[1]}) MERGE (a)-[r:SUPPORTS]->(b) SET r.entente_load = row[2] } IN TRANSACTIONS OF 10000 ROWS;
LOAD CSV FROM 'file:///entente/in.csv' AS row
CALL { WITH row MATCH (a:Mention {id: row[0]}) MATCH (b:Article {id: row[1]}) MERGE (a)-[r:IN]->(b) SET r.entente_load = row[2] } IN TRANSACTIONS OF 10000 ROWS;
LOAD CSV FROM 'file:///entente/edges.MEETS_WITH.csv' AS row
CALL { WITH row MATCH (a:Entity {id: row[0]}) MATCH (b:Entity {id: row[1]}) MERGE (a)-[r:MEETS_WITH {id: row[2]}]->(b) SET r.subject_id = row[3], r.relation = row[4], r.object_id = row[5], r.polarity = row[6], r.modality = row[7], r.is_symmetric = toBoolean(row[8]), r.plover = row[9], r.quad = row[10], r.goldstein = toFloat(row[11]), r.support = toInteger(row[12]), r.sources = toInteger(row[13]), r.first_seen = date(row[14]), r.last_seen = date(row[15]), r.confidence = toFloat(row[16]), r.entente_load = row[17] } IN TRANSACTIONS OF 10000 ROWS;
MATCH ()-[x]->() WHERE x.entente_load <> '0e5b11097cc2d7b7' CALL { WITH x DELETE x } IN TRANSACTIONS OF 10000 ROWS;
MATCH (x:Entity) WHERE x.entente_load <> '0e5b11097cc2d7b7' CALL { WITH x DETACH DELETE x } IN TRANSACTIONS OF 10000 ROWS;
MATCH (x:Article) WHERE x.entente_load <> '0e5b11097cc2d7b7' CALL { WITH x DETACH DELETE x } IN TRANSACTIONS OF 10000 ROWS;
MATCH (x:Fact) WHERE x.entente_load <> '0e5b11097cc2d7b7' CALL { WITH x DETACH DELETE x } IN TRANSACTIONS OF 10000 ROWS;
MATCH (x:Mention) WHERE x.entente_load <> '0e5b11097cc2d7b7' CALL { WITH x DETACH DELETE x } IN TRANSACTIONS OF 10000 ROWS;
