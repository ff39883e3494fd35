#include "unit.h"

#include "ingest/cells.h"
#include "ingest/labels.h"

static struct arena arena;
static struct catalogue catalogue;
static struct indicator indicators[4];

static struct labels labels_with(const struct source *source)
{
	struct labels labels;

	labels_init(&arena, &catalogue, source, &labels);
	return labels;
}

static struct label find(const char *text)
{
	struct labels labels = labels_with(NULL);

	return labels_find(&arena, &labels, str_of(text));
}

static void is_called(const char *text, const struct indicator *indicator, const char *unit)
{
	struct label label = find(text);

	if (label.kind != LABEL_KNOWN || label.indicator != indicator)
		fail_msg("\"%s\" is not found", text);
	assert_str_equal(label.unit, unit);
}

static void ids_titles_and_aliases_are_labels(void **state)
{
	(void)state;
	is_called("trade", &indicators[0], "");
	is_called("进出口总额", &indicators[0], "");
	is_called("Foreign trade", &indicators[0], "");
	is_called("外贸", &indicators[0], "");
	assert_int_equal(find("存款").kind, LABEL_UNKNOWN);
	assert_int_equal(find("").kind, LABEL_UNKNOWN);
}

static void blanks_width_and_case_do_not_matter(void **state)
{
	(void)state;
	is_called("　ＴＲＡＤＥ ", &indicators[0], "");
	is_called("FOREIGN TRADE", &indicators[0], "");
	assert_str_equal(text_fold(&arena, STR("É × Ü")), "é × ü");
	assert_str_equal(text_fold(&arena, STR("A\xFF")), "a\xFF");
}

static void an_x_is_a_name_as_well_as_a_missing_figure(void **state)
{
	(void)state;
	assert_int_equal(cell_traits(STR("x")), CELL_FILLED);
	assert_int_equal(cell_traits(STR("X")), CELL_FILLED);
	assert_int_equal(cell_traits(STR("/")), CELL_FILLED | CELL_MISSING);
}

static void a_unit_in_brackets_is_split_off(void **state)
{
	(void)state;
	is_called("进出口总额（万元）", &indicators[0], "万元");
	is_called("进出口总额 (亿元)", &indicators[0], "亿元");
	is_called("进出口总额(%)", &indicators[0], "%"); /* for the caller to refuse */
}

static void brackets_that_hold_no_unit_belong_to_the_name(void **state)
{
	(void)state;
	assert_int_equal(find("进出口总额(本外币)").kind, LABEL_UNKNOWN);
	assert_int_equal(find("computed(x)").kind, LABEL_UNKNOWN);
	is_called("价格指数(上年同月=100)", &indicators[1], "");
	is_called("总产值(亿元)", &indicators[2],
		"亿元"); /* the whole name is known, and has a scale */
}

static void one_label_of_two_indicators_is_ambiguous(void **state)
{
	struct label label = find("指数");

	(void)state;
	assert_int_equal(label.kind, LABEL_AMBIGUOUS);
	assert_ptr_equal(label.indicator, &indicators[1]);
	assert_ptr_equal(label.other, &indicators[2]);
}

static void a_computed_indicator_is_told_apart(void **state)
{
	(void)state;
	assert_int_equal(find("computed").kind, LABEL_COMPUTED);
}

static void the_source_section_goes_first(void **state)
{
	struct source_map map[] = {{STR("指数"), STR("index")}};
	struct str ignore[] = {STR("备注"), STR("*")};
	struct source source = {
		.map = {.item = map, .count = 1}, .ignore = {.item = ignore, .count = 1}};
	struct labels labels;

	(void)state;
	labels = labels_with(&source);
	assert_int_equal(labels_find(&arena, &labels, STR("备注")).kind, LABEL_IGNORED);
	assert_int_equal(labels_find(&arena, &labels, STR("备注(甲)")).kind, LABEL_UNKNOWN);
	assert_int_equal(labels_find(&arena, &labels, STR("存款")).kind, LABEL_UNKNOWN);
	source.ignore.count = 2;
	labels = labels_with(&source);
	assert_int_equal(labels_find(&arena, &labels, STR("存款")).kind, LABEL_IGNORED);
	assert_int_equal(labels_find(&arena, &labels, STR("trade")).kind, LABEL_KNOWN);
}

static void what_the_catalogue_would_not_take_is_escaped(void **state)
{
	(void)state;
	assert_str_equal(labels_escape(&arena, STR("a\\b\"c${d}")), "a\\\\b\\\"c\\${d}");
}

static struct indicator *items[4];

static int set_up(void **state)
{
	static struct str alias = {"外贸", 6}, index_alias = {"指数", 6};
	static struct formula formula;

	(void)state;
	arena_init(&arena, NULL);
	indicators[0] = (struct indicator){.id = STR("trade"),
		.title = STR("进出口总额"),
		.title_en = STR("Foreign trade"),
		.unit = STR("亿元"),
		.aliases = {.item = &alias, .count = 1}};
	indicators[1] = (struct indicator){.id = STR("price"),
		.title = STR("价格指数(上年同月=100)"),
		.unit = STR("%"),
		.aliases = {.item = &index_alias, .count = 1}};
	indicators[2] = (struct indicator){.id = STR("output"),
		.title = STR("总产值(亿元)"),
		.unit = STR("万元"),
		.aliases = {.item = &index_alias, .count = 1}};
	indicators[3] = (struct indicator){.id = STR("computed"), .formula = &formula};
	for (size_t i = 0; i < 4; i++)
		items[i] = &indicators[i];
	catalogue = (struct catalogue){.indicators = {.item = items, .count = 4}};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_titles_and_aliases_are_labels),
		cmocka_unit_test(blanks_width_and_case_do_not_matter),
		cmocka_unit_test(an_x_is_a_name_as_well_as_a_missing_figure),
		cmocka_unit_test(a_unit_in_brackets_is_split_off),
		cmocka_unit_test(brackets_that_hold_no_unit_belong_to_the_name),
		cmocka_unit_test(one_label_of_two_indicators_is_ambiguous),
		cmocka_unit_test(a_computed_indicator_is_told_apart),
		cmocka_unit_test(the_source_section_goes_first),
		cmocka_unit_test(what_the_catalogue_would_not_take_is_escaped),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
