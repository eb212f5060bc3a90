//! Model to flow graph, labels and paths. The only place that names petgraph.
