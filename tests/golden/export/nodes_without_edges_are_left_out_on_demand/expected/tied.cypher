// newsgraph: cypher-shell -u neo4j -d neo4j -f THIS_FILE
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CALL db.awaitIndexes(300);
UNWIND [
{id:'person:a',props:{`name`:'A',`entity_type`:'Person',`mentions`:0}},
{id:'person:b',props:{`name`:'B',`entity_type`:'Person',`mentions`:0}}
] AS row
MERGE (n:Entity {id: row.id}) SET n:`Person` SET n += row.props;
UNWIND [
{s:'person:a',t:'person:b',eid:'e1',props:{`relation`:'MEETS',`relation_label`:'meets',`weight`:1,`status`:'stated',`evidence`:['A và B'],`evidence_articles`:['a1'],`evidence_urls`:[''],`evidence_rules`:['']}}
] AS row
MATCH (a:Entity {id: row.s}) MATCH (b:Entity {id: row.t}) MERGE (a)-[r:`MEETS` {eid: row.eid}]->(b) SET r += row.props;
