import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;

/** Runs Neo4j with the folder args[0] for LOAD CSV and the password args[1]. Says its address, then runs each file of Cypher that it is told on standard input. */
public class Server {
  public static void main(String[] args) throws Exception {
    try (Neo4j neo4j = Neo4jBuilders.newInProcessBuilder()
        .withConfig(GraphDatabaseSettings.load_csv_file_url_root, Path.of(args[0]))
        .withConfig(GraphDatabaseSettings.auth_enabled, true)
        .build()) {
      neo4j.databaseManagementService().database("system")
          .executeTransactionally("ALTER USER neo4j SET PASSWORD '" + args[1] + "' CHANGE NOT REQUIRED");
      System.out.println("ready " + neo4j.httpURI());
      Scanner lines = new Scanner(System.in);
      while (lines.hasNextLine()) System.out.println(run(neo4j.defaultDatabaseService(), Path.of(lines.nextLine())));
    }
  }

  private static String run(GraphDatabaseService database, Path file) {
    try {
      for (String statement : Files.readString(file).split(";\n"))
        if (!statement.isBlank()) database.executeTransactionally(statement);
      return "done";
    } catch (Exception failure) {
      return "failed " + failure.getMessage().replace('\n', ' ');
    }
  }
}
