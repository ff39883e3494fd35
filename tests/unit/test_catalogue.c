#include "unit.h"

#include "base/date.h"
#include "base/file.h"
#include "model/catalogue.h"

#include <unistd.h>

/* Every test works in a new folder, so that places are short: c.conf:3:1. */
static struct arena arena;
static struct diag diag;
static struct catalogue catalogue;
static char folder[] = "/tmp/test_catalogue.XXXXXX";

static int start(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	strcpy(folder + sizeof(folder) - 7, "XXXXXX");
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int finish(void **state)
{
	int failed = chdir("/") != 0 || system(str_printf(&arena, "rm -r %s", folder).at) != 0;

	(void)state;
	arena_free(&arena);
	return failed;
}

static void put(const char *name, struct str text)
{
	assert_true(file_write(str_of(name), text, false, STATUS_IO, &diag));
}

static void refused(struct str text, const char *expected)
{
	diag_init(&diag, &arena);
	put("c.conf", text);
	assert_false(catalogue_read(&arena, STR("c.conf"), &catalogue, &diag));
	assert_string_equal(messages(&arena, &diag), expected);
	assert_int_equal(diag.status, STATUS_CATALOGUE);
}

static void accepted(struct str text)
{
	diag_init(&diag, &arena);
	put("c.conf", text);
	catalogue_read(&arena, STR("c.conf"), &catalogue, &diag);
	assert_string_equal(messages(&arena, &diag), "");
}

static void an_empty_catalogue_has_the_defaults(void **state)
{
	(void)state;
	accepted(STR(""));
	assert_str_equal(catalogue.data, "data");
	assert_str_equal(catalogue.inbox, "inbox");
	assert_false(catalogue.english);
	assert_int_equal(catalogue.keep, 40);
	assert_int_equal(catalogue.calendar.year_start, 1);
	assert_int_equal(catalogue.indicators.count, 0);
	assert_null(catalogue_find(&catalogue, STR("x")));
	assert_null(catalogue_find_group(&catalogue, STR("x")));
	assert_null(catalogue_source_for(&arena, &catalogue, STR("x.csv")));
	catalogue = catalogue_empty(); /* none was read */
	assert_null(catalogue_find(&catalogue, STR("x")));
	assert_null(catalogue_successor(&catalogue, STR("x")));
	assert_null(catalogue_find_group(&catalogue, STR("x")));
}

static void every_key_of_the_top_is_read(void **state)
{
	(void)state;
	accepted(STR("data = \"../figures\"\ninbox = in\nlang = en\nkeep = 55\n"
		     "year_start = 4\nyear_name = end\ntotal_area = { \"全区\", \"Sum\" }\n"
		     "on_load = { \"make\", \"-s\", \"all\" }\n"
		     "require = { \"indicator.owner\" }\n"));
	assert_str_equal(catalogue.path, "c.conf");
	assert_str_equal(catalogue.data, "../figures");
	assert_str_equal(catalogue.inbox, "in");
	assert_true(catalogue.english);
	assert_int_equal(catalogue.keep, 55);
	assert_int_equal(catalogue.calendar.year_start, 4);
	assert_true(catalogue.calendar.named_by_end);
	assert_true(catalogue_is_whole(&catalogue, STR("全区")));
	assert_true(catalogue_is_whole(&catalogue, STR("Sum")));
	assert_true(catalogue_is_whole(&catalogue, STR("合计")));
	assert_false(catalogue_is_whole(&catalogue, STR("")));
	assert_int_equal(catalogue.on_load.count, 3);
	assert_str_equal(catalogue.on_load.item[1], "-s");
	assert_int_equal(catalogue.require.count, 1);
}

static void folders_stand_beside_the_catalogue(void **state)
{
	(void)state;
	assert_true(file_make_folder(STR("sub"), STATUS_IO, &diag));
	put("sub/c.conf", STR("inbox = \"/var/in\"\n"));
	assert_true(catalogue_read(&arena, STR("sub/c.conf"), &catalogue, &diag));
	assert_str_equal(catalogue.folder, "sub");
	assert_str_equal(catalogue.data, "sub/data");
	assert_str_equal(catalogue.inbox, "/var/in");
}

static void every_key_of_a_group_and_its_actions_is_read(void **state)
{
	const struct group *group;
	const struct action *action;

	(void)state;
	accepted(STR("group B2 {\n"
		     "  title = \"要素保障\"\n  title_en = \"Factors\"\n"
		     "  owner = { \"发改委\", \"财政局\" }\n  due = 2024-12-31\n"
		     "  closed = 2024-06-30\n  reopened = 2024-08-15\n  note = \"n\"\n"
		     "  action \"B2.1\" {\n    title = t\n    owner = o\n    due = 2024-09\n"
		     "    done = 2024-06-10\n    evidence = e\n    every = quarter\n"
		     "    progress = { \"2024-06-30 half\", \"2024-07-31 all\" }\n  }\n"
		     "  action B2-2 { }\n}\n"
		     "group C.1_x { }\n"));
	group = catalogue_find_group(&catalogue, STR("B2"));
	assert_non_null(group);
	assert_str_equal(group->title, "要素保障");
	assert_str_equal(group->title_en, "Factors");
	assert_int_equal(group->owners.count, 2);
	assert_str_equal(group->owners.item[0], "发改委");
	assert_int_equal(group->due, date_day(2024, 12, 31));
	assert_int_equal(group->closed, date_day(2024, 6, 30));
	assert_int_equal(group->reopened, date_day(2024, 8, 15));
	assert_str_equal(group->note, "n");
	assert_int_equal(group->place.line, 1);
	assert_int_equal(group->actions.count, 2);
	action = &group->actions.item[0];
	assert_str_equal(action->id, "B2.1");
	assert_int_equal(action->place.line, 9);
	assert_str_equal(action->title, "t");
	assert_str_equal(action->owner, "o");
	assert_int_equal(action->due, date_day(2024, 9, 30));
	assert_int_equal(action->done, date_day(2024, 6, 10));
	assert_str_equal(action->evidence, "e");
	assert_true(action->has_every && action->every == EVERY_QUARTER);
	assert_int_equal(action->progress.count, 2);
	assert_int_equal(group->actions.item[1].due, NO_DATE);
	assert_false(group->actions.item[1].has_every);
	assert_str_equal(catalogue.groups.item[1].title, "C.1_x");
	assert_int_equal(catalogue.groups.item[1].due, NO_DATE);
}

static void every_key_of_an_indicator_is_read(void **state)
{
	const struct indicator *it;

	(void)state;
	accepted(STR("group B2 { }\n"
		     "indicator loans {\n"
		     "  title = \"贷款\"\n  title_en = Loans\n  unit = \"亿元\"\n  decimals = 2\n"
		     "  kind = flow\n  every = month\n  owner = \"金融局\"\n  group = B2\n"
		     "  better = higher\n  alias = { \"a\", \"b\" }\n"
		     "  target = { \"yoy >= 8%\", \"value >= 2600 by 2024-12\" }\n"
		     "  note = n\n  source_note = s\n  lag = 30\n  rebase = { 2022-01, 2023 }\n"
		     "  combined = jan-feb\n  areas = { \"甲\", \"乙\" }\n  areas_sum = yes\n"
		     "  since = 2024-Q1\n  until = 2024-Q4\n  was = { older_loans, old_loans }\n"
		     "  year_start = 7\n  year_name = end\n}\n"
		     "indicator double { formula = \"loans * 2\" }\n"));
	it = catalogue_find(&catalogue, STR("loans"));
	assert_non_null(it);
	assert_int_equal(it->index, 0);
	assert_int_equal(it->place.line, 2);
	assert_str_equal(it->title, "贷款");
	assert_str_equal(it->title_en, "Loans");
	assert_str_equal(it->unit, "亿元");
	assert_int_equal(it->decimals, 2);
	assert_int_equal(it->kind, KIND_FLOW);
	assert_int_equal(it->every, EVERY_MONTH);
	assert_str_equal(it->owner, "金融局");
	assert_ptr_equal(it->group, catalogue_find_group(&catalogue, STR("B2")));
	assert_int_equal(it->better, BETTER_HIGHER);
	assert_int_equal(it->aliases.count, 2);
	assert_int_equal(it->targets.count, 2);
	assert_int_equal(it->targets.item[1].place.line, 13);
	assert_int_equal(it->targets.item[1].place.column, 1);
	assert_str_equal(it->note, "n");
	assert_str_equal(it->source_note, "s");
	assert_int_equal(it->lag, 30);
	assert_int_equal(it->rebase.count, 2);
	assert_int_equal(it->rebase.item[0], 52 * 12);
	/* 2023 is the office year that begins in July */
	assert_int_equal(it->rebase.item[1], 53 * 12 + 6);
	assert_true(it->combined);
	assert_int_equal(it->areas.count, 2);
	assert_true(it->areas_sum);
	assert_true(it->has_since && it->has_until);
	assert_int_equal(it->since, 54 * 12);
	assert_int_equal(it->until, 54 * 12 + 11);
	assert_int_equal(it->was.count, 2);
	assert_str_equal(it->was.item[1], "old_loans");
	assert_int_equal(it->calendar.year_start, 7);
	assert_true(it->calendar.named_by_end);
	it = catalogue_find(&catalogue, STR("double"));
	assert_non_null(it->formula);
	assert_ptr_equal(it->formula->item[0].indicator, catalogue.indicators.item[0]);
	assert_int_equal(it->decimals, -1);
	assert_int_equal(it->lag, 25);
	assert_int_equal(it->kind, KIND_RATIO);
	assert_str_equal(it->title, "double");
}

static void every_key_of_a_source_is_read(void **state)
{
	const struct source *it;

	(void)state;
	accepted(STR("indicator a { kind = stock }\n"
		     "source pboc {\n"
		     "  match = \"*贷款*.csv\"\n  encoding = gb18030\n  layout = year-month\n"
		     "  decimal = comma\n  dash = zero\n  duplicates = last\n  delimiter = tab\n"
		     "  skip_top = 2\n  header_rows = 3\n  period_column = p\n"
		     "  period_format = \"%Y\"\n  value_column = v\n  indicator_column = i\n"
		     "  area_column = ar\n  indicator = a\n  unit = \"万元\"\n  every = month\n"
		     "  ignore = { \"x\", \"*\" }\n  missing = { \"-9\" }\n"
		     "  map = { \"a=b = a\" }\n  where = { \"M=1=2\" }\n}\n"
		     "source plain { }\n"));
	it = catalogue_find_source(&catalogue, STR("pboc"));
	assert_ptr_equal(catalogue_source_for(&arena, &catalogue, STR("in/各项贷款1.csv")), it);
	assert_null(catalogue_source_for(&arena, &catalogue, STR("贷款/x.csv")));
	assert_ptr_equal(catalogue_source_for(&arena, &catalogue, STR("贷款.csv.gz")), it);
	assert_ptr_equal(catalogue_source_for(&arena, &catalogue, STR("贷款.csv.rejects.csv")), it);
	assert_ptr_equal(
		catalogue_source_for(&arena, &catalogue, STR("贷款.csv.gz.rejects.csv")), it);
	assert_null(catalogue_source_for(&arena, &catalogue, STR("贷款.txt.gz")));
	assert_str_equal(it->encoding, "gb18030");
	assert_int_equal(it->layout, LAYOUT_YEAR_MONTH);
	assert_int_equal(it->decimal, MARK_COMMA);
	assert_int_equal(it->dash, DASH_ZERO);
	assert_int_equal(it->duplicates, DUPLICATES_LAST);
	assert_int_equal(it->delimiter, '\t');
	assert_int_equal(it->skip_top, 2);
	assert_int_equal(it->header_rows, 3);
	assert_str_equal(it->period_column, "p");
	assert_str_equal(it->period_format, "%Y");
	assert_str_equal(it->value_column, "v");
	assert_str_equal(it->indicator_column, "i");
	assert_str_equal(it->area_column, "ar");
	assert_str_equal(it->indicator, "a");
	assert_str_equal(it->unit, "万元");
	assert_true(it->has_every && it->every == EVERY_MONTH);
	assert_int_equal(it->ignore.count, 2);
	assert_str_equal(it->missing.item[0], "-9");
	assert_str_equal(it->map.item[0].label, "a=b");
	assert_str_equal(it->map.item[0].id, "a");
	assert_str_equal(it->where.item[0].label, "M");
	assert_str_equal(it->where.item[0].id, "1=2");
	it = catalogue_find_source(&catalogue, STR("plain"));
	assert_int_equal(it->skip_top, -1);
	assert_int_equal(it->header_rows, -1);
	assert_false(it->has_every);
}

static void bad_values_come_all_at_once_in_the_order_of_lines(void **state)
{
	(void)state;
	refused(STR("keep = 0\nlang = fr\nyear_start = 13\nyear_name = middle\n"
		    "require = { \"indicator.colour\" }\n"
		    "group B2 {\n  due = 2024-13\n  action x {\n    due = soon\n    every = often\n"
		    "  }\n}\n"
		    "indicator a {\n  kind = stok\n  better = up\n  decimals = 2.5\n  lag = -1\n"
		    "  areas_sum = perhaps\n  combined = feb-mar\n  since = 2024-W05\n}\n"
		    "source s {\n  layout = tall\n  delimiter = \"||\"\n  map = { \"x\" }\n"
		    "  where = { \"=1\" }\n}\n"),
		"c.conf:1: error: keep = \"0\": expected a whole number from 1 to 200\n"
		"c.conf:2: error: lang = \"fr\": expected zh | en\n"
		"c.conf:3: error: year_start = \"13\": expected a whole number from 1 to 12\n"
		"c.conf:4: error: year_name = \"middle\": expected start | end\n"
		"c.conf:5: error: require = \"indicator.colour\": expected action.owner, "
		"action.due, indicator.owner, indicator.target or the like\n"
		"c.conf:7: error: due = \"2024-13\": expected a day such as 2024-12-31 (2024-09 "
		"and 2024-Q3 mean their last day), or none\n"
		"c.conf:9: error: due = \"soon\": expected a day such as 2024-12-31 (2024-09 and "
		"2024-Q3 mean their last day), or none\n"
		"c.conf:10: error: every = \"often\": expected day | week | month | quarter | year "
		"| once\n"
		"c.conf:14: error: kind = \"stok\": expected stock | flow | ytd | cumulative | "
		"ratio\n"
		"c.conf:15: error: better = \"up\": expected higher | lower | none\n"
		"c.conf:16: error: decimals = \"2.5\": expected a whole number from 0 to 15\n"
		"c.conf:17: error: lag = \"-1\": expected a whole number from 0 to 3650\n"
		"c.conf:18: error: areas_sum = \"perhaps\": expected yes | no\n"
		"c.conf:19: error: combined = \"feb-mar\": expected jan-feb\n"
		"c.conf:20: error: since = \"2024-W05\": expected a month such as 2024-05\n"
		"c.conf:23: error: layout = \"tall\": expected detect | long | wide | matrix | "
		"year-month\n"
		"c.conf:24: error: delimiter = \"||\": expected one of , ; | : ^ ~ or tab\n"
		"c.conf:25: error: map = \"x\": expected \"label=id\"\n"
		"c.conf:26: error: where = \"=1\": expected \"column=value\"\n");
}

static void empty_values_and_halves_are_refused(void **state)
{
	(void)state;
	refused(STR("keep = \"\"\nstore = \"victoriametrics:\"\n"
		    "indicator a {\n  kind = stock\n  rebase = { soon }\n  since = soon\n}\n"
		    "source s {\n  map = { \"x=\" }\n  delimiter = x\n}\n"),
		"c.conf:1: error: keep = \"\": expected a whole number from 1 to 200\n"
		"c.conf:2: error: store = \"victoriametrics:\": expected victoriametrics:URL, such "
		"as victoriametrics:http://localhost:8428\n"
		"c.conf:5: error: rebase = \"soon\": expected a month such as 2024-05\n"
		"c.conf:6: error: since = \"soon\": expected a month such as 2024-05\n"
		"c.conf:9: error: map = \"x=\": expected \"label=id\"\n"
		"c.conf:10: error: delimiter = \"x\": expected one of , ; | : ^ ~ or tab\n");
	refused(STR("keep = 1234567\n"),
		"c.conf:1: error: keep = \"1234567\": expected a whole number from 1 to 200\n");
	refused(STR("group ~a { }\n"), "c.conf:1: error: group \"~a\": an id is made of letters, "
				       "digits, \".\", \"_\" and \"-\", 64 at most\n");
	refused(STR("group a\n{\n  title = x # {\n"), "c.conf:2: error: the brace that opens here "
						      "is never closed; write } where it ends\n");
	refused(STR("include(\"a\", \"b\")\n"),
		"c.conf:1: error: include wants one file name; reading stops here\n");
	refused(STR("title = 'never\n"),
		"c.conf:1: error: no such option 'title'; reading stops here\n");
}

static void titles_may_be_english_alone_and_the_token_lies_beside(void **state)
{
	(void)state;
	accepted(STR("store = \"victoriametrics:http://localhost:8428\"\n"
		     "store_token = \"token\"\n"
		     "indicator a {\n  title_en = \"Loans\"\n  kind = stock\n}\n"));
	assert_str_equal(catalogue.indicators.item[0]->title, "Loans");
	assert_str_equal(catalogue.store_token, "token");
}

static void a_period_format_has_a_year_and_conversions_that_are_known(void **state)
{
	(void)state;
	refused(STR("source s {\n  period_format = \"%Y-%j\"\n}\n"
		    "source t {\n  period_format = \"%d.%m\"\n}\n"
		    "source u {\n  period_format = \"%d %Y\"\n}\n"
		    "source v {\n  period_format = \"%Y%\"\n}\n"
		    "source w {\n  period_format = \"%b %y, 100%%\"\n}\n"),
		"c.conf:2: error: period_format = \"%Y-%j\": expected a form with %Y or %y, and %m "
		"or %b with every %d; or %q; plain text and %%\n"
		"c.conf:5: error: period_format = \"%d.%m\": expected a form with %Y or %y, and %m "
		"or %b with every %d; or %q; plain text and %%\n"
		"c.conf:8: error: period_format = \"%d %Y\": expected a form with %Y or %y, and %m "
		"or %b with every %d; or %q; plain text and %%\n"
		"c.conf:11: error: period_format = \"%Y%\": expected a form with %Y or %y, and %m "
		"or %b with every %d; or %q; plain text and %%\n");
}

static void targets_and_formulas_are_refused_with_the_column_in_their_text(void **state)
{
	(void)state;
	refused(STR("indicator a {\n  kind = flow\n"
		    "  target = { \"yoi >= 3\",\n             \"标签: value >= plan\",\n"
		    "             \"net >= 3\", \"total >= 3 in 2024 pace=other\" }\n}\n"
		    "indicator b { formula = \"a + \" }\n"
		    "indicator c {\n  title = c\n  formula = \"a + nosuch\"\n}\n"),
		"c.conf:3:1: error: unknown measure \"yoi\"; this indicator has value, flow, ytd, "
		"change, yoy, flow_yoy, avg12, sum12, total, average, growth\n"
		"c.conf:4:14: error: unknown indicator \"plan\"; add indicator plan { … } or "
		"correct the id\n"
		"c.conf:5:1: error: measure \"net\" is not defined for kind = flow, every = month; "
		"this indicator has value, flow, ytd, change, yoy, flow_yoy, avg12, sum12, total, "
		"average, growth\n"
		"c.conf:5:25: error: unknown indicator \"other\"; add indicator other { … } or "
		"correct the id\n"
		"c.conf:7:5: error: formula ends where a number, an indicator or \"(\" is "
		"expected\n"
		"c.conf:10:5: error: unknown indicator \"nosuch\"; add indicator nosuch { … } or "
		"correct the id\n");
}

static void ids_are_checked_and_may_stand_only_once(void **state)
{
	(void)state;
	refused(STR("indicator A {\n  kind = stock\n}\n"
		    "indicator a {\n  kind = stock\n}\n"
		    "indicator a {\n  kind = stock\n}\n"
		    "group \"B 2\" { title = x }\n"
		    "group B2 {\n  action x { title = 1 }\n  action x { title = 2 }\n}\n"
		    "group B2 {\n  title = again\n}\n"
		    "source s { match = x }\nsource s { match = y }\n"),
		"c.conf:1: error: indicator \"A\": an id is made of a–z, 0–9 and _, and begins "
		"with "
		"a letter, 64 at most\n"
		"c.conf:7: error: indicator \"a\" stands here a second time, first in c.conf:4\n"
		"c.conf:10: error: group \"B 2\": an id is made of letters, digits, \".\", \"_\" "
		"and "
		"\"-\", 64 at most\n"
		"c.conf:13: error: action \"x\" stands here a second time, first in c.conf:12\n"
		"c.conf:15: error: group \"B2\" stands here a second time, first in c.conf:11\n"
		"c.conf:19: error: source \"s\" stands here a second time, first in c.conf:18\n");
}

static void an_id_has_sixty_four_characters_at_most(void **state)
{
	const char *sixty_four = "a23456789_123456789_123456789_123456789_123456789_123456789_1234";

	(void)state;
	assert_true(catalogue_is_id(str_of(sixty_four), true));
	assert_false(catalogue_is_id(str_printf(&arena, "%s5", sixty_four), true));
	assert_false(catalogue_is_id(str_printf(&arena, "%s5", sixty_four), false));
	assert_false(catalogue_is_id(STR(""), false));
	assert_false(catalogue_is_id(STR("1a"), true));
	assert_true(catalogue_is_id(STR("1a"), false));
	assert_false(catalogue_is_id(STR("问题"), false));
	assert_false(catalogue_is_id(STR("../x"), false));
	assert_false(catalogue_is_id(STR("a-b"), true));
}

static void unknown_groups_and_indicators_are_named(void **state)
{
	(void)state;
	refused(STR("indicator a {\n  kind = stock\n  group = B9\n}\n"
		    "source s {\n  indicator = b\n  map = { \"x=c\" }\n}\n"),
		"c.conf:1: error: unknown group \"B9\"; add group B9 { title = \"…\" }\n"
		"c.conf:5: error: unknown indicator \"b\"; add indicator b { … } or correct the "
		"id\n"
		"c.conf:5: error: unknown indicator \"c\"; add indicator c { … } or correct the "
		"id\n");
}

static void circles_of_formulas_are_refused(void **state)
{
	(void)state;
	refused(STR("indicator a { formula = \"b + 1\" }\n"
		    "indicator b { formula = \"c * 2 + d\" }\n"
		    "indicator c { formula = \"a\" }\n"
		    "indicator d { formula = \"d\" }\n"
		    "indicator e { formula = \"f + f\" }\n"
		    "indicator f { kind = stock }\n"),
		"c.conf:3: error: the formula of \"c\" goes in a circle through \"a\"\n"
		"c.conf:4: error: the formula of \"d\" goes in a circle through \"d\"\n");
}

/* A chain as long as the catalogue: no call stack may limit it. */
static void a_chain_of_five_thousand_formulas_is_no_circle(void **state)
{
	struct str text = STR("indicator i0 { kind = stock }\n");
	enum { CHAIN = 5000 };
	char *all = arena_alloc(&arena, CHAIN, 64);
	size_t len = text.len;

	(void)state;
	memcpy(all, text.at, text.len);
	for (int i = 1; i < CHAIN; i++)
		len += (size_t)snprintf(
			all + len, 64, "indicator i%d { formula = \"i%d + 1\" }\n", i, i - 1);
	accepted((struct str){all, len});
	assert_int_equal(catalogue.indicators.count, CHAIN);
	assert_int_equal(catalogue_find(&catalogue, STR("i4999"))->index, 4999);
	refused(str_printf(&arena, "%sindicator i0 { kind = stock }\n", all),
		"c.conf:5001: error: indicator \"i0\" stands here a second time, first in "
		"c.conf:1\n");
}

static void figures_that_do_not_go_along_are_refused(void **state)
{
	(void)state;
	refused(STR("indicator q { kind = stock every = quarter year_start = 2 }\n"
		    "indicator once { kind = stock every = once }\n"
		    "indicator m {\n  formula = \"once * q\"\n"
		    "  target = { \"value >= once\", \"value >= q\" }\n"
		    "  since = 2024-05\n  until = 2024-04\n}\n"
		    "indicator y { kind = flow every = year combined = jan-feb }\n"),
		"c.conf:1: error: a quarterly indicator needs a year_start of 1, 4, 7 or 10\n"
		"c.conf:3: error: since lies after until\n"
		"c.conf:4:8: error: input \"q\" is of every quarter, but \"m\" of every month; "
		"both "
		"must have the same every, or the input every = once\n"
		"c.conf:5:10: error: bound \"q\" is of every quarter, but \"m\" of every month; "
		"both "
		"must have the same every, or the bound every = once\n"
		"c.conf:9: error: combined = jan-feb is for monthly indicators\n");
}

static void by_due_takes_the_last_day_of_the_group(void **state)
{
	(void)state;
	accepted(
		STR("group B { due = 2024-Q3 }\n"
		    "indicator a { kind = stock group = B target = { \"value >= 3 by due\" } }\n"));
	assert_int_equal(catalogue.groups.item[0].due, date_day(2024, 9, 30));
	assert_int_equal(catalogue.indicators.item[0]->targets.item[0].to, 54 * 12 + 8);
	refused(STR("group B { due = none }\n"
		    "indicator a { kind = stock group = B target = { \"value >= 3 by due\" } }\n"
		    "indicator b { kind = stock target = { \"value >= 3 by due\" } }\n"),
		"c.conf:2:1: error: by due: the indicator's group has no due day\n"
		"c.conf:3:1: error: by due: the indicator's group has no due day\n");
}

/* 2024 is a calendar year even where the office's begins in April. */
static void coarse_due_dates_mean_their_last_day(void **state)
{
	(void)state;
	accepted(STR("year_start = 4\n"
		     "group a { due = 2024 }\ngroup b { due = 2024-02 }\ngroup c { due = none }\n"
		     "group d { due = \"\" }\ngroup e { due = 2024-W01 }\n"));
	assert_int_equal(catalogue.groups.item[0].due, date_day(2024, 12, 31));
	assert_int_equal(catalogue.groups.item[1].due, date_day(2024, 2, 29));
	assert_int_equal(catalogue.groups.item[2].due, NO_DATE);
	assert_int_equal(catalogue.groups.item[3].due, NO_DATE);
	assert_int_equal(catalogue.groups.item[4].due, date_day(2024, 1, 7));
}

static void what_require_asks_for_must_be_there(void **state)
{
	(void)state;
	refused(STR("require = { \"action.owner\", \"action.due\", \"action.evidence\",\n"
		    "  \"action.progress\", \"indicator.owner\", \"indicator.target\",\n"
		    "  \"indicator.unit\", \"indicator.title\", \"indicator.group\",\n"
		    "  \"group.owner\", \"group.due\" }\n"
		    "group B {\n  action x { title = x }\n  action y { done = 2024-01-01 }\n}\n"
		    "indicator a {\n  kind = stock\n}\n"),
		"c.conf:5: error: group \"B\" lacks what require asks for: group.owner\n"
		"c.conf:5: error: group \"B\" lacks what require asks for: group.due\n"
		"c.conf:6: error: action \"x\" lacks what require asks for: action.owner\n"
		"c.conf:6: error: action \"x\" lacks what require asks for: action.due\n"
		"c.conf:6: error: action \"x\" lacks what require asks for: action.progress\n"
		"c.conf:7: error: action \"y\" lacks what require asks for: action.owner\n"
		"c.conf:7: error: action \"y\" lacks what require asks for: action.due\n"
		"c.conf:7: error: action \"y\" lacks what require asks for: action.evidence\n"
		"c.conf:9: error: indicator \"a\" lacks what require asks for: indicator.title\n"
		"c.conf:9: error: indicator \"a\" lacks what require asks for: indicator.owner\n"
		"c.conf:9: error: indicator \"a\" lacks what require asks for: indicator.target\n"
		"c.conf:9: error: indicator \"a\" lacks what require asks for: indicator.unit\n"
		"c.conf:9: error: indicator \"a\" lacks what require asks for: indicator.group\n");
	accepted(STR("group B {\n  action x { title = x }\n}\nindicator a {\n  kind = stock\n}\n"));
}

static void an_unknown_key_ends_the_reading_but_not_what_was_found_before(void **state)
{
	(void)state;
	refused(STR("keep = x\nindicator a {\n  kind = stok\n}\n"
		    "indicator b {\n  colour = red\n}\nindicator c {\n  kind = stok\n}\n"),
		"c.conf:1: error: keep = \"x\": expected a whole number from 1 to 200\n"
		"c.conf:3: error: kind = \"stok\": expected stock | flow | ytd | cumulative | "
		"ratio\n"
		"c.conf:6: error: no such option 'colour'; reading stops here\n");
}

static void half_a_catalogue_makes_no_faults_of_its_own(void **state)
{
	(void)state;
	refused(STR("indicator a {\n  formula = \"late + 1\"\n}\n}\n"
		    "indicator late {\n  kind = stock\n}\n"),
		"c.conf:4: error: unexpected closing brace; reading stops here\n");
}

static void nothing_is_lost_outside_quotes(void **state)
{
	static const char *const texts[] = {"inbox = a*\n", "inbox = a+\n", "inbox = *a\n",
		"group a {\n  title = x }\nsource s { match = port-* }\n",
		"group a {\n  title = x }\nsource s { ignore = { * } }\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		refused(str_of(texts[i]),
			i < 3 ? "c.conf:1: error: \"*\" and \"+\" are lost outside quotes; "
				"write the value in quotes\n"
			      : "c.conf:3: error: \"*\" and \"+\" are lost outside quotes; "
				"write the value in quotes\n");
	}
	accepted(STR("group a { title = 'x*+' } # *+\n/* + */ source s {\n match = \"*+\"\n"
		     "ignore = { \"a\" }\nignore += { \"b\" }\n}\n"));
	assert_int_equal(catalogue.sources.item[0].ignore.count, 2);
}

