// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "cli/command.h"
#include "cli/graph_making.h"
#include "cli/load_rules.h"
#include "cli/message.h"
#include "cli/overwriting.h"
#include "cli/pipeline.h"
#include "export/file_output.h"
#include "export/graph_json.h"
#include "extract/read_file.h"
#include "graph/eval/score.h"
#include "graph/eval/sentences.h"

namespace newsgraph {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string folder;
  std::string articles;
  std::string graphs;
  std::string only;
  std::string json;
  bool details = false;
};

/// A gold file and the article that it is about.
struct Labelled {
  Gold gold;
  fs::path file;                    ///< of the gold
  std::optional<fs::path> article;  ///< nothing when no file is called after it
};

/// The article ID.json, ID.txt ... of `folder`, the first by name; gold files beside it are none.
std::optional<fs::path> find_article(const fs::path& folder, const std::string& id) {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().stem() == id) found.push_back(entry.path());
  }
  if (found.empty()) return std::nullopt;
  return *std::ranges::min_element(found);
}

/// All of them. Gold files are GOLD/gold/ID.json with articles in GOLD/articles; or GOLD/ID.json with
/// --articles; or GOLD/ID.gold.json with the articles beside them.
std::vector<Labelled> read_labelled(const Options& options) {
  const fs::path root = options.folder;
  if (!fs::is_directory(root))
    throw std::runtime_error(fmt::format("{}: no such folder of labelled articles", options.folder));
  const fs::path folder = fs::is_directory(root / "gold") ? root / "gold" : root;
  const bool beside = options.articles.empty() && folder == root;
  const fs::path articles = !options.articles.empty() ? fs::path(options.articles)
                            : beside                  ? root
                                                      : root / "articles";
  if (!fs::is_directory(articles))
    throw std::runtime_error(fmt::format("{}: no such folder of articles", articles.string()));
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(beside ? ".gold.json" : ".json")) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<Labelled> out;
  for (const fs::path& file : files) {
    Labelled labelled;
    labelled.gold = parse_gold(read_file(file.string()), file.string());
    labelled.file = file;
    labelled.article = find_article(articles, labelled.gold.id);
    out.push_back(std::move(labelled));
  }
  if (out.empty()) throw std::runtime_error(fmt::format("{}: no gold file", folder.string()));
  return out;
}

/// Leaves those that --only asks for.
void keep_only(const Options& options, std::vector<Labelled>& labelled) {
  std::erase_if(labelled,
                [&](const Labelled& one) { return one.gold.id.find(options.only) == std::string::npos; });
  if (labelled.empty())
    throw std::runtime_error(
        fmt::format("{}: no gold file whose id contains '{}'", options.folder, options.only));
}

/// The graph of one article as build would make it, for scoring.
struct ArticleGraph {
  std::vector<ScoredNode> nodes;
  std::vector<ScoredEdge> edges;
  std::string failure;  ///< why there is none
};

ArticleGraph scored_parts(const Graph& graph) {
  ArticleGraph out;
  for (const Node& node : graph.nodes) {
    ScoredNode& scored = out.nodes.emplace_back();
    scored.id = node.id;
    scored.type = node.type;
    scored.name = node.label;
    scored.aliases.assign(node.aliases.begin(), node.aliases.end());
    scored.date = node.attribute("date");
  }
  for (const Edge& edge : graph.edges) {
    ScoredEdge& scored = out.edges.emplace_back();
    scored.type = edge.type;
    scored.source = graph.nodes[edge.source].id;
    scored.target = graph.nodes[edge.target].id;
    scored.role = edge.role;
    if (!edge.evidence.empty()) {
      const Evidence& evidence = *edge.evidence.front();
      scored.sentence = evidence.text;
      scored.rule = fmt::format("{} {}", evidence.rule, evidence.rule_at);
    }
  }
  return out;
}

/// A graph that was built before.
fs::path graph_path(const fs::path& folder, const std::string& id) {
  return folder / (id + ".json");
}

