/* SPDX-License-Identifier: Apache-2.0
 * igraph_speed GRAPHML OUT: reads a GraphML file of ours and times igraph's GraphML writer on the same graph.
 */
#include <igraph/igraph.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char** argv) {
  if (argc != 3) {
    fputs("usage: igraph_speed GRAPHML OUT\n", stderr);
    return 2;
  }
  igraph_set_attribute_table(&igraph_cattribute_table);
  FILE* in = fopen(argv[1], "r");
  igraph_t graph;
  double start = now();
  if (in == NULL || igraph_read_graph_graphml(&graph, in, 0) != IGRAPH_SUCCESS) return 1;
  fclose(in);
  printf("igraph read %ld nodes, %ld edges in %.2f s\n", (long)igraph_vcount(&graph), (long)igraph_ecount(&graph), now() - start);
  FILE* out = fopen(argv[2], "w");
  if (out == NULL) return 1;
  start = now();
  if (igraph_write_graph_graphml(&graph, out, 1) != IGRAPH_SUCCESS) return 1;
  fflush(out);
  const double seconds = now() - start;
  const double mb = (double)ftell(out) / 1e6;
  fclose(out);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("igraph       %8.1f MB %7.2f s %7.1f MB/s  whole program %.0f MB\n", mb, seconds, mb / seconds, (double)usage.ru_maxrss / 1024);
  return 0;
}