static void a_section_that_never_ends_is_a_fault(void **state)
{
	const char *refusal = "c.conf:2: error: the brace that opens here is never closed; write } "
			      "where it ends\n";

	(void)state;
	refused(STR("keep = 40\nindicator a {\n  kind = stock\n"), refusal);
	refused(STR("keep = 40\ngroup a {\n  action b {\n  }\n # }\n title = \"}\" // }\n/* } */"),
		refusal);
	accepted(STR("group a {\n  title = '{' # {\n  note = \"\\\"{\" // {\n} /* { */\n"));
	assert_str_equal(catalogue.groups.item[0].note, "\"{");
	refused(STR("group a {\n  title = \"x\n"),
		"c.conf:3: error: premature end of file; reading stops here\n");
	refused(STR("group a {\n  title = 'x\n"),
		"c.conf:3: error: unterminated string constant; reading stops here\n");
}

static void comments_do_not_move_the_lines(void **state)
{
	(void)state;
	refused(STR("# one\n\n// two\n/* three\n   four */ keep = x # five\n"
		    "lang = en#six\ninbox = http://x//y\ndata = \"a#b//c/*d\"\n"
		    "indicator a {\n  # seven\n  kind = stok // eight\n}\n"),
		"c.conf:5: error: keep = \"x\": expected a whole number from 1 to 200\n"
		"c.conf:11: error: kind = \"stok\": expected stock | flow | ytd | cumulative | "
		"ratio\n");
	assert_true(catalogue.english);
	assert_str_equal(catalogue.inbox, "http://x//y");
	assert_str_equal(catalogue.data, "a#b//c/*d");
	refused(STR("inbox = x/*\ndata = y\n"),
		"c.conf:1: error: \"*\" and \"+\" are lost outside quotes; write the value in "
		"quotes\n");
}

