// SPDX-License-Identifier: Apache-2.0
// Both measures are leading vectors (leading_vector.h): of the ties' matrix, and of that of the arcs times
// itself turned round. Vertices are first put in order of falling degree (pagerank.cc says why).
#include "graph/analysis/spectral.h"

#include <algorithm>
#include <numeric>

#include "graph/analysis/leading_vector.h"
#include "graph/analysis/order.h"
#include "graph/analysis/row_sums.h"

namespace newsgraph {
namespace {

class TiesMatrix {
 public:
  explicit TiesMatrix(const Adjacency& rows) : rows_(rows), bounds_(even_blocks(rows, 0, rows.vertices())) {}
  void prepare(const std::vector<double>& from) { from_ = from; }
  [[nodiscard]] double row(Vertex v) const { return row_sum(rows_, v, from_); }
  [[nodiscard]] std::span<const Vertex> bounds() const { return bounds_; }

 private:
  Adjacency rows_;
  std::vector<Vertex> bounds_;
  std::span<const double> from_;
};

// What hubs give to authorities, and these give back.
class HubsMatrix {
 public:
  HubsMatrix(const Adjacency& out, const Adjacency& in, unsigned threads)
      : out_(out),
        in_(in),
        threads_(threads),
        out_bounds_(even_blocks(out, 0, out.vertices())),
        in_bounds_(even_blocks(in, 0, in.vertices())),
        authorities_(out.vertices()) {}
  void prepare(const std::vector<double>& hubs) {
    over_blocks(threads_, in_bounds_, [&](Vertex begin, Vertex end) {
      for (Vertex v = begin; v < end; ++v) authorities_[v] = row_sum(in_, v, hubs);
      return 0.0;
    });
  }
  [[nodiscard]] double row(Vertex v) const { return row_sum(out_, v, authorities_); }
  [[nodiscard]] std::span<const Vertex> bounds() const { return out_bounds_; }
  /// Of the hubs last prepared.
  [[nodiscard]] std::vector<double>& authorities() { return authorities_; }

 private:
  Adjacency out_, in_;
  unsigned threads_;
  std::vector<Vertex> out_bounds_, in_bounds_;
  std::vector<double> authorities_;
};

// The entry that is farthest from 0.
double largest_of(const std::vector<double>& values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  return *most >= -*least ? *most : *least;
}

// Values whose signs agree but for rounding, as parts of `whole`, under the old numbers. What the search
// cannot tell from 0 is 0, so that no order of nodes hangs on it.
std::vector<double> scores_of(const std::vector<double>& values, double whole,
                              const std::vector<Vertex>& order) {
  const double least = kLeadingTolerance * largest_of(values) / whole;
  std::vector<double> result(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double score = values[i] / whole;
    result[order[i]] = score > least ? score : 0;
  }
  return result;
}

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

std::vector<double> eigenvector(const Adjacency& rows, unsigned threads, double* value) {
  const Vertex n = rows.vertices();
  if (value != nullptr) *value = 0;
  if (rows.arcs() == 0) return std::vector<double>(n, 0.0);
  const std::vector<Vertex> order = degree_order(rows);
  const Rows sorted = moved_rows(rows, order);
  TiesMatrix matrix(sorted.view());
  const LeadingVector found = LeadingVectorSearch(matrix, n, threads).find();
  if (value != nullptr) *value = found.value;
  // Of the image, which is exactly 0 where there are no ties.
  return scores_of(found.image, largest_of(found.image), order);
}

HubsAuthorities hits(const Adjacency& out, const Adjacency& in, unsigned threads) {
  const Vertex n = out.vertices();
  if (out.arcs() == 0) return {std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
  const std::vector<Vertex> order = degree_order(in);
  const Rows sorted_out = moved_rows(out, order);
  const Rows sorted_in = moved_rows(in, order);
  HubsMatrix matrix(sorted_out.view(), sorted_in.view(), threads);
  const LeadingVector found = LeadingVectorSearch(matrix, n, threads).find();
  const std::vector<double>& authorities = matrix.authorities();
  return {scores_of(found.image, sum_of(found.image), order),
          scores_of(authorities, sum_of(authorities), order)};
}

}  // namespace newsgraph
