#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

static bool refuse(const char *package, struct diag *diag)
{
	const char *reason = dlerror();

	return diag_error(diag, STATUS_UNAVAILABLE, NO_PLACE, "%s; install %s",
		reason ? reason : "a library cannot be loaded", package);
}

bool library_load(const char *file, const char *package, const struct library_function *functions,
	struct diag *diag)
{
	void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);

	if (!library)
		return refuse(package, diag);
	for (; functions->name; functions++) {
		void *address = dlsym(library, functions->name);

		if (!address)
			return refuse(package, diag);
		memcpy(functions->pointer, &address, sizeof(address));
	}
	return true;
}