static void a_file_of_comments_only_is_empty(void **state)
{
	(void)state;
	accepted(STR("# nothing\n/* yet */"));
	accepted(STR("\n"));
	accepted(STR("#"));
}

static void a_key_given_twice_is_refused_a_list_goes_on(void **state)
{
	(void)state;
	refused(STR("keep = 40\nkeep = 50\n"
		    "indicator a {\n  kind = stock\n  unit = x\n  unit = y\n  alias = { a }\n"
		    "  alias = { b }\n}\n"),
		"c.conf:2: error: \"keep\" is given twice, first in c.conf:1\n"
		"c.conf:6: error: \"unit\" is given twice, first in c.conf:5\n");
	assert_int_equal(catalogue.indicators.item[0]->aliases.count, 2);
}

static void only_plain_utf_8_is_read(void **state)
{
	(void)state;
	refused(STR("\xEF\xBB\xBFkeep = 40\n"),
		"c.conf:1: error: begins with a byte order mark; save it as plain UTF-8\n");
	refused(STR("keep = 40\n# \xB4\xFB\xBF\xEE\n"),
		"c.conf:2: error: not UTF-8; save the file as UTF-8\n");
	refused(STR("keep = 40\n\nlang = \"z\0h\"\n"),
		"c.conf:3: error: holds a NUL byte; remove it\n");
}

