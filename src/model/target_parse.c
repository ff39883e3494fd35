#include "model/cursor.h"
#include "model/figure.h"
#include "model/indicator.h"
#include "text/decimal.h"
#include "text/unit.h"

/* Where the parts of a target stand, for the errors that only the whole can show. */
struct reader {
	struct arena *arena;
	struct cursor cursor;
	const struct indicator *indicator;
	struct target *target;
	bool has_when;
	size_t measure_at, op_at, bound_at, when_at;
	size_t pace_at, base_at, for_at, lag_at, area_at; /* byte + 1; 0: not given */
};

static size_t start_of_next(struct reader *reader)
{
	cursor_blanks(&reader->cursor);
	return reader->cursor.at;
}

static struct str next_word(struct reader *reader)
{
	cursor_blanks(&reader->cursor);
	return cursor_word(&reader->cursor);
}

static bool error_here(struct reader *reader, size_t at, const char *expected)
{
	struct str rest = str_trim(str_from(reader->cursor.text, at));

	if (!rest.len)
		return cursor_error(
			&reader->cursor, at, "target ends where %s is expected", expected);
	return cursor_error(&reader->cursor, at, "\"%.*s\" stands where %s is expected",
		STR_ARG(cursor_quote(&reader->cursor, rest)), expected);
}

/* All up to a colon is the label, unless a comparison comes first (an area may have a colon). */
static bool read_label(struct reader *reader)
{
	struct str text = reader->cursor.text;
	size_t colon = str_find(text, STR(":"));

	for (size_t i = 0; i < colon; i++)
		if (text.at[i] == '<' || text.at[i] == '>' || text.at[i] == '=')
			return true;
	if (colon == text.len)
		return true;
	reader->target->label = str_trim(str_head(text, colon));
	reader->cursor.at = colon + 1;
	if (!reader->target->label.len)
		return cursor_error(&reader->cursor, colon,
			"the label before \":\" is empty; name the target or leave the colon out");
	return true;
}

static struct str known_measures(const struct reader *reader)
{
	return measure_list(reader->arena, reader->indicator->kind, reader->indicator->every);
}

static bool read_measure(struct reader *reader)
{
	const struct indicator *indicator = reader->indicator;
	size_t start = reader->measure_at = start_of_next(reader);
	struct str name = cursor_name(&reader->cursor);

	if (!name.len)
		return error_here(reader, start, "a measure");
	if (!measure_find(name, &reader->target->measure))
		return cursor_error(&reader->cursor, start,
			"unknown measure \"%.*s\"; this indicator has %.*s",
			STR_ARG(cursor_quote(&reader->cursor, name)),
			STR_ARG(known_measures(reader)));
	if (!measure_is_defined(reader->target->measure, indicator->kind, indicator->every))
		return cursor_error(&reader->cursor, start,
			"measure \"%.*s\" is not defined for kind = %s, every = %s; this indicator "
			"has %.*s",
			STR_ARG(name), kind_name(indicator->kind), every_name(indicator->every),
			STR_ARG(known_measures(reader)));
	return true;
}

static bool read_op(struct reader *reader)
{
	static const enum target_op longest_first[] = {
		TARGET_GE, TARGET_GT, TARGET_LE, TARGET_LT, TARGET_EQ, TARGET_WITHIN};
	size_t start = reader->op_at = start_of_next(reader);

	for (size_t i = 0; i < sizeof(longest_first) / sizeof(*longest_first); i++) {
		reader->target->op = longest_first[i];
		if (cursor_take(&reader->cursor, str_of(target_op_text(longest_first[i]))))
			return true;
	}
	return error_here(reader, start, "one of >= > <= < = within");
}

/* Words that end a unit: what may stand behind it. */
static bool ends_unit(struct str word)
{
	return str_is(word, "in") || str_is(word, "by") || str_is(word, "at") ||
	       str_is(word, "from") || str_has(word, STR("="));
}

/* A unit may have blanks ("percentage points"): it goes on to the next part or the end. */
static struct str read_unit(struct reader *reader)
{
	struct cursor *cursor = &reader->cursor;
	size_t start = cursor->at;

	while (!cursor_at_end(cursor)) {
		size_t before = cursor->at;

		if (ends_unit(next_word(reader))) {
			cursor->at = before;
			break;
		}
	}
	return str_trim(str_slice(cursor->text, start, cursor->at));
}

/* One word, and no rest of a number: 1,000 is not 1 with the unit ",000". */
static bool may_be_unit(struct str s)
{
	return !str_has(s, STR(" ")) && !str_has(s, STR("\t")) && !str_starts(s, STR(",")) &&
	       !str_starts(s, STR("."));
}

