/**
 * library: a shared library that is loaded when it is needed, since most commands never need it and
 * it brings dozens of others, which would take longer to load than all the rest.
 */
#ifndef TIDEMARK_BASE_LIBRARY_H
#define TIDEMARK_BASE_LIBRARY_H

#include "base/diag.h"

/** A function of it, and where its address goes. */
struct library_function {
	const char *name;
	void *pointer; /* to a pointer to such a function */
};

/**
 * Loads the library, which stays loaded, and fills the pointers in. The names end with NULL.
 * Errors: STATUS_UNAVAILABLE where it is not there or has no such function, naming `package`, what
 * brings it.
 */
bool library_load(const char *file, const char *package, const struct library_function *functions,
	struct diag *diag);

#endif
