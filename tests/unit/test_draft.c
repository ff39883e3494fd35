#include "unit.h"

#include "base/date.h"
#include "ingest/draft.h"

static struct arena arena;

/* All sections drafted for the file `path`, for people who then choose a kind, or complete. */
static struct str draft_of(const char *path, const char *content, bool complete)
{
	struct ingest_options options = {
		.today = date_day(2024, 7, 10), .partial = true, .explain = true};
	struct catalogue empty = catalogue_empty();
	struct ingest_result result;
	struct str text = STR("");
	struct draft draft;
	struct diag diag;

	diag_init(&diag, &arena);
	ingest_content(&arena, &empty, str_of(path), str_of(content), &options, &result, &diag);
	draft_make(&arena, &empty, str_of(path), str_of(content), &options, &result, &draft);
	for (size_t i = 0; i < draft.indicators.count; i++)
		text = str_printf(&arena, "%.*s%.*s", STR_ARG(text),
			STR_ARG(draft_section(&arena, draft.indicators.item[i], complete)));
	return str_printf(&arena, "%.*s%.*s", STR_ARG(text),
		STR_ARG(draft_source(&arena, &draft, str_of(path))));
}

static void drafts(const char *content, const char *expected)
{
	assert_str_equal(draft_of("in/f.csv", content, false), expected);
}

/* The label's id, title and unit alone. */
static void names(const char *label, const char *expected)
{
	struct str content = str_printf(&arena, "month,\"%s\"\n2024-01,1\n2024-02,2\n", label);
	struct str text = draft_of("f.csv", str_c(&arena, content), false);

	if (!str_starts(text, str_of(expected)))
		fail_msg("%.*s", STR_ARG(text));
}

static void kind_is(const char *label, const char *expected)
{
	struct str content = str_printf(&arena, "month,\"%s\"\n2024-01,1\n2024-02,2\n", label);
	struct str text = draft_of("f.csv", str_c(&arena, content), false);

	if (!str_has(text, str_of(expected)))
		fail_msg("%s: %.*s", label, STR_ARG(text));
}

static void what_the_file_does_not_tell_is_left_open(void **state)
{
	(void)state;
	drafts("month,Loans\n2024-01,1\n2024-02,2\n",
		"indicator loans {\n"
		"    title = \"Loans\"\n"
		"    # kind = stock, flow, ytd, cumulative or ratio: nothing in the file tells\n"
		"    every = month    # its periods are months\n"
		"}\n");
	assert_str_equal(draft_of("f.csv", "month,Loans\n2024-01,1\n2024-02,2\n", true),
		"indicator loans {\n"
		"    title = \"Loans\"\n"
		"    kind  = stock    # nothing in the file tells: stock, flow, ytd, cumulative or "
		"ratio\n"
		"    every = month    # its periods are months\n"
		"}\n");
}

static void latin_titles_make_ids_and_others_are_numbered(void **state)
{
	(void)state;
	names("Loans, total (new)",
		"indicator loans_total_new {\n    title = \"Loans, total (new)\"");
	names("Índice général", "indicator indice_general {");
	names("ＴＥＵ", "indicator teu {");
	names("贷款余额", "indicator i01 {");
	names("GDP总量", "indicator i01 {");
	names("2024 plan", "indicator i01 {");
	names("Инфляция", "indicator i01 {");
}

static void ids_of_one_file_differ_and_are_no_other_label(void **state)
{
	struct str text = draft_of("f.csv",
		"month,Loans!,Loans?,loans,甲,乙\n2024-01,1,2,3,4,5\n2024-02,1,2,3,4,5\n", false);

	(void)state;
	assert_true(str_has(text, STR("indicator loans_2 {\n    title = \"Loans!\"")));
	assert_true(str_has(text, STR("indicator loans_3 {\n    title = \"Loans?\"")));
	assert_true(str_has(text, STR("indicator loans {\n    title = \"loans\"")));
	assert_true(str_has(text, STR("indicator i04 {\n    title = \"甲\"")));
	assert_true(str_has(text, STR("indicator i05 {\n    title = \"乙\"")));
}