/* The unit that bounds are held in; empty: any. */
static struct str own_unit(const struct reader *reader)
{
	const struct indicator *indicator = reader->indicator;
	bool own = measure_unit(reader->target->measure, indicator->kind, indicator->unit) ==
		   MEASURE_IN_UNIT;

	return own ? indicator->unit : STR("%");
}

/* 3.5万 alone means ten thousands of what the unit is counted in: 万元 for 亿元. */
static bool power_of(struct reader *reader, struct str unit, int *power)
{
	struct str to = own_unit(reader);

	if (!unit_is_percent(to) && unit_scaled(unit, to, power))
		return true;
	return (to.len || may_be_unit(unit)) && unit_power(unit, to, power);
}

static bool refuse_unit(struct reader *reader, struct str unit)
{
	struct cursor *cursor = &reader->cursor;
	struct str own = own_unit(reader);

	if (!own.len)
		own = STR("one word");
	return cursor_error(cursor, (size_t)(unit.at - cursor->text.at),
		"\"%.*s\" is no unit for %s of this indicator; write %.*s, or nothing",
		STR_ARG(cursor_quote(cursor, unit)), measure_name(reader->target->measure),
		STR_ARG(own));
}

static bool convert(
	struct reader *reader, size_t at, struct str number, struct str unit, double *bound)
{
	struct decimal decimal;
	int power = 0;

	if (!decimal_parse(number, &decimal))
		return error_here(reader, at, "a number");
	if (unit.len && !power_of(reader, unit, &power))
		return refuse_unit(reader, unit);
	decimal = decimal_scale(decimal, power);
	if (!decimal_storable(decimal))
		return cursor_error(&reader->cursor, at,
			"\"%.*s\" is out of range; write a number between 1e-30 and 1e30",
			STR_ARG(cursor_quote(&reader->cursor, number)));
	*bound = decimal_value(decimal);
	return true;
}

static bool read_range(struct reader *reader)
{
	struct cursor *cursor = &reader->cursor;
	size_t low_at = start_of_next(reader), high_at, dots;
	struct str low = cursor_number(cursor, true), high, low_unit;

	dots = cursor->at + str_find(cursor_rest(cursor), STR(".."));
	if (!low.len || dots >= cursor->text.len)
		return error_here(reader, low_at, "a range LO..HI");
	low_unit = str_trim(str_slice(cursor->text, cursor->at, dots));
	cursor->at = dots + 2;
	high_at = start_of_next(reader);
	high = cursor_number(cursor, true);
	if (!high.len)
		return error_here(reader, high_at, "the upper end of the range");
	reader->target->unit = read_unit(reader);
	if (!convert(reader, high_at, high, reader->target->unit, &reader->target->bound_high) ||
		!convert(reader, low_at, low, low_unit.len ? low_unit : reader->target->unit,
			&reader->target->bound))
		return false;
	if (reader->target->bound > reader->target->bound_high)
		return cursor_error(cursor, low_at,
			"the range begins above its end; write the smaller number first");
	return true;
}

static bool read_bound(struct reader *reader)
{
	size_t start = reader->bound_at = start_of_next(reader);
	struct str number;

	if (reader->target->op == TARGET_WITHIN)
		return read_range(reader);
	number = cursor_number(&reader->cursor, true);
	if (!number.len)
		reader->target->bound_id = cursor_name(&reader->cursor);
	if (!number.len && !reader->target->bound_id.len)
		return error_here(reader, start, "a number or the id of an indicator");
	reader->target->unit = read_unit(reader);
	return convert(reader, start, number.len ? number : STR("0"), reader->target->unit,
		&reader->target->bound);
}

/* A longer period names its last own period, or its first for the start of a window. */
static bool place_period(struct reader *reader, size_t at, struct str word, bool first, int *number)
{
	const struct indicator *indicator = reader->indicator;
	struct calendar calendar = indicator->calendar;
	struct period period;

	if (!period_parse(word, calendar, &period))
		return error_here(reader, at, "a period");
	if (!every_holds(period.every, indicator->every))
		return cursor_error(&reader->cursor, at,
			"\"%.*s\" is no period of an indicator with every = %s; write for example "
			"%.*s",
			STR_ARG(word), every_name(indicator->every),
			STR_ARG(period_print(reader->arena, indicator->every, calendar,
				period_of_day(indicator->every, calendar,
					period_last_day(period.every, calendar, period.number)))));
	*number = first ? period_first_within(period, indicator->every, calendar)
			: period_last_within(period, indicator->every, calendar);
	return true;
}

static bool read_period(struct reader *reader, bool first, int *number)
{
	size_t start = start_of_next(reader);

	return place_period(reader, start, cursor_word(&reader->cursor), first, number);
}

