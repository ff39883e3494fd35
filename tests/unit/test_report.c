#include "unit.h"

#include "analysis/verdict.h"
#include "base/date.h"
#include "output/report.h"
#include "output/report_html.h"
#include "output/sparkline.h"

/* A catalogue of a few indicators with figures from January 2024 on, and the report of it. */
struct scene {
	struct arena arena;
	struct diag diag;
	struct catalogue catalogue;
	struct book book;
	struct verdicts verdicts;
	struct report_revisions revisions;
	struct report_source source;
	struct report report;
};

static struct scene scene;

static int setup(void **state)
{
	(void)state;
	scene = (struct scene){0};
	arena_init(&scene.arena, NULL);
	diag_init(&scene.diag, &scene.arena);
	scene.catalogue = catalogue_empty();
	array_reserve(&scene.arena, &scene.catalogue.groups, 4);
	scene.book.catalogue = &scene.catalogue;
	scene.source = (struct report_source){.book = &scene.book,
		.verdicts = &scene.verdicts,
		.revisions = &scene.revisions,
		.today = date_day(2024, 7, 10),
		.since = STR("2024-06-05"),
		.english = true};
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&scene.arena);
	return 0;
}

static struct group *add_group(const char *id, const char *owner)
{
	struct group *group = array_add(&scene.arena, &scene.catalogue.groups);

	*group = (struct group){.id = str_of(id),
		.title = str_of(id),
		.due = NO_DATE,
		.closed = NO_DATE,
		.reopened = NO_DATE};
	*array_add(&scene.arena, &group->owners) = str_of(owner);
	return group;
}

static void add_action(struct group *group, const char *id, int due, int done)
{
	*array_add(&scene.arena, &group->actions) =
		(struct action){.id = str_of(id), .title = str_of(id), .due = due, .done = done};
}

static struct indicator *add_indicator(const char *id, const char *owner, const char *target)
{
	struct indicator *it = NEW(&scene.arena, struct indicator);

	*it = (struct indicator){.index = scene.catalogue.indicators.count,
		.id = str_of(id),
		.title = str_of(id),
		.owner = str_of(owner),
		.decimals = -1,
		.kind = KIND_FLOW,
		.every = EVERY_MONTH,
		.calendar = {1, false},
		.lag = 25};
	if (*target)
		assert_true(target_parse(&scene.arena, str_of(target), NO_PLACE, it,
			array_add(&scene.arena, &it->targets), &scene.diag));
	*array_add(&scene.arena, &scene.catalogue.indicators) = it;
	return it;
}

/* Six months from January 2024 on. */
static void add_figures(const struct indicator *it, double last)
{
	const double values[] = {1, 2, 3, 4, 5, last};
	struct series *series = array_add(&scene.arena, &scene.book.series);

	series->key.indicator = it;
	series->first = (2024 - 1970) * 12;
	series->count = sizeof(values) / sizeof(*values);
	series->value = arena_copy(&scene.arena, values, sizeof(values));
}

static const struct report *make(void)
{
	book_index(&scene.arena, &scene.book);
	for (size_t i = 0; i < scene.catalogue.indicators.count; i++)
		verdict_judge(&scene.arena, &scene.book, scene.catalogue.indicators.item[i],
			scene.source.today, &scene.verdicts);
	report_make(&scene.arena, &scene.source, &scene.report);
	return &scene.report;
}

static void every_part_of_the_first_page_has_its_targets(void **state)
{
	const struct report *report;

	(void)state;
	add_figures(add_indicator("jams", "Roads", "value <= 5"), 9);
	add_figures(add_indicator("dust", "Health", "value <= 20"), 9);
	add_indicator("trees", "Parks", "value >= 100");
	report = make();
	assert_int_equal(report->targets, 3);
	assert_int_equal(report->parts[PART_MISSED].count, 1);
	assert_str_equal(report->parts[PART_MISSED].item[0].title, "jams");
	assert_str_equal(report->parts[PART_MISSED].item[0].owner, "Roads");
	assert_int_equal(report->parts[PART_RISK].count, 0);
	assert_str_equal(report->parts[PART_WELL].item[0].title, "dust");
	assert_str_equal(report->parts[PART_WANTING].item[0].title, "Parks");
	assert_str_equal(
		report->parts[PART_WANTING].item[0].text, "1 target without figures: trees");
}

