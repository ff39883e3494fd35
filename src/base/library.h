/**
 * library: a shared library that is loaded when it is needed, since most commands never need it and
 * it brings dozens of others, which would take longer to load than all the rest (the keeper of
 * <dlfcn.h>).
 */
#ifndef TIDEMARK_BASE_LIBRARY_H
#define TIDEMARK_BASE_LIBRARY_H

#include "base/diag.h"

struct library {
	const char *files[3]; /* its names, the first that there is counts; NULL at the end */
	const char *what;     /* it is: "libcurl, which talks to servers" */
	const char *package;  /* Debian's, which brings it */
};

/** A function of it, and where its address goes. */
struct library_function {
	const char *name;
	void *pointer; /* to a pointer to such a function */
};

/**
 * Loads the library, which stays loaded, and fills in the pointers to its functions, the last of
 * which has no name.
 * Errors: STATUS_UNAVAILABLE where it is not there, or not with all these functions.
 */
bool library_load(
	const struct library *library, const struct library_function *functions, struct diag *diag);

#endif
