/** shim: what both preloaded libraries ask, in shim.c. */
#ifndef TIDEMARK_TESTS_SHIM_H
#define TIDEMARK_TESTS_SHIM_H

#include "control.h"

/** Counts a call; true, with errno set, if it is to fail. */
bool shim_fails(enum call call);

#endif
