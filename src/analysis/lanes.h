/**
 * lanes: several numbers side by side in vector registers, for trying the parameters of a grid at
 * once. Each lane is computed exactly as a double of its own would be.
 */
#ifndef TIDEMARK_ANALYSIS_LANES_H
#define TIDEMARK_ANALYSIS_LANES_H

#include <string.h>

/** Numbers in a register; registers that are computed in turn, so that none waits for its last
 * result; numbers in all of these. */
enum { LANES = 4, LANES_TURNS = 3, LANES_ABREAST = LANES * LANES_TURNS };

/** The length of an array of `count` numbers that fills the lanes. */
#define LANES_FILLED(count) (((count) + LANES_ABREAST - 1) / LANES_ABREAST * LANES_ABREAST)

typedef double lanes __attribute__((vector_size(LANES * sizeof(double))));

/*
 * For functions that compute with lanes: made twice, for processors with wide registers and for all
 * others, and chosen when the program starts. What they call must be LANES_INLINE. No product is
 * fused with a sum, so that both give the same result to the last bit.
 */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__) /* its clones do not link */
#define LANES_FAST __attribute__((target_clones("avx2", "default")))
#else
#define LANES_FAST
#endif
#define LANES_INLINE static inline __attribute__((always_inline))

LANES_INLINE void lanes_load(lanes *to, const double *from)
{
	memcpy(to, from, sizeof(*to));
}

LANES_INLINE void lanes_store(double *to, const lanes *from)
{
	memcpy(to, from, sizeof(*from));
}

#endif