static void what_libconfuse_would_read_otherwise_is_escaped(void **state)
{
	(void)state;
	names("a \"\"b\"\" ${c} \\d",
		"indicator a_b_c_d {\n    title = \"a \\\"b\\\" \\${c} \\\\d\"");
}

static void a_unit_in_brackets_is_the_unit(void **state)
{
	(void)state;
	names("进出口总额（万元）",
		"indicator i01 {\n    title = \"进出口总额\"\n    unit  = \"万元\"");
	names("Loans (net)", "indicator loans_net {\n    title = \"Loans (net)\"\n    #");
	assert_true(str_has(
		draft_of("f.csv", "month,Loans (万元)\n,亿元\n2024-01,1\n2024-02,2\n", false),
		STR("title = \"Loans\"\n    unit  = \"亿元\""))); /* the nearer one */
	drafts("month,贷款（亿元）,贷款（%）\n2024-01,1,2\n2024-02,1,2\n",
		"indicator i01 {\n"
		"    title = \"贷款（亿元）\"\n"
		"    unit  = \"亿元\"\n"
		"    # kind = stock, flow, ytd, cumulative or ratio: nothing in the file tells\n"
		"    every = month    # its periods are months\n"
		"}\n"
		"indicator i02 {\n"
		"    title = \"贷款（%）\"\n"
		"    unit  = \"%\"\n"
		"    kind  = ratio    # a guess: its unit is percent\n"
		"    every = month    # its periods are months\n"
		"}\n");
}

static void the_unit_of_a_table_is_not_that_of_its_rates(void **state)
{
	struct str text = draft_of("f.csv",
		"单位：亿元\n月份,贷款余额,同比增速\n2024-01,100,8\n2024-02,101,9\n", false);

	(void)state;
	assert_true(str_has(text, STR("\"贷款余额\"\n    unit  = \"亿元\"\n    kind  = stock")));
	assert_true(str_has(text, STR("\"同比增速\"\n    kind  = ratio")));
	text = draft_of("f.csv", "单位：亿元\n月份,贷款同比（%）\n2024-01,8\n2024-02,9\n", false);
	assert_true(str_has(text, STR("unit  = \"%\"")));
	text = draft_of("f.csv", "单位：%\n月份,占比\n2024-01,8\n2024-02,9\n", false);
	assert_true(str_has(text, STR("unit  = \"%\"")));
}

static void names_tell_kinds(void **state)
{
	(void)state;
	kind_is("贷款余额", "kind  = stock    # a guess: its name says \"余额\"");
	kind_is("贷款余额增速", "kind  = ratio    # a guess: its name says \"增速\"");
	kind_is("累计进出口", "kind  = ytd      # a guess: its name says \"累计\"");
	kind_is("当月用电量", "kind  = flow     # a guess: its name says \"当月\"");
	kind_is("Unemployment rate", "kind  = ratio    # a guess: its name says \"rate\"");
	kind_is("Corporate loans", "# kind = ");
	kind_is("Rates of growth", "# kind = ");
	kind_is("Rate|new", "kind  = ratio    # a guess: its name says \"rate\"");
	kind_is("CPI (2015=100)", "kind  = ratio    # a guess: its ");
}

static void periods_tell_kind_and_frequency(void **state)
{
	(void)state;
	drafts("时间,用电量\n2024年1-2月,1\n2024年3月,2\n2024年4月,3\n",
		"indicator i01 {\n"
		"    title = \"用电量\"\n"
		"    kind  = flow     # a guess: January and February come as one, the other "
		"months alone\n"
		"    every = month    # its periods are months\n"
		"    combined = jan-feb\n"
		"}\n");
	drafts("时间,存款余额\n2024年1-2月,1\n2024年3月,2\n2024年4月,3\n",
		"indicator i01 {\n"
		"    title = \"存款余额\"\n"
		"    kind  = stock    # a guess: its name says \"余额\"\n"
		"    every = month    # its periods are months\n"
		"    combined = jan-feb\n"
		"}\n");
	drafts("时间,用电量\n2024年1-2月,1\n2024年1-3月,2\n2024年1-4月,3\n",
		"indicator i01 {\n"
		"    title = \"用电量\"\n"
		"    kind  = ytd      # a guess: some periods are sums since January\n"
		"    every = month    # its periods are months\n"
		"}\n");
	assert_true(str_has(
		draft_of("f.csv", "date,x\n2023-10-01,1\n2024-01-01,2\n2024-04-01,3\n", false),
		STR("every = quarter  # its periods are quarters")));
	assert_true(str_has(draft_of("f.csv", "date,x\n2024-01-03,1\n2024-01-04,2\n", false),
		STR("every = day      # its periods are days")));
	assert_true(str_has(draft_of("f.csv", "date,x\n2022,1\n2023,2\n", false),
		STR("every = year     # its periods are years")));
}

