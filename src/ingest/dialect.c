#include "ingest/dialect.h"

#include "ingest/cells.h"
#include "text/line.h"

#include <string.h>

enum {
	SAMPLE = 200 * 1024,
	SAMPLE_MAX = 8 << 20,
	SAMPLE_LINES = 20,
	TYPED_RECORDS = 500, /* of the sample, whose cells are looked at */
};

static const char delimiters[] = {',', ';', '\t', '|'};
static const char quotes[] = {'"', '\''};

/* Of a table without a single period or number, so that its width decides. */
static const double untyped_share = 0.01;

struct trial {
	struct sheet_dialect dialect;
	double typed; /* share of the text that is periods and numbers */
	double score;
	struct str problem; /* why it cannot be read so; empty: it can */
	size_t line;        /* of the problem */
};

/* The beginning of the text up to a line end; more of it where lines are very long. */
static struct str sample_of(struct str text)
{
	size_t len = 0, lines = 0, end = 0;

	if (text.len <= SAMPLE)
		return text;
	while (len < text.len && len < SAMPLE_MAX && (len < SAMPLE || lines < SAMPLE_LINES)) {
		if (!line_is_end(text.at[len++]))
			continue;
		lines++;
		end = len;
	}
	return str_head(text, len < text.len && end ? end : len);
}

/* "sep=;" as Excel writes it, with or without quotes around it; a bare "sep=" says nothing, nor
 * does a quote. */
static bool read_sep_line(struct str text, struct sheet_dialect *dialect)
{
	size_t quoted = text.len && text.at[0] == '"', end;
	struct str rest = str_from(text, quoted);

	if (rest.len < 5 ||
		!text_is_one_of(str_head(rest, 4), (const char *const[]){"sep=", NULL}) ||
		line_is_end(rest.at[4]) || rest.at[4] == '"' || rest.at[4] == '\'')
		return false;
	end = quoted + 5;
	if (quoted && end < text.len && text.at[end] == '"')
		end++;
	if (end < text.len && !line_is_end(text.at[end]))
		return false;
	if (end < text.len && text.at[end] == '\r')
		end++;
	if (end < text.len && text.at[end] == '\n')
		end++;
	dialect->delimiter = rest.at[4];
	dialect->skip = end;
	return true;
}

/* The width that most records of two and more cells have; the first of them if several do. */
static size_t usual_width(struct arena *arena, const struct sheet *sheet, double *share)
{
	size_t widest = 1, best = 1, filled = 0, *counts;

	for (size_t i = 0; i < sheet->count; i++)
		widest = sheet_width(sheet, i) > widest ? sheet_width(sheet, i) : widest;
	counts = NEW_ARRAY(arena, widest + 1, size_t);
	for (size_t i = 0; i < sheet->count; i++) {
		filled += record_filled(sheet, i) > 0;
		counts[sheet_width(sheet, i)] += record_filled(sheet, i) > 0;
	}
	for (size_t i = 0; i < sheet->count; i++) {
		size_t width = sheet_width(sheet, i);

		if (width > 1 && counts[width] > (best > 1 ? counts[best] : 0))
			best = width;
	}
	*share = filled && best > 1 ? (double)counts[best] / (double)filled : 0;
	return best;
}

