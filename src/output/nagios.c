#include "output/nagios.h"

#include "base/utf8.h"
#include "output/sentence.h"
#include "output/words.h"
#include "text/decimal.h"

#include <math.h>

static const char *const states[] = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};

/* What would end a label, a line or the text before the data, and what no screen may have. */
static void add_safe(struct buf *out, struct str text, const char *unsafe)
{
	size_t len;

	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);
		bool bad = code == UTF8_BAD || utf8_is_control(code) || utf8_is_turning(code) ||
			   (code < 0x80 && strchr(unsafe, (char)code));

		if (bad)
			buf_char(out, '_');
		else
			buf_add(out, str_slice(text, at, at + len));
	}
}

static void add_number(struct buf *out, double value)
{
	char text[32];

	buf_add(out, (struct str){text, decimal_print(value, text)});
}

static void add_counts(struct buf *out, const struct verdicts *verdicts)
{
	size_t counts[VERDICT_COUNT] = {0};
	const char *between = "";

	for (size_t i = 0; i < verdicts->count; i++)
		counts[verdicts->item[i].status]++;
	for (int s = VERDICT_COUNT; s-- > 0;) {
		if (!counts[s])
			continue;
		buf_printf(out, "%s%zu %s", between, counts[s],
			verdict_status_name((enum verdict_status)s));
		between = ", ";
	}
	if (!verdicts->count)
		buf_text(out, "no targets");
}

static struct str name_of(const struct target *target)
{
	return target->label.len ? target->label : str_of(measure_name(target->measure));
}

/* Targets of one name are numbered in the order of the catalogue, whatever is shown of them. */
static size_t number_among_namesakes(const struct verdict *v)
{
	const struct target *first = v->indicator->targets.item;
	size_t number = 1;

	for (const struct target *target = first; target < v->target; target++)
		number += str_equal(name_of(target), name_of(v->target)) &&
			  str_equal(target->area, v->target->area);
	return number;
}

static void add_label(struct arena *arena, struct buf *out, const struct verdict *v)
{
	static const char unsafe[] = "'|=";
	const struct indicator *it = v->indicator;
	size_t number = number_among_namesakes(v);

	buf_char(out, '\'');
	add_safe(out, series_name(arena, (struct series_key){it, v->area}), unsafe);
	buf_char(out, ' ');
	add_safe(out, name_of(v->target), unsafe);
	if (number > 1)
		buf_printf(out, " #%zu", number);
	if (v->over && v->target->when == TARGET_IN_EVERY) {
		buf_char(out, ' ');
		buf_add(out, period_print(arena, EVERY_YEAR, it->calendar, v->year));
	}
	buf_char(out, '\'');
}

/* A range alarms outside of its ends, which belong to it; with an @, inside. */
static void add_range(struct buf *out, const struct verdict *v)
{
	static const struct {
		const char *before, *behind;
	} forms[] = {
		[TARGET_GE] = {"", ":"},
		[TARGET_GT] = {"@~:", ""},
		[TARGET_LE] = {"~:", ""},
		[TARGET_LT] = {"@", ":"},
	};
	enum target_op op = v->target->op;
	bool both = op == TARGET_EQ || op == TARGET_WITHIN;

	if (isnan(v->bound))
		return;
	buf_text(out, both ? "" : forms[op].before);
	add_number(out, v->bound);
	buf_text(out, both ? ":" : forms[op].behind);
	if (both)
		add_number(out, op == TARGET_EQ ? v->bound : v->bound_high);
}

/* What has come together so far is measured as the year's total is, but not as its growth. */
static double value_of(const struct verdict *v)
{
	bool sums_up = isnan(v->value) && v->target->measure != MEASURE_GROWTH;

	return sums_up ? v->so_far : v->value;
}

static void add_data(struct arena *arena, struct buf *out, const struct verdict *v)
{
	double value = value_of(v);

	buf_char(out, ' ');
	add_label(arena, out, v);
	buf_char(out, '=');
	if (isnan(value)) {
		buf_char(out, 'U');
	} else {
		add_number(out, value);
		if (str_is(words_unit(v->indicator, v->target->measure, true), "%"))
			buf_char(out, '%');
	}
	buf_text(out, ";;");
	add_range(out, v);
	buf_text(out, ";;");
}

static void add_line(struct arena *arena, struct buf *out, const struct verdict *v, bool english)
{
	buf_text(out, verdict_status_name(v->status));
	buf_text(out, ": ");
	add_safe(out, indicator_title(v->indicator, english), "|");
	if (v->area.len) {
		buf_char(out, '/');
		add_safe(out, v->area, "|");
	}
	buf_char(out, ' ');
	add_safe(out, words_target(arena, v, english), "|");
	buf_text(out, " - ");
	add_safe(out, sentence_verdict(arena, v, english), "|");
	buf_char(out, '\n');
}

void nagios_write(struct arena *arena, const struct verdicts *verdicts, int status, bool english,
	struct buf *out)
{
	buf_printf(out, "TIDEMARK %s - ", states[status]);
	add_counts(out, verdicts);
	for (size_t i = 0; i < verdicts->count; i++) {
		if (i == 0)
			buf_text(out, " |");
		add_data(arena, out, &verdicts->item[i]);
	}
	buf_char(out, '\n');
	for (size_t i = 0; i < verdicts->count; i++)
		if (verdict_exit(verdicts->item[i].status))
			add_line(arena, out, &verdicts->item[i], english);
}
