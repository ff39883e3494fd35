#include "text/written_period.h"

#include "base/date.h"
#include "text/period_tokens.h"

#include <string.h>

/* Years of figures; a bare number outside of it is no year. */
enum { YEAR_FIRST = 1800, YEAR_LAST = 2199 };

/* A time of day behind a date says nothing if it is midnight. */
static struct str without_midnight(struct str text)
{
	static const char *const times[] = {"t00:00:00.000z", "t00:00:00.000", "t00:00:00z",
		"t00:00:00", " 00:00:00.000", " 00:00:00.0", " 00:00:00", " 0:00:00", " 00:00",
		" 0:00"};

	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
		if (str_ends(text, str_of(times[i])))
			return str_head(text, text.len - strlen(times[i]));
	return text;
}

/* A code in brackets behind a period repeats it: 2021 [YR2021]. */
static struct str without_code(struct str text)
{
	size_t at = str_find(text, STR(" ["));

	return str_ends(text, STR("]")) ? str_head(text, at) : text;
}

static struct written_period none(void)
{
	return (struct written_period){.kind = WRITTEN_NONE};
}

static bool is_year(int value, int digits)
{
	return digits == 4 && value >= YEAR_FIRST && value <= YEAR_LAST;
}

static struct written_period make_day(int year, int month, int day)
{
	if (!date_valid(year, month, day))
		return none();
	return (struct written_period){
		.kind = WRITTEN_DAY, .year = year, .month = month, .day = day};
}

static struct written_period make_month(int year, int month)
{
	if (month < 1 || month > 12)
		return none();
	return (struct written_period){.kind = WRITTEN_MONTH, .year = year, .month = month};
}

static struct written_period make_part(enum written_kind kind, int year, int part, int most)
{
	if (part < 1 || part > most)
		return none();
	return (struct written_period){.kind = kind, .year = year, .part = part};
}

static struct written_period make_months(int year, int first, int last)
{
	if (first < 1 || last > 12 || first >= last)
		return none();
	return (struct written_period){
		.kind = WRITTEN_MONTHS, .year = year, .month = first, .last = last};
}

static struct written_period read_bare(const struct tokens *t)
{
	int v = t->value[0];
	struct written_period period = none();

	if (is_year(v, t->digits[0]))
		return (struct written_period){.kind = WRITTEN_YEAR, .year = v};
	if (t->digits[0] == 5 && v >= 18264 && v <= 73050) /* 1950 to 2099 */
		return (struct written_period){.kind = WRITTEN_SERIAL, .serial = v};
	if (t->digits[0] == 6 && is_year(v / 100, 4))
		period = make_month(v / 100, v % 100);
	if (t->digits[0] == 8 && is_year(v / 10000, 4))
		period = make_day(v / 10000, v / 100 % 100, v % 100);
	period.compact = true;
	return period;
}

/* Two numbers with - / or . between: 2024-05, 05/2024, 2024/25, 2011-12, 2016.1. */
static struct written_period read_two(const struct tokens *t)
{
	int a = t->value[0], b = t->value[1];
	char mark = t->signature[1];
	bool next = t->digits[1] == 2 && b == (a + 1) % 100;
	struct written_period period;

	if (is_year(b, t->digits[1]) && t->digits[0] <= 2)
		return make_month(b, a);
	if (!is_year(a, t->digits[0]))
		return none();
	if (is_year(b, t->digits[1]))
		return (struct written_period){
			b == a + 1 && mark != '.' ? WRITTEN_TWO_YEARS : WRITTEN_NONE, .year = a};
	if (t->digits[1] > 2)
		return none();
	period = make_month(a, b);
	if (mark == '.' && t->digits[1] == 1 && b == 1)
		period.kind = WRITTEN_TENTH;
	if (mark != '.' && next)
		period.kind = b > 12 || b < 1 ? WRITTEN_TWO_YEARS : WRITTEN_YEARS_OR_MONTH;
	period.year = a;
	return period;
}

/* Three: 2024-05-31, or with the year last, day and month in either order. */
static struct written_period read_three(const struct tokens *t)
{
	int a = t->value[0], b = t->value[1], c = t->value[2];
	struct written_period period;