static bool read_in(struct reader *reader)
{
	size_t start = start_of_next(reader);
	struct str word = cursor_word(&reader->cursor);
	struct period period;

	reader->target->when = TARGET_IN;
	if (str_is(word, "every")) {
		reader->target->when = TARGET_IN_EVERY;
		start = start_of_next(reader);
		if (!str_is(cursor_word(&reader->cursor), "year"))
			return error_here(reader, start, "\"year\"");
		return true;
	}
	if (!period_parse(word, reader->indicator->calendar, &period) || period.every != EVERY_YEAR)
		return error_here(reader, start, "a year or \"every year\"");
	reader->target->year = period.number;
	return true;
}

static bool read_by(struct reader *reader)
{
	size_t start = start_of_next(reader);

	reader->target->when = TARGET_BY;
	if (str_is(cursor_word(&reader->cursor), "due")) {
		reader->target->by_due = true;
		return true;
	}
	reader->cursor.at = start;
	reader->target->has_to = true;
	return read_period(reader, false, &reader->target->to);
}

static bool read_at(struct reader *reader)
{
	reader->target->when = TARGET_AT;
	reader->target->has_to = true;
	return read_period(reader, false, &reader->target->to);
}

static bool read_from(struct reader *reader)
{
	struct target *target = reader->target;
	size_t after;

	target->has_from = true;
	if (!read_period(reader, true, &target->from))
		return false;
	after = reader->cursor.at;
	if (!str_is(next_word(reader), "to")) {
		reader->cursor.at = after;
		return true;
	}
	target->has_to = true;
	if (!read_period(reader, false, &target->to))
		return false;
	if (target->from > target->to)
		return cursor_error(&reader->cursor, reader->when_at,
			"the window ends before it begins; write the earlier period first");
	return true;
}

static bool read_count(struct reader *reader, size_t at, struct str text, int *count)
{
	*count = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || i == 4)
			return error_here(reader, at, "a whole number up to 9999");
		*count = *count * 10 + (text.at[i] - '0');
	}
	return text.len > 0 || error_here(reader, at, "a whole number up to 9999");
}

static bool read_pace(struct reader *reader, size_t at, struct str text)
{
	static const struct {
		const char *name;
		enum target_pace pace;
	} paces[] = {{"share", PACE_SHARE}, {"linear", PACE_LINEAR}, {"none", PACE_NONE}};
	struct cursor id = {.text = text};

	for (size_t i = 0; i < sizeof(paces) / sizeof(*paces); i++) {
		if (str_is(text, paces[i].name)) {
			reader->target->pace = paces[i].pace;
			return true;
		}
	}
	reader->target->pace = PACE_INDICATOR;
	reader->target->pace_id = cursor_name(&id);
	return (text.len && cursor_at_end(&id)) ||
	       error_here(reader, at, "share, linear, none or the id of an indicator");
}

/* base=PERIOD or base=NUMBER@PERIOD; the number is in the indicator's unit. */
static bool read_base(struct reader *reader, size_t at, struct str text)
{
	struct target *target = reader->target;
	size_t sign = str_find(text, STR("@"));
	struct cursor number = {.text = str_head(text, sign)};
	struct str digits = cursor_number(&number, true);
	struct period period;

	target->has_base = true;
	if (sign < text.len) {
		target->has_base_value = true;
		if (!digits.len)
			return error_here(reader, at, "a number before \"@\"");
		return convert(reader, at, digits, str_trim(str_from(number.text, digits.len)),
			       &target->base_value) &&
		       place_period(reader, at + sign + 1, str_from(text, sign + 1), false,
			       &target->base_period);
	}
	if (digits.len == text.len && text.len &&
		!period_parse(text, reader->indicator->calendar, &period))
		return cursor_error(&reader->cursor, at,
			"a number alone is no base; write base=%.*s@PERIOD, the period in which it "
			"was so",
			STR_ARG(text));
	return place_period(reader, at, text, false, &target->base_period);
}

/* An area in single quotes may hold blanks. */
static bool read_area(struct reader *reader, size_t at, struct str text)
{
	struct cursor *cursor = &reader->cursor;

	if (text.len && text.at[0] == '\'') {
		struct str rest = str_from(cursor->text, at + 1);
		size_t end = str_find(rest, STR("'"));

		if (end == rest.len)
			return cursor_error(cursor, at, "the quote is never closed; add a '");
		text = str_head(rest, end);
		cursor->at = at + end + 2;
	}
	reader->target->area = area_key(reader->arena, text);
	return reader->target->area.len || error_here(reader, at, "the name of an area or *");
}

