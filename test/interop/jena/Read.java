import java.io.FileOutputStream;
import java.io.OutputStream;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;

/** Takes pairs INPUT OUTPUT: an RDF file is written as N-Quads; a question (.rq) is put to the file before it and answered as JSON. */
public class Read {
  public static void main(String[] args) throws Exception {
    Dataset dataset = null;
    for (int at = 0; at < args.length; at += 2) {
      try (OutputStream out = new FileOutputStream(args[at + 1])) {
        if (args[at].endsWith(".rq")) {
          answer(dataset, args[at], out);
        } else {
          dataset = RDFDataMgr.loadDataset(args[at]);
          RDFDataMgr.write(out, dataset, Lang.NQUADS);
        }
      }
    }
  }

  private static void answer(Dataset dataset, String question, OutputStream out) {
    try (QueryExecution execution = QueryExecutionFactory.create(QueryFactory.read(question), dataset)) {
      ResultSetFormatter.outputAsJSON(out, execution.execSelect());
    }
  }
}
