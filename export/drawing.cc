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
#include <charconv>
#include <cmath>
#include <numeric>
#include <set>

#include "export/style.h"
#include "export/text_out.h"
#include "export/xml.h"

namespace newsgraph {
namespace {

constexpr const char* kFont = "Noto Sans,DejaVu Sans,sans-serif";
// Up to so many nodes ...
constexpr std::size_t kCurved = 100;        // lines bend around shapes
constexpr std::size_t kEdgeLabelled = 150;  // lines say their relation
constexpr std::size_t kStressed = 200;      // the layout is neato's
constexpr std::size_t kBoxed = 400;         // names stand inside shapes
constexpr Escapes kEscString{{{'\\', "\\\\"}, {'&', "&amp;"}, {'\n', "\\n"}, {'\t', " "}}};
constexpr Escapes kPlainValue{{{'\\', "\\\\"}}};

char* mutable_text(const std::string& text) { return const_cast<char*>(text.c_str()); }  // cgraph copies what it gets

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

/// Sets attributes of one cgraph graph.
class Attributes {
 public:
  explicit Attributes(Agraph_t* agraph) : agraph_(agraph) {}

  void declare(int kind, const char* name, const std::string& value) const {
    agattr(agraph_, kind, const_cast<char*>(name), mutable_text(value));
  }
  static void set(void* object, const char* name, const std::string& value) {
    agsafeset(object, const_cast<char*>(name), mutable_text(value), const_cast<char*>(""));
  }
  void set_html(void* object, const char* name, const std::string& html) const {
    char* const text = agstrdup_html(agraph_, mutable_text(html));
    agsafeset(object, const_cast<char*>(name), text, const_cast<char*>(""));
    agstrfree(agraph_, text);
  }
  void declare_html(const char* name, const std::string& html) const {
    char* const text = agstrdup_html(agraph_, mutable_text(html));
    agattr(agraph_, AGRAPH, const_cast<char*>(name), text);
    agstrfree(agraph_, text);
  }