	if (is_year(a, t->digits[0]) && t->digits[1] <= 2 && t->digits[2] <= 2)
		return make_day(a, b, c);
	if (!is_year(c, t->digits[2]) || t->digits[0] > 2 || t->digits[1] > 2)
		return none();
	period = make_day(c, a > 12 ? b : a, a > 12 ? a : b);
	if (period.kind == WRITTEN_NONE)
		period = make_day(c, b, a);
	if (period.kind == WRITTEN_NONE)
		return none();
	return (struct written_period){
		.kind = WRITTEN_DAY_OR_MONTH, .year = c, .month = a, .day = b};
}

static int whole_year(const struct tokens *t, size_t place)
{
	int value = t->value[place];

	if (t->digits[place] == 2)
		return value < 70 ? 2000 + value : 1900 + value;
	return value;
}

/* Every form, and which of its values are the year and the parts of it. */
enum maker {
	BARE,
	TWO,
	THREE,
	MONTH,
	DAY,
	MONTHS,
	QUARTER,
	HALF,
	QUARTERS,
	YEAR,
	YEAR_END,
	WEEK,
	FISCAL,
	AVERAGE,
};

enum { NO_YEAR = -1 }; /* is written */

static const struct form {
	const char *signature;
	enum maker maker;
	signed char year, a, b; /* counted from 0 */
	bool worded;
} forms[] = {
	{.signature = "n", .maker = BARE},
	{.signature = "n-n", .maker = TWO},
	{.signature = "n/n", .maker = TWO},
	{.signature = "n.n", .maker = TWO},
	{.signature = "n-n-n", .maker = THREE},
	{.signature = "n/n/n", .maker = THREE},
	{.signature = "n.n.n", .maker = THREE},
	{"nYnm", MONTH, .a = 1},
	{"n-nm", MONTHS, .year = NO_YEAR, .b = 1},
	{"ncn", MONTH, .a = 1},
	{"n-cn", MONTH, .a = 1},
	{"Mn", MONTH, .year = 1},
	{"M-n", MONTH, .year = 1},
	{"M/n", MONTH, .year = 1},
	{"M,n", MONTH, .year = 1},
	{"M.n", MONTH, .year = 1},
	{"nM", MONTH, .a = 1},
	{"n-M", MONTH, .a = 1},
	{"n/M", MONTH, .a = 1},
	{"nYM", MONTH, .a = 1},
	{"nYn-nm", MONTHS, .a = 1, .b = 2},
	{"nYnm-nm", MONTHS, .a = 1, .b = 2},
	{"nYnmnd", DAY, .a = 1, .b = 2},
	{"nMn", DAY, .year = 2, .a = 1},
	{"n-M-n", DAY, .year = 2, .a = 1},
	{"n.Mn", DAY, .year = 2, .a = 1},
	{"Mn,n", DAY, .year = 2, .b = 1},
	{"Mn n", DAY, .year = 2, .b = 1},
	{"nQn", QUARTER, .a = 1},
	{"n-Qn", QUARTER, .a = 1},
	{"Qn n", QUARTER, .year = 1},
	{"Qn-n", QUARTER, .year = 1},
	{"Qn/n", QUARTER, .year = 1},
	{"nYQn", QUARTER, .a = 1},
	{"n.Qn", QUARTER, .year = 1},
	{"n nQ", QUARTER, .a = 1},
	{"nYnq", QUARTER, .a = 1, .worded = true},
	{"nYn-nq", QUARTERS, .a = 2, .b = 1, .worded = true},
	{"nHn", HALF, .a = 1},
	{"n-Hn", HALF, .a = 1},
	{"Hn n", HALF, .year = 1},
	{"Hn/n", HALF, .year = 1},
	{"n.Hn", HALF, .year = 1},
	{"n nH", HALF, .a = 1},
	{"nYh", HALF, .a = 1, .worded = true},
	{"nh", HALF, .a = 1, .worded = true},
	{"nYP", QUARTERS, .a = 1, .worded = true},
	{"nP", QUARTERS, .a = 1, .worded = true},
	{.signature = "nY", .maker = YEAR},
	{"nYA", YEAR, .worded = true},
	{"nA", YEAR, .worded = true},
	{"nE", YEAR, .worded = true},
	{"nWn", WEEK, .a = 1},
	{"n-Wn", WEEK, .a = 1},
	{.signature = "Fn", .maker = FISCAL},
	{.signature = "Fn/n", .maker = FISCAL},
	{.signature = "Fn-n", .maker = FISCAL},
	{.signature = "nSn", .maker = AVERAGE},
	/* parts of a year */
	{"nm", MONTH, .year = NO_YEAR},
	{"M", MONTH, .year = NO_YEAR},
	{"cn", MONTH, .year = NO_YEAR},
	{"nm-nm", MONTHS, .year = NO_YEAR, .b = 1},
	{"Qn", QUARTER, .year = NO_YEAR},
	{"n.Q", QUARTER, .year = NO_YEAR},
	{"nq", QUARTER, .year = NO_YEAR, .worded = true},
	{"Hn", HALF, .year = NO_YEAR},
	{"n.H", HALF, .year = NO_YEAR},
	{"h", HALF, .year = NO_YEAR, .worded = true},
	{"P", QUARTERS, .year = NO_YEAR, .worded = true},
	{"A", YEAR, .year = NO_YEAR, .worded = true},
	{"Sn", AVERAGE, .year = NO_YEAR},
};

