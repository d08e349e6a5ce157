// SPDX-License-Identifier: Apache-2.0
// The graph as Graphviz's cgraph holds it, with everything that makes a drawing readable: colour and shape by
// type, size by centrality, wrapped names, relation names, a legend. DOT files and pictures are made from the
// same.
//
// Traps of cgraph that this file knows: a value that ends in a backslash makes agwrite print what Graphviz
// cannot read, and "\N" and the like are expanded in labels, so every backslash is doubled; entities are
// decoded in labels, so "&" is written as "&amp;"; agwrite breaks strings at 128 characters unless linelength
// says 0.
#include "export/drawing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <numeric>
#include <set>

#include "export/drawing_parts.h"
#include "export/graph_layout.h"
#include "export/style.h"

namespace newsgraph {
namespace {

constexpr const char* kFont = "Noto Sans,DejaVu Sans,sans-serif";
// Up to so many nodes ...
constexpr std::size_t kCurved = 100;        // lines bend around shapes
constexpr std::size_t kEdgeLabelled = 150;  // lines say their relation
constexpr std::size_t kStressed = 200;      // the layout is neato's
constexpr std::size_t kBoxed = 400;         // names stand inside shapes
// Beyond, what is drawn is placed by our own layout, for Graphviz's takes minutes for some thousand nodes and
// hours where they are in many components. This engine leaves nodes where they are.
constexpr const char* kPlaced = "nop1";

/// Discipline of cgraph with our output in the place of stdio. What a sink throws must not pass through
/// cgraph, which is C: it is kept, and cgraph told of a failure.
struct Printer {
  Sink* sink;
  std::exception_ptr failure;
  static int put(void* channel, const char* text) {
    auto* const printer = static_cast<Printer*>(channel);
    if (printer->failure == nullptr) {
      try {
        printer->sink->write(text);
      } catch (...) {
        printer->failure = std::current_exception();
      }
    }
    return printer->failure == nullptr ? 0 : EOF;
  }
  static int flush(void*) { return 0; }
};
Agiodisc_t output_discipline = {nullptr, &Printer::put, &Printer::flush};
Agdisc_t discipline = {&AgMemDisc, &AgIdDisc, &output_discipline};

/// cgraph and gvc say what they think on stderr; a library does not.
int keep_quiet(char*) {
  return 0;
}

double disc_inches(double size) {
  return 0.05 + 0.5 * size;
}

class Builder {
 public:
  Builder(const Graph& graph, const ExportOptions& options, const DrawingPlan& plan)
      : graph_(graph), options_(options), plan_(plan), sizes_(node_sizes(graph, options.size_by)) {
    for (const EdgeType& type : graph.edge_types) {
      if (type.symmetric) symmetric_.insert(type.name);
    }
  }

  AgraphPointer build() {
    agseterrf(&keep_quiet);
    agraph_.reset(agopen(const_cast<char*>("newsgraph"), Agdirected, &discipline));
    declare_defaults();
    handles_.assign(graph_.nodes.size(), nullptr);
    for (const NodeIndex node : plan_.nodes) add_node(node);
    for (std::size_t i = 0; i < plan_.places.size(); ++i) {
      Attributes::set(handles_[plan_.nodes[i]], "pos",
                      fixed(double{plan_.places[i].x}, 1) + "," + fixed(double{plan_.places[i].y}, 1));
    }
    add_edges();
    if (!plan_.picture) {
      const std::string html = legend(graph_, options_, plan_, 1);
      if (!html.empty()) Attributes(agraph_.get()).declare_html("label", html);
    }
    return std::move(agraph_);
  }

