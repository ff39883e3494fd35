#include "store/applied.h"

#include "base/buf.h"
#include "base/file.h"
#include "store/fields.h"

#include <stdio.h>

static const struct str columns = {"id,every,unit,made,rows,series,span\n", 36};

enum { FIELDS = 7 };

static struct str applied_path(struct arena *arena, struct str folder)
{
	return file_join(arena, folder, STR("applied"));
}

static bool parse_first(struct arena *arena, struct str line, struct applied *applied)
{
	char boot[64] = "";
	int len = 0;

	if (line.len >= 160 || sscanf(str_c(arena, line), "load %9d synced %9d boot %n%63s",
				       &applied->load, &applied->synced, &len, boot) < 2)
		return false;
	applied->boot = str_copy(arena, str_of(boot));
	return len > 0 && applied->load >= 0 && applied->synced >= 0 &&
	       applied->synced <= applied->load;
}

static bool parse_count(struct str text, size_t *count)
{
	int number;
	bool done = field_number(text, &number);

	*count = (size_t)number;
	return done;
}

static bool parse_line(struct arena *arena, struct str *rest, const struct catalogue *catalogue,
	struct applied *applied)
{
	struct applied_line line = {.known = true};
	const struct indicator *indicator;
	struct str field[FIELDS];

	for (int i = 0; i < FIELDS; i++)
		if (!field_take(arena, rest, i + 1 < FIELDS ? ',' : '\n', &field[i]))
			return false;
	line.unit = field[2];
	line.made = field[3];
	if (!every_find(field[1], &line.every) || !parse_count(field[4], &line.rows) ||
		!parse_count(field[5], &line.series) || !parse_count(field[6], &line.span))
		return false;
	indicator = catalogue_find(catalogue, field[0]);
	if (indicator)
		applied->line[indicator->index] = line;
	return true;
}

static bool parse_all(struct arena *arena, struct str content, const struct catalogue *catalogue,
	struct applied *applied)
{
	struct str line = str_head(content, str_find(content, STR("\n")));

	content = str_from(content, line.len + 1);
	if (!parse_first(arena, line, applied) || !str_starts(content, columns))
		return false;
	for (content = str_from(content, columns.len); content.len;)
		if (!parse_line(arena, &content, catalogue, applied))
			return false;
	return true;
}

struct str applied_made(struct arena *arena, const struct indicator *indicator)
{
	struct buf out;

	buf_init(&out, arena);
	buf_printf(&out, "%s %d", kind_name(indicator->kind), indicator->calendar.year_start);
	for (size_t i = 0; i < indicator->was.count; i++)
		buf_printf(&out, " %.*s", STR_ARG(indicator->was.item[i]));
	return buf_str(&out);
}

struct applied applied_nothing(struct arena *arena, const struct catalogue *catalogue)
{
	return (struct applied){
		.line = NEW_ARRAY(arena, catalogue->indicators.count, struct applied_line)};
}

void applied_read(struct arena *arena, struct str folder, const struct catalogue *catalogue,
	struct applied *applied)
{
	struct diag ignored;
	struct str content;

	*applied = applied_nothing(arena, catalogue);
	diag_init(&ignored, arena);
	if (!file_read_own(arena, applied_path(arena, folder), &content, &ignored) ||
		!parse_all(arena, content, catalogue, applied))
		*applied = applied_nothing(arena, catalogue);
}

bool applied_write(struct arena *scratch, struct str folder, const struct catalogue *catalogue,
	const struct applied *applied, bool sync, struct diag *diag)
{
	struct buf out;

	buf_init(&out, scratch);
	buf_printf(&out, "load %d synced %d boot %.*s\n", applied->load, applied->synced,
		STR_ARG(applied->boot));
	buf_add(&out, columns);
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct applied_line *line = &applied->line[i];

		if (!line->known)
			continue;
		buf_add(&out, catalogue->indicators.item[i]->id);
		buf_printf(&out, ",%s,", every_name(line->every));
		buf_add(&out, field_quoted(scratch, line->unit));
		buf_printf(&out, ",%.*s", STR_ARG(line->made));
		buf_printf(&out, ",%zu,%zu,%zu\n", line->rows, line->series, line->span);
	}
	return file_write(applied_path(scratch, folder), buf_str(&out), sync, STATUS_IO, diag);
}