static void no_environment_variable_gets_into_the_catalogue(void **state)
{
	const char *refusal = "c.conf:2: error: \"${\" would be replaced by an environment "
			      "variable; write \"\\${\"\n";

	(void)state;
	setenv("SECRET", "leaked", 1);
	refused(STR("# ${SECRET} is only a comment\ndata = \"${SECRET}\"\n"), refusal);
	refused(STR("\ndata = ${SECRET}\n"), refusal);
	/* two backslashes are one, and the $ behind them stands alone */
	refused(STR("\ndata = \"\\\\${SECRET}\"\n"), refusal);
	accepted(STR("data = \"\\${SECRET}\"\n"));
	assert_str_equal(catalogue.data, "${SECRET}");
	accepted(STR("data = \"\\\\\\${SECRET}\"\n"));
	assert_str_equal(catalogue.data, "\\${SECRET}");
	accepted(STR("/* ${SECRET} */ data = '${SECRET}' // ${SECRET}\n"));
	assert_str_equal(catalogue.data, "${SECRET}");
	accepted(STR("data = \"$5 {x}\"\n"));
	assert_str_equal(catalogue.data, "$5 {x}");
}

static void a_catalogue_that_is_not_there_is_a_fault_of_the_catalogue(void **state)
{
	(void)state;
	assert_false(catalogue_read(&arena, STR("none.conf"), &catalogue, &diag));
	assert_string_equal(messages(&arena, &diag),
		"none.conf: error: cannot open: No such file or directory; correct the name of the "
		"catalogue or write one there\n");
	assert_int_equal(diag.status, STATUS_CATALOGUE);
	diag_init(&diag, &arena);
	assert_false(catalogue_read(&arena, STR("."), &catalogue, &diag));
	assert_int_equal(diag.status, STATUS_CATALOGUE);
}

