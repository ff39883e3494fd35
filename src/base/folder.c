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

static void hold_signals_back(sigset_t *before)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, before);
}

bool folder_begin(struct arena *arena, struct str parent, struct str name, struct folder *folder,
	struct diag *diag)
{
	mode_t mask = umask(0);
	struct str path;
	char *made;

	umask(mask);
	if (!file_make_public_folder(parent, STATUS_CANNOT_CREATE, diag))
		return false;
	path = file_join(arena, parent, str_printf(arena, ".%.*s-XXXXXX", STR_ARG(name)));
	made = arena_copy(arena, str_c(arena, path), path.len + 1);
	folder->path = (struct str){made, path.len};
	hold_signals_back(&folder->blocked);
	if (mkdtemp(made) && chmod(made, 0777 & ~mask) == 0)
		return true;
	diag_system(diag, STATUS_CANNOT_CREATE, parent, "make a folder in it", errno);
	folder_remove(folder);
	return false;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
	(void)status;
	(void)type;
	(void)where;
	remove(path);
	return 0;
}

void folder_remove(struct folder *folder)
{
	char text[PATH_MAX];

	if (terminate(folder->path, text))
		nftw(text, remove_one, OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS);
	sigprocmask(SIG_SETMASK, &folder->blocked, NULL);
}