static void what_has_no_line_is_counted(void **state)
{
	const struct report *report;

	(void)state;
	for (int i = 0; i < 14; i++)
		add_figures(add_indicator(str_c(&scene.arena, str_printf(&scene.arena, "i%d", i)),
				    "Roads", "value <= 5"),
			9);
	report = make();
	assert_int_equal(report->parts[PART_MISSED].all, 14);
	assert_int_equal(report->parts[PART_MISSED].count + report->parts[PART_MISSED].left, 14);
	assert_true(report->parts[PART_MISSED].left > 0);
}

static void what_is_decided_early_is_well_and_a_projection_has_its_decimals(void **state)
{
	struct indicator *late = add_indicator("late", "Roads", "total >= 100 in 2024");
	const struct report *report;

	(void)state;
	late->decimals = 1;
	add_figures(add_indicator("early", "Roads", "total >= 10 in 2024"), 3);
	add_figures(late, 9);
	add_figures(add_indicator("met", "Roads", "value >= 5"), 5);
	report = make();
	assert_int_equal(report->parts[PART_WELL].count, 2);
	assert_true(str_has(report->parts[PART_WELL].item[1].text, STR("decided before")));
	assert_str_equal(report->rows.item[0].projection, "48.0");
}

static void without_targets_what_is_overdue_is_still_found(void **state)
{
	struct buf page;

	(void)state;
	add_action(add_group("B1", "Roads"), "late", date_day(2024, 7, 9), NO_DATE);
	buf_init(&page, &scene.arena);
	report_html(&scene.arena, make(), &page);
	assert_false(str_has(buf_str(&page), STR("The catalogue sets no targets")));
	assert_true(str_has(buf_str(&page), STR("due 2024-07-09, 1 day ago")));
}

static void of_each_kind_that_is_wanting_some_are_told(void **state)
{
	struct group *group = add_group("B1", "Roads");
	const struct report *report;

	(void)state;
	for (int i = 0; i < 9; i++)
		add_action(group, "late", date_day(2024, 7, 9), NO_DATE);
	add_indicator("trees", "Parks", "value >= 1");
	report = make();
	assert_int_equal(report->parts[PART_WANTING].all, 10);
	assert_int_equal(report->parts[PART_WANTING].count, 5);
	assert_int_equal(report->parts[PART_WANTING].left, 5);
	assert_str_equal(report->parts[PART_WANTING].item[4].title, "Parks");
}

static void what_is_owed_twice_is_named_once(void **state)
{
	struct indicator *it = add_indicator("trees", "Parks", "value >= 1");
	const struct report *report;

	(void)state;
	assert_true(target_parse(&scene.arena, STR("value <= 9"), NO_PLACE, it,
		array_add(&scene.arena, &it->targets), &scene.diag));
	report = make();
	assert_str_equal(
		report->parts[PART_WANTING].item[0].text, "2 targets without figures: trees");
}

static void who_has_most_to_do_comes_first(void **state)
{
	struct group *group = add_group("B1", "Police");
	const struct report *report;

	(void)state;
	add_figures(add_indicator("births", "Health", "value <= 20"), 9);
	add_figures(add_indicator("dust", "Roads", "value <= 5"), 9);
	add_indicator("trees", "Parks", "value >= 1");
	add_action(group, "late", date_day(2024, 7, 9), NO_DATE);
	add_action(group, "later", date_day(2024, 7, 8), NO_DATE);
	report = make();
	assert_int_equal(report->owners.count, 4);
	assert_str_equal(report->owners.item[0].name, "Police");
	assert_str_equal(report->owners.item[0].duties, "2 overdue actions");
	assert_str_equal(report->owners.item[0].anchor, "o-1");
	assert_str_equal(report->owners.item[1].name, "Roads");
	assert_str_equal(report->owners.item[1].duties, "1 missed");
	assert_str_equal(report->owners.item[2].name, "Parks");
	assert_str_equal(report->owners.item[2].duties, "");
	assert_str_equal(report->owners.item[3].name, "Health");
}

