/*
 * Gives a fuzz target the inputs that are kept of it, and says in TAP how many there were.
 *
 *     fuzz_period               the inputs of tests/fuzz/corpus/period
 *     fuzz_period FILE…         these
 *
 * An input whose properties do not hold ends the program; its name is the last thing it says.
 */
#include "fuzz.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char replayed[4096];

static void name_input(int number)
{
	ssize_t ignored = write(STDERR_FILENO, replayed, strlen(replayed));

	(void)ignored;
	raise(number); /* the handler is gone */
}

static void watch(void)
{
	const int signals[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
	struct sigaction action = {.sa_handler = name_input, .sa_flags = (int)SA_RESETHAND};

	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaction(signals[i], &action, NULL);
}

static bool replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *content;
	long size;

	snprintf(replayed, sizeof(replayed), "with the input %s\n", path);
	if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
		perror(path);
		return false;
	}
	rewind(file);
	content = malloc((size_t)size + !size);
	if (content && fread(content, 1, (size_t)size, file) == (size_t)size)
		LLVMFuzzerTestOneInput(content, (size_t)size);
	fclose(file);
	free(content);
	return true;
}

static int is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Returns how many there are, 0 if one cannot be read. */
static int replay_folder(const char *folder)
{
	struct dirent **entries = NULL;
	int count = chdir(folder) == 0 ? scandir(".", &entries, is_shown, alphasort) : 0, good = 0;

	for (int i = 0; i < count; i++) {
		good += replay(entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return good == count ? good : 0;
}

int main(int argc, char **argv)
{
	const char *name = strrchr(argv[0], '/');
	char folder[4096];
	int count = 0;

	watch();
	name = name ? name + 1 : argv[0];
	name += strncmp(name, "fuzz_", 5) == 0 ? 5 : 0;
	snprintf(folder, sizeof(folder), "%s/%s", FUZZ_CORPUS, name);
	if (argc < 2)
		count = replay_folder(folder);
	for (int i = 1; i < argc; i++)
		count += replay(argv[i]);
	printf("1..1\n%s 1 - all that must hold of %s holds for %d inputs\n",
		count ? "ok" : "not ok", name, count);
	return count ? 0 : 1;
}