static void every_is_told_by_days_or_left_open(void **state)
{
	(void)state;
	assert_true(str_has(
		draft_of("f.csv", "date,x\n2021-12-31,1\n2022-12-31,2\n2023-12-31,3\n", false),
		STR("every = year     # its periods are years")));
	assert_true(str_has(draft_of("f.csv", "date,x\n2024-03-31,1\n2024-06-30,2\n", false),
		STR("every = month    # its periods are months"))); /* two are no evidence */
	assert_true(str_has(
		draft_of("f.csv", "Year,Period,x\n2023,M12,1\n2023,M13,2\n2024,M01,3\n", false),
		STR("every = month    # its periods are months"))); /* M13 is the year's mean */
	assert_true(str_has(
		draft_of("f.csv", "date,x\n2024-01-31,1\n2024-02-29,2\n2024-03-31,3\n", false),
		STR("every = month    # its periods are months")));
	drafts("date,x\n05/06/2024,1\n07/08/2024,2\n",
		"indicator x {\n"
		"    title = \"x\"\n"
		"    # kind = stock, flow, ytd, cumulative or ratio: nothing in the file tells\n"
		"    every = month    # nothing in the file tells\n"
		"}\n");
	drafts("period,x\n2024年1-3季度,1\n2024年1-2季度,1\n",
		"indicator x {\n"
		"    title = \"x\"\n"
		"    kind  = ytd      # a guess: some periods are sums since January\n"
		"    every = quarter  # its periods are quarters\n"
		"}\n");
}

static void a_long_label_makes_a_short_id_or_none(void **state)
{
	struct str words = STR("");

	(void)state;
	for (int i = 0; i < 20; i++)
		words = str_printf(&arena, "%.*s__word", STR_ARG(words));
	names(words.at, "");
	for (int i = 0; i < 60; i++)
		words = str_printf(&arena, "%.*s, and more", STR_ARG(words));
	assert_str_equal(
		draft_of("f.csv",
			str_printf(&arena, "month,\"%.*s\"\n2024-01,1\n", STR_ARG(words)).at,
			false),
		"");
}

static void what_is_no_unit_in_brackets_stays_in_the_label(void **state)
{
	(void)state;
	names("(万元)", "indicator i01 {\n    title = \"(万元)\"");
	names("Loans 万元)", "indicator i01 {\n    title = \"Loans 万元)\"");
	names("~Loans{", "indicator loans {\n    title = \"~Loans{\"");
	drafts("单位：指数\n月份,价格指数\n2024-01,1\n2024-02,2\n",
		"indicator i01 {\n"
		"    title = \"价格指数\"\n"
		"    unit  = \"指数\"\n"
		"    kind  = ratio    # a guess: its name says \"指数\"\n"
		"    every = month    # its periods are months\n"
		"}\n");
	drafts("单位：亿元\n月份,占比\n2024-01,1\n2024-02,2\n",
		"indicator i01 {\n"
		"    title = \"占比\"\n"
		"    kind  = ratio    # a guess: its name says \"占比\"\n"
		"    every = month    # its periods are months\n"
		"}\n");
}

