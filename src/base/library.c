#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

static void *open_first(const struct library *library)
{
	void *opened = NULL;

	for (size_t i = 0; library->files[i] && !opened; i++)
		opened = dlopen(library->files[i], RTLD_LAZY | RTLD_LOCAL);
	return opened;
}

bool library_load(
	const struct library *library, const struct library_function *functions, struct diag *diag)
{
	void *opened = open_first(library), *address = opened;

	for (; functions->name && address; functions++) {
		address = dlsym(opened, functions->name);
		/* POSIX lets a function stand in a void pointer, C does not say so. */
		memcpy(functions->pointer, &address, sizeof(address));
	}
	return address || diag_error(diag, STATUS_UNAVAILABLE, NO_PLACE,
				  "%s, cannot be loaded; install Debian's package %s",
				  library->what, library->package);
}
