import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.RDFDataMgr;

/** Prints the facts of a graph that are at least nine tenths sure. */
public class Facts {
  public static void main(String[] args) {
    String question = """
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX kg: <https://w3id.org/entente/ns#>
        SELECT ?subject ?relation ?object ?confidence WHERE {
          ?fact rdf:subject/rdfs:label ?subject ; rdf:predicate/rdfs:label ?relation ; rdf:object/rdfs:label ?object ;
            kg:polarity kg:Positive ; kg:confidence ?confidence . FILTER(?confidence >= 0.88)
        } ORDER BY DESC(?confidence) ?subject LIMIT 10""";
    ResultSetFormatter.out(QueryExecutionFactory.create(question, RDFDataMgr.loadModel(args[0])).execSelect());
  }
}
