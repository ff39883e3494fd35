#include "model/catalogue_keys.h"

#include "base/date.h"
#include "text/written_period.h"

#include <string.h>

/* What a setter works on. */
struct setting {
	struct arena *arena;
	const struct scan_value *value;
	const struct key *key;
	void *object; /* the struct that the key belongs to */
	void *field;  /* the field in it */
	struct diag *diag;
};

struct key {
	enum section_type section;
	const char *name;
	bool (*set)(const struct setting *s);
	size_t field;
	const char *const *words; /* of a choice, NULL at the end */
	int low, high;            /* of a whole number */
	bool list, late;
};

static bool refuse(const struct setting *s, const char *expected)
{
	return diag_error(s->diag, STATUS_CATALOGUE, s->value->place, "%s = \"%.*s\": expected %s",
		s->key->name, STR_ARG(diag_quote(s->arena, s->value->text)), expected);
}

static bool set_text(const struct setting *s)
{
	*(struct str *)s->field = s->value->text;
	return true;
}

static bool set_item(const struct setting *s)
{
	*array_add(s->arena, (struct str_list *)s->field) = s->value->text;
	return true;
}

static bool set_id(const struct setting *s)
{
	return catalogue_is_id(s->value->text, true)
		       ? set_item(s)
		       : refuse(s, "an id, made of a–z, 0–9 and _ and beginning with a letter, 64 "
				   "at most");
}

static bool find_word(const struct setting *s, int *which)
{
	for (*which = 0; s->key->words[*which]; ++*which)
		if (str_is(s->value->text, s->key->words[*which]))
			return true;
	return false;
}

static bool set_word(const struct setting *s)
{
	struct str list = STR("");
	int which;

	if (!find_word(s, &which)) {
		for (int i = 0; s->key->words[i]; i++)
			if (*s->key->words[i])
				list = str_printf(s->arena, "%.*s%s%s", STR_ARG(list),
					list.len ? " | " : "", s->key->words[i]);
		return refuse(s, list.at);
	}
	/* Every enum of the catalogue is as wide as an int and counts from 0 in the order of its
	 * words. */
	*(int *)s->field = which;
	return true;
}

static bool set_bool(const struct setting *s)
{
	static const char *const words[] = {"no", "yes", "false", "true", "off", "on", NULL};

	for (int i = 0; words[i]; i++) {
		if (str_is(s->value->text, words[i])) {
			*(bool *)s->field = i % 2;
			return true;
		}
	}
	return refuse(s, "yes | no");
}

static bool read_int(struct str text, int *number)
{
	bool negative = str_starts(text, STR("-"));

	text = str_from(text, negative);
	*number = 0;
	if (!text.len || text.len > 6)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*number = *number * 10 + (text.at[i] - '0');
	}
	*number = negative ? -*number : *number;
	return true;
}

static bool set_int(const struct setting *s)
{
	int number;

	if (!read_int(s->value->text, &number) || number < s->key->low || number > s->key->high)
		return refuse(s, str_printf(s->arena, "a whole number from %d to %d", s->key->low,
					 s->key->high)
					 .at);
	*(int *)s->field = number;
	return true;
}

static bool set_every(const struct setting *s)
{
	if (every_find(s->value->text, (enum every *)s->field))
		return true;
	return refuse(s, "day | week | month | quarter | year | once");
}

bool catalogue_read_day(struct str text, int *day)
{
	const struct calendar plain = {1, false};
	struct period period;

	*day = NO_DATE;
	if (!text.len || str_is(text, "none"))
		return true;
	if (!period_parse(text, plain, &period))
		return false;
	*day = period_last_day(period.every, plain, period.number);
	return true;
}

static bool set_day(const struct setting *s)
{
	return catalogue_read_day(s->value->text, (int *)s->field) ||
	       refuse(s, "a day such as 2024-12-31 (2024-09 and 2024-Q3 mean their last day), or "
			 "none");
}

static bool set_combined(const struct setting *s)
{
	if (!str_is(s->value->text, "jan-feb"))
		return refuse(s, "jan-feb");
	*(bool *)s->field = true;
	return true;
}

static bool set_period_format(const struct setting *s)
{
	return written_period_format_is_valid(s->value->text)
		       ? set_text(s)
		       : refuse(s, "a form with %Y or %y, and %m or %b with every %d; "
				   "or %q; plain text and %%");
}

