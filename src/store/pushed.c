#include "store/pushed.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "store/applied.h"
#include "store/hold.h"

#include <inttypes.h>
#include <stdio.h>

static struct str path_of(struct arena *arena, struct str folder)
{
	return file_join(arena, folder, STR("pushed"));
}

static struct str content_of(struct arena *scratch, struct str folder)
{
	struct diag ignored;
	struct str content;

	diag_init(&ignored, scratch);
	return file_read_own(scratch, path_of(scratch, folder), &content, &ignored) ? content
										    : STR("");
}

/* The URL of a line; empty if it is no line of ours. */
static struct str parse_line(struct arena *scratch, struct str line, struct pushed *pushed)
{
	char day[11] = "";
	uint64_t catalogue = 0;
	int at = 0;

	*pushed = (struct pushed){0};
	if (sscanf(str_c(scratch, line), "load %9d sure %9d day %10s catalogue %" SCNx64 " url %n",
		    &pushed->load, &pushed->sure, day, &catalogue, &at) != 4 ||
		!at || pushed->sure < 0 || pushed->sure > pushed->load ||
		!date_parse(str_of(day), &pushed->day))
		return STR("");
	pushed->catalogue = (size_t)catalogue;
	return str_from(line, (size_t)at);
}

size_t pushed_catalogue(struct arena *scratch, const struct catalogue *catalogue)
{
	struct buf all;

	buf_init(&all, scratch);
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *it = catalogue->indicators.item[i];

		if (it->formula)
			continue;
		buf_add(&all, it->id);
		buf_printf(&all, " %s %.*s\n", every_name(it->every),
			STR_ARG(applied_made(scratch, it)));
		buf_add(&all, it->unit);
		buf_char(&all, '\n');
	}
	return str_hash(buf_str(&all));
}

struct pushed pushed_read(struct arena *scratch, struct str folder, struct str url)
{
	struct str content = content_of(scratch, folder), line;
	struct pushed pushed;

	while (str_cut(&content, '\n', &line))
		if (str_equal(parse_line(scratch, line, &pushed), url))
			return pushed;
	return (struct pushed){0};
}

static bool rewrite(
	struct hold *hold, struct str url, const struct pushed *pushed, struct diag *diag)
{
	struct str folder = hold->store->folder, content = content_of(&hold->arena, folder), line;
	struct pushed other;
	struct buf out;

	buf_init(&out, &hold->arena);
	while (str_cut(&content, '\n', &line)) {
		struct str there = parse_line(&hold->arena, line, &other);

		if (there.len && !str_equal(there, url))
			buf_printf(&out, "%.*s\n", STR_ARG(line));
	}
	buf_printf(&out, "load %d sure %d day %.*s catalogue %" PRIx64 " url %.*s\n", pushed->load,
		pushed->sure, STR_ARG(date_print(&hold->arena, pushed->day)),
		(uint64_t)pushed->catalogue, STR_ARG(url));
	return file_write(path_of(&hold->arena, folder), buf_str(&out), !hold->store->no_sync,
		STATUS_IO, diag);
}

bool pushed_write(
	struct store *store, struct str url, const struct pushed *pushed, struct diag *diag)
{
	struct hold hold;
	bool done;

	if (!hold_open_unseen(&hold, store, true, diag))
		return false;
	done = rewrite(&hold, url, pushed, diag);
	hold_close(&hold);
	return done;
}