ArticleGraph read_graph(const fs::path& path) {
  if (fs::exists(path)) return scored_parts(read_graph_file(path.string()));
  ArticleGraph out;
  out.failure = fmt::format("no graph {}", path.string());
  return out;
}

ArticleGraph build_graph(const fs::path& article, const RuleSet& rules) {
  std::string failure;
  GraphBuilder builder;
  PipelineOptions pipeline;
  pipeline.jobs = 1;
  pipeline.quiet = true;
  const PipelineCounts counts =
      extract_inputs({article.string()}, rules, pipeline, [&](Extracted& extracted) {
        for (const Problem& problem : extracted.problems) failure = problem.message;
        for (const ArticleFacts& facts : extracted.articles) builder.add(facts);
      });
  if (counts.articles == 0) {
    ArticleGraph out;
    out.failure = failure.empty() ? "no article in it" : failure;
    return out;
  }
  GraphReport report;
  return scored_parts(GraphMaking().make(std::move(builder), rules, report));
}

std::string findings_text(const std::vector<Finding>& findings, const std::string& article,
                          const NameFolding& folding) {
  std::string out;
  for (const Finding& finding : findings) {
    out += fmt::format("  {}\n", finding.line);
    std::string sentence = finding.sentence;
    if (!finding.missed_names[0].empty()) {
      sentence = sentence_naming(article, finding.missed_names[0], finding.missed_names[1], folding);
    }
    if (!sentence.empty()) out += fmt::format("                {}\n", sentence);
    if (!finding.rule.empty()) out += fmt::format("                by {}\n", finding.rule);
  }
  return out;
}

std::string figures_text(std::string_view name, const Counts& counts) {
  return fmt::format("  {:<16}{:>7}{:>7}{:>9}{:>8.3f}{:>8.3f}{:>8.3f}\n", name, counts.right, counts.extra,
                     counts.missing, counts.precision(), counts.recall(), counts.f1());
}

std::string table(std::string_view title, const std::map<std::string, Counts>& kinds) {
  std::string out = fmt::format("{:<18}{:>7}{:>7}{:>9}{:>8}{:>8}{:>8}\n", title, "right", "extra", "missing",
                                "P", "R", "F1");
  Counts all;
  for (const auto& [kind, counts] : kinds) {
    out += figures_text(kind, counts);
    all += counts;
  }
  return out + figures_text("all", all);
}

std::string share_text(std::string_view name, const Share& share) {
  std::string out = fmt::format("{}: {} of {} right", name, share.right, share.of);
  if (share.of > 0)
    out += fmt::format(" ({:.3f})", static_cast<double>(share.right) / static_cast<double>(share.of));
  return out + "\n";
}

constexpr std::string_view kTypesName = "type of matched nodes";
constexpr std::string_view kRolesName = "roles";
constexpr std::string_view kDatesName = "event dates";

