import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.File;
import org.gephi.graph.api.AttributeUtils;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Imports the file args[1] as Gephi does, with the merge strategy args[0], and so on in pairs; prints each graph as a line of JSON. */
public class Import {
  public static void main(String[] args) throws Exception {
    for (int at = 0; at < args.length; at += 2) System.out.println(imported(EdgeMergeStrategy.valueOf(args[at]), new File(args[at + 1])));
    System.exit(0);
  }

  private static JsonObject imported(EdgeMergeStrategy strategy, File file) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    Workspace workspace = projects.getCurrentWorkspace();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    Container container = importer.importFile(file);
    container.getLoader().setEdgesMergeStrategy(strategy);
    JsonObject result = new JsonObject();
    result.add("issues", issues(container));
    importer.process(container, new DefaultProcessor(), workspace);
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    result.addProperty("dynamic", model.isDynamic());
    result.add("nodes", nodes(model));
    result.add("edges", edges(model));
    return result;
  }

  private static JsonArray issues(Container container) {
    JsonArray issues = new JsonArray();
    container.getReport().getIssuesList(1000).forEach(issue -> {
      if (issue.getLevel() != Issue.Level.INFO) issues.add(issue.getLevel() + ": " + issue.getMessage());
    });
    return issues;
  }

  private static JsonArray nodes(GraphModel model) {
    JsonArray nodes = new JsonArray();
    for (Node node : model.getGraph().getNodes()) {
      JsonObject object = element(node, model.getNodeTable());
      object.addProperty("size", node.size());
      nodes.add(object);
    }
    return nodes;
  }

  private static JsonArray edges(GraphModel model) {
    JsonArray edges = new JsonArray();
    for (Edge edge : model.getGraph().getEdges()) {
      JsonObject object = element(edge, model.getEdgeTable());
      object.addProperty("source", edge.getSource().getId().toString());
      object.addProperty("target", edge.getTarget().getId().toString());
      object.addProperty("kind", String.valueOf(edge.getTypeLabel()));
      object.addProperty("weight", edge.getWeight());
      object.addProperty("directed", edge.isDirected());
      object.add("days", days(edge, model));
      edges.add(object);
    }
    return edges;
  }

  /** What nodes and edges share: the columns by their titles. */
  private static JsonObject element(Element element, Table table) {
    JsonObject values = new JsonObject();
    for (Column column : table)
      if (!column.isProperty() && element.getAttribute(column) != null) values.addProperty(column.getTitle(), element.getAttribute(column).toString());
    JsonObject object = new JsonObject();
    object.addProperty("id", element.getId().toString());
    object.addProperty("label", element.getLabel());
    object.add("values", values);
    return object;
  }

  private static JsonArray days(Edge edge, GraphModel model) {
    JsonArray days = new JsonArray();
    for (Interval interval : edge.getIntervals()) {
      days.add(AttributeUtils.printDate(interval.getLow(), model.getTimeZone()));
      days.add(AttributeUtils.printDate(interval.getHigh(), model.getTimeZone()));
    }
    return days;
  }
}