static void includes_stand_relative_to_the_main_file(void **state)
{
	(void)state;
	assert_true(file_make_folder(STR("top/parts/deep"), STATUS_IO, &diag));
	put("top/c.conf",
		STR("include(\"parts/a.conf\")\nkeep = 41\ninclude(\"parts/deep/b.conf\")\n"));
	put("top/parts/a.conf", STR("\nindicator a {\n  kind = stock\n}\n"));
	put("top/parts/deep/b.conf",
		STR("include(\"parts/c.conf\")\nindicator b { kind = flow }\n"));
	put("top/parts/c.conf", STR("indicator c { kind = ratio }"));
	assert_true(catalogue_read(&arena, STR("top/c.conf"), &catalogue, &diag));
	assert_int_equal(catalogue.indicators.count, 3);
	assert_int_equal(catalogue.keep, 41);
	assert_str_equal(catalogue_find(&catalogue, STR("a"))->place.file, "top/parts/a.conf");
	assert_int_equal(catalogue_find(&catalogue, STR("a"))->place.line, 2);
	assert_str_equal(catalogue_find(&catalogue, STR("b"))->place.file, "top/parts/deep/b.conf");
	assert_int_equal(catalogue_find(&catalogue, STR("b"))->place.line, 2);
}

static void faults_of_several_files_come_together(void **state)
{
	(void)state;
	put("a.conf", STR("\nindicator a {\n  kind = stok\n}\nindicator both { kind = stock }\n"));
	put("b.conf", STR("indicator b {\n  kind = stuck\n}\nindicator both { kind = stock }\n"));
	refused(STR("include(\"b.conf\")\nkeep = x\ninclude(\"a.conf\")\n"),
		"a.conf:3: error: kind = \"stok\": expected stock | flow | ytd | cumulative | "
		"ratio\n"
		"a.conf:5: error: indicator \"both\" stands here a second time, first in b.conf:4\n"
		"b.conf:2: error: kind = \"stuck\": expected stock | flow | ytd | cumulative | "
		"ratio\n"
		"c.conf:2: error: keep = \"x\": expected a whole number from 1 to 200\n");
}