static const struct form *find_form(const char *signature)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (strcmp(forms[i].signature, signature) == 0)
			return &forms[i];
	return NULL;
}

/* FY2025 ends in 2025; FY2024/25 says so too. */
static struct written_period make_fiscal(const struct tokens *t)
{
	int year = whole_year(t, 0);

	if (t->values == 2 && (t->digits[1] != 2 || t->value[1] != (year + 1) % 100))
		return none();
	return (struct written_period){.kind = WRITTEN_FISCAL, .year = year + (t->values == 2)};
}

static struct written_period make(const struct form *form, const struct tokens *t, int year)
{
	int a = t->value[form->a], b = t->value[form->b];

	switch (form->maker) {
	case BARE:
		return read_bare(t);
	case TWO:
		return read_two(t);
	case THREE:
		return read_three(t);
	case MONTH:
		if (a == 13 && strchr(form->signature, 'c'))
			return (struct written_period){.kind = WRITTEN_AVERAGE};
		return make_month(year, a);
	case DAY:
		return make_day(year, a, b);
	case MONTHS:
		return make_months(year, a, b);
	case QUARTER:
		return make_part(WRITTEN_QUARTER, year, a, 4);
	case HALF:
		return make_part(WRITTEN_HALF, year, a, 2);
	case QUARTERS:
		return form->b && b != 1 ? none() : make_part(WRITTEN_QUARTERS, year, a, 4);
	case WEEK:
		return make_part(WRITTEN_WEEK, year, a, 53);
	case FISCAL:
		return make_fiscal(t);
	case AVERAGE:
		return (struct written_period){.kind = WRITTEN_AVERAGE};
	default:
		return (struct written_period){.kind = WRITTEN_YEAR, .year = year};
	}
}

/* A year of two digits is one only behind the name of a month. */
static bool year_is_written(const struct form *form, const struct tokens *t)
{
	int digits = t->digits[form->year];

	if (digits == 2)
		return (form->maker == MONTH && form->signature[0] == 'M') ||
		       (form->maker == DAY && strchr(form->signature, 'M'));
	return is_year(t->value[form->year], digits);
}

struct written_period written_period_parse(struct str cell)
{
	char folded[PERIOD_CELL_MAX + 8];
	struct tokens tokens;
	const struct form *form;
	struct written_period period;

	if (!period_tokenize(without_code(without_midnight(period_fold(cell, folded))), &tokens))
		return none();
	tokens.signature[tokens.count] = '\0';
	form = find_form(tokens.signature);
	if (!form)
		return none();
	if (form->maker <= THREE)
		return make(form, &tokens, 0);
	if (form->maker == QUARTER && form->year == 0 && tokens.digits[0] == 1) { /* 2Q2024 */
		struct form turned = {form->signature, QUARTER, .year = 1};

		return year_is_written(&turned, &tokens) ? make(&turned, &tokens, tokens.value[1])
							 : none();
	}
	if (form->year != NO_YEAR && !year_is_written(form, &tokens))
		return none();
	period = make(
		form, &tokens, form->year != NO_YEAR ? whole_year(&tokens, (size_t)form->year) : 0);
	period.worded = form->worded;
	return period;
}

