#include "base/fence.h"

#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Later than the headers that this is built with may be. */
enum {
	ACCESS_TRUNCATE = 1 << 14,
	ACCESS_IOCTL = 1 << 15,
	TCP_BIND_AND_CONNECT = 3,
	ABSTRACT_SOCKETS_AND_SIGNALS = 3,
};

enum {
	READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	WRITE = LANDLOCK_ACCESS_FS_WRITE_FILE | ACCESS_TRUNCATE,
	MAKE = LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE,
	RUN = LANDLOCK_ACCESS_FS_EXECUTE,
	OF_FILES = LANDLOCK_ACCESS_FS_READ_FILE | WRITE | RUN,
};

/* As the kernel has it since Linux 6.12; an older one takes it if what it does not know is 0. */
struct handled {
	uint64_t files, network, scopes;
};

static int version(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

bool fence_is_there(void)
{
	return version() > 0;
}

/* All rights that there are in this version: what no rule gives is forbidden. */
static struct handled handled_by(int version_there)
{
	const struct {
		int since;
		uint64_t files;
	} later[] = {{2, LANDLOCK_ACCESS_FS_REFER}, {3, ACCESS_TRUNCATE}, {5, ACCESS_IOCTL}};
	struct handled handled = {.files = LANDLOCK_ACCESS_FS_REFER - 1};

	for (size_t i = 0; i < sizeof(later) / sizeof(*later); i++)
		if (version_there >= later[i].since)
			handled.files |= later[i].files;
	handled.network = version_there >= 4 ? TCP_BIND_AND_CONNECT : 0;
	handled.scopes = version_there >= 6 ? ABSTRACT_SOCKETS_AND_SIGNALS : 0;
	return handled;
}

struct ruleset {
	struct handled handled;
	int fd;
};

/* What is not there needs no rule. */
static void allow(const struct ruleset *ruleset, const char *path, uint64_t rights)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = rights & ruleset->handled.files};
	struct stat status = {0};

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return;
	fstat(rule.parent_fd, &status);
	if (!S_ISDIR(status.st_mode))
		rule.allowed_access &= OF_FILES;
	syscall(SYS_landlock_add_rule, ruleset->fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
}

static void allow_what_programs_need(const struct ruleset *ruleset)
{
	static const char *const readable[] = {"/usr", "/lib", "/lib32", "/lib64", "/opt",
		"/nix/store", "/gnu/store", "/etc/ld.so.cache", "/etc/fonts",
		"/var/cache/fontconfig", "/dev/urandom"};

	for (size_t i = 0; i < sizeof(readable) / sizeof(*readable); i++)
		allow(ruleset, readable[i], READ);
	allow(ruleset, "/dev/null", READ | WRITE);
}

/* The file that a program's name stands for in PATH, links followed; without one as exec does it.
 */
static bool find_program(const char *program, char file[PATH_MAX])
{
	const char *given = getenv("PATH"), *folder = given ? given : "/bin:/usr/bin";
	char path[PATH_MAX];

	while (*folder) {
		size_t len = strcspn(folder, ":");

		if (snprintf(path, sizeof(path), "%.*s/%s", (int)len, folder, program) < PATH_MAX &&
			access(path, X_OK) == 0)
			return realpath(path, file) != NULL;
		folder += len + (folder[len] == ':');
	}
	return false;
}

struct beginning {
	_Alignas(ElfW(Ehdr)) char bytes[4096];
	size_t len;
};

static struct beginning read_beginning(const char *file)
{
	struct beginning beginning = {.len = 0};
	int fd = open(file, O_RDONLY | O_CLOEXEC); /* -1 gives nothing to read */
	ssize_t got = read(fd, beginning.bytes, sizeof(beginning.bytes) - 1);

	close(fd);
	beginning.len = got > 0 ? (size_t)got : 0;
	return beginning;
}

static bool is_program(const struct beginning *beginning)
{
	return beginning->len >= sizeof(ElfW(Ehdr)) &&
	       memcmp(beginning->bytes, ELFMAG, SELFMAG) == 0 &&
	       beginning->bytes[EI_CLASS] == (sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32);
}

/* The kernel runs this one first; "" for a program that needs none. */
static const char *loader_of(const struct beginning *beginning)
{
	ElfW(Ehdr) head;
	ElfW(Phdr) part;

	memcpy(&head, beginning->bytes, sizeof(head));
	for (size_t i = 0; i < head.e_phnum; i++) {
		size_t at = head.e_phoff + i * sizeof(part);

		if (at > beginning->len - sizeof(part))
			break;
		memcpy(&part, beginning->bytes + at, sizeof(part));
		if (part.p_type == PT_INTERP && part.p_offset < beginning->len)
			return beginning->bytes + part.p_offset;
	}
	return "";
}

/* /opt/bin/gnuplot has /opt/lib and /opt/share to itself. */
static void allow_neighbours(const struct ruleset *ruleset, char file[PATH_MAX])
{
	static const char *const neighbours[] = {"lib", "share"};
	char path[PATH_MAX + 16];

	for (int up = 0; up < 2 && strrchr(file, '/'); up++)
		*strrchr(file, '/') = '\0';
	for (size_t i = 0; *file && i < sizeof(neighbours) / sizeof(*neighbours); i++) {
		snprintf(path, sizeof(path), "%s/%s", file, neighbours[i]);
		allow(ruleset, path, READ);
	}
}

void fence_enter(const char *program)
{
	struct ruleset ruleset = {.handled = handled_by(version())};
	struct beginning beginning;
	char file[PATH_MAX];

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (!fence_is_there() || !find_program(program, file))
		return;
	beginning = read_beginning(file);
	if (!is_program(&beginning))
		return;
	ruleset.fd = (int)syscall(
		SYS_landlock_create_ruleset, &ruleset.handled, sizeof(ruleset.handled), 0);
	if (ruleset.fd < 0)
		return;
	allow(&ruleset, file, READ | RUN);
	allow(&ruleset, loader_of(&beginning), READ | RUN);
	allow_neighbours(&ruleset, file);
	allow_what_programs_need(&ruleset);
	allow(&ruleset, ".", READ | WRITE | MAKE);
	syscall(SYS_landlock_restrict_self, ruleset.fd, 0);
	close(ruleset.fd);
}
