// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/analysis/csr_graph.h"

namespace newsgraph {

/// Eigenvector centrality by weight, scaled so that the largest score is 1; 0 in a graph without edges. A
/// disconnected graph has one such vector a component: then the component of the largest eigenvalue has
/// scores, others go to 0. `value`, if given, receives the eigenvalue. Conjugate gradients until one more
/// product with the matrix would move no score by more than 1e-12, at most 10,000 rounds. Same bits for any
/// number of threads (0: one a processor).
std::vector<double> eigenvector(const Adjacency& rows, unsigned threads, double* value = nullptr);

/// Hubs and authorities by weight; each adds up to 1, or is 0 everywhere without arcs. As eigenvector
/// otherwise. Source: Kleinberg, "Authoritative sources in a hyperlinked environment", 1999.
struct HubsAuthorities {
  std::vector<double> hubs, authorities;
};
HubsAuthorities hits(const Adjacency& out, const Adjacency& in, unsigned threads);

}  // namespace newsgraph