static bool set_delimiter(const struct setting *s)
{
	struct str text = s->value->text;

	if (str_is(text, "tab"))
		text = STR("\t");
	if (text.len != 1 || !strchr(",;\t|:^~ ", text.at[0]))
		return refuse(s, "one of , ; | : ^ ~ or tab");
	*(char *)s->field = text.at[0];
	return true;
}

/* The id stands behind the last equals sign (labels may hold one), the column before the first. */
static bool set_pair(const struct setting *s, size_t equals)
{
	struct str text = s->value->text;
	struct source_map pair = {
		str_trim(str_head(text, equals)), str_trim(str_from(text, equals + 1))};

	if (!pair.label.len || !pair.id.len)
		return false;
	*array_add(s->arena, (struct source_maps *)s->field) = pair;
	return true;
}

static bool set_map(const struct setting *s)
{
	size_t equals = s->value->text.len;

	for (size_t i = 0; i < s->value->text.len; i++)
		if (s->value->text.at[i] == '=')
			equals = i;
	return set_pair(s, equals) || refuse(s, "\"label=id\"");
}

static bool set_where(const struct setting *s)
{
	return set_pair(s, str_find(s->value->text, STR("="))) || refuse(s, "\"column=value\"");
}

static struct place inside_quotes(const struct setting *s)
{
	struct place place = s->value->place;

	place.column = 1;
	return place;
}

static bool set_target(const struct setting *s)
{
	struct indicator *indicator = s->object;
	struct target target;

	if (!target_parse(s->arena, s->value->text, inside_quotes(s), indicator, &target, s->diag))
		return false;
	*array_add(s->arena, &indicator->targets) = target;
	return true;
}

static bool set_formula(const struct setting *s)
{
	struct indicator *indicator = s->object;
	struct place place = inside_quotes(s);
	bool done;

	indicator->formula = NEW(s->arena, struct formula);
	done = formula_parse(s->arena, s->value->text, place, indicator->formula, s->diag);
	indicator->formula->place = place;
	return done;
}

/* A period of the indicator's own frequency, or the first or last one in a longer period. */
static bool read_period(const struct setting *s, bool last, int *number)
{
	const struct indicator *indicator = s->object;
	struct period period;

	if (!period_parse(s->value->text, indicator->calendar, &period) ||
		!every_holds(period.every, indicator->every))
		return refuse(
			s, str_printf(s->arena, "a %s such as %.*s", every_name(indicator->every),
				   STR_ARG(period_print(s->arena, indicator->every,
					   indicator->calendar,
					   period_of_day(indicator->every, indicator->calendar,
						   date_day(2024, 5, 31)))))
				   .at);
	*number = last ? period_last_within(period, indicator->every, indicator->calendar)
		       : period_first_within(period, indicator->every, indicator->calendar);
	return true;
}

static bool set_since(const struct setting *s)
{
	struct indicator *indicator = s->object;

	return indicator->has_since = read_period(s, false, &indicator->since);
}

static bool set_until(const struct setting *s)
{
	struct indicator *indicator = s->object;

	return indicator->has_until = read_period(s, true, &indicator->until);
}

static bool set_rebase(const struct setting *s)
{
	struct indicator *indicator = s->object;
	int number;

	if (!read_period(s, false, &number))
		return false;
	*array_add(s->arena, &indicator->rebase) = number;
	return true;
}

static bool set_require(const struct setting *s)
{
	static const char *const known[] = {"action.owner", "action.due", "action.evidence",
		"action.progress", "indicator.owner", "indicator.target", "indicator.unit",
		"indicator.title", "indicator.group", "group.owner", "group.due"};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_is(s->value->text, known[i]))
			return set_item(s);
	return refuse(s, "action.owner, action.due, indicator.owner, indicator.target or the like");
}

static const char *const langs[] = {"zh", "en", NULL};
static const char *const year_names[] = {"start", "end", NULL};
static const char *const kinds[] = {"stock", "flow", "ytd", "cumulative", "ratio", NULL};
static const char *const betters[] = {"", "higher", "lower", "none", NULL};
static const char *const layouts[] = {"detect", "long", "wide", "matrix", "year-month", NULL};
static const char *const marks[] = {"detect", "point", "comma", NULL};
static const char *const dashes[] = {"warn", "missing", "zero", NULL};
static const char *const repeats[] = {"error", "first", "last", NULL};