static void an_include_that_is_not_there_is_named_with_its_place(void **state)
{
	(void)state;
	refused(STR("keep = x\ninclude(\"none.conf\")\n"),
		"c.conf:1: error: keep = \"x\": expected a whole number from 1 to 200\n"
		"none.conf: error: cannot open: No such file or directory; correct the name of the "
		"catalogue or write one there\n"
		"c.conf:2: note: included here (names are relative to the main file); reading "
		"stops "
		"here\n");
	put("bom.conf", STR("\xEF\xBB\xBF"));
	refused(STR("\ninclude(\"bom.conf\")\n"),
		"bom.conf:1: error: begins with a byte order mark; save it as plain UTF-8\n"
		"c.conf:2: note: included here (names are relative to the main file); reading "
		"stops "
		"here\n");
}

static void a_file_that_includes_itself_comes_to_an_end(void **state)
{
	(void)state;
	refused(STR("\ninclude(\"c.conf\")\n"),
		"c.conf:2: error: includes go more than 10 files deep; does one include itself? "
		"reading stops here\n");
}

static void a_fault_in_an_include_ends_the_reading(void **state)
{
	(void)state;
	put("a.conf", STR("keep = x\ncolour = red\n"));
	refused(STR("lang = fr\ninclude(\"a.conf\")\nyear_start = 13\n"),
		"a.conf:1: error: keep = \"x\": expected a whole number from 1 to 200\n"
		"a.conf:2: error: no such option 'colour'; reading stops here\n"
		"c.conf:1: error: lang = \"fr\": expected zh | en\n");
	put("a.conf", STR("indicator a {\n"));
	refused(STR("include(\"a.conf\")\n"),
		"a.conf:1: error: the brace that opens here is never closed; write } where it "
		"ends\n"
		"c.conf:1: note: included here (names are relative to the main file); reading "
		"stops "
		"here\n");
	put("a.conf", STR(""));
	accepted(STR("include(\"a.conf\")\nkeep = 41\n"));
	assert_int_equal(catalogue.keep, 41);
}