static bool read_option(struct reader *reader, size_t start, struct str word)
{
	size_t equals = str_find(word, STR("=")), at = start + equals + 1, *seen;
	struct str name = str_head(word, equals), text = str_from(word, equals + 1);
	struct target *target = reader->target;

	seen = str_is(name, "pace")   ? &reader->pace_at
	       : str_is(name, "base") ? &reader->base_at
	       : str_is(name, "for")  ? &reader->for_at
	       : str_is(name, "lag")  ? &reader->lag_at
	       : str_is(name, "area") ? &reader->area_at
				      : NULL;
	if (!seen)
		return cursor_error(&reader->cursor, start,
			"unknown option \"%.*s\"; there are pace, base, for, lag, area",
			STR_ARG(cursor_quote(&reader->cursor, name)));
	if (*seen)
		return cursor_error(
			&reader->cursor, start, "option %.*s is given twice", STR_ARG(name));
	*seen = start + 1;
	if (seen == &reader->pace_at)
		return read_pace(reader, at, text);
	if (seen == &reader->base_at)
		return read_base(reader, at, text);
	if (seen == &reader->area_at)
		return read_area(reader, at, text);
	return read_count(
		reader, at, text, seen == &reader->for_at ? &target->patience : &target->lag);
}

static bool read_when(struct reader *reader, size_t start, bool (*read)(struct reader *))
{
	if (reader->has_when) {
		reader->cursor.at = reader->cursor.text.len;
		return cursor_error(&reader->cursor, start,
			"a target has only one of in, by, at, from; write a second target");
	}
	reader->has_when = true;
	reader->when_at = start;
	return read(reader);
}

static bool read_part(struct reader *reader)
{
	size_t start = start_of_next(reader);
	struct str word = cursor_word(&reader->cursor);

	if (str_is(word, "in"))
		return read_when(reader, start, read_in);
	if (str_is(word, "by"))
		return read_when(reader, start, read_by);
	if (str_is(word, "at"))
		return read_when(reader, start, read_at);
	if (str_is(word, "from"))
		return read_when(reader, start, read_from);
	if (str_has(word, STR("=")))
		return read_option(reader, start, word);
	return error_here(reader, start, "in, by, at, from or an option");
}

static bool check_year(struct reader *reader)
{
	const struct target *target = reader->target;
	bool in = target->when == TARGET_IN || target->when == TARGET_IN_EVERY;

	if (measure_is_yearly(target->measure) && !in)
		return cursor_error(&reader->cursor,
			reader->has_when ? reader->when_at : reader->measure_at,
			"%s has one figure a year; add in YEAR or in every year",
			measure_name(target->measure));
	if (in && !measure_is_yearly(target->measure))
		return cursor_error(&reader->cursor, reader->when_at,
			"in YEAR is for total, average and growth; write by, at or from … to with "
			"%s",
			measure_name(target->measure));
	if (in && target->op == TARGET_EQ)
		return cursor_error(&reader->cursor, reader->op_at,
			"a year's %s cannot be planned to the last digit; write >=, <= or within",
			measure_name(target->measure));
	return true;
}

static bool check_option(struct reader *reader, size_t at, bool fits, const char *message)
{
	return !at || fits || cursor_error(&reader->cursor, at - 1, "%s", message);
}

static bool check_options(struct reader *reader)
{
	const struct target *target = reader->target;
	bool by = target->when == TARGET_BY;
	bool limit = target->when == TARGET_AT || target->when == TARGET_EVERY_PERIOD;
	bool fine = check_option(reader, reader->base_at, by, "base= is for targets with by");

	fine &= check_option(reader, reader->for_at, limit,
		"for= is for limits: targets with at, from or nothing");
	fine &= check_option(reader, reader->pace_at, !limit, "pace= is for targets with by or in");
	fine &= check_option(reader, reader->pace_at,
		!by || (target->pace != PACE_SHARE && target->pace != PACE_INDICATOR),
		"a target with by has pace=linear (the default) or pace=none");
	fine &= check_option(reader, reader->base_at,
		!by || target->by_due || target->base_period < target->to,
		"the base must lie before the deadline; write base=NUMBER@PERIOD or base=PERIOD");
	return fine;
}

bool target_parse(struct arena *arena, struct str text, struct place place,
	const struct indicator *indicator, struct target *target, struct diag *diag)
{
	struct reader reader = {.arena = arena,
		.cursor = {text, 0, place, diag},
		.indicator = indicator,
		.target = target};
	bool fine = true;

	*target = (struct target){.text = text, .place = place, .lag = -1};
	if (!read_label(&reader) || !read_measure(&reader) || !read_op(&reader) ||
		!read_bound(&reader))
		return false;
	for (cursor_blanks(&reader.cursor); !cursor_at_end(&reader.cursor);
		cursor_blanks(&reader.cursor))
		fine &= read_part(&reader);
	return fine && check_year(&reader) && check_options(&reader);
}
