"""The benchmarks' programs as one would write them with other libraries, a module for each."""
