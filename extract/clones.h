// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>  // says which C library this is

/// Before the definition of a function: it is compiled twice, for any processor and for one of x86-64-v3
/// (since about 2013: AVX2, BMI), and the program takes the one that fits when it is loaded. For tight loops
/// only; both must give the same, so not for floating point.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if __GNUC__ >= 12
#define NEWSGRAPH_CLONES [[gnu::target_clones("arch=x86-64-v3", "default")]]
#endif
#endif
#ifndef NEWSGRAPH_CLONES
#define NEWSGRAPH_CLONES
#endif