 private:
  void declare_defaults() {
    const Attributes of(agraph_.get());
    of.declare(AGRAPH, "linelength", "0");
    of.declare(AGRAPH, "layout", plan_.engine);
    of.declare(AGRAPH, "charset", "UTF-8");
    of.declare(AGRAPH, "bgcolor", "white");
    of.declare(AGRAPH, "outputorder", "edgesfirst");
    of.declare(AGRAPH, "fontname", kFont);
    of.declare(AGRAPH, "fontcolor", "#1b1f24");
    of.declare(AGRAPH, "labelloc", "t");
    of.declare(AGRAPH, "pad", "0.3");
    of.declare(AGRAPH, "overlap", plan_.engine == kPlaced ? "true" : "prism");
    // Points around each shape; a relation needs room for its words between two.
    of.declare(AGRAPH, "sep", plan_.edge_labels ? "+18" : plan_.boxes ? "+8" : "+4");
    of.declare(AGRAPH, "splines", plan_.nodes.size() <= kCurved ? "true" : "line");
    if (plan_.nodes.size() <= kStressed)
      of.declare(AGEDGE, "len", "0.9");  // inches, before shapes are pulled apart
    of.declare(AGRAPH, "start", "7");    // the seed of the first, random places
    of.declare(AGNODE, "fontname", kFont);
    of.declare(AGNODE, "fontcolor", "#1b1f24");
    of.declare(AGNODE, "style", "filled");
    of.declare(AGNODE, "margin", "0.11,0.06");
    of.declare(AGNODE, "height", "0.3");
    of.declare(AGEDGE, "fontname", kFont);
    of.declare(AGEDGE, "fontsize", fixed(font_, 0));
    of.declare(AGEDGE, "fontcolor", "#4a5460");
    of.declare(AGEDGE, "color", plan_.boxes ? "#7d8894" : "#6b768280");
    of.declare(AGEDGE, "arrowsize", plan_.boxes ? "0.6" : "0.3");
  }

  void add_node(NodeIndex index) {
    const Node& node = graph_.nodes[index];
    const TypeStyle style = type_style(node.type);
    const std::string name(name_of(node));
    Agnode_t* const handle = agnode(agraph_.get(), mutable_text(node_key(node)), 1);
    handles_[index] = handle;
    const double size = sizes_[index];
    Attributes::set(handle, "entity_type", escaped(node.type, kPlainValue));
    Attributes::set(
        handle, "tooltip",
        escaped(name + " (" + type_label(graph_, node.type, options_.language) + ")", kEscString));
    Attributes::set(handle, "color", hex(style.color));
    if (plan_.boxes) {
      const std::string shown = plan_.picture ? shortened(name) : name;
      Attributes::set(handle, "label", escaped(wrapped(shown, 20), kEscString));
      Attributes::set(handle, "shape", std::string(style.shape));
      Attributes::set(handle, "style", style.shape == "box" ? "rounded,filled" : "filled");
      Attributes::set(handle, "fillcolor", hex(lighter(style.color, 0.8)));
      Attributes::set(handle, "penwidth", fixed(1.0 + 1.2 * size, 2));
      Attributes::set(handle, "fontsize", fixed(font_ + 10 * size, 1));
      return;
    }
    const std::string width = fixed(disc_inches(size), 3);
    Attributes::set(handle, "shape", "circle");
    Attributes::set(handle, "fixedsize", "true");
    Attributes::set(handle, "width", width);
    Attributes::set(handle, "height", width);
    Attributes::set(handle, "fillcolor", hex(lighter(style.color, 0.3)));
    Attributes::set(handle, "penwidth", "0.5");
    Attributes::set(handle, "label", plan_.picture ? "" : escaped(wrapped(name, 18), kEscString));
  }