 private:
  Agraph_t* agraph_;
};

/// For pictures: nobody reads a name of 50,000 characters there.
std::string shortened(std::string_view name) {
  constexpr std::size_t kLongest = 90;
  if (characters(name) <= kLongest) return std::string(name);
  std::size_t end = 0;
  for (std::size_t seen = 0; end < name.size() && seen < kLongest; ++end) {
    if (end + 1 == name.size() || (static_cast<unsigned char>(name[end + 1]) & 0xC0U) != 0x80U) ++seen;
  }
  return std::string(name.substr(0, end)) + "…";
}

const std::string& name_of(const Node& node) { return node.label.empty() ? node.id : node.label; }

std::string node_key(const Node& node) { return escaped(safe_id(node.id), kPlainValue); }

/// Title and types, as an HTML-like table. Empty when there is nothing to say.
std::string legend(const Graph& graph, const ExportOptions& options, const DrawingPlan& plan, double scale) {
  std::set<std::string> used;
  for (const NodeIndex node : plan.nodes) used.insert(graph.nodes[node].type);
  std::vector<std::string> types;
  for (const TypeStyle& style : type_styles()) {
    if (used.erase(std::string(style.type)) != 0) types.emplace_back(style.type);
  }
  types.insert(types.end(), used.begin(), used.end());
  constexpr std::size_t kMostTypes = 16;  // more is a hostile graph, not a legend
  types.resize(std::min(types.size(), kMostTypes));
  if (types.empty() && options.title.empty()) return {};
  const auto font = [scale](double size) { return "<FONT POINT-SIZE=\"" + fixed(size * scale, 1) + "\">"; };
  std::string html = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"" + fixed(4 * scale, 0) + "\">";
  if (!options.title.empty()) {
    html += "<TR><TD COLSPAN=\"" + std::to_string(2 * std::max<std::size_t>(types.size(), 1)) + "\">" + font(22) + "<B>" +
            escaped(shortened(options.title), kXmlText) + "</B></FONT></TD></TR>";
  }
  if (!types.empty()) {
    const std::string width = fixed(13 * scale, 0);
    html += "<TR>";
    for (const std::string& type : types) {
      html += "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"" + width + "\" HEIGHT=\"" + width + "\" BGCOLOR=\"" +
              hex(lighter(type_style(type).color, 0.25)) + "\"></TD><TD ALIGN=\"LEFT\">" + font(12) +
              escaped(shortened(type_label(graph, type, options.language)), kXmlText) + "</FONT></TD>";
    }
    html += "</TR>";
  }
  return html + "</TABLE>";
}

/// Lines of text on white ground, so that what lies under them does not strike them through.
std::string on_white(std::string_view text) {
  std::string html =
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\"><TR><TD BGCOLOR=\"#ffffffc8\">";
  for (const char c : escaped(text, kXmlText)) {
    if (c == '\n') {
      html += "<BR/>";
    } else {
      html += c;
    }
  }
  return html + "</TD></TR></TABLE>";
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
    of.declare(AGRAPH, "overlap", "prism");
    of.declare(AGRAPH, "sep", plan_.boxes ? "+8" : "+4");
    of.declare(AGRAPH, "splines", plan_.nodes.size() <= kCurved ? "true" : "line");
    if (plan_.nodes.size() <= kStressed) of.declare(AGEDGE, "len", "0.9");  // inches, before shapes are pulled apart
    of.declare(AGRAPH, "start", "7");  // the seed of the first, random places
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
    const std::string& name = name_of(node);
    Agnode_t* const handle = agnode(agraph_.get(), mutable_text(node_key(node)), 1);
    handles_[index] = handle;
    const double size = sizes_[index];
    Attributes::set(handle, "entity_type", escaped(node.type, kPlainValue));
    Attributes::set(handle, "tooltip", escaped(name + " (" + type_label(graph_, node.type, options_.language) + ")", kEscString));
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
    const std::string width = fixed(0.05 + 0.5 * size, 3);
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
    const double width = plan_.boxes ? std::min(4.0, 0.8 + 0.5 * std::log2(static_cast<double>(weight))) : 0.8;
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
    if (!edge.first_date.empty()) Attributes::set(handle, "first_date", escaped(edge.first_date, kPlainValue));
    if (!edge.last_date.empty()) Attributes::set(handle, "last_date", escaped(edge.last_date, kPlainValue));
    if (edge.evidence.empty()) return;
    const Evidence& evidence = edge.evidence.front();
    Attributes::set(handle, "tooltip", escaped(evidence.text, kEscString));
    const std::string& url = graph_.articles[evidence.article].url;
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

/// A rectangle around a name, in points.
struct Area {
  double left, right, bottom, top;
  [[nodiscard]] bool meets(const Area& other) const {
    return left < other.right && other.left < right && bottom < other.top && other.bottom < top;
  }
};

/// An attribute that is a list of numbers: "12.5,40".
std::vector<double> numbers(void* object, const char* name) {
  const char* const value = agget(object, const_cast<char*>(name));
  std::vector<double> found;
  if (value == nullptr) return found;
  const std::string_view text(value);
  for (const char* at = text.data(); at < text.data() + text.size();) {
    double number = 0;
    const auto result = std::from_chars(at, text.data() + text.size(), number);
    if (result.ec != std::errc()) break;
    found.push_back(number);
    at = result.ptr + 1;
  }
  return found;
}

/// The area of lines of text below a disc, by the average width of a character.
Area area_of(std::string_view text, double font, Point disc, double radius) {
  constexpr double kCharacter = 0.56;
  constexpr double kLine = 1.25;
  std::size_t longest = 0;
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin <= text.size(); ++lines) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    longest = std::max(longest, characters(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  const double width = static_cast<double>(longest) * font * kCharacter;
  const double height = static_cast<double>(lines) * font * kLine;
  return {disc.x - width / 2, disc.x + width / 2, disc.y - radius - height, disc.y - radius};
}

/// Names under discs, the largest node first; a name that would cover another, or a larger disc, is left out.
void name_discs(Agraph_t* agraph, const Graph& graph, const ExportOptions& options, const DrawingPlan& plan, double scale) {
  constexpr std::size_t kMostNames = 300;
  constexpr std::size_t kMostTried = 1500;
  constexpr double kPointsPerInch = 72;
  const std::vector<double> sizes = node_sizes(graph, options.size_by);
  std::vector<NodeIndex> order = plan.nodes;
  std::stable_sort(order.begin(), order.end(), [&](NodeIndex a, NodeIndex b) { return sizes[a] > sizes[b]; });
  order.resize(std::min(order.size(), kMostTried));
  const Attributes of(agraph);
  std::vector<Area> taken;
  std::size_t named = 0;
  for (std::size_t i = 0; i < order.size() && named < kMostNames; ++i) {
    const Node& node = graph.nodes[order[i]];
    Agnode_t* const handle = agnode(agraph, mutable_text(node_key(node)), 0);
    const std::vector<double> place = numbers(handle, "pos");
    const std::vector<double> width = numbers(handle, "width");
    if (place.size() < 2 || width.empty()) continue;
    const double radius = width[0] * kPointsPerInch / 2;
    const double font = (6 + 7 * sizes[order[i]]) * scale;
    const std::string text = wrapped(shortened(name_of(node)), 20);
    const Area area = area_of(text, font, {place[0], place[1]}, radius);
    if (std::any_of(taken.begin(), taken.end(), [&](const Area& other) { return area.meets(other); })) continue;
    taken.push_back(area);
    taken.push_back({place[0] - radius, place[0] + radius, place[1] - radius, place[1] + radius});
    ++named;
    // A node of its own: what comes last is drawn over the discs around it.
    Agnode_t* const label = agnode(agraph, mutable_text("name\n" + std::to_string(i)), 1);
    Attributes::set(label, "pos", fixed((area.left + area.right) / 2, 1) + "," + fixed((area.bottom + area.top) / 2, 1));
    Attributes::set(label, "shape", "none");
    Attributes::set(label, "style", "");
    Attributes::set(label, "margin", "0");
    Attributes::set(label, "width", "0");
    Attributes::set(label, "height", "0");
    Attributes::set(label, "tooltip", escaped(text, kEscString));
    Attributes::set(label, "fontsize", fixed(font, 1));
    of.set_html(label, "label", on_white(text));
  }
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
  return plan;
}

AgraphPointer build_agraph(const Graph& graph, const ExportOptions& options, const DrawingPlan& plan) {
  return Builder(graph, options, plan).build();
}

void finish_layout(Agraph_s* agraph, const Graph& graph, const ExportOptions& options, const DrawingPlan& plan) {
  const std::vector<double> frame = numbers(agraph, "bb");  // left, bottom, right, top in points
  if (frame.size() != 4) return;
  const double width = frame[2] - frame[0];
  const double height = frame[3] - frame[1];
  const double scale = std::clamp(std::sqrt(width * height) / 900, 0.7, 40.0);
  Attributes(agraph).declare(AGRAPH, "layout", "nop2");  // goes before the engine that gvLayout is told
  if (!plan.boxes) name_discs(agraph, graph, options, plan, scale);
  // A row of ten types is about 760 points wide: never wider than the drawing, unless that is very narrow.
  const std::string html = legend(graph, options, plan, std::clamp(std::min(width / 900, 0.8 * scale), 0.7, 40.0));
  if (!html.empty()) Attributes(agraph).declare_html("label", html);
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