struct written_period written_period_within(int year, struct str cell)
{
	char folded[PERIOD_CELL_MAX + 8];
	struct tokens tokens;
	struct written_period period = written_period_parse(cell);

	if (period.kind != WRITTEN_NONE && period.kind != WRITTEN_SERIAL) {
		if (period.year && period.year != year)
			return none();
		period.year = year;
		return period;
	}
	if (!period_tokenize(period_fold(cell, folded), &tokens) || tokens.count != 1 ||
		tokens.signature[0] != 'n' || tokens.digits[0] > 2)
		return none();
	return make_month(year, tokens.value[0]);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool read_number(struct str *rest, size_t most, int *value)
{
	size_t len = 0;

	*value = 0;
	for (; len < most && len < rest->len && is_digit(rest->at[len]); len++)
		*value = *value * 10 + (rest->at[len] - '0');
	*rest = str_from(*rest, len);
	return len > 0;
}

struct format_values {
	int year, month, day, quarter;
};

static bool read_directive(char directive, struct str *rest, struct format_values *values)
{
	switch (directive) {
	case 'Y':
		return read_number(rest, 4, &values->year) && is_year(values->year, 4);
	case 'y':
		if (!read_number(rest, 2, &values->year))
			return false;
		values->year += values->year < 70 ? 2000 : 1900;
		return true;
	case 'm':
		return read_number(rest, 2, &values->month);
	case 'd':
		return read_number(rest, 2, &values->day);
	case 'q':
		return read_number(rest, 1, &values->quarter);
	case 'b':
	case 'B':
		return period_take_month(rest, &values->month);
	case '%':
		*rest = str_from(*rest, 1);
		return true;
	default:
		return false;
	}
}

bool written_period_format_is_valid(struct str format)
{
	bool year = false, month = false, day = false;

	for (size_t i = 0; i < format.len; i++) {
		char directive;

		if (format.at[i] != '%')
			continue;
		directive = i + 1 < format.len ? format.at[++i] : '\0';
		if (!directive || !strchr("YymdbBq%", directive))
			return false;
		year = year || directive == 'Y' || directive == 'y';
		month = month || directive == 'm' || directive == 'b' || directive == 'B';
		day = day || directive == 'd';
	}
	return year && (month || !day);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
}

struct written_period written_period_parse_as(struct str cell, struct str format)
{
	char folded[PERIOD_CELL_MAX + 8];
	struct str rest = period_fold(cell, folded);
	struct format_values values = {0, 0, 0, 0};

	format = str_trim(format);
	for (size_t i = 0; i < format.len; i++) {
		if (format.at[i] == '%' && i + 1 < format.len) {
			if (!read_directive(format.at[++i], &rest, &values))
				return none();
		} else if (format.at[i] == ' ') {
			rest = str_trim(rest);
		} else if (rest.len && rest.at[0] == lower(format.at[i])) {
			rest = str_from(rest, 1);
		} else {
			return none();
		}
	}
	if (rest.len || !values.year)
		return none();
	if (values.day)
		return make_day(values.year, values.month, values.day);
	if (values.quarter)
		return make_part(WRITTEN_QUARTER, values.year, values.quarter, 4);
	if (values.month)
		return make_month(values.year, values.month);
	return (struct written_period){.kind = WRITTEN_YEAR, .year = values.year};
}

enum every written_period_every(enum written_kind kind)
{
	switch (kind) {
	case WRITTEN_DAY:
		return EVERY_DAY;
	case WRITTEN_WEEK:
		return EVERY_WEEK;
	case WRITTEN_MONTH:
	case WRITTEN_MONTHS:
		return EVERY_MONTH;
	case WRITTEN_QUARTER:
	case WRITTEN_QUARTERS:
	case WRITTEN_HALF:
		return EVERY_QUARTER;
	default:
		return EVERY_YEAR;
	}
}