static void the_ledger_of_problems_is_told_in_a_sentence(void **state)
{
	struct group *group = add_group("B1", "Roads");

	(void)state;
	add_group("B2", "Health")->closed = date_day(2024, 3, 1);
	add_action(group, "late", date_day(2024, 7, 9), NO_DATE);
	add_action(group, "done", date_day(2024, 7, 1), date_day(2024, 7, 10));
	assert_str_equal(
		make()->ledger, "2 groups: 1 closed, 1 open. 2 actions: 1 done, 1 overdue.");
	assert_str_equal(scene.report.groups.item[1].decided, "declared closed on 2024-03-01");
	scene.source.english = false;
	assert_str_equal(
		make()->ledger, "问题 2 个：已销号 1、推进中 1。措施 2 条：已完成 1、已逾期 1。");
}

static void an_action_past_its_day_is_overdue(void **state)
{
	struct group *group = add_group("B1", "Roads");
	const struct report *report;

	(void)state;
	add_action(group, "late", date_day(2024, 7, 9), NO_DATE);
	add_action(group, "today", date_day(2024, 7, 10), NO_DATE);
	add_action(group, "done", date_day(2024, 7, 1), date_day(2024, 7, 10));
	add_action(group, "done tomorrow", date_day(2024, 7, 1), date_day(2024, 7, 11));
	add_action(group, "long-term", NO_DATE, NO_DATE);
	report = make();
	assert_true(report->actions.item[0].is_overdue);
	assert_int_equal(report->actions.item[0].days, 1);
	assert_false(report->actions.item[1].is_overdue);
	assert_false(report->actions.item[2].is_open);
	assert_true(report->actions.item[3].is_overdue);
	assert_str_equal(report->actions.item[4].due, "long-term");
	assert_int_equal(report->parts[PART_WANTING].count, 2);
	assert_str_equal(report->parts[PART_WANTING].item[0].text, "due 2024-07-09, 1 day ago");
	/* what has no owner is its group's */
	assert_str_equal(report->actions.item[0].owner, "Roads");
	assert_int_equal(report->owners.item[0].actions.count, 5);
}

static void an_owner_has_his_targets_and_those_of_his_group(void **state)
{
	struct group *group = add_group("B1", "Police");
	struct indicator *it = add_indicator("jams", "", "value <= 5");
	const struct report *report;

	(void)state;
	it->group = group;
	it->group_id = group->id;
	add_figures(it, 9);
	add_figures(add_indicator("dust", "Health", "value <= 20"), 9);
	scene.source.owner = STR("Police");
	report = make();
	assert_int_equal(report->entries.count, 1);
	assert_str_equal(report->entries.item[0].owner, "Police");
	assert_int_equal(report->owners.count, 1);
	assert_int_equal(report->owners.item[0].counts[VERDICT_MISSED], 1);
	assert_int_equal(report->groups.count, 1);
	assert_int_equal(report->groups.item[0].standing.missed, 1);
}

static void a_group_is_judged_by_all_of_it_whatever_is_shown(void **state)
{
	struct group *group = add_group("B1", "Police");
	const struct report *report;

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct indicator *it =
			add_indicator(i ? "a" : "b", i ? "Police" : "Roads", "value <= 5");

		it->group = group;
		it->group_id = group->id;
		add_figures(it, 9);
	}
	scene.source.owner = STR("Roads");
	report = make();
	assert_int_equal(report->entries.count, 1);
	assert_int_equal(report->groups.item[0].standing.missed, 2);
}

static void an_indicator_without_a_target_has_a_row_too(void **state)
{
	const struct report *report;

	(void)state;
	add_figures(add_indicator("births", "", ""), 6);
	report = make();
	assert_int_equal(report->targets, 0);
	assert_int_equal(report->rows.count, 1);
	assert_null(report->rows.item[0].verdict);
	assert_str_equal(report->entries.item[0].value, "6");
	assert_str_equal(report->entries.item[0].change, "20.0%");
}

