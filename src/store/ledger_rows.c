#include "store/ledger_rows.h"

#include "base/proc.h"
#include "base/turns.h"
#include "store/exact.h"
#include "store/fields.h"
#include "text/gzip.h"

#include <string.h>

enum {
	PERIOD_CACHE = 512,
	BLOCK = 4096, /* rows whose text is held in memory at once */
	AT_LEAST = 4, /* blocks that are worth a process */
	SEPARATORS = 6,
	PERIOD_MAX = 32, /* bytes … */
	VALUE_MAX = 32,  /* … as of exact_print */
	LINE_MAX = 10,
};

/* Thousands of series have the same periods, which take longer to print than to look up. */
struct period_text {
	enum every every;
	struct calendar calendar;
	int number;
	struct str text;
};

/* What stays the same in the rows of a series. */
struct series_text {
	struct str name, unit;
};

/* All rows, in blocks that the processes print in turn: where each begins is known as soon as the
 * one before it is printed, while that is still being written. */
struct rows {
	struct arena *arena;
	const struct figures *figures;
	struct series_text *series;
	struct str *flags;
	struct period_text *periods; /* cache */
	const struct file_writing *file;
	size_t widest; /* no row is longer */
	size_t at;     /* where the next block of this process begins */
	size_t count;
	struct block {
		size_t len;
		uint32_t crc;
	} * blocks; /* shared */
	struct turns turns;
};

static struct str print_period(struct rows *rows, const struct indicator *indicator, int number)
{
	struct period_text *known = &rows->periods[(unsigned)number % PERIOD_CACHE];

	if (!known->text.len || known->number != number || known->every != indicator->every ||
		known->calendar.year_start != indicator->calendar.year_start ||
		known->calendar.named_by_end != indicator->calendar.named_by_end)
		*known = (struct period_text){indicator->every, indicator->calendar, number,
			period_print(rows->arena, indicator->every, indicator->calendar, number)};
	return known->text;
}

static char *put(char *end, struct str s)
{
	if (s.len)
		memcpy(end, s.at, s.len);
	end[s.len] = ',';
	return end + s.len + 1;
}

static size_t count_digits(uint32_t number)
{
	size_t count = 0;

	for (; number; number /= 10)
		count++;
	return count;
}

static char *put_line(char *end, uint32_t line)
{
	size_t count = count_digits(line);

	for (size_t i = count; i-- > 0; line /= 10)
		end[i] = (char)('0' + line % 10);
	end[count] = '\n';
	return end + count + 1;
}

/* NULL: the figure is no decimal of 15 digits, and would not come back as it is. */
static char *put_row(struct rows *rows, const struct figure *figure, char *end)
{
	const struct series_text *text = &rows->series[figure->series];
	const struct indicator *it = rows->figures->series.item[figure->series].indicator;
	size_t value;

	end = put(end, text->name);
	end = put(end, print_period(rows, it, figure->period));
	value = exact_print_whole(figure->value, end);
	if (!value)
		return NULL;
	end += value;
	*end++ = ',';
	end = put(end, text->unit);
	end = put(end, rows->flags[figure->flags]);
	return put_line(end, figure->line);
}

static size_t block_end(const struct rows *rows, size_t block)
{
	size_t rest = rows->figures->count - block * BLOCK;

	return block * BLOCK + (rest < BLOCK ? rest : BLOCK);
}

/* What ingest promised; a broken promise must not reach the ledger. */
static bool check_figure(const struct figures *figures, size_t place, struct diag *diag)
{
	const struct figure *figure = &figures->item[place];

	if (!exact_is_figure(figure->value) || figure->series >= figures->series.count ||
		(figure->flags && figure->flags >= figures->flag_texts.count))
		return diag_error(diag, STATUS_BUG, NO_PLACE, "a figure that cannot be");
	return !place || figure[-1].series < figure->series ||
	       (figure[-1].series == figure->series && figure[-1].period < figure->period) ||
	       diag_error(
		       diag, STATUS_BUG, NO_PLACE, "figures that are out of order or there twice");
}

/* An empty text: a figure that cannot be, which is said. */
static struct str print_block(struct rows *rows, size_t block, char *text, struct diag *diag)
{
	char *end = text;

