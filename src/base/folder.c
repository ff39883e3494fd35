#include "base/folder.h"

#include "base/file.h"

#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_AT_ONCE = 8 };

static bool terminate(struct str path, char text[PATH_MAX])
{
	if (path.len >= PATH_MAX)
		return false;
	memcpy(text, path.at, path.len);
	text[path.len] = '\0';
	return true;
}

bool folder_begin(struct arena *arena, struct str parent, struct str name, struct str *path,
	struct diag *diag)
{
	mode_t mask = umask(0);
	char *made;

	umask(mask);
	if (!file_make_folder(parent, STATUS_CANNOT_CREATE, diag))
		return false;
	*path = file_join(arena, parent, str_printf(arena, ".%.*s-XXXXXX", STR_ARG(name)));
	made = arena_copy(arena, str_c(arena, *path), path->len + 1);
	if (!mkdtemp(made) || chmod(made, 0777 & ~mask) != 0)
		return diag_system(
			diag, STATUS_CANNOT_CREATE, parent, "make a folder in it", errno);
	path->at = made;
	return true;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
	(void)status;
	(void)type;
	(void)where;
	remove(path);
	return 0;
}

void folder_remove(struct str path)
{
	char text[PATH_MAX];

	if (terminate(path, text))
		nftw(text, remove_one, OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS);
}
