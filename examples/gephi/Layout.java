import java.io.File;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.layout.plugin.forceAtlas2.ForceAtlas2;
import org.gephi.layout.plugin.forceAtlas2.ForceAtlas2Builder;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Lays the graph args[0] out by ForceAtlas 2 and writes it to args[1]: .pdf, .svg, .png or .gexf. */
public class Layout {
  public static void main(String[] args) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    Container container = importer.importFile(new File(args[0]));
    importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
    ForceAtlas2 layout = new ForceAtlas2Builder().buildLayout();
    layout.setGraphModel(model);
    layout.resetPropertiesValues();
    layout.initAlgo();
    for (int step = 0; step < 500 && layout.canAlgo(); ++step) layout.goAlgo();
    layout.endAlgo();
    Lookup.getDefault().lookup(ExportController.class).exportFile(new File(args[1]));
    System.out.println(model.getGraph().getNodeCount() + " nodes, " + model.getGraph().getEdgeCount() + " edges in " + args[1]);
    System.exit(0);
  }
}
