/* What is said of a period that is refused. */
#include "base/diag.h"
#include "ingest/advice.h"
#include "ingest/periods.h"

/* The cell as it was written; year and part of it with a blank between. */
static struct str cell_text(const struct periods *periods, uint32_t cell)
{
	struct str text = periods->cells.texts.item[cell];
	char *copy = arena_copy(periods->arena, text.at, text.len);

	for (size_t i = 0; i < text.len; i++)
		if (copy[i] == INTERN_BETWEEN)
			copy[i] = ' ';
	return diag_quote(periods->arena, (struct str){copy, text.len});
}

static const char *problem(enum period_verdict verdict)
{
	switch (verdict) {
	case PERIOD_NO_YEAR:
		return "names no year";
	case PERIOD_ORDER:
		return "may have the day or the month first, and nothing in its column decides";
	case PERIOD_TENTH:
		return "may be January, or October that lost its zero";
	case PERIOD_COMPACT:
		return "is written in digits only, unlike others in its column";
	case PERIOD_TWO_WAYS:
		return "may be a month or a year that begins within another";
	case PERIOD_SERIAL:
		return "is no period unless its column steps by months";
	case PERIOD_FROM_LATER:
		return "does not begin with the year, as a ytd figure must";
	case PERIOD_FUTURE:
		return "lies in the future";
	default:
		return "is no period";
	}
}

static struct str remedy(
	const struct periods *periods, uint32_t cell, enum period_verdict verdict, struct str path)
{
	const struct written_period *written = &periods->entries.item[cell].written;
	struct arena *arena = periods->arena;
	const struct source *source = periods->source;

	switch (verdict) {
	case PERIOD_ORDER:
		return advice(arena, source, path,
			"period_format = \"%%d/%%m/%%Y\" or period_format = \"%%m/%%d/%%Y\"");
	case PERIOD_TENTH:
		return str_printf(arena, "write .10 in the file if it is October, else %.*s",
			STR_ARG(advice(arena, source, path, "period_format = \"%%Y.%%m\"")));
	case PERIOD_TWO_WAYS:
		return str_printf(arena,
			"write %dM%02d in the file if it is a month, FY%d if a year", written->year,
			written->month, written->year + 1);
	case PERIOD_COMPACT:
		return STR("write it like the others in the file");
	case PERIOD_SERIAL:
		return STR("write dates instead of day numbers in the file");
	case PERIOD_FROM_LATER:
		return STR("mend the file");
	case PERIOD_NO_YEAR:
		return STR("write the year into the cell, or above the table in a line of its own "
			   "(Year: 2024)");
	case PERIOD_FUTURE:
		return STR("mend the file, or allow it with --allow-future");
	default:
		return str_printf(arena, "mend the file, or %.*s",
			STR_ARG(advice(arena, source, path, "period_format = \"…\"")));
	}
}

struct str periods_explain(const struct periods *periods, uint32_t cell,
	enum period_verdict verdict, const struct indicator *indicator, struct str path)
{
	struct arena *arena = periods->arena;
	struct str text = cell_text(periods, cell), id = indicator->id;

	switch (verdict) {
	case PERIOD_CUMULATED:
		return str_printf(arena,
			"\"%.*s\" is a sum over months, which only a ytd indicator takes; write "
			"kind = "
			"ytd in indicator %.*s if that is what it is",
			STR_ARG(text), STR_ARG(id));
	case PERIOD_TWO_MONTHS:
		return str_printf(arena,
			"\"%.*s\" is two months in one; write combined = jan-feb in indicator %.*s "
			"if no "
			"January is published",
			STR_ARG(text), STR_ARG(id));
	case PERIOD_OFFICE_YEAR:
		return str_printf(arena,
			"\"%.*s\" is a year that does not begin in January; write year_start = … "
			"in "
			"indicator %.*s",
			STR_ARG(text), STR_ARG(id));
	case PERIOD_PLAIN_YEAR:
		return str_printf(arena,
			"\"%.*s\" may be the year that begins or the one that ends then; write "
			"2024/25 "
			"or FY2025 in the file, since year_start of indicator %.*s is not January",
			STR_ARG(text), STR_ARG(id));
	default:
		return str_printf(arena, "\"%.*s\" %s; %.*s", STR_ARG(text), problem(verdict),
			STR_ARG(remedy(periods, cell, verdict, path)));
	}
}