  void add_edges() {
    const auto same_line = [this](const Edge& a, const Edge& b) {
      return plan_.merge_parallel && a.source == b.source && a.target == b.target;
    };
    for (std::size_t begin = 0; begin < graph_.edges.size();) {
      std::size_t end = begin + 1;
      while (end < graph_.edges.size() && same_line(graph_.edges[begin], graph_.edges[end])) ++end;
      if (handles_[graph_.edges[begin].source] != nullptr &&
          handles_[graph_.edges[begin].target] != nullptr) {
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
    std::vector<std::string> relations;
    for (std::size_t i = begin; i < end; ++i) {
      const Edge& edge = graph_.edges[i];
      weight += edge.weight;
      undirected = undirected && symmetric_.contains(edge.type);
      firm = firm || edge.status == Status::kStated || edge.status == Status::kReported;
      denied = denied && edge.status == Status::kDenied;
      if (i == begin || edge.type != graph_.edges[i - 1].type) {
        relations.push_back(relation_label(graph_, edge.type, options_.language));
      }
    }
    if (undirected) Attributes::set(handle, "dir", "none");
    if (denied) {
      Attributes::set(handle, "style", "dotted");
    } else if (!firm) {
      Attributes::set(handle, "style", "dashed");
    }
    const double width =
        plan_.boxes ? std::min(4.0, 0.8 + 0.5 * std::log2(static_cast<double>(weight))) : 0.8;
    Attributes::set(handle, "penwidth", fixed(width, 2));
    if (plan_.edge_labels && plan_.picture) {
      std::string lines;
      for (const std::string& relation : relations) {
        if (!lines.empty()) lines += '\n';
        lines += shortened(relation);
      }
      Attributes(agraph_.get()).set_html(handle, "label", on_white(lines));
    } else if (plan_.edge_labels) {
      Attributes::set(handle, "label", escaped(relations.front(), kEscString));
    }
    if (!plan_.merge_parallel) describe(handle, first);
  }

  /// What only a DOT file carries: the edge's own fields.
  void describe(Agedge_t* handle, const Edge& edge) {
    Attributes::set(handle, "id", escaped(safe_id(edge.id), kPlainValue));
    Attributes::set(handle, "relation", escaped(edge.type, kPlainValue));
    Attributes::set(handle, "status", to_string(edge.status));
    Attributes::set(handle, "evidence_count", std::to_string(edge.weight));
    if (!edge.role.empty()) Attributes::set(handle, "role", escaped(edge.role, kPlainValue));
    if (!edge.first_date.empty())
      Attributes::set(handle, "first_date", escaped(edge.first_date, kPlainValue));
    if (!edge.last_date.empty()) Attributes::set(handle, "last_date", escaped(edge.last_date, kPlainValue));
    if (edge.evidence.empty()) return;
    const Evidence& evidence = *edge.evidence.front();
    Attributes::set(handle, "tooltip", escaped(evidence.text, kEscString));
    const std::string_view url = graph_.articles[evidence.article].url;
    if (!url.empty()) Attributes::set(handle, "URL", escaped(url, kEscString));
  }

  const Graph& graph_;
  const ExportOptions& options_;
  const DrawingPlan& plan_;
  const std::vector<double> sizes_;
  const double font_ = plan_.nodes.size() <= 60 ? 13 : 11;  ///< of the smallest name, points
  std::set<std::string, std::less<>> symmetric_;
  AgraphPointer agraph_;
  std::vector<Agnode_t*> handles_;  ///< null for nodes that are not drawn
};

void style_by_size(DrawingPlan& plan) {
  const std::size_t count = plan.nodes.size();
  plan.engine = count <= kStressed ? "neato" : "sfdp";
  plan.boxes = count <= kBoxed;
  plan.edge_labels = count <= kEdgeLabelled;
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
  return plan;
}

DrawingPlan plan_for_picture(const Graph& graph) {
  DrawingPlan plan;
  plan.picture = true;
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
  if (!plan.boxes) plan.engine = kPlaced;
  return plan;
}

void place_nodes(const Graph& graph, const ExportOptions& options, DrawingPlan& plan) {
  if (plan.engine != kPlaced) return;
  constexpr double kPointsPerInch = 72;
  constexpr double kGap = 4;  // points between two discs
  const std::vector<double> sizes = node_sizes(graph, options.size_by);
  std::vector<float> radii;
  radii.reserve(plan.nodes.size());
  for (const NodeIndex node : plan.nodes)
    radii.push_back(static_cast<float>(kPointsPerInch * disc_inches(sizes[node]) / 2 + kGap / 2));
  plan.places = lay_out(graph, part_with(graph, plan.nodes), radii);
}

AgraphPointer build_agraph(const Graph& graph, const ExportOptions& options, const DrawingPlan& plan) {
  return Builder(graph, options, plan).build();
}

void print_agraph(Agraph_s* agraph, Sink& sink) {
  Printer printer{&sink, nullptr};
  agwrite(agraph, &printer);
  if (printer.failure != nullptr) std::rethrow_exception(printer.failure);
}

}  // namespace newsgraph
