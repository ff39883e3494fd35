#include "store/ledger_rows.h"

#include "base/proc.h"
#include "store/exact.h"
#include "store/fields.h"
#include "text/gzip.h"

#include <string.h>

enum {
	PERIOD_CACHE = 512,
	BLOCK = 4096,  /* rows whose text is held in memory at once */
	AT_LEAST = 4,  /* blocks that are worth a process */
	VALUE_MAX = 32 /* bytes, as of exact_print */
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

/* All rows, in blocks. A block's length is known before it is written, so that several processes
 * can write at once. */
struct rows {
	struct arena *arena;
	const struct figures *figures;
	struct series_text *series;
	struct str *flags;
	struct period_text *periods; /* cache */
	const struct file_writing *file;
	size_t count;
	struct block {
		size_t at, len;
		uint32_t crc;
	} * blocks; /* shared */
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

static char *put_row(struct rows *rows, const struct figure *figure, char *end)
{
	const struct series_text *text = &rows->series[figure->series];
	const struct indicator *it = rows->figures->series.item[figure->series].indicator;

	end = put(end, text->name);
	end = put(end, print_period(rows, it, figure->period));
	end += exact_print(figure->value, end);
	*end++ = ',';
	end = put(end, text->unit);
	end = put(end, rows->flags[figure->flags]);
	return put_line(end, figure->line);
}

/* 0: the figure is no decimal of 15 digits, and would not come back as it is. */
static size_t row_len(struct rows *rows, const struct figure *figure)
{
	const struct series_text *text = &rows->series[figure->series];
	const struct indicator *it = rows->figures->series.item[figure->series].indicator;
	size_t value = exact_len(figure->value), separators = 6;

	return value ? text->name.len + print_period(rows, it, figure->period).len + value +
			       text->unit.len + rows->flags[figure->flags].len +
			       count_digits(figure->line) + separators
		     : 0;
}

static size_t block_end(const struct rows *rows, size_t block)
{
	size_t rest = rows->figures->count - block * BLOCK;

	return block * BLOCK + (rest < BLOCK ? rest : BLOCK);
}

static bool measure(void *context, size_t first, size_t last, struct diag *diag)
{
	struct rows *rows = context;

	for (size_t i = first; i < last; i++) {
		for (size_t k = i * BLOCK; k < block_end(rows, i); k++) {
			size_t len = row_len(rows, &rows->figures->item[k]);

			if (!len)
				return diag_error(diag, STATUS_BUG, NO_PLACE,
					"a figure that is no decimal of 15 digits");
			rows->blocks[i].len += len;
		}
	}
	return true;
}

static bool write_block(struct rows *rows, size_t number, char *text, struct diag *diag)
{
	struct block *block = &rows->blocks[number];
	char *end = text;

	for (size_t i = number * BLOCK; i < block_end(rows, number); i++)
		end = put_row(rows, &rows->figures->item[i], end);
	if ((size_t)(end - text) != block->len)
		return diag_error(
			diag, STATUS_BUG, NO_PLACE, "rows of another length than was measured");
	block->crc = gzip_crc32((struct str){text, block->len});
	return file_put_at(rows->file, block->at, (struct str){text, block->len}, diag);
}

static bool write_blocks(void *context, size_t first, size_t last, struct diag *diag)
{
	struct rows *rows = context;
	struct arena scratch;
	size_t longest = 0;
	bool done = true;
	char *text;

	for (size_t i = first; i < last; i++)
		longest = rows->blocks[i].len > longest ? rows->blocks[i].len : longest;
	arena_init(&scratch, diag->arena);
	text = arena_alloc(&scratch, 1, longest + VALUE_MAX);
	for (size_t i = first; i < last && done; i++)
		done = write_block(rows, i, text, diag);
	arena_free(&scratch);
	return done;
}

static void name_series(struct rows *rows)
{
	const struct figures *figures = rows->figures;

	rows->series = NEW_ARRAY(rows->arena, figures->series.count, struct series_text);
	for (size_t i = 0; i < figures->series.count; i++) {
		struct series_key key = figures->series.item[i];

		rows->series[i].name = field_quoted(rows->arena, series_name(rows->arena, key));
		rows->series[i].unit = field_quoted(rows->arena, key.indicator->unit);
	}
}

static void name_flags(struct rows *rows)
{
	const struct figures *figures = rows->figures;

	rows->flags = NEW_ARRAY(rows->arena, figures->flag_texts.count + 1, struct str);
	rows->flags[0] = STR("");
	for (size_t i = 0; i < figures->flag_texts.count; i++)
		rows->flags[i] = field_quoted(rows->arena, figures->flag_texts.item[i]);
}

bool ledger_write_rows(struct arena *scratch, const struct figures *figures,
	const struct file_writing *file, size_t *at, uint32_t *crc, struct diag *diag)
{
	struct rows rows = {.arena = scratch,
		.figures = figures,
		.periods = NEW_ARRAY(scratch, PERIOD_CACHE, struct period_text),
		.file = file,
		.count = (figures->count + BLOCK - 1) / BLOCK};

	name_series(&rows);
	name_flags(&rows);
	rows.blocks = arena_shared(scratch, rows.count, sizeof(*rows.blocks));
	if (!proc_spread(rows.count, AT_LEAST, "measuring rows", measure, &rows, diag))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		rows.blocks[i].at = *at;
		*at += rows.blocks[i].len;
	}
	if (!proc_spread(rows.count, AT_LEAST, "writing rows", write_blocks, &rows, diag))
		return false;
	for (size_t i = 0; i < rows.count; i++)
		*crc = gzip_crc32_join(*crc, rows.blocks[i].crc, rows.blocks[i].len);
	return true;
}