/* By characters, not by cells: a wrong delimiter leaves long cells that are neither. */
static double typed_share(const struct sheet *sheet)
{
	size_t typed = 0, all = 0, step = sheet->count / TYPED_RECORDS + 1;

	for (size_t i = 0; i < sheet->count; i += step) {
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
	double good = 1, bad = (double)sheet->faults.count;
	const char *start = sheet->text.at, *end = start + sheet->text.len;

	for (size_t i = 0; i < sheet->count; i++)
		for (size_t c = 0; c < sheet_width(sheet, i); c++) {
			struct str cell = sheet_cell(sheet, i, c);

			if (cell.at <= start || cell.at >= end ||
				cell.at[-1] != sheet->dialect.quote)
				continue;
			if (cell.at + cell.len < end) /* where another one closes it */
				good++;
			else
				bad++;
		}
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
	if (sheet_read(&scratch, STR(""), sample, trial->dialect, &sheet, &silent)) {
		trial->dialect.width = usual_width(&scratch, &sheet, &share);
		trial->typed = share * typed_share(&sheet);
		trial->score = (trial->typed + share * untyped_share) / (1 + untyped_share) *
			       quote_share(&sheet);
	} else {
		trial->problem = str_copy(arena, silent.item[0].text);
		trial->line = silent.item[0].place.line;
	}
	arena_free(&scratch);
}

static bool ends_cell(struct str sample, size_t at, char delimiter)
{
	return at >= sample.len || sample.at[at] == delimiter || line_is_end(sample.at[at]);
}

/* Behind the apostrophe that closes the cell on its line; `start` if there is none. */
static size_t close_apostrophe(struct str sample, size_t start, char delimiter)
{
	for (size_t at = start; at < sample.len && !line_is_end(sample.at[at]); at++)
		if (sample.at[at] == '\'' && ends_cell(sample, at + 1, delimiter))
			return at + 1;
	return start;
}

/* No double quote at all, but cells between apostrophes, and at least as many as with one only. */
static bool has_apostrophes_only(struct str sample, char delimiter)
{
	size_t whole = 0, half = 0, behind;

	if (memchr(sample.at, '"', sample.len) || !memchr(sample.at, '\'', sample.len))
		return false;
	for (size_t at = 0; at < sample.len; at++) {
		if (sample.at[at] == '\'') {
			behind = close_apostrophe(sample, at + 1, delimiter);
			whole += behind > at + 1;
			half += behind == at + 1;
			at = behind;
		}
		while (!ends_cell(sample, at, delimiter))
			at++;
	}
	return whole && whole >= half;
}

/* The apostrophe counts only if it is better than the usual quote. */
static struct trial best_quote(struct arena *arena, struct str sample, struct sheet_dialect dialect)
{
	bool apostrophes = has_apostrophes_only(sample, dialect.delimiter);
	struct trial best = {.score = -1};

	for (size_t i = 0; i < sizeof(quotes); i++) {
		struct trial trial = {.dialect = dialect};

		trial.dialect.quote = quotes[i];
		if (quotes[i] == '\'' ? !memchr(sample.at, '\'', sample.len) : apostrophes)
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
	case ' ':
		return "blank";
	default:
		return "other";
	}
}

static struct str describe(struct arena *arena, const struct trial *trial, const char *reason)
{
	return str_printf(arena, "%s, quote %c, %zu cell%s a record (%s)",
		delimiter_name(trial->dialect.delimiter), trial->dialect.quote,
		trial->dialect.width, trial->dialect.width == 1 ? "" : "s", reason);
}

static void rank(struct trial trial, struct trial *best, struct trial *second)
{
	if (trial.score > best->score) {
		*second = *best;
		*best = trial;
	} else if (trial.score > second->score) {
		*second = trial;
	}
}

/* Blanks part words as well, so they are tried only where nothing else finds figures. */
static void try_delimiters(
	struct arena *arena, struct str sample, struct trial *best, struct trial *second)
{
	struct trial trial;

	*best = *second = (struct trial){.score = -1};
	for (size_t i = 0; i < sizeof(delimiters); i++)
		rank(best_quote(arena, sample, (struct sheet_dialect){.delimiter = delimiters[i]}),
			best, second);
	if (best->typed >= untyped_share)
		return;
	trial = best_quote(arena, sample, (struct sheet_dialect){.delimiter = ' '});
	if (trial.typed >= untyped_share)
		rank(trial, best, second);
}

static bool detect(struct arena *arena, struct str path, struct str sample, struct trial *best,
	struct str *why, struct diag *diag)
{
	struct trial second;

	try_delimiters(arena, sample, best, &second);
	if (best->problem.len)
		return diag_error(diag, STATUS_DATA, (struct place){path, best->line, 0}, "%.*s",
			STR_ARG(best->problem));
	if (best->score > 0 && second.score >= best->score)
		return diag_error(diag, STATUS_DATA, PLACE_FILE(path),
			"delimiter may be %s or %s; name it with delimiter = in a source section",
			delimiter_name(best->dialect.delimiter),
			delimiter_name(second.dialect.delimiter));
	*why = describe(arena, best,
		str_c(arena, str_printf(arena,
				     "records of one width, text in periods and numbers, fitting "
				     "quotes: score %.3f; next is %s with %.3f",
				     best->score, delimiter_name(second.dialect.delimiter),
				     second.score > 0 ? second.score : 0)));
	return true;
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
		*why = describe(arena, &best, reason);
	} else if (!detect(arena, path, sample, &best, why, diag)) {
		return false;
	}
	*dialect = best.dialect;
	return true;
}