static bool set_lang(const struct setting *s)
{
	int which;

	if (!find_word(s, &which))
		return refuse(s, "zh | en");
	*(bool *)s->field = which == 1;
	return true;
}

static bool set_year_name(const struct setting *s)
{
	int which;

	if (!find_word(s, &which))
		return refuse(s, "start | end");
	*(bool *)s->field = which == 1;
	return true;
}

/* Whether it is a URL, the store knows. */
static bool set_store(const struct setting *s)
{
	const struct str engine = STR("victoriametrics:");

	if (!str_starts(s->value->text, engine) || s->value->text.len == engine.len)
		return refuse(
			s, "victoriametrics:URL, such as victoriametrics:http://localhost:8428");
	*(struct str *)s->field = str_from(s->value->text, engine.len);
	return true;
}

#define IN(type, name) .field = offsetof(struct type, name)

static const struct key keys[] = {
	{SECTION_TOP, "data", set_text, IN(catalogue, data)},
	{SECTION_TOP, "store", set_store, IN(catalogue, store)},
	{SECTION_TOP, "store_token", set_text, IN(catalogue, store_token)},
	{SECTION_TOP, "inbox", set_text, IN(catalogue, inbox)},
	{SECTION_TOP, "lang", set_lang, IN(catalogue, english), langs},
	{SECTION_TOP, "keep", set_int, IN(catalogue, keep), .low = 1, .high = 200},
	{SECTION_TOP, "year_start", set_int, IN(catalogue, calendar.year_start), .low = 1,
		.high = 12},
	{SECTION_TOP, "year_name", set_year_name, IN(catalogue, calendar.named_by_end), year_names},
	{SECTION_TOP, "total_area", set_item, IN(catalogue, total_areas), .list = true},
	{SECTION_TOP, "on_load", set_item, IN(catalogue, on_load), .list = true},
	{SECTION_TOP, "ledger", set_text, IN(catalogue, ledger)},
	{SECTION_TOP, "require", set_require, IN(catalogue, require), .list = true},

	{SECTION_GROUP, "title", set_text, IN(group, title)},
	{SECTION_GROUP, "title_en", set_text, IN(group, title_en)},
	{SECTION_GROUP, "owner", set_item, IN(group, owners), .list = true},
	{SECTION_GROUP, "due", set_day, IN(group, due)},
	{SECTION_GROUP, "closed", set_day, IN(group, closed)},
	{SECTION_GROUP, "reopened", set_day, IN(group, reopened)},
	{SECTION_GROUP, "note", set_text, IN(group, note)},

	{SECTION_ACTION, "title", set_text, IN(action, title)},
	{SECTION_ACTION, "owner", set_text, IN(action, owner)},
	{SECTION_ACTION, "due", set_day, IN(action, due)},
	{SECTION_ACTION, "done", set_day, IN(action, done)},
	{SECTION_ACTION, "evidence", set_text, IN(action, evidence)},
	{SECTION_ACTION, "every", set_every, IN(action, every)},
	{SECTION_ACTION, "progress", set_item, IN(action, progress), .list = true},

	{SECTION_INDICATOR, "title", set_text, IN(indicator, title)},
	{SECTION_INDICATOR, "title_en", set_text, IN(indicator, title_en)},
	{SECTION_INDICATOR, "unit", set_text, IN(indicator, unit)},
	{SECTION_INDICATOR, "decimals", set_int, IN(indicator, decimals), .low = 0, .high = 15},
	{SECTION_INDICATOR, "kind", set_word, IN(indicator, kind), kinds},
	{SECTION_INDICATOR, "every", set_every, IN(indicator, every)},
	{SECTION_INDICATOR, "year_start", set_int, IN(indicator, calendar.year_start), .low = 1,
		.high = 12},
	{SECTION_INDICATOR, "year_name", set_year_name, IN(indicator, calendar.named_by_end),
		year_names},
	{SECTION_INDICATOR, "owner", set_text, IN(indicator, owner)},
	{SECTION_INDICATOR, "group", set_text, IN(indicator, group_id)},
	{SECTION_INDICATOR, "better", set_word, IN(indicator, better), betters},
	{SECTION_INDICATOR, "alias", set_item, IN(indicator, aliases), .list = true},
	{SECTION_INDICATOR, "target", set_target, .list = true, .late = true},
	{SECTION_INDICATOR, "note", set_text, IN(indicator, note)},
	{SECTION_INDICATOR, "source_note", set_text, IN(indicator, source_note)},
	{SECTION_INDICATOR, "lag", set_int, IN(indicator, lag), .low = 0, .high = 3650},
	{SECTION_INDICATOR, "rebase", set_rebase, .list = true, .late = true},
	{SECTION_INDICATOR, "combined", set_combined, IN(indicator, combined)},
	{SECTION_INDICATOR, "formula", set_formula, .late = true},
	{SECTION_INDICATOR, "areas", set_item, IN(indicator, areas), .list = true},
	{SECTION_INDICATOR, "areas_sum", set_bool, IN(indicator, areas_sum)},
	{SECTION_INDICATOR, "since", set_since, .late = true},
	{SECTION_INDICATOR, "until", set_until, .late = true},
	{SECTION_INDICATOR, "was", set_id, IN(indicator, was), .list = true},

	{SECTION_SOURCE, "match", set_text, IN(source, match)},
	{SECTION_SOURCE, "encoding", set_text, IN(source, encoding)},
	{SECTION_SOURCE, "layout", set_word, IN(source, layout), layouts},
	{SECTION_SOURCE, "decimal", set_word, IN(source, decimal), marks},
	{SECTION_SOURCE, "dash", set_word, IN(source, dash), dashes},
	{SECTION_SOURCE, "duplicates", set_word, IN(source, duplicates), repeats},
	{SECTION_SOURCE, "delimiter", set_delimiter, IN(source, delimiter)},
	{SECTION_SOURCE, "skip_top", set_int, IN(source, skip_top), .high = 10000},
	{SECTION_SOURCE, "header_rows", set_int, IN(source, header_rows), .high = HEADER_ROWS_MAX},
	{SECTION_SOURCE, "period_column", set_text, IN(source, period_column)},
	{SECTION_SOURCE, "period_format", set_period_format, IN(source, period_format)},
	{SECTION_SOURCE, "value_column", set_text, IN(source, value_column)},
	{SECTION_SOURCE, "indicator_column", set_text, IN(source, indicator_column)},
	{SECTION_SOURCE, "area_column", set_text, IN(source, area_column)},
	{SECTION_SOURCE, "indicator", set_text, IN(source, indicator)},
	{SECTION_SOURCE, "unit", set_text, IN(source, unit)},
	{SECTION_SOURCE, "every", set_every, IN(source, every)},
	{SECTION_SOURCE, "ignore", set_item, IN(source, ignore), .list = true},
	{SECTION_SOURCE, "missing", set_item, IN(source, missing), .list = true},
	{SECTION_SOURCE, "map", set_map, IN(source, map), .list = true},
	{SECTION_SOURCE, "where", set_where, IN(source, where), .list = true},
};

