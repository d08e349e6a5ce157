// SPDX-License-Identifier: Apache-2.0
// The graph as Graphviz's cgraph holds it, with everything that makes a drawing readable: colour and shape by type, size
// by centrality, wrapped names, relation names, a legend. DOT files and pictures are made from the same.
//
// Traps of cgraph that this file knows: a value that ends in a backslash makes agwrite print what Graphviz cannot read,
// and "\N" and the like are expanded in labels, so every backslash is doubled; entities are decoded in labels, so "&" is
// written as "&amp;"; agwrite breaks strings at 128 characters unless linelength says 0.
#include "export/drawing.h"

#include <graphviz/cgraph.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "export/style.h"
#include "export/text_out.h"
#include "export/xml.h"

namespace newsgraph {
namespace {

constexpr const char* kFont = "Noto Sans,DejaVu Sans,sans-serif";
constexpr std::size_t kBoxed = 400;       // up to here names stand inside shapes
constexpr std::size_t kEdgeLabelled = 150;  // up to here every line says its relation
constexpr Escapes kEscString{{{'\\', "\\\\"}, {'&', "&amp;"}, {'\n', "\\n"}, {'\t', " "}}};
constexpr Escapes kPlainValue{{{'\\', "\\\\"}}};

char* mutable_text(const std::string& text) { return const_cast<char*>(text.c_str()); }  // cgraph copies what it gets

std::string escaped(std::string_view text, const Escapes& escapes) {
  StringSink sink;
  TextOut out(sink);
  out.escaped(text, escapes);
  out.flush();
  return std::move(sink.text);
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Discipline of cgraph with our output in the place of stdio.
struct Printer {
  Sink* sink;
  static int put(void* channel, const char* text) {
    static_cast<Printer*>(channel)->sink->write(text);
    return 0;
  }
  static int flush(void*) { return 0; }
};
Agiodisc_t output_discipline = {nullptr, &Printer::put, &Printer::flush};
Agdisc_t discipline = {&AgMemDisc, &AgIdDisc, &output_discipline};

/// cgraph and gvc say what they think on stderr; a library does not.
int keep_quiet(char*) { return 0; }

class Builder {
 public:
  Builder(const Graph& graph, const ExportOptions& options, const DrawingPlan& plan)
      : graph_(graph), options_(options), plan_(plan), sizes_(node_sizes(graph, options.size_by)) {}

  AgraphPointer build() {
    agseterrf(&keep_quiet);
    agraph_.reset(agopen(const_cast<char*>("newsgraph"), Agdirected, &discipline));
    defaults();
    choose_labelled();
    handles_.assign(graph_.nodes.size(), nullptr);
    for (const NodeIndex node : plan_.nodes) add_node(node);
    add_edges();
    legend();
    return std::move(agraph_);
  }

 private:
  void declare(int kind, const char* name, const std::string& value) {
    agattr(agraph_.get(), kind, const_cast<char*>(name), mutable_text(value));
  }
  void set(void* object, const char* name, const std::string& value) {
    static const std::string kNone;
    agsafeset(object, const_cast<char*>(name), mutable_text(value), mutable_text(kNone));
  }

  void defaults() {
    const bool hierarchic = plan_.engine == "dot";
    declare(AGRAPH, "linelength", "0");
    declare(AGRAPH, "layout", plan_.engine);
    declare(AGRAPH, "charset", "UTF-8");
    declare(AGRAPH, "bgcolor", "white");
    declare(AGRAPH, "outputorder", "edgesfirst");
    declare(AGRAPH, "fontname", kFont);
    declare(AGRAPH, "pad", "0.3");
    declare(AGRAPH, "overlap", plan_.boxes ? "prism" : "prism1000");
    declare(AGRAPH, "splines", plan_.nodes.size() <= kBoxed ? "true" : "false");
    if (hierarchic) {
      declare(AGRAPH, "rankdir", "LR");
      declare(AGRAPH, "ranksep", "0.9");
      declare(AGRAPH, "nodesep", "0.18");
    } else {
      declare(AGRAPH, "sep", plan_.boxes ? "+12" : "+4");
      declare(AGRAPH, "start", "7");  // the random layout's seed
    }
    declare(AGNODE, "fontname", kFont);
    declare(AGNODE, "fontcolor", "#1b1f24");
    declare(AGNODE, "style", "filled");
    declare(AGNODE, "margin", "0.12,0.06");
    declare(AGEDGE, "fontname", kFont);
    declare(AGEDGE, "fontsize", "9");
    declare(AGEDGE, "fontcolor", "#4a5460");
    declare(AGEDGE, "color", plan_.boxes ? "#8a949e" : "#8a949e60");
    declare(AGEDGE, "arrowsize", plan_.boxes ? "0.6" : "0.3");
  }

  void choose_labelled() {
    std::vector<NodeIndex> order = plan_.nodes;
    std::stable_sort(order.begin(), order.end(), [&](NodeIndex a, NodeIndex b) { return sizes_[a] > sizes_[b]; });
    order.resize(std::min(order.size(), plan_.labelled_nodes));
    labelled_.insert(order.begin(), order.end());
  }

  void add_node(NodeIndex index) {
    const Node& node = graph_.nodes[index];
    const TypeStyle style = type_style(node.type);
    const std::string& name = node.label.empty() ? node.id : node.label;
    Agnode_t* const handle = agnode(agraph_.get(), mutable_text(escaped(safe_id(node.id), kPlainValue)), 1);
    handles_[index] = handle;
    const double size = sizes_[index];
    set(handle, "entity_type", escaped(node.type, kPlainValue));
    set(handle, "tooltip", escaped(name + " (" + type_label(graph_, node.type, options_.language) + ")", kEscString));
    set(handle, "color", hex(style.color));
    if (plan_.boxes) {
      set(handle, "label", escaped(wrapped(name, 22), kEscString));
      set(handle, "shape", std::string(style.shape));
      set(handle, "style", style.shape == "box" ? "rounded,filled" : "filled");
      set(handle, "fillcolor", hex(lighter(style.color, 0.8)));
      set(handle, "penwidth", fixed(1.0 + 1.2 * size, 2));
      set(handle, "fontsize", fixed(10 + 10 * size, 1));
      return;
    }
    const std::string width = fixed(0.08 + 0.9 * size, 3);
    const bool labelled = labelled_.contains(index);
    set(handle, "shape", "circle");
    set(handle, "fixedsize", "true");
    set(handle, "width", width);
    set(handle, "height", width);
    set(handle, "fillcolor", hex(lighter(style.color, 0.25)));
    set(handle, "penwidth", "0.5");
    set(handle, "label", labelled ? escaped(wrapped(name, 18), kEscString) : "");
    if (labelled) set(handle, "fontsize", fixed(9 + 15 * size, 1));
  }

  [[nodiscard]] bool symmetric(std::string_view type) const {
    return std::any_of(graph_.edge_types.begin(), graph_.edge_types.end(),
                       [&](const EdgeType& known) { return known.symmetric && known.name == type; });
  }

  void add_edges() {
    const auto same_line = [this](const Edge& a, const Edge& b) {
      return plan_.merge_parallel && a.source == b.source && a.target == b.target;
    };
    for (std::size_t begin = 0; begin < graph_.edges.size();) {
      std::size_t end = begin + 1;
      while (end < graph_.edges.size() && same_line(graph_.edges[begin], graph_.edges[end])) ++end;
      if (handles_[graph_.edges[begin].source] != nullptr && handles_[graph_.edges[begin].target] != nullptr) {
        add_line(begin, end);
      }
      begin = end;
    }
  }

  /// One line for the edges [begin, end), which have the same ends.
  void add_line(std::size_t begin, std::size_t end) {
    const Edge& first = graph_.edges[begin];
    Agedge_t* const handle = agedge(agraph_.get(), handles_[first.source], handles_[first.target],
                                    mutable_text(escaped(safe_id(first.id), kPlainValue)), 1);
    std::uint64_t weight = 0;
    bool undirected = true;
    bool firm = false;
    bool denied = true;
    std::string label;
    std::string_view last_type;
    for (std::size_t i = begin; i < end; ++i) {
      const Edge& edge = graph_.edges[i];
      weight += edge.weight;
      undirected = undirected && symmetric(edge.type);
      firm = firm || edge.status == Status::kStated || edge.status == Status::kReported;
      denied = denied && edge.status == Status::kDenied;
      if (edge.type != last_type) {
        if (!label.empty()) label += '\n';
        label += relation_label(graph_, edge.type, options_.language);
      }
      last_type = edge.type;
    }
    if (undirected) set(handle, "dir", "none");
    if (denied) {
      set(handle, "style", "dotted");
    } else if (!firm) {
      set(handle, "style", "dashed");
    }
    set(handle, "penwidth", fixed(plan_.boxes ? std::min(4.0, 0.7 + 0.5 * std::log2(static_cast<double>(weight))) : 0.4, 2));
    if (plan_.edge_labels) set(handle, "label", escaped(label, kEscString));
    if (!plan_.merge_parallel) describe(handle, first);
  }

  /// What only a DOT file carries: the edge's own fields.
  void describe(Agedge_t* handle, const Edge& edge) {
    set(handle, "id", escaped(safe_id(edge.id), kPlainValue));
    set(handle, "relation", escaped(edge.type, kPlainValue));
    set(handle, "status", to_string(edge.status));
    set(handle, "evidence_count", std::to_string(edge.weight));
    if (!edge.role.empty()) set(handle, "role", escaped(edge.role, kPlainValue));
    if (!edge.first_date.empty()) set(handle, "first_date", escaped(edge.first_date, kPlainValue));
    if (!edge.last_date.empty()) set(handle, "last_date", escaped(edge.last_date, kPlainValue));
    if (edge.evidence.empty()) return;
    const Evidence& evidence = edge.evidence.front();
    set(handle, "tooltip", escaped(evidence.text, kEscString));
    const std::string& url = graph_.articles[evidence.article].url;
    if (!url.empty()) set(handle, "URL", escaped(url, kEscString));
  }

  /// The graph's own label: every layout engine leaves room for it, which no node would get.
  void legend() {
    std::vector<std::string> types;
    for (const TypeStyle& style : type_styles()) types.emplace_back(style.type);
    std::set<std::string> used;
    for (const NodeIndex node : plan_.nodes) used.insert(graph_.nodes[node].type);
    std::erase_if(types, [&](const std::string& type) { return !used.contains(type); });
    for (const std::string& type : used) {
      if (std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
    }
    if (types.empty() && options_.title.empty()) return;
    constexpr std::size_t kMostTypes = 16;  // more is a hostile graph, not a legend
    types.resize(std::min(types.size(), kMostTypes));
    const double scale = std::clamp(std::sqrt(static_cast<double>(plan_.nodes.size()) / 60.0), 1.0, 7.0);
    const std::string size = fixed(12 * scale, 0);
    std::string html = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"" + fixed(5 * scale, 0) + "\">";
    if (!options_.title.empty()) {
      html += "<TR><TD COLSPAN=\"" + std::to_string(2 * std::max<std::size_t>(types.size(), 1)) + "\"><FONT POINT-SIZE=\"" +
              fixed(20 * scale, 0) + "\"><B>" + escaped(options_.title, kXmlText) + "</B></FONT></TD></TR>";
    }
    if (!types.empty()) {
      html += "<TR>";
      for (const std::string& type : types) {
        const std::string width = fixed(16 * scale, 0);
        html += "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"" + width + "\" HEIGHT=\"" + width + "\" BGCOLOR=\"" +
                hex(lighter(type_style(type).color, plan_.boxes ? 0.35 : 0.25)) + "\"></TD><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"" +
                size + "\">" + escaped(wrapped(type_label(graph_, type, options_.language), 40), kXmlText) + "</FONT></TD>";
      }
      html += "</TR>";
    }
    html += "</TABLE>";
    char* const label = agstrdup_html(agraph_.get(), mutable_text(html));
    agattr(agraph_.get(), AGRAPH, const_cast<char*>("labelloc"), const_cast<char*>("t"));
    agattr(agraph_.get(), AGRAPH, const_cast<char*>("label"), label);
    agstrfree(agraph_.get(), label);
  }

  const Graph& graph_;
  const ExportOptions& options_;
  const DrawingPlan& plan_;
  const std::vector<double> sizes_;
  AgraphPointer agraph_;
  std::vector<Agnode_t*> handles_;  ///< null for nodes that are not drawn
  std::set<NodeIndex> labelled_;
};

void style_by_size(DrawingPlan& plan) {
  const std::size_t count = plan.nodes.size();
  plan.engine = count <= 60 ? "dot" : count <= kBoxed ? "neato" : "sfdp";
  plan.boxes = count <= kBoxed;
  plan.edge_labels = count <= kEdgeLabelled;
  plan.labelled_nodes = plan.boxes ? count : 120;
}

}  // namespace

void AgraphClose::operator()(Agraph_s* graph) const {
  if (graph != nullptr) agclose(graph);
}

DrawingPlan plan_for_file(const Graph& graph) {
  DrawingPlan plan;
  plan.nodes.resize(graph.nodes.size());
  std::iota(plan.nodes.begin(), plan.nodes.end(), 0U);
  style_by_size(plan);
  plan.edge_labels = true;
  plan.labelled_nodes = graph.nodes.size();
  return plan;
}

DrawingPlan plan_for_picture(const Graph& graph) {
  DrawingPlan plan;
  plan.merge_parallel = true;
  plan.nodes.resize(graph.nodes.size());
  std::iota(plan.nodes.begin(), plan.nodes.end(), 0U);
  if (plan.nodes.size() > kMostDrawn) {
    const std::vector<std::uint32_t> degree = degrees(graph);
    std::stable_sort(plan.nodes.begin(), plan.nodes.end(),
                     [&](NodeIndex a, NodeIndex b) { return degree[a] > degree[b]; });
    plan.nodes.resize(kDrawnOfMore);
    std::sort(plan.nodes.begin(), plan.nodes.end());
  }
  style_by_size(plan);
  return plan;
}

AgraphPointer build_agraph(const Graph& graph, const ExportOptions& options, const DrawingPlan& plan) {
  return Builder(graph, options, plan).build();
}

void print_agraph(Agraph_s* agraph, Sink& sink) {
  Printer printer{&sink};
  agwrite(agraph, &printer);
}

std::string wrapped(std::string_view label, std::size_t width) {
  const std::size_t total = characters(label);
  if (total <= width || width == 0) return std::string(label);
  const std::size_t lines = (total + width - 1) / width;
  const std::size_t even = std::max<std::size_t>((total + lines - 1) / lines, width * 2 / 3);
  std::string result;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < label.size();) {
    const std::size_t end = std::min(label.find(' ', begin), label.size());
    const std::string_view word = label.substr(begin, end - begin);
    const std::size_t size = characters(word);
    const bool breaks = line != 0 && line + size / 2 + 1 > even;
    if (line != 0) result += breaks ? '\n' : ' ';
    line = breaks ? size : line + size + (line != 0 ? 1 : 0);
    result += word;
    begin = end + 1;
  }
  return result;
}

}  // namespace newsgraph
