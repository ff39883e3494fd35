#include "command/collect_inbox.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

enum { LONGEST_REST = 60, SHORTEST_REST = 2 };

struct sighting sighting_of(const struct stat *status)
{
	return (struct sighting){
		status->st_dev, status->st_ino, status->st_size, status->st_mtim, status->st_ctim};
}

static int compare_times(struct timespec a, struct timespec b)
{
	if (a.tv_sec != b.tv_sec)
		return a.tv_sec < b.tv_sec ? -1 : 1;
	return (a.tv_nsec > b.tv_nsec) - (a.tv_nsec < b.tv_nsec);
}

bool sighting_equal(const struct sighting *a, const struct sighting *b)
{
	return a->device == b->device && a->number == b->number && a->size == b->size &&
	       !compare_times(a->modified, b->modified) && !compare_times(a->changed, b->changed);
}

void inbox_init(struct inbox *inbox, struct str path)
{
	*inbox = (struct inbox){.path = path, .folder = -1};
	arena_init(&inbox->arena, NULL);
}

bool inbox_open(struct inbox *inbox, struct diag *diag)
{
	struct arena scratch;

	arena_init(&scratch, diag->arena);
	inbox->folder = open(str_c(&scratch, inbox->path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	arena_free(&scratch);
	return inbox->folder >= 0 ||
	       diag_system(diag, STATUS_NO_INPUT, inbox->path, "open the inbox", errno);
}

void inbox_close(struct inbox *inbox)
{
	if (inbox->folder >= 0)
		close(inbox->folder);
	inbox->folder = -1;
}

void inbox_forget(struct inbox *inbox)
{
	inbox_close(inbox);
	arena_free(&inbox->arena);
	inbox_init(inbox, inbox->path);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
}

static bool ends_like(struct str name, const char *ending)
{
	size_t len = strlen(ending);

	if (name.len < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (lower(name.at[name.len - len + i]) != ending[i])
			return false;
	return true;
}

/* How programs call a file that they are about to rename when it is whole. */
static bool is_unfinished(struct str name)
{
	static const char *const endings[] = {
		".part", ".partial", ".filepart", ".crdownload", ".tmp", ".swp", "~"};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (ends_like(name, endings[i]))
			return true;
	return str_starts(name, STR("~$"));
}

static bool is_passed_over(struct str name, mode_t mode)
{
	return str_starts(name, STR(".")) ||
	       (S_ISDIR(mode) && (str_is(name, "done") || str_is(name, "rejected")));
}

static void judge(struct arrival *arrival, mode_t mode)
{
	arrival->strange = !S_ISREG(mode) && !S_ISDIR(mode);
	if (S_ISLNK(mode))
		arrival->problem = "is a symbolic link, which is not followed; put the file itself "
				   "there";
	else if (S_ISDIR(mode))
		arrival->problem = "is a folder; files are taken from the inbox itself only";
	else if (!S_ISREG(mode))
		arrival->problem = "is no file";
	else if (is_unfinished(arrival->name))
		arrival->problem = "is not whole yet, as its name says";
}

/* What was known of it, if it still is what it was. */
static void remember(struct arrival *arrival, const struct arrival *before)
{
	if (before->problem && before->problem == arrival->problem)
		arrival->said = before->said;
	if (!sighting_equal(&arrival->seen, &before->seen))
		return;
	arrival->since = before->since;
	arrival->rest = before->rest;
	if (!arrival->problem) {
		arrival->problem = before->problem;
		arrival->strange = before->strange;
		arrival->said = before->said;
	}
}

bool inbox_look(struct inbox *inbox, double now, struct diag *diag)
{
	struct inbox found = {.path = inbox->path, .folder = inbox->folder};
	struct str_list names = {0};
	size_t old = 0;

	arena_init(&found.arena, &inbox->arena);
	if (!file_list(&found.arena, inbox->path, &names, diag)) {
		arena_free(&found.arena);
		return false;
	}
	for (size_t i = 0; i < names.count; i++) {
		struct arrival *arrival;
		struct stat status;
		int order = 1;

		if (fstatat(inbox->folder, names.item[i].at, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
			is_passed_over(names.item[i], status.st_mode))
			continue;
		arrival = array_add(&found.arena, &found);
		arrival->name = names.item[i];
		arrival->seen = sighting_of(&status);
		arrival->since = now;
		judge(arrival, status.st_mode);
		while (old < inbox->count &&
			(order = str_compare(inbox->item[old].name, arrival->name)) < 0)
			old++;
		if (old < inbox->count && order == 0)
			remember(arrival, &inbox->item[old]);
	}
	arena_free(&inbox->arena);
	*inbox = found;
	return true;
}

static bool is_digit(struct str s, size_t at)
{
	return at < s.len && s.at[at] >= '0' && s.at[at] <= '9';
}

/* Two runs of digits, whatever zeros they begin with: the longer one is the greater number. */
static int compare_numbers(struct str a, size_t *i, struct str b, size_t *j)
{
	size_t from_a, from_b, len;

	while (is_digit(a, *i) && a.at[*i] == '0')
		++*i;
	while (is_digit(b, *j) && b.at[*j] == '0')
		++*j;
	for (from_a = *i; is_digit(a, *i);)
		++*i;
	for (from_b = *j; is_digit(b, *j);)
		++*j;
	len = *i - from_a;
	if (len != *j - from_b)
		return len < *j - from_b ? -1 : 1;
	return memcmp(a.at + from_a, b.at + from_b, len);
}

static int compare_names(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	int order = 0;

	while (i < a.len && j < b.len && !order) {
		if (is_digit(a, i) && is_digit(b, j)) {
			order = compare_numbers(a, &i, b, &j);
		} else {
			order = (unsigned char)a.at[i++];
			order -= (unsigned char)b.at[j++];
		}
	}
	if (!order)
		order = (int)(i < a.len) - (int)(j < b.len);
	return order ? order : str_compare(a, b);
}

static int older_first(const void *left, const void *right)
{
	const struct arrival *a = *(struct arrival *const *)left;
	const struct arrival *b = *(struct arrival *const *)right;
	int order = compare_times(a->seen.modified, b->seen.modified);

	return order ? order : compare_names(a->name, b->name);
}

static double due(const struct arrival *arrival, double settle)
{
	return fmax(arrival->since + settle, arrival->rest);
}

void inbox_settled(
	struct arena *arena, struct inbox *inbox, double now, double settle, struct arrivals *list)
{
	for (size_t i = 0; i < inbox->count; i++)
		if (!inbox->item[i].problem && due(&inbox->item[i], settle) <= now)
			*array_add(arena, list) = &inbox->item[i];
	if (list->count)
		qsort(list->item, list->count, sizeof(*list->item), older_first);
}

double inbox_next(const struct inbox *inbox, double now, double settle)
{
	double next = INFINITY;

	for (size_t i = 0; i < inbox->count; i++)
		if (!inbox->item[i].problem)
			next = fmin(next, fmax(due(&inbox->item[i], settle) - now, 0));
	return next;
}

void arrival_rest(struct arrival *arrival, double now)
{
	arrival->rest = now + fmin(fmax(now - arrival->since, SHORTEST_REST), LONGEST_REST);
}
