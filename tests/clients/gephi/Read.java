// SPDX-License-Identifier: Apache-2.0
// java Read.java SAMPLES: Gephi's importers read GraphML and GEXF; prints what a workspace then holds, a line a file.
import java.io.File;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

public class Read {
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    for (String sample : List.of("two_nodes", "hostile", "empty")) {
      for (String file : List.of("graph.graphml", "graph.gexf", "graph-1.2.gexf")) read(arguments[0], sample, file);
    }
    System.exit(0);  // Gephi's threads would hold the process
  }

  static void read(String samples, String sample, String file) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    Container container = importer.importFile(new File(samples + "/" + sample + "/" + file));
    container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
    StringJoiner issues = new StringJoiner(",", "[", "]");
    for (java.util.Iterator<Issue> i = container.getReport().getIssues(1000); i.hasNext();) {
      Issue issue = i.next();
      if (issue.getLevel() != Issue.Level.INFO) issues.add(text(issue.getLevel() + ": " + issue.getMessage()));
    }
    importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
    DirectedGraph graph = model.getDirectedGraph();
    Map<String, String> nodes = new TreeMap<>();
    Map<String, String> edges = new TreeMap<>();
    Map<String, String> ends = new TreeMap<>();
    for (Node node : graph.getNodes().toArray()) nodes.put(id(node), record(node, model.getNodeTable().toArray()));
    for (Edge edge : graph.getEdges().toArray()) {
      edges.put(id(edge), record(edge, model.getEdgeTable().toArray()));
      ends.put(id(edge), "[" + text(id(edge.getSource())) + "," + text(id(edge.getTarget())) + "," + text("" + edge.getTypeLabel()) + "]");
    }
    System.out.println("{\"sample\":" + text(sample) + ",\"file\":" + text(file) + ",\"issues\":" + issues + ",\"nodes\":" + object(nodes)
        + ",\"edges\":" + object(edges) + ",\"ends\":" + object(ends) + "}");
    projects.closeCurrentProject();
  }

  static String id(Element element) { return element.getId().toString(); }

  // Columns by title: the ids of GraphML are those of its keys.
  static String record(Element element, Column[] columns) {
    Map<String, String> fields = new TreeMap<>();
    for (Column column : columns) {
      if (column.getId().equals("id") || column.getId().equals("timeset")) continue;
      Object value = element.getAttribute(column);
      if (value != null) fields.put(column.getTitle().equals("Label") ? "label" : column.getTitle().equals("Weight") ? "weight" : column.getTitle(), json(value));
    }
    return object(fields);
  }

  static String json(Object value) {
    if (value == null) return "null";
    if (value.getClass().isArray()) {
      StringJoiner items = new StringJoiner(",", "[", "]");
      for (int i = 0; i < Array.getLength(value); i++) items.add(json(Array.get(value, i)));
      return items.toString();
    }
    return value instanceof Number || value instanceof Boolean ? value.toString() : text(value.toString());
  }

  static String object(Map<String, String> fields) {
    StringJoiner items = new StringJoiner(",", "{", "}");
    fields.forEach((key, value) -> items.add(text(key) + ":" + value));
    return items.toString();
  }

  static String text(String value) {
    StringBuilder result = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') result.append('\\').append(c);
      else if (c < ' ' || c > '~') result.append(String.format("\\u%04x", (int) c));
      else result.append(c);
    }
    return result.append('"').toString();
  }
}