static void figures_that_drop_with_each_year_are_ytd(void **state)
{
	struct str rises = STR("month,x\n"), falls = STR("month,x\n");

	(void)state;
	for (int i = 0; i < 20; i++) {
		struct str month = str_printf(&arena, "%d-%02d", 2022 + i / 12, i % 12 + 1);

		rises = str_printf(&arena, "%.*s%.*s,%d\n", STR_ARG(rises), STR_ARG(month), i % 12);
		falls = str_printf(&arena, "%.*s%.*s,%d\n", STR_ARG(falls), STR_ARG(month),
			i % 12 == 6 ? 0 : i % 12);
	}
	assert_true(str_has(draft_of("f.csv", str_c(&arena, rises), false),
		STR("kind  = ytd      # a guess: its figures rise within each year and drop with a "
		    "new one, "
		    "as in 2023-01")));
	/* too few rises for a drop, and too few at all */
	assert_true(str_has(
		draft_of("f.csv", "month,x\n2023-11,5\n2023-12,6\n2024-01,1\n2024-02,2\n", false),
		STR("# kind = ")));
	assert_true(str_has(
		draft_of("f.csv",
			"month,x\n2023-10,4\n2023-11,5\n2023-12,6\n2024-01,1\n2024-02,2\n", false),
		STR("# kind = ")));
	assert_true(str_has(draft_of("f.csv", str_c(&arena, falls), false), STR("# kind = ")));
}

static void figures_without_a_name_are_called_like_their_file(void **state)
{
	static const char expected[] = "indicator un_rate_1 {\n"
				       "    title = \"un_rate_1\"\n"
				       "    kind  = ratio    # a guess: its name says \"rate\"\n"
				       "    every = month    # its periods are months\n"
				       "}\n"
				       "source un_rate_1 {\n"
				       "    match = \"UN-Rate\\\\[1].csv\"\n"
				       "    indicator = un_rate_1 # the file names none\n"
				       "}\n";

	(void)state;
	assert_str_equal(draft_of("in/UN-Rate[1].csv", "DATE,VALUE\n2024-01,1\n2024-02,2\n", false),
		expected);
	assert_str_equal(draft_of("in/UN-Rate[1].csv", "2024-01,1\n2024-02,2\n", false), expected);
}

static void another_spelling_of_a_label_is_the_same(void **state)
{
	struct str text = draft_of("f.csv",
		"period,indicator,value\n2024-01,ABC,1\n2024-02,ＡＢＣ,2\n2024-03,abc,3\n", false);

	(void)state;
	assert_true(str_has(text, STR("indicator abc {\n    title = \"ABC\"")));
	assert_false(str_has(str_from(text, 10), STR("indicator ")));
}

static void a_label_without_figures_is_no_indicator(void **state)
{
	(void)state;
	drafts("period,indicator,value\n2024-01,甲,…\n2024-02,甲,…\n", "");
}

static void an_id_of_the_catalogue_is_not_given_again(void **state)
{
	struct indicator indicator = {.id = STR("loans_total"), .title = STR("Other loans")};
	struct indicator *item = &indicator;
	struct catalogue catalogue = {.indicators = {.item = &item, .count = 1, .room = 1}};
	struct ingest_options options = {
		.today = date_day(2024, 7, 10), .partial = true, .explain = true};
	struct str content = STR("month,\"Loans, total\"\n2024-01,1\n");
	struct ingest_result result;
	struct draft draft;
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	ingest_content(&arena, &catalogue, STR("f.csv"), content, &options, &result, &diag);
	draft_make(&arena, &catalogue, STR("f.csv"), content, &options, &result, &draft);
	assert_str_equal(draft.indicators.item[0]->indicator.id, "loans_total_2");
}

static int forget(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

#define TEST(name) cmocka_unit_test_teardown(name, forget)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_the_file_does_not_tell_is_left_open),
		TEST(latin_titles_make_ids_and_others_are_numbered),
		TEST(ids_of_one_file_differ_and_are_no_other_label),
		TEST(what_libconfuse_would_read_otherwise_is_escaped),
		TEST(a_unit_in_brackets_is_the_unit),
		TEST(the_unit_of_a_table_is_not_that_of_its_rates),
		TEST(names_tell_kinds),
		TEST(periods_tell_kind_and_frequency),
		TEST(every_is_told_by_days_or_left_open),
		TEST(a_long_label_makes_a_short_id_or_none),
		TEST(what_is_no_unit_in_brackets_stays_in_the_label),
		TEST(figures_that_drop_with_each_year_are_ytd),
		TEST(figures_without_a_name_are_called_like_their_file),
		TEST(another_spelling_of_a_label_is_the_same),
		TEST(a_label_without_figures_is_no_indicator),
		TEST(an_id_of_the_catalogue_is_not_given_again),
	};

	return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
