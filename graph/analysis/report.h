// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "graph/analysis/analysis.h"

namespace newsgraph {

struct ReportOptions {
  std::size_t top = 10;   ///< rows of each table
  std::string node_type;  ///< only nodes of this type; empty: all
};

/// One table a measure: rank, score, type, name and the strongest edges. For people: names are cut to fit,
/// scores rounded to four digits.
std::string text_report(const Analysis& analysis, const ReportOptions& options);

/// The same as one JSON object, with ids and whole scores. Keys: nodes, edges, denied, components,
/// measures[name, note, top[id, type, label, score, strongest[type, direction, weight, id, label]]], and
/// communities if they were computed.
std::string json_report(const Analysis& analysis, const ReportOptions& options);

/// The same as CSV (RFC 4180): measure,rank,id,type,label,score.
std::string csv_report(const Analysis& analysis, const ReportOptions& options);

/// A page to paste: size and structure, who leads by type (PageRank, computed if need be) and their strongest
/// edges, who ties countries and provinces, the communities with their most central members.
std::string text_summary(const Analysis& analysis, const MeasureOptions& how, const ReportOptions& options);

}  // namespace newsgraph