enum { KEY_COUNT = sizeof(keys) / sizeof(*keys) };

void catalogue_keys_list(struct arena *arena, struct scan_keys *lists)
{
	for (size_t i = 0; i < KEY_COUNT; i++)
		*array_add(arena, &lists[keys[i].section]) =
			(struct scan_key){keys[i].name, keys[i].list};
}

static const struct key *find_key(enum section_type section, struct str name)
{
	for (size_t i = 0; i < KEY_COUNT; i++)
		if (keys[i].section == section && str_is(name, keys[i].name))
			return &keys[i];
	return NULL;
}

void catalogue_keys_read(struct arena *arena, const struct scan_section *section, void *object,
	bool late, struct diag *diag)
{
	for (size_t i = 0; i < section->values.count; i++) {
		const struct scan_value *value = &section->values.item[i];
		const struct key *key = find_key(section->type, value->key);
		struct setting setting = {arena, value, key, object, NULL, diag};

		if (!key || key->late != late)
			continue;
		setting.field = (char *)object + key->field;
		key->set(&setting);
	}
}

bool catalogue_keys_given(const struct scan_section *section, const char *key)
{
	for (size_t i = 0; i < section->values.count; i++)
		if (str_is(section->values.item[i].key, key))
			return true;
	return false;
}