static void a_target_for_an_area_has_a_section_of_its_own(void **state)
{
	struct indicator *it = add_indicator("jams", "", "value <= 5 area=north");
	const struct report *report;

	(void)state;
	add_figures(it, 9);
	scene.book.series.item[0].key.area = STR("north");
	report = make();
	assert_int_equal(report->entries.count, 2);
	assert_null(report->entries.item[0].series);
	assert_str_equal(report->entries.item[1].title, "jams · north");
	assert_str_equal(report->entries.item[1].anchor, "i-jams.1");
	assert_int_equal(report->rows.item[0].entry, 1);
}

static void a_revision_stands_with_its_indicator(void **state)
{
	const struct indicator *it = add_indicator("jams", "", "");
	const struct indicator *other = add_indicator("dust", "", "");
	const struct report *report;

	(void)state;
	*array_add(&scene.arena, &scene.revisions) = (struct report_revision){
		.key = {other, STR("")}, .before = 1, .after = 2, .load = 7};
	*array_add(&scene.arena, &scene.revisions) = (struct report_revision){
		.key = {it, STR("south")}, .before = 3, .after = 4, .load = 6};
	report = make();
	assert_int_equal(report->revisions.count, 2);
	assert_int_equal(report->entries.item[1].revisions.item[0], 0);
	/* an area without a section of its own is told with the whole */
	assert_int_equal(report->entries.item[0].revisions.item[0], 1);
}

static void the_figures_are_those_of_the_series_with_what_follows(void **state)
{
	const struct report_figures *figures;

	(void)state;
	add_figures(add_indicator("births", "", ""), (double)NAN);
	scene.book.series.item[0].count = 5;
	figures = &make()->entries.item[0].figures;
	assert_int_equal(figures->headings.count, 3);
	assert_int_equal(figures->periods.count, 5);
	assert_str_equal(figures->periods.item[4], "2024-05");
	assert_str_equal(figures->cells.item[4 * 3], "5");
	assert_str_equal(figures->cells.item[4 * 3 + 1], "25.0%");
	assert_str_equal(figures->cells.item[4 * 3 + 2], "");
}

static void the_same_report_gives_the_same_page(void **state)
{
	const struct report *report;
	struct buf one, two;

	(void)state;
	add_figures(add_indicator("jams", "Roads", "value <= 5"), 9);
	report = make();
	buf_init(&one, &scene.arena);
	buf_init(&two, &scene.arena);
	report_html(&scene.arena, report, &one);
	report_html(&scene.arena, report, &two);
	assert_true(str_equal(buf_str(&one), buf_str(&two)));
	assert_true(str_has(buf_str(&one), STR("<th scope=\"row\"")));
}

static void a_small_line_has_gaps_where_figures_are_missing(void **state)
{
	const double values[] = {0, 10, (double)NAN, 5};
	struct buf out;

	(void)state;
	buf_init(&out, &scene.arena);
	sparkline_svg(&out, values, 4);
	assert_true(str_has(buf_str(&out),
		STR("<path d=\"M3.0 21.0L33.0 3.0M93.0 12.0\"/><circle cx=\"93.0\"")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_part_of_the_first_page_has_its_targets),
		TEST(what_has_no_line_is_counted),
		TEST(what_is_decided_early_is_well_and_a_projection_has_its_decimals),
		TEST(without_targets_what_is_overdue_is_still_found),
		TEST(of_each_kind_that_is_wanting_some_are_told),
		TEST(what_is_owed_twice_is_named_once),
		TEST(who_has_most_to_do_comes_first),
		TEST(the_ledger_of_problems_is_told_in_a_sentence),
		TEST(an_action_past_its_day_is_overdue),
		TEST(an_owner_has_his_targets_and_those_of_his_group),
		TEST(a_group_is_judged_by_all_of_it_whatever_is_shown),
		TEST(an_indicator_without_a_target_has_a_row_too),
		TEST(a_target_for_an_area_has_a_section_of_its_own),
		TEST(a_revision_stands_with_its_indicator),
		TEST(the_figures_are_those_of_the_series_with_what_follows),
		TEST(the_same_report_gives_the_same_page),
		TEST(a_small_line_has_gaps_where_figures_are_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
