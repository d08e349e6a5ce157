// SPDX-License-Identifier: Apache-2.0
// The objects and arrays of a graph file: what each begins, and what is done when it is complete.
#include <algorithm>
#include <limits>

#include "export/json_handler.h"

namespace newsgraph {

std::string GraphJsonHandler::record_name() const {
  switch (places_.back()) {
    case Place::kArticle:
      return "article " + quoted(graph.articles.back().id);
    case Place::kNode:
    case Place::kAliases:
    case Place::kNodeArticles:
    case Place::kAttributes:
      return "node " + quoted(graph.nodes.back().id);
    case Place::kEdge:
    case Place::kEdgeArticles:
    case Place::kEvidenceList:
    case Place::kEvidence:
    case Place::kSpan:
      return "edge " + quoted(graph.edges.back().id);
    default:
      return "graph";
  }
}

GraphJsonHandler::Place GraphJsonHandler::inner_place(bool object) const {
  if (object) {
    switch (places_.back()) {
      case Place::kFile:
        return Place::kTop;
      case Place::kNodeTypes:
        return Place::kNodeType;
      case Place::kEdgeTypes:
        return Place::kEdgeType;
      case Place::kArticles:
        return Place::kArticle;
      case Place::kNodes:
        return Place::kNode;
      case Place::kEdges:
        return Place::kEdge;
      case Place::kEvidenceList:
        return Place::kEvidence;
      case Place::kNode:
        return key_ == "attributes" ? Place::kAttributes : Place::kSkipped;
      default:
        return Place::kSkipped;
    }
  }
  switch (places_.back()) {
    case Place::kTop:
      if (key_ == "nodes") return Place::kNodes;
      if (key_ == "edges" || key_ == "links") return Place::kEdges;
      if (key_ == "articles") return Place::kArticles;
      if (key_ == "node_types") return Place::kNodeTypes;
      return key_ == "edge_types" ? Place::kEdgeTypes : Place::kSkipped;
    case Place::kNode:
      if (key_ == "aliases") return Place::kAliases;
      return key_ == "articles" ? Place::kNodeArticles : Place::kSkipped;
    case Place::kEdge:
      if (key_ == "articles") return Place::kEdgeArticles;
      return key_ == "evidence" ? Place::kEvidenceList : Place::kSkipped;
    case Place::kEvidence:
      return key_ == "sentence" || key_ == "source" || key_ == "target" || key_ == "trigger"
                 ? Place::kSpan
                 : Place::kSkipped;
    default:
      return Place::kSkipped;
  }
}

/// An object or array where text or a number belongs is an error for the members we know, skipped for others.
bool GraphJsonHandler::check_place(Place place, bool object) {
  const Place outer = places_.back();
  if (outer == Place::kFile && !object) return fail("a graph file is one JSON object, found an array");
  if (place != Place::kSkipped) return true;
  const bool list_of_records = outer == Place::kNodes || outer == Place::kEdges ||
                               outer == Place::kArticles || outer == Place::kNodeTypes ||
                               outer == Place::kEdgeTypes || outer == Place::kEvidenceList;
  if (list_of_records) return fail(record_name() + ": found an array where an object was wanted");
  if (outer == Place::kAliases || outer == Place::kNodeArticles || outer == Place::kEdgeArticles) {
    return fail(record_name() + ": found " + (object ? "an object" : "an array") + " in a list of texts");
  }
  if (outer == Place::kSpan) return wrong_kind("two whole numbers");
  const std::string_view wanted = wanted_member();
  return wanted.empty() || wrong_kind(wanted);
}

bool GraphJsonHandler::open(bool object) {
  if (skipped_ != 0) {
    ++skipped_;
    return true;
  }
  const Place place = inner_place(object);
  if (!check_place(place, object)) return false;
  if (place == Place::kSkipped) {
    skipped_ = 1;
    return true;
  }
  if (!begin_record(place)) return false;
  places_.push_back(place);
  return true;
}

bool GraphJsonHandler::close() {
  if (skipped_ != 0) {
    --skipped_;
    return true;
  }
  const bool good = end_record(places_.back());
  places_.pop_back();
  return good;
}

bool GraphJsonHandler::begin_record(Place place) {
  const auto full = [](std::size_t size) { return size >= std::numeric_limits<std::uint32_t>::max(); };
  switch (place) {
    case Place::kNodes:
      has_nodes_ = true;
      break;
    case Place::kEdges:
      has_edges_ = true;
      break;
    case Place::kArticle:
      graph.articles.emplace_back();
      break;
    case Place::kNodeType:
      graph.node_types.emplace_back();
      break;
    case Place::kEdgeType:
      graph.edge_types.emplace_back();
      break;
    case Place::kNode:
      if (full(graph.nodes.size())) return fail("more than 4294967295 nodes");
      graph.nodes.emplace_back();
      alias_list_.clear();
      attribute_list_.clear();
      article_list_.clear();
      first_pending_ = pending_.size();
      break;
    case Place::kEdge:
      if (full(graph.edges.size())) return fail("more than 4294967295 edges");
      graph.edges.emplace_back();
      article_list_.clear();
      evidence_list_.clear();
      first_pending_ = pending_.size();
      has_source_ = has_target_ = false;
      break;
    case Place::kEvidence:
      evidence_list_.emplace_back();
      has_article_ = false;
      break;
    case Place::kSpan: {
      Evidence& evidence = evidence_list_.back();
      span_ = key_ == "sentence" ? &evidence.sentence
              : key_ == "source" ? &evidence.source
              : key_ == "target" ? &evidence.target
                                 : &evidence.trigger;
      span_bounds_ = 0;
      break;
    }
    default:
      break;
  }
  return true;
}

template <class Record>
bool GraphJsonHandler::unique(const std::vector<Record>& records, IdIndex<Record>& index,
                              std::string_view kind) {
  const std::string_view id = records.back().id;
  if (id.empty())
    return fail(std::string(kind) + " number " + std::to_string(records.size()) + " has no 'id'");
  if (index.insert(static_cast<std::uint32_t>(records.size() - 1))) return true;
  return fail("two " + std::string(kind) + "s have the id " + quoted(id));
}

bool GraphJsonHandler::end_record(Place place) {
  switch (place) {
    case Place::kArticle:
      return unique(graph.articles, articles_, "article");
    case Place::kNode: {
      auto& attributes = attribute_list_;
      std::sort(attributes.begin(), attributes.end());
      const auto same_key = [](const Attribute& a, const Attribute& b) { return a.key == b.key; };
      const auto twice = std::adjacent_find(attributes.begin(), attributes.end(), same_key);
      if (twice != attributes.end())
        return fail(record_name() + ": attribute " + quoted(twice->key) + " occurs twice");
      end_lists(graph.nodes.back());
      return unique(graph.nodes, nodes_, "node");
    }
    case Place::kEdge:
      if (!has_source_ || !has_target_) {
        return fail(record_name() + " has no '" + (has_source_ ? "target" : "source") + "'");
      }
      end_lists(graph.edges.back());
      return unique(graph.edges, edges_, "edge");
    case Place::kEvidence:
      return has_article_ || fail(record_name() + ": evidence without 'article'");
    case Place::kSpan:
      if (span_bounds_ != 2 || span_->begin > span_->end) {
        return fail(record_name() + ": a span of evidence must be [begin, end] with begin <= end");
      }
      return true;
    default:
      return true;
  }
}

std::span<ArticleIndex> GraphJsonHandler::end_articles(Pending::Kind kind) {
  const auto list = graph.memory->make<ArticleIndex>(article_list_.size());
  std::copy(article_list_.begin(), article_list_.end(), list.begin());
  for (std::size_t p = first_pending_; p < pending_.size(); ++p) {
    if (pending_[p].kind == kind) pending_[p].article = &list[pending_[p].item];
  }
  return list;
}

void GraphJsonHandler::end_lists(Node& node) {
  node.aliases = graph.memory->keep(alias_list_);
  node.attributes = graph.memory->keep(attribute_list_);
  node.articles = end_articles(Pending::Kind::kNodeArticle);
}

void GraphJsonHandler::end_lists(Edge& edge) {
  edge.articles = end_articles(Pending::Kind::kEdgeArticle);
  const auto pieces = graph.memory->make<Evidence>(evidence_list_.size());
  const auto list = graph.memory->make<const Evidence*>(evidence_list_.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    pieces[i] = evidence_list_[i];
    list[i] = &pieces[i];
  }
  for (std::size_t p = first_pending_; p < pending_.size(); ++p) {
    Pending& reference = pending_[p];
    if (reference.kind == Pending::Kind::kEvidenceArticle)
      reference.article = &pieces[reference.item].article;
  }
  edge.evidence = list;
}

}  // namespace newsgraph
