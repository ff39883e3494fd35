#include "ingest/dialect.h"

#include "ingest/cells.h"

#include <string.h>

enum { SAMPLE = 200 * 1024, SAMPLE_MAX = 8 << 20, SAMPLE_LINES = 20 };

static const char delimiters[] = {',', ';', '\t', '|'};
static const char quotes[] = {'"', '\''};

struct trial {
	struct sheet_dialect dialect;
	double score;
};

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* The beginning of the text up to a line end; more of it where lines are very long. */
static struct str sample_of(struct str text)
{
	size_t len = 0, lines = 0, end = 0;

	if (text.len <= SAMPLE)
		return text;
	while (len < text.len && len < SAMPLE_MAX && (len < SAMPLE || lines < SAMPLE_LINES)) {
		if (!is_line_end(text.at[len++]))
			continue;
		lines++;
		end = len;
	}
	return str_head(text, len < text.len && end ? end : len);
}

/* "sep=;" as Excel writes it, with or without quotes around it. */
static bool read_sep_line(struct str text, struct sheet_dialect *dialect)
{
	size_t quoted = text.len && text.at[0] == '"', end;
	struct str rest = str_from(text, quoted);

	if (rest.len < 5 || !text_is_one_of(str_head(rest, 4), (const char *const[]){"sep=", NULL}))
		return false;
	end = quoted + 5;
	if (quoted && end < text.len && text.at[end] == '"')
		end++;
	if (end < text.len && !is_line_end(text.at[end]))
		return false;
	if (end < text.len && text.at[end] == '\r')
		end++;
	if (end < text.len && text.at[end] == '\n')
		end++;
	dialect->delimiter = rest.at[4];
	dialect->skip = end;
	return true;
}

/* The width that most records of two and more cells have. */
static size_t usual_width(struct arena *arena, const struct sheet *sheet, double *share)
{
	size_t *counts = NEW_ARRAY(arena, SHEET_COLUMNS_MAX + 2, size_t), best = 1, filled = 0;

	for (size_t i = 0; i < sheet->count; i++) {
		if (!record_filled(sheet, i))
			continue;
		filled++;
		counts[sheet_width(sheet, i)]++;
	}
	for (size_t width = 2; width <= SHEET_COLUMNS_MAX; width++)
		if (counts[width] > (best > 1 ? counts[best] : 0))
			best = width;
	*share = filled && best > 1 ? (double)counts[best] / (double)filled : 0;
	return best;
}

/* By characters, not by cells: a wrong delimiter leaves long cells that are neither. */
static double typed_share(const struct sheet *sheet)
{
	size_t typed = 0, all = 0;

	for (size_t i = 0; i < sheet->count; i++) {
		for (size_t c = 0; c < sheet_width(sheet, i); c++) {
			struct str cell = str_trim(sheet_cell(sheet, i, c));

			all += cell.len;
			if (cell_traits(cell) & CELL_TYPED)
				typed += cell.len;
		}
	}
	return all ? (double)typed / (double)all : 0;
}

/* Cells that a quote opens, against quotes that fit nowhere. */
static double quote_share(const struct sheet *sheet)
{
	double good = 1, bad = 0;

	for (size_t i = 0; i < sheet->cells.count; i++) {
		struct sheet_cell cell = sheet->cells.item[i];
		struct str text = sheet->text;

		if (cell.at >= text.len || !cell.at || text.at[cell.at - 1] != sheet->dialect.quote)
			continue;
		if (cell.at + cell.len < text.len &&
			text.at[cell.at + cell.len] == sheet->dialect.quote)
			good++;
		else
			bad++;
	}
	bad += (double)sheet->faults.count;
	return good / (good + bad);
}

static void try_dialect(struct arena *arena, struct str sample, struct trial *trial)
{
	struct arena scratch;
	struct diag silent;
	struct sheet sheet;
	double share;

	arena_init(&scratch, arena);
	diag_init(&silent, &scratch);
	trial->score = 0;
	if (sheet_read(&scratch, STR(""), sample, trial->dialect, &sheet, &silent)) {
		trial->dialect.width = usual_width(&scratch, &sheet, &share);
		trial->score = share * typed_share(&sheet) * quote_share(&sheet);
	}
	arena_free(&scratch);
}

/* The apostrophe counts only if it is better than the usual quote. */
static struct trial best_quote(struct arena *arena, struct str sample, struct sheet_dialect dialect)
{
	struct trial best = {.score = -1};

	for (size_t i = 0; i < sizeof(quotes); i++) {
		struct trial trial = {.dialect = dialect};

		trial.dialect.quote = quotes[i];
		if (quotes[i] == '\'' && !memchr(sample.at, '\'', sample.len))
			continue;
		try_dialect(arena, sample, &trial);
		if (trial.score > best.score)
			best = trial;
	}
	return best;
}

static const char *delimiter_name(char delimiter)
{
	switch (delimiter) {
	case ',':
		return "comma";
	case ';':
		return "semicolon";
	case '\t':
		return "tab";
	case '|':
		return "|";
	default:
		return "other";
	}
}

static struct str describe(struct arena *arena, struct trial trial, const char *reason)
{
	return str_printf(arena, "%s, quote %c, %zu cells a record (%s)",
		delimiter_name(trial.dialect.delimiter), trial.dialect.quote, trial.dialect.width,
		reason);
}

static bool detect(struct arena *arena, struct str path, struct str sample, struct trial *best,
	struct diag *diag)
{
	struct trial second = {.score = -1};

	best->score = -1;
	for (size_t i = 0; i < sizeof(delimiters); i++) {
		struct trial trial = best_quote(
			arena, sample, (struct sheet_dialect){.delimiter = delimiters[i]});

		if (trial.score > best->score) {
			second = *best;
			*best = trial;
		} else if (trial.score > second.score) {
			second = trial;
		}
	}
	if (best->score <= 0)
		return diag_error(diag, STATUS_DATA, PLACE_FILE(path),
			"no table of periods and numbers found; if there is one, name its "
			"delimiter "
			"with delimiter = in a source section");
	if (second.score < best->score)
		return true;
	return diag_error(diag, STATUS_DATA, PLACE_FILE(path),
		"delimiter may be %s or %s; name it with delimiter = in a source section",
		delimiter_name(best->dialect.delimiter), delimiter_name(second.dialect.delimiter));
}

bool dialect_detect(struct arena *arena, struct str path, struct str text, char delimiter,
	struct sheet_dialect *dialect, struct str *why, struct diag *diag)
{
	struct sheet_dialect given = {.delimiter = delimiter};
	struct str sample = sample_of(text);
	const char *reason = "named by the source section";
	struct trial best;

	if (read_sep_line(text, &given)) {
		reason = "sep= in the first line";
		if (delimiter)
			given.delimiter = delimiter;
	}
	if (given.delimiter) {
		best = best_quote(arena, sample, given);
	} else {
		if (!detect(arena, path, sample, &best, diag))
			return false;
		reason = "most records of one width, most text in periods and numbers";
	}
	*dialect = best.dialect;
	*why = describe(arena, best, reason);
	return true;
}