static void sections_are_known_by_the_line_in_which_they_open(void **state)
{
	(void)state;
	accepted(STR("group B\n{\n"
		     "  action x {\n\n    title = 1\n  }\n  action y\n  {\n    title = 2 }\n"
		     "  # remark\n\n  title = b\n}\n"
		     "\nindicator a {\n  # remark\n\n  kind = stock\n}\n"
		     "source s {\n\n  match = x }\n"));
	assert_int_equal(catalogue.groups.item[0].place.line, 2);
	assert_int_equal(catalogue.groups.item[0].actions.item[0].place.line, 3);
	assert_int_equal(catalogue.groups.item[0].actions.item[1].place.line, 8);
	assert_int_equal(catalogue.indicators.item[0]->place.line, 15);
	assert_int_equal(catalogue.sources.item[0].place.line, 20);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_catalogue_has_the_defaults),
		TEST(every_key_of_the_top_is_read),
		TEST(folders_stand_beside_the_catalogue),
		TEST(every_key_of_a_group_and_its_actions_is_read),
		TEST(every_key_of_an_indicator_is_read),
		TEST(every_key_of_a_source_is_read),
		TEST(bad_values_come_all_at_once_in_the_order_of_lines),
		TEST(empty_values_and_halves_are_refused),
		TEST(titles_may_be_english_alone_and_the_token_lies_beside),
		TEST(a_period_format_has_a_year_and_conversions_that_are_known),
		TEST(targets_and_formulas_are_refused_with_the_column_in_their_text),
		TEST(ids_are_checked_and_may_stand_only_once),
		TEST(an_id_has_sixty_four_characters_at_most),
		TEST(unknown_groups_and_indicators_are_named),
		TEST(circles_of_formulas_are_refused),
		TEST(a_chain_of_five_thousand_formulas_is_no_circle),
		TEST(figures_that_do_not_go_along_are_refused),
		TEST(by_due_takes_the_last_day_of_the_group),
		TEST(coarse_due_dates_mean_their_last_day),
		TEST(what_require_asks_for_must_be_there),
		TEST(an_unknown_key_ends_the_reading_but_not_what_was_found_before),
		TEST(half_a_catalogue_makes_no_faults_of_its_own),
		TEST(nothing_is_lost_outside_quotes),
		TEST(a_section_that_never_ends_is_a_fault),
		TEST(comments_do_not_move_the_lines),
		TEST(a_file_of_comments_only_is_empty),
		TEST(a_key_given_twice_is_refused_a_list_goes_on),
		TEST(only_plain_utf_8_is_read),
		TEST(no_environment_variable_gets_into_the_catalogue),
		TEST(a_catalogue_that_is_not_there_is_a_fault_of_the_catalogue),
		TEST(includes_stand_relative_to_the_main_file),
		TEST(faults_of_several_files_come_together),
		TEST(an_include_that_is_not_there_is_named_with_its_place),
		TEST(a_file_that_includes_itself_comes_to_an_end),
		TEST(a_fault_in_an_include_ends_the_reading),
		TEST(sections_are_known_by_the_line_in_which_they_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
