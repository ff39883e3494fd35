#include "store/scan.h"

#include "base/file.h"
#include "base/proc.h"

enum { STRETCH = 1 << 22 }; /* bytes: what is worth a process */

struct spreading {
	const struct scan *scan;
	bool (*work)(void *context, const struct scan *part, struct buf *out, struct diag *diag);
	void *context;
	struct {
		ARRAY(size_t);
	} starts; /* of the stretches, and the end of the last one */
};

/* A file that cannot be looked at is somebody else's error to report: the reader's. */
static void cut(struct arena *arena, struct spreading *s)
{
	size_t bytes = 0;

	*array_add(arena, &s->starts) = 0;
	for (size_t i = 0; i < s->scan->count; i++) {
		bytes += file_size(ledger_path(arena, s->scan->folder, s->scan->loads[i]));
		if (bytes < STRETCH && i + 1 < s->scan->count)
			continue;
		*array_add(arena, &s->starts) = i + 1;
		bytes = 0;
	}
}

static bool work_on(void *context, size_t first, size_t last, struct buf *out, struct diag *diag)
{
	const struct spreading *s = context;
	size_t start = s->starts.item[first], end = s->starts.item[last];
	const struct scan part = {s->scan->folder, s->scan->loads + start, end - start};

	return s->work(s->context, &part, out, diag);
}

bool scan_spread(struct arena *arena, const struct scan *scan,
	bool (*work)(void *context, const struct scan *part, struct buf *out, struct diag *diag),
	void *context, struct str_list *parts, struct diag *diag)
{
	struct spreading spreading = {.scan = scan, .work = work, .context = context};

	cut(arena, &spreading);
	return proc_gather(arena, spreading.starts.count - 1, 1, "reading the ledger", work_on,
		&spreading, parts, diag);
}

bool scan_read(const struct scan *part,
	bool (*take)(void *context, struct ledger_file *file, struct diag *diag), void *context,
	struct diag *diag)
{
	bool done = true;

	for (size_t i = 0; i < part->count && done; i++) {
		struct ledger_file file;
		struct arena scratch;

		arena_init(&scratch, diag->arena);
		done = ledger_read(&scratch, part->folder, part->loads[i], &file, diag) &&
		       take(context, &file, diag);
		arena_free(&scratch);
	}
	return done;
}

struct scan scan_loads(
	struct arena *arena, struct str folder, int first, int last, const bool *keep)
{
	size_t room = last >= first ? (size_t)(last - first) + 1 : 0;
	int *loads = NEW_ARRAY(arena, room, int);
	struct scan scan = {folder, loads, 0};

	for (int number = first; number <= last; number++)
		if (!keep || keep[number])
			loads[scan.count++] = number;
	return scan;
}