std::string tally_json(const Tally& tally, std::size_t articles, std::size_t failed) {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
  writer.SetIndent(' ', 1);
  const auto write_key = [&](std::string_view key) {
    writer.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
  };
  const auto write_counts = [&](const std::string& key, const Counts& counts) {
    write_key(key);
    writer.StartArray();
    for (const std::uint64_t count : {counts.right, counts.extra, counts.missing}) writer.Uint64(count);
    for (const double figure : {counts.precision(), counts.recall(), counts.f1()}) {
      writer.Double(std::stod(fmt::format("{:.4f}", figure)));
    }
    writer.EndArray();
  };
  const auto write_kinds = [&](std::string_view part, const std::map<std::string, Counts>& kinds) {
    Counts all;
    for (const auto& [kind, counts] : kinds) {
      write_counts(fmt::format("{}.{}", part, kind), counts);
      all += counts;
    }
    write_counts(fmt::format("{}.all", part), all);
  };
  const auto write_share = [&](std::string_view key, const Share& share) {
    write_key(key);
    writer.StartArray();
    writer.Uint64(share.right);
    writer.Uint64(share.of);
    writer.EndArray();
  };
  writer.StartObject();
  writer.Key("articles");
  writer.Uint64(articles);
  writer.Key("failed");
  writer.Uint64(failed);
  write_kinds("node", tally.nodes);
  write_kinds("edge", tally.edges);
  write_share(kTypesName, tally.types);
  write_share(kRolesName, tally.roles);
  write_share(kDatesName, tally.dates);
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

/// Throws UsageError or OutputError when the file of figures cannot be written, or would take the place of
/// what is labelled, scored in this run or not.
void check_output(const Options& options, const std::vector<Labelled>& labelled,
                  const CommonOptions& common) {
  check_file(options.json);
  std::vector<std::string> read;
  for (const Labelled& one : labelled) {
    read.push_back(one.file.string());
    if (one.article) read.push_back(one.article->string());
    if (!options.graphs.empty()) read.push_back(graph_path(options.graphs, one.gold.id).string());
  }
  refuse_overwriting(read, {&options.json, 1}, common);
}

int eval(const Options& options, const CommonOptions& common) {
  std::vector<Labelled> labelled = read_labelled(options);
  check_output(options, labelled, common);
  keep_only(options, labelled);
  const std::unique_ptr<RuleSet> rules = load_rules(common);
  std::vector<RuleProblem> none;  // load_rules has told them
  const NameFolding folding(rules->files_of("eval.txt"), none);
  const bool quiet = common.quiet || options.json == "-";
  Tally tally;
  std::size_t failed = 0;
  for (const auto& [gold, file, article] : labelled) {
    ArticleGraph graph;
    if (!options.graphs.empty()) {
      graph = read_graph(graph_path(options.graphs, gold.id));
    } else if (article) {
      graph = build_graph(*article, *rules);
    } else {
      graph.failure = "no article file is called after it";
    }
    if (!graph.failure.empty()) {
      ++failed;
      print_error(fmt::format("{}: {}", gold.id, graph.failure));
    }
    std::vector<Finding> findings;
    score_article(gold, graph.nodes, graph.edges, folding, tally, findings);
    if (options.details && !quiet) {
      print(fmt::format("{}\n{}", gold.id,
                        findings_text(findings, article ? read_file(article->string()) : "", folding)));
    }
  }
  if (!quiet) {
    print(table("nodes", tally.nodes) + table("edges", tally.edges));
    print(share_text(kTypesName, tally.types) + share_text(kRolesName, tally.roles) +
          share_text(kDatesName, tally.dates));
    print(fmt::format("articles: {}, failed: {}\n", labelled.size(), failed));
  }
  if (!options.json.empty()) {
    write_file(options.json, [&](Sink& sink) { sink.write(tally_json(tally, labelled.size(), failed)); });
  }
  return failed > 0 ? kSomeFailed : kAllDone;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("GOLD", options->folder)->required();
  app.add_option("--articles", options->articles, "the articles are in DIR, not in GOLD/articles")
      ->type_name("DIR");
  app.add_option("--graphs", options->graphs, "score graphs built before, DIR/ID.json, not the articles")
      ->type_name("DIR");
  app.add_option("--only", options->only, "score only the articles whose id contains TEXT")
      ->type_name("TEXT");
  app.add_flag("--details", options->details, "list what was missed and what is wrong, with the sentences");
  app.add_option("--json", options->json, "write the figures to FILE; '-' is standard output")
      ->type_name("FILE");
  return [options, &common] { return eval(*options, common); };
}

}  // namespace

extern const Command kEvalCommand;
const Command kEvalCommand = {
    "eval",
    "Score the graphs of labelled articles: precision, recall and F1 by type, and every miss.",
    "[options] GOLD    (a folder with articles/ and gold/)",
    "newsgraph eval samples/gold\n"
    "newsgraph eval samples/gold --details --only bridge",
    declare,
};

}  // namespace newsgraph