	for (size_t i = block * BLOCK; i < block_end(rows, block); i++) {
		if (!check_figure(rows->figures, i, diag))
			return STR("");
		end = put_row(rows, &rows->figures->item[i], end);
		if (!end) {
			diag_error(diag, STATUS_BUG, NO_PLACE,
				"a figure that is no decimal of 15 digits");
			return STR("");
		}
	}
	return (struct str){text, (size_t)(end - text)};
}

/* Whoever should have said where the block begins, and did not, says why itself. */
static bool write_block(struct rows *rows, size_t block, char *text, bool *go_on, struct diag *diag)
{
	struct str printed = print_block(rows, block, text, diag);
	size_t at;

	*go_on = printed.len && turns_take(&rows->turns, block, &rows->at);
	if (!*go_on)
		return printed.len > 0;
	at = rows->at;
	rows->at += printed.len;
	turns_give(&rows->turns, block, rows->at);
	rows->blocks[block] = (struct block){printed.len, gzip_crc32(printed)};
	*go_on = file_put_at(rows->file, at, printed, diag);
	return *go_on;
}

static bool write_parts(void *context, size_t first, size_t last, struct diag *diag)
{
	struct rows *rows = context;
	size_t most = rows->figures->count < BLOCK ? rows->figures->count : BLOCK;
	struct arena scratch;
	bool done = true, go_on = true;
	char *text;

	arena_init(&scratch, diag->arena);
	text = arena_alloc(&scratch, most, rows->widest);
	turns_enter(&rows->turns, first, last);
	for (size_t block = 0; block < rows->count && go_on; block++)
		if (turns_has(&rows->turns, block))
			done = write_block(rows, block, text, &go_on, diag);
	turns_leave(&rows->turns);
	arena_free(&scratch);
	return done;
}

static size_t longer(size_t len, struct str text)
{
	return text.len > len ? text.len : len;
}

static void name_series(struct rows *rows)
{
	const struct figures *figures = rows->figures;
	size_t name = 0, unit = 0;

	rows->series = NEW_ARRAY(rows->arena, figures->series.count, struct series_text);
	for (size_t i = 0; i < figures->series.count; i++) {
		struct series_key key = figures->series.item[i];

		rows->series[i].name = field_quoted(rows->arena, series_name(rows->arena, key));
		rows->series[i].unit = field_quoted(rows->arena, key.indicator->unit);
		name = longer(name, rows->series[i].name);
		unit = longer(unit, rows->series[i].unit);
	}
	rows->widest += name + unit;
}

static void name_flags(struct rows *rows)
{
	const struct figures *figures = rows->figures;
	size_t flag = 0;

	rows->flags = NEW_ARRAY(rows->arena, figures->flag_texts.count + 1, struct str);
	rows->flags[0] = STR("");
	for (size_t i = 0; i < figures->flag_texts.count; i++)
		flag = longer(flag,
			rows->flags[i] = field_quoted(rows->arena, figures->flag_texts.item[i]));
	rows->widest += flag;
}

bool ledger_write_rows(struct arena *scratch, const struct figures *figures,
	const struct file_writing *file, size_t *at, uint32_t *crc, struct diag *diag)
{
	struct rows rows = {.arena = scratch,
		.figures = figures,
		.periods = NEW_ARRAY(scratch, PERIOD_CACHE, struct period_text),
		.file = file,
		.widest = PERIOD_MAX + VALUE_MAX + LINE_MAX + SEPARATORS,
		.at = *at,
		.count = (figures->count + BLOCK - 1) / BLOCK};

	name_series(&rows);
	name_flags(&rows);
	rows.blocks = arena_shared(scratch, rows.count, sizeof(*rows.blocks));
	if (!turns_begin(scratch, proc_workers(rows.count, AT_LEAST), &rows.turns, diag) ||
		!proc_spread(rows.turns.parts, 1, "writing rows", write_parts, &rows, diag))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		*at += rows.blocks[i].len;
		*crc = gzip_crc32_join(*crc, rows.blocks[i].crc, rows.blocks[i].len);
	}
	return true;
}
