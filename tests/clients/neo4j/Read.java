// SPDX-License-Identifier: Apache-2.0
// java Read.java SAMPLES HOME: runs in a Neo4j of this process what the exports are for, in HOME (an empty folder), and prints
// what the database then holds, a line a way: the Cypher script and LOAD CSV (each twice), APOC's GraphML import, and
// neo4j-admin's import with the arguments of import.sh.
import apoc.ApocConfig;
import apoc.export.graphml.ExportGraphML;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;
import org.neo4j.importer.ImportCommand;
import picocli.CommandLine;

public class Read {
  static final ObjectMapper JSON = new ObjectMapper();
  static final List<String> SAMPLES = List.of("two_nodes", "hostile", "empty");

  public static void main(String[] arguments) throws Exception {
    Path samples = Path.of(arguments[0]);
    Path home = Path.of(arguments[1]);
    try (Neo4j neo4j = Neo4jBuilders.newInProcessBuilder(Files.createDirectories(home.resolve("harness"))).withDisabledServer()
        .withConfig(GraphDatabaseSettings.load_csv_file_url_root, samples.toAbsolutePath())
        .withProcedure(ExportGraphML.class).build()) {
      GraphDatabaseService database = neo4j.defaultDatabaseService();
      ApocConfig.apocConfig().setProperty("apoc.import.file.enabled", true);
      ApocConfig.apocConfig().setProperty("apoc.import.file.use_neo4j_config", false);
      for (String sample : SAMPLES) {
        Path folder = samples.resolve(sample);
        twice(database, sample, "graph.cypher", Files.readString(folder.resolve("graph.cypher")));
        twice(database, sample, "graph.loadcsv", Files.readString(folder.resolve("graph.loadcsv/load.cypher"))
            .replace("'file:///", "'file:///" + sample + "/graph.loadcsv/"));
        clear(database);
        database.executeTransactionally("CALL apoc.import.graphml($file, {readLabels: true, storeNodeIds: true})",
            Map.of("file", folder.resolve("graph.graphml").toUri().toString()), result -> result.resultAsString());
        print(sample, "graph.graphml", database);
        clear(database);
      }
    }
    for (String sample : SAMPLES) {
      Path target = Files.createDirectories(home.resolve(sample));
      adminImport(samples.resolve(sample).resolve("graph.neo4j"), target);
      DatabaseManagementService service = new DatabaseManagementServiceBuilder(target).build();
      print(sample, "graph.neo4j", service.database("neo4j"));
      service.shutdown();
    }
    System.exit(0);
  }

  static void twice(GraphDatabaseService database, String sample, String file, String script) throws Exception {
    clear(database);
    for (int time = 1; time <= 2; time++) {
      for (String statement : statements(script)) database.executeTransactionally(statement);
      print(sample, file + ", time " + time, database);
    }
  }

  static void clear(GraphDatabaseService database) { database.executeTransactionally("MATCH (n) DETACH DELETE n"); }

  /** Splits at ";" outside strings, quoted names and comments, as cypher-shell does. */
  static List<String> statements(String script) {
    List<String> result = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (quote == 0 && script.startsWith("//", i)) {
        i = script.indexOf('\n', i);
        if (i < 0) break;
        continue;
      }
      if (quote == 0 && c == ';') {
        result.add(statement.toString());
        statement.setLength(0);
        continue;
      }
      statement.append(c);
      if (quote == 0 && (c == '\'' || c == '"' || c == '`')) quote = c;
      else if (c == quote) quote = 0;
      else if (c == '\\' && quote != 0 && quote != '`' && i + 1 < script.length()) statement.append(script.charAt(++i));
    }
    if (!statement.toString().isBlank()) throw new IllegalArgumentException("no ; after: " + statement);
    return result;
  }

  static void adminImport(Path folder, Path home) throws Exception {
    String command = Files.readString(folder.resolve("import.sh")).replace("\\\n", " ");
    String[] words = command.substring(command.indexOf("import full ") + "import full ".length()).trim().split("\\s+");
    String[] arguments = Stream.of(words).map(word -> {
      int files = word.indexOf('=') + 1;
      if (!word.startsWith("--nodes=") && !word.startsWith("--relationships=")) return word;
      return word.substring(0, files) + String.join(",", Stream.of(word.substring(files).split(","))
          .map(name -> folder.resolve(name).toAbsolutePath().toString()).toList());
    }).toArray(String[]::new);
    java.io.ByteArrayOutputStream log = new java.io.ByteArrayOutputStream();
    java.io.PrintStream out = new java.io.PrintStream(log);
    ExecutionContext context = new ExecutionContext(home, Files.createDirectories(home.resolve("conf")), out, out,
        new org.neo4j.io.fs.DefaultFileSystemAbstraction());
    int status = new CommandLine(new ImportCommand.Full(context)).setErr(new java.io.PrintWriter(out, true)).execute(arguments);
    if (status != 0) throw new IllegalStateException("neo4j-admin import: status " + status + "\n" + log);
  }

  static void print(String sample, String file, GraphDatabaseService database) throws Exception {
    Map<String, Object> nodes = new TreeMap<>();
    Map<String, Object> labels = new TreeMap<>();
    List<Object> edges = new ArrayList<>();
    try (Transaction transaction = database.beginTx()) {
      for (Node node : transaction.getAllNodes()) {
        String id = (String) node.getProperty("id");
        if (nodes.put(id, properties(node)) != null) throw new IllegalStateException("node " + id + " is there twice");
        TreeSet<String> names = new TreeSet<>();
        for (Label label : node.getLabels()) names.add(label.name());
        labels.put(id, names);
      }
      for (Relationship edge : transaction.getAllRelationships()) {
        edges.add(List.of(edge.getStartNode().getProperty("id"), edge.getType().name(), edge.getEndNode().getProperty("id"), properties(edge)));
      }
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("sample", sample);
    line.put("file", file);
    line.put("nodes", nodes);
    line.put("labels", labels);
    line.put("edges", edges);
    System.out.println(JSON.writeValueAsString(line));
  }

  static Map<String, Object> properties(Entity entity) {
    Map<String, Object> result = new TreeMap<>();
    entity.getAllProperties().forEach((key, value) -> result.put(key, value instanceof java.time.LocalDate ? value.toString() : value));
    return result;
  }
}
