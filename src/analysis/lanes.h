/**
 * lanes: several numbers side by side in vector registers, for trying the parameters of a grid at
 * once. Each lane is computed exactly as a double of its own would be.
 */
#ifndef TIDEMARK_ANALYSIS_LANES_H
#define TIDEMARK_ANALYSIS_LANES_H

enum { LANES = 4 };

typedef double lanes __attribute__((vector_size(LANES * sizeof(double))));

static inline void lanes_load(lanes *to, const double *from)
{
	for (int i = 0; i < LANES; i++)
		(*to)[i] = from[i];
}

#endif
