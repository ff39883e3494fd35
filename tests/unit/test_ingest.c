#include "unit.h"

#include <unistd.h>

#include "base/date.h"
#include "ingest/ingest.h"
#include "text/decimal.h"

static struct arena arena;
static struct diag diag;
static struct catalogue catalogue;
static struct ingest_result result;
static struct ingest_options options;

static const char indicators[] =
	"indicator loans { title = \"贷款余额\" title_en = \"Loans\" unit = \"亿元\" kind = stock "
	"}\n"
	"indicator trade { title = \"进出口总额\" unit = \"亿元\" kind = ytd alias = { \"外贸\" } "
	"}\n"
	"indicator cargo { title = \"到发量\" unit = \"标箱\" kind = flow }\n"
	"indicator power { title = \"用电量\" kind = flow combined = jan-feb }\n"
	"indicator growth { title = \"同比增速\" unit = \"%\" kind = ratio }\n"
	"indicator firms { title = \"高企数\" unit = \"家\" kind = stock every = quarter }\n"
	"indicator gdp { title = \"GDP\" unit = \"亿元\" kind = flow every = quarter }\n"
	"indicator grain { title = \"粮食产量\" unit = \"万吨\" kind = flow every = year }\n"
	"indicator limit { title = \"整改数\" kind = stock every = once }\n"
	"indicator rate { title = \"TEDRATE\" kind = ratio every = day }\n"
	"indicator visits { title = \"Visits\" kind = flow every = week }\n"
	"indicator school { title = \"入学人数\" kind = stock every = year year_start = 9 }\n"
	"indicator made { title = \"人均\" kind = ratio formula = \"loans / trade\" }\n"
	"indicator towns { title = \"区镇立案\" kind = flow areas = { \"城东\", \"城西\" } }\n"
	"indicator cpi { title = \"CPI\" kind = ratio }\n";

static bool read_with(const char *source, const char *content, size_t len)
{
	char path[] = "/tmp/tidemark-test-XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");

	fprintf(file, "%s%s", indicators, source);
	fclose(file);
	diag_init(&diag, &arena);
	if (!catalogue_read(&arena, str_of(path), &catalogue, &diag))
		fail_msg("%s", messages(&arena, &diag));
	unlink(path);
	return ingest_content(&arena, &catalogue, STR("in/t.csv"), (struct str){content, len},
		&options, &result, &diag);
}

/* Figures as "ID[/AREA] PERIOD VALUE[ FLAG]", one a line. */
static const char *figures(void)
{
	const struct figures *all = &result.load.figures;
	struct str text = STR("");

	for (size_t i = 0; i < all->count; i++) {
		const struct figure *figure = &all->item[i];
		struct series_key key = all->series.item[figure->series];
		const struct indicator *indicator = key.indicator;
		struct str flag = all->flag_texts.item[figure->flags];
		char value[32];

		decimal_print(figure->value, value);
		text = str_printf(&arena, "%.*s%.*s %.*s %s%s%.*s\n", STR_ARG(text),
			STR_ARG(series_name(&arena, key)),
			STR_ARG(period_print(
				&arena, indicator->every, indicator->calendar, figure->period)),
			value, flag.len ? " " : "", STR_ARG(flag));
	}
	return str_c(&arena, text);
}

static void loads_with(const char *source, const char *content, const char *expected)
{
	if (!read_with(source, content, strlen(content)))
		fail_msg("%s", messages(&arena, &diag));
	assert_string_equal(figures(), expected);
}

static void loads(const char *content, const char *expected)
{
	loads_with("", content, expected);
}

static void refuses_with(const char *source, const char *content, const char *expected)
{
	if (read_with(source, content, strlen(content)))
		fail_msg("read as:\n%s", figures());
	assert_string_equal(messages(&arena, &diag), expected);
	assert_int_equal(result.load.figures.count, 0);
	assert_int_equal(diag.status, STATUS_DATA);
}

static void refuses(const char *content, const char *expected)
{
	refuses_with("", content, expected);
}

static void a_wide_table_has_an_indicator_in_each_column(void **state)
{
	(void)state;
	loads("月份,贷款余额,外贸（万元）,备注\n2024-05,2400.62,883500.3,见说明\n2024-06,\"2,410."
	      "5\",,\n",
		"loans 2024-05 2400.62\nloans 2024-06 2410.5\ntrade 2024-05 88.35003\n");
	assert_int_equal(result.missing, 1);
	assert_string_equal(
		messages(&arena, &diag), "in/t.csv:1:16: note: column \"备注\" is not loaded\n");
	assert_int_equal(result.load.figures.item[1].line, 3);
}

static void a_long_table_has_an_indicator_in_each_row(void **state)
{
	(void)state;
	loads("indicator,period,value\nloans,2024-05,1\nLOANS,2024-06,2\n贷款余额,2024-04,3\n",
		"loans 2024-04 3\nloans 2024-05 1\nloans 2024-06 2\n");
}

static void a_matrix_has_a_period_in_each_column(void **state)
{
	(void)state;
	loads("指标,2024年6月,2024年5月\n贷款余额(万元),20000,10000\n同比增速,6.3,—\n",
		"loans 2024-05 1\nloans 2024-06 2\ngrowth 2024-06 6.3\n");
	assert_int_equal(result.missing, 1);
}

static void a_matrix_of_areas_names_its_indicator_before_the_table(void **state)
{
	(void)state;
	loads("数据库：年度\n指标：粮食产量（吨）\n地区,2023年,2022年\n城东,10000,20000\n全市,"
	      "30000,40000\n"
	      "数据来源：统计局\n",
		"grain/城东 2022 2\ngrain/城东 2023 1\ngrain 2022 4\ngrain 2023 3\n");
}

static void year_and_month_may_stand_in_two_columns(void **state)
{
	(void)state;
	loads("年份,月份,贷款余额\n2023,12,1\n2024,1,2\n2024,2,3\n",
		"loans 2023-12 1\nloans 2024-01 2\nloans 2024-02 3\n");
	loads("Year,Period,Loans\n2023,M12,1\n2023,M13,1.5\n2024,M01,2\n",
		"loans 2023-12 1\nloans 2024-01 2\n");
	assert_int_equal(result.left_out.count, 1);
	assert_str_equal(result.left_out.item[0].what, "averages");
}

static void a_single_series_is_named_by_its_header_its_title_or_the_command(void **state)
{
	(void)state;
	loads("DATE,TEDRATE\n2001-12-03,0.26\n2001-12-04,.\n2001-12-05,0.24\n",
		"rate 2001-12-03 0.26\nrate 2001-12-05 0.24\n");
	loads("\"Title\",\"CPI\"\n\"CDID\",\"L522\"\n\"Unit\",\"Index\"\n\"Release "
	      "date\",\"16-02-2022\"\n"
	      "\"Important notes\",\n\"2021\",\"1.5\"\n\"2021 Q4\",\"2.5\"\n\"2021 DEC\",\"3.5\"\n",
		"cpi 2021-12 3.5\n");
	assert_int_equal(result.left_out.item[0].count, 2);
	options.indicator = catalogue_find(&catalogue, STR("cpi"));
	loads("period,x\n2024-05,7\n", "cpi 2024-05 7\n");
	options.indicator = NULL;
}

static void two_header_rows_are_joined(void **state)
{
	(void)state;
	loads("指标,2023年,,2024年,\n,11月,12月,1月,2月\n贷款余额,1,2,3,4\n",
		"loans 2023-11 1\nloans 2023-12 2\nloans 2024-01 3\nloans 2024-02 4\n");
}

static void a_blank_row_below_the_header_fills_no_name_from_the_left(void **state)
{
	(void)state;
	loads("月份,贷款余额,外贸\n,,\n2024-05,1,2\n", "loans 2024-05 1\ntrade 2024-05 2\n");
	loads("月份,贷款余额,外贸\n,,\n,万元,亿元\n,,\n2024-05,10000,2\n",
		"loans 2024-05 1\ntrade 2024-05 2\n");
	refuses("月份,贷款余额,\n,,\n2024-05,,2\n2024-06,,2\n",
		"in/t.csv:1:9: error: the column has figures but no name; name it in the header, "
		"or give the indicator with --indicator\n");
	refuses("月份,贷款余额,外贸\n,,\n,万元\n,,\n2024-05,10000,2\n2024-06,10000,2\n",
		"in/t.csv:3:1: error: header has 2 cells, but the rows have 3; mend the file, or "
		"say where the header is with skip_top = and header_rows = in a source section\n");
}

static void a_unit_row_converts_its_columns(void **state)
{
	(void)state;
	loads("月份,贷款余额,到发量\n,万元,万标箱\n2024-05,10000,1.1\n",
		"loans 2024-05 1\ncargo 2024-05 11000\n");
	loads("单位：百万元\n月份,贷款余额,同比增速\n2024-05,100,5\n",
		"loans 2024-05 1\ngrowth 2024-05 5\n");
}

static void a_unit_column_converts_its_rows(void **state)
{
	(void)state;
	loads("指标,单位,月份,数值\n贷款余额,万元,2024-05,10000\n贷款余额,亿元,2024-06,2\n",
		"loans 2024-05 1\nloans 2024-06 2\n");
}

static void units_inside_a_cell_are_converted(void **state)
{
	(void)state;
	loads("月份,贷款余额,到发量,用电量\n2024-05,3.5亿,1.2万标箱,3.5万\n2024-06,2亿元,25标箱,"
	      "7\n",
		"loans 2024-05 3.5\nloans 2024-06 2\ncargo 2024-05 12000\ncargo 2024-06 25\n"
		"power 2024-05 35000\npower 2024-06 7\n");
	loads("月份,贷款余额（万元）\n2024-05,3.5万\n", "loans 2024-05 3.5\n");
}

static void another_unit_is_refused(void **state)
{
	(void)state;
	refuses("月份,贷款余额（家）\n2024-05,1\n",
		"in/t.csv:1:4: error: figures in \"家\" cannot be turned into \"亿元\", the unit "
		"of "
		"indicator loans; write unit = \"家\" in indicator loans, or mend the unit in the "
		"file\n");
	refuses("月份,贷款余额\n2024-05,25家\n", "in/t.csv:2:9: error: \"25家\" is in another unit "
						 "than its indicator; mend the cell, the unit of "
						 "indicator loans is \"亿元\"\n");
}

static void total_rows_are_the_whole(void **state)
{
	(void)state;
	loads("日期,地区,贷款余额\n2024-05,城东,1\n2024-05,城西,2\n2024-05,全市,3\n",
		"loans/城东 2024-05 1\nloans/城西 2024-05 2\nloans 2024-05 3\n");
}

static void an_area_that_the_catalogue_does_not_list_is_refused(void **state)
{
	(void)state;
	refuses("日期,地区,区镇立案\n2024-05,城东,1\n2024-05,城北,2\n",
		"in/t.csv:3:9: error: \"城北\" is none of the areas of indicator towns; add "
		"\"城北\" to areas in indicator towns, or to total_area if it names the whole\n");
}

static void an_area_is_not_made_up_of_a_stray_quote(void **state)
{
	(void)state;
	refuses("日期,地区,贷款余额\n2024-05,城\"东,1\n2024-05,城西,2\n",
		"in/t.csv:2:9: error: area \"城\"东\" has a quote without its twin; close it or "
		"take it "
		"away\n");
}

static void the_text_column_that_varies_within_a_label_is_the_area(void **state)
{
	(void)state;
	loads("指标,代码,分组,月份,数值\n贷款余额,A1,甲,2024-05,1\n贷款余额,A1,乙,2024-05,2\n"
	      "外贸,A2,甲,2024-05,3\n",
		"loans/甲 2024-05 1\nloans/乙 2024-05 2\ntrade/甲 2024-05 3\n");
	refuses("指标,分组,类别,月份,数值\n贷款余额,甲,x,2024-05,1\n贷款余额,乙,y,2024-05,2\n",
		"in/t.csv:1: error: columns 分组 and 类别 may both be the area; add area_column = "
		"\"分组\" where = { \"类别=x\" } (or the other way round) to a section source t "
		"{ match = \"t.csv\" }\n");
}

static void where_keeps_the_rows_that_say_so(void **state)
{
	(void)state;
	loads_with("source s { match = \"t.csv\" where = { \"类别=x\" } }\n",
		"指标,类别,月份,数值\n贷款余额,x,2024-05,1\n贷款余额,y,2024-05,2\n",
		"loans 2024-05 1\n");
	assert_str_equal(result.left_out.item[0].what, "rows left out by where");
}

static void an_unknown_label_is_named_once_with_what_settles_it(void **state)
{
	(void)state;
	refuses("指标,月份,数值\n贷款余额,2024-05,1\n存款 \"A\",2024-05,2\n存款 \"A\",2024-06,2\n",
		"in/t.csv:3:1: error: no indicator is called \"存款 \"A\"\"; add indicator ID { "
		"title = "
		"\"存款 \\\"A\\\"\" kind = … } to the catalogue (or the label to alias of one), or "
		"add "
		"ignore = "
		"{ \"存款 \\\"A\\\"\" } to a section source t { match = \"t.csv\" }\n");
	assert_int_equal(result.unknown.count, 1);
	assert_str_equal(result.unknown.item[0].label, "存款 \"A\"");
	loads_with("source s { match = \"t.csv\" ignore = { \"存款\" } }\n",
		"月份,贷款余额,存款\n2024-05,1,2\n", "loans 2024-05 1\n");
	loads_with("source s { match = \"t.csv\" ignore = { \"*\" } }\n",
		"指标,月份,数值\n贷款余额,2024-05,1\n存款,2024-05,2\n", "loans 2024-05 1\n");
	assert_str_equal(result.left_out.item[0].what, "rows left out by ignore");
}

static void the_source_section_maps_labels(void **state)
{
	(void)state;
	loads_with("source s { match = \"t.csv\" map = { \"存款=loans\" } }\n",
		"月份,存款\n2024-05,1\n", "loans 2024-05 1\n");
}

static void a_computed_indicator_takes_no_figures(void **state)
{
	(void)state;
	refuses("月份,人均\n2024-05,1\n",
		"in/t.csv:1:4: error: \"人均\" is computed by the formula of indicator made; add "
		"ignore = "
		"{ \"人均\" } to a section source t { match = \"t.csv\" }\n");
}

static void months_cumulated_are_for_ytd_only(void **state)
{
	(void)state;
	loads("月份,外贸\n2023年1-5月,5\n2023年上半年,6\n2023年前三季度,9\n2023年全年,12\n2022年1-"
	      "2月,2\n",
		"trade 2022-02 2\ntrade 2023-05 5\ntrade 2023-06 6\ntrade 2023-09 9\ntrade 2023-12 "
		"12\n");
	refuses("月份,贷款余额\n2024年1-5月,5\n",
		"in/t.csv:2:1: error: \"2024年1-5月\" is a sum over months, which only a ytd "
		"indicator "
		"takes; write kind = ytd in indicator loans if that is what it is\n");
	refuses("月份,外贸\n2024年3-5月,5\n", "in/t.csv:2:1: error: \"2024年3-5月\" does not begin "
					      "with the year, as a ytd figure must; "
					      "mend the file\n");
}

static void january_and_february_together_are_february_of_a_combined_flow(void **state)
{
	(void)state;
	loads("月份,用电量\n2024年1-2月,5\n2024年3月,6\n", "power 2024-02 5\npower 2024-03 6\n");
	refuses("月份,到发量\n2024年1-2月,5\n2024年3月,6\n",
		"in/t.csv:2:1: error: \"2024年1-2月\" is two months in one; write combined = "
		"jan-feb in "
		"indicator cargo if no January is published\n");
}

static void a_month_that_ends_a_quarter_counts_for_it(void **state)
{
	(void)state;
	loads("月份,高企数\n2024-02,1\n2024-03,2\n2024-06,3\n",
		"firms 2024-Q1 2\nfirms 2024-Q2 3\n");
	assert_str_equal(result.left_out.item[0].what, "figures of another frequency");
	loads("月份,高企数,贷款余额\n2024年一季度,2,1\n2024年二季度,3,2\n",
		"firms 2024-Q1 2\nfirms 2024-Q2 3\nloans 2024-03 1\nloans 2024-06 2\n");
}

static void nothing_that_could_be_loaded_is_an_error(void **state)
{
	(void)state;
	refuses("月份,GDP\n2024-02,1\n2024-03,2\n",
		"in/t.csv: error: no figure in the file can be loaded: left out: 2 figures of "
		"another "
		"frequency; write every = month in the indicators that the file is about\n");
}

static void once_figures_are_filed_by_month(void **state)
{
	(void)state;
	loads("日期,整改数\n2024-05-17,75\n", "limit 2024-05 75\n");
	loads("日期,整改数\n2024-Q1,75\n", "limit 2024-03 75\n");
}

static void first_or_last_days_throughout_are_months(void **state)
{
	(void)state;
	loads("date,Loans\n2003/5/1,1\n2003/6/1,2\n", "loans 2003-05 1\nloans 2003-06 2\n");
	loads("date,Loans\n2024-02-29,1\n2024-03-31,2\n", "loans 2024-02 1\nloans 2024-03 2\n");
	loads("date,GDP\n2020-01-01,1\n2020-04-01,2\n", "gdp 2020-Q1 1\ngdp 2020-Q2 2\n");
	loads("date,高企数\n2020-03-31,1\n2020-06-30,2\n", "firms 2020-Q1 1\nfirms 2020-Q2 2\n");
	refuses("date,Loans\n2024-02-29,1\n2024-03-30,2\n",
		"in/t.csv: error: no figure in the file can be loaded: left out: 2 figures of "
		"another "
		"frequency; write every = day in the indicators that the file is about\n");
	loads_with("source s { match = \"t.csv\" every = month }\n",
		"date,Loans\n2024-02-29,1\n2024-03-30,2\n", "loans 2024-02 1\nloans 2024-03 2\n");
}

static void the_order_of_day_and_month_needs_evidence(void **state)
{
	(void)state;
	loads("date,TEDRATE\n05/06/2024,1\n13/06/2024,2\n",
		"rate 2024-06-05 1\nrate 2024-06-13 2\n");
	loads("date,TEDRATE\n05/06/2024,1\n05/31/2024,2\n",
		"rate 2024-05-06 1\nrate 2024-05-31 2\n");
	refuses("date,TEDRATE\n05/06/2024,1\n", "in/t.csv:2:1: error: \"05/06/2024\" may have the "
						"day or the month first, and nothing in "
						"its column decides; add period_format = "
						"\"%d/%m/%Y\" or period_format = \"%m/%d/%Y\" "
						"to a section source t { match = \"t.csv\" }\n");
	loads_with("source s { match = \"t.csv\" period_format = \"%d/%m/%Y\" }\n",
		"date,TEDRATE\n05/06/2024,1\n", "rate 2024-06-05 1\n");
}

static void a_lost_zero_is_october_only_between_its_neighbours(void **state)
{
	(void)state;
	loads("月份,贷款余额\n2016.09,1\n2016.1,2\n2016.11,3\n",
		"loans 2016-09 1\nloans 2016-10 2\nloans 2016-11 3\n");
	refuses("月份,贷款余额\n2016.1,2\n2016.02,3\n",
		"in/t.csv:2:1: error: \"2016.1\" may be January, or October that lost its zero; "
		"write .10 "
		"in the file if it is October, else add period_format = \"%Y.%m\" to a section "
		"source "
		"t { match = \"t.csv\" }\n");
}

static void office_years_follow_year_start(void **state)
{
	(void)state;
	loads("学年,入学人数\n2022/23,1\n2023/24,2\n", "school 2022/23 1\nschool 2023/24 2\n");
	loads("年度,入学人数\nFY2024,1\n", "school 2023/24 1\n");
	loads("年度,入学人数\n2010-11,1\n2011-12,2\n2012-13,3\n",
		"school 2010/11 1\nschool 2011/12 2\nschool 2012/13 3\n");
	refuses("年度,粮食产量\n2022/23,1\n",
		"in/t.csv:2:1: error: \"2022/23\" is a year that does not begin in January; write "
		"year_start = … in indicator grain\n");
}

static void weeks_are_iso_weeks(void **state)
{
	(void)state;
	loads("period,Visits\n2024-W27,1\n2020W53,2\n", "visits 2020-W53 2\nvisits 2024-W27 1\n");
	refuses("period,Visits\n2023-W53,1\n2023-W01,1\n",
		"in/t.csv:2:1: error: \"2023-W53\" is no period; mend the file, or add "
		"period_format = "
		"\"…\" to a section source t { match = \"t.csv\" }\n");
}

static void spreadsheet_days_are_read_where_they_step_by_months(void **state)
{
	(void)state;
	loads("日期,贷款余额\n45413,1\n45444,2\n45474,3\n", /* 2024-05-01, 06-01, 07-01 */
		"loans 2024-05 1\nloans 2024-06 2\nloans 2024-07 3\n");
	assert_false(read_with("", "日期,贷款余额\n45413,1\n45420,2\n",
		strlen("日期,贷款余额\n45413,1\n45420,2\n")));
}

static void figures_before_1980_are_left_out_and_future_ones_refused(void **state)
{
	(void)state;
	loads("月份,贷款余额\n1979-12,1\n1980-01,2\n", "loans 1980-01 2\n");
	assert_str_equal(result.left_out.item[0].what, "figures before 1980");
	loads("月份,贷款余额\n2024-07,1\n", "loans 2024-07 1\n");
	refuses("月份,贷款余额\n2024-08,1\n", "in/t.csv:2:1: error: \"2024-08\" lies in the "
					      "future; mend the file, or allow it with "
					      "--allow-future\n");
	options.allow_future = true;
	loads("月份,贷款余额\n2024-08,1\n", "loans 2024-08 1\n");
	options.allow_future = false;
}

static void a_decimal_comma_needs_evidence(void **state)
{
	(void)state;
	loads("date;Loans;CPI\n2024-05;1.234,5;2\n2024-06;119,942;3\n",
		"loans 2024-05 1234.5\nloans 2024-06 119.942\ncpi 2024-05 2\ncpi 2024-06 3\n");
	refuses("date;Loans\n2024-05;119,942\n",
		"in/t.csv:2:9: error: \"119,942\" in column Loans may have a decimal mark or "
		"digits in "
		"groups; add decimal = comma or decimal = point to a section source t { match = "
		"\"t.csv\" }\n");
	loads_with("source s { match = \"t.csv\" decimal = comma }\n",
		"date;Loans\n2024-05;119,942\n", "loans 2024-05 119.942\n");
	loads("月份,贷款余额\n2024-05,\"119,942\"\n", "loans 2024-05 119942\n");
}

static void both_marks_in_one_column_are_refused(void **state)
{
	(void)state;
	refuses("date;Loans\n2024-05;1.5\n2024-06;2,5\n",
		"in/t.csv:3:9: error: \"2,5\" is no number; mend the cell, or add missing = { "
		"\"2,5\" } to "
		"a section source t { match = \"t.csv\" } if it means that there is no figure\n");
}

static void most_cells_of_a_column_decide_its_mark(void **state)
{
	(void)state;
	refuses("date;Loans\n2024-03;2391,25\n2024-04;71.5\n2024-05;6.25\n2024-06;1,234.5\n",
		"in/t.csv:2:9: error: \"2391,25\" is no number; mend the cell, or add missing = { "
		"\"2391,25\" } to a section source t { match = \"t.csv\" } if it means that there "
		"is "
		"no figure\n");
	refuses("date;Loans\n2024-03;71.5\n2024-04;2391,25\n2024-05;6,25\n2024-06;7,5\n",
		"in/t.csv:2:9: error: \"71.5\" is no number; mend the cell, or add missing = { "
		"\"71.5\" } to a section source t { match = \"t.csv\" } if it means that there is "
		"no "
		"figure\n");
}

static void a_word_for_a_number_is_refused(void **state)
{
	(void)state;
	refuses("月份,贷款余额\n2024-05,第一\n2024-06,2\n",
		"in/t.csv:2:9: error: \"第一\" is no number; mend the cell, or add missing = { "
		"\"第一\" } "
		"to a section source t { match = \"t.csv\" } if it means that there is no "
		"figure\n");
	loads_with("source s { match = \"t.csv\" missing = { \"第一\", \"-99\" } }\n",
		"月份,贷款余额\n2024-05,第一\n2024-06,2\n2024-07,-99\n", "loans 2024-06 2\n");
	assert_int_equal(result.missing, 2);
	refuses("月份,贷款余额\n2024-05,1e999\n2024-06,2\n",
		"in/t.csv:2:9: error: \"1e999\" cannot be stored; mend the cell, figures lie "
		"between 1e-30 and "
		"1e30, or "
		"are 0\n");
}

static void a_dash_is_missing_with_one_warning(void **state)
{
	static const char file[] = "月份,贷款余额\n2024-05,-\n2024-06,-\n2024-07,1\n";

	(void)state;
	loads(file, "loans 2024-07 1\n");
	assert_string_equal(messages(&arena, &diag),
		"in/t.csv:2:9: warning: \"-\" is read as a missing figure (2 of them); add dash = "
		"missing "
		"or dash = zero to a section source t { match = \"t.csv\" } to settle it\n");
	loads_with("source s { match = \"t.csv\" dash = zero }\n", file,
		"loans 2024-05 0\nloans 2024-06 0\nloans 2024-07 1\n");
	assert_int_equal(diag.count, 0);
}

static void flags_and_estimates_are_kept(void **state)
{
	(void)state;
	loads("月份,贷款余额\n2024-05,1.5 p\n2024-06,近300\n2024-07,2(r)\n",
		"loans 2024-05 1.5 p\nloans 2024-06 300 e\nloans 2024-07 2 r\n");
	assert_string_equal(messages(&arena, &diag),
		"in/t.csv:3:9: note: \"近300\" is an estimate; loaded "
		"with the flag e (1 of them)\n");
}

static void more_flags_than_have_a_number_are_dropped(void **state)
{
	static const char letters[] = "bcdefnprsuz";
	struct str text = STR("month,indicator,area,value\n");
	const struct figures *all = &result.load.figures;

	(void)state;
	for (size_t i = 0; i < 300; i++)
		text = str_printf(&arena, "%.*s2024-01,CPI,a%zu,1 %c%c%c\n", STR_ARG(text), i,
			letters[i % 11], letters[i / 11 % 11], letters[i / 121]);
	read_with("", text.at, text.len);
	assert_int_equal(all->count, 300);
	assert_int_equal(all->flag_texts.count, 255);
	assert_str_equal(all->flag_texts.item[all->item[253].flags], "bcd");
	assert_str_equal(all->flag_texts.item[all->item[254].flags], "");
}

static void further_errors_are_only_counted_file_by_file(void **state)
{
	struct str text = STR("month,Loans\n");

	(void)state;
	for (int i = 0; i < 30; i++)
		text = str_printf(&arena, "%.*s%d-01,1e40\n", STR_ARG(text), 1990 + i);
	read_with("", text.at, text.len);
	assert_int_equal(diag.errors, 30);
	assert_true(diag.count < 30);
	ingest_content(&arena, &catalogue, STR("in/u.csv"), text, &options, &result, &diag);
	assert_int_equal(diag.errors, 60);
	assert_non_null(
		strstr(messages(&arena, &diag), "in/u.csv:2:9: error: \"1e40\" cannot be stored"));
}

static void the_same_period_twice_must_agree(void **state)
{
	static const char file[] = "月份,贷款余额\n2024-05,1\n2024-06,3\n2024-05,2\n";

	(void)state;
	loads("月份,贷款余额\n2024-05,1\n2024-05,1.0\n", "loans 2024-05 1\n");
	refuses(file, "in/t.csv:4:1: error: 2024-05 of loans is 2 here but 1 in line 2; mend the "
		      "file, or "
		      "add duplicates = first or duplicates = last to a section source t { match = "
		      "\"t.csv\" }\n");
	loads_with("source s { match = \"t.csv\" duplicates = last }\n", file,
		"loans 2024-05 2\nloans 2024-06 3\n");
	loads_with("source s { match = \"t.csv\" duplicates = first }\n", file,
		"loans 2024-05 1\nloans 2024-06 3\n");
}

static void records_of_another_width_are_refused(void **state)
{
	(void)state;
	refuses("月份,贷款余额,外贸\n2024-05,1,2\n2024-06,1\n2024-07,1,234,5\n2024-04,,1,\n2024-03,"
		"5,6\n",
		"in/t.csv:3:1: error: record has 2 cells instead of 3; mend the file\n"
		"in/t.csv:4:1: error: record has 4 cells instead of 3; mend the file\n"
		"in/t.csv:5:1: error: record has 4 cells instead of 3; mend the file\n");
}

static void a_stray_quote_is_refused_where_it_stands(void **state)
{
	(void)state;
	refuses("月份,贷款余额,外贸\n2024-05,\"1,2\n2024-06,3,4\n2024-07,5,6\n",
		"in/t.csv:2:9: error: \"\"1\" is no number; mend the cell, or add missing = { "
		"\"\\\"1\" } "
		"to a section source t { match = \"t.csv\" } if it means that there is no "
		"figure\n");
	refuses("月份,贷款余额,外贸\n2024-05,1,2\n\"2024-06,\"3,4\",6,7,8\n2024-07,5,6\n",
		"in/t.csv:3:1: error: quote is not closed where its cell ends; close it or double "
		"it\n");
}

static void the_footer_is_not_read(void **state)
{
	(void)state;
	loads("月份,贷款余额\n2024-05,1\n注：初步数,\n数据来源：人行\n", "loans 2024-05 1\n");
	loads("指标,2024-05,2024-06\n贷款余额,1,2\n注册资本,,\nNote: x\n",
		"loans 2024-05 1\nloans 2024-06 2\n");
}

static void rows_below_the_footer_are_warned_of(void **state)
{
	(void)state;
	loads("月份,贷款余额\n2024-05,1\n备注：x,\n2024-06,2\n", "loans 2024-05 1\n");
	assert_string_equal(messages(&arena, &diag),
		"in/t.csv:4:1: warning: 1 row below the footer is not "
		"read; move the footer to the end\n");
}

static void a_row_below_the_footer_may_lack_cells_and_still_is_warned_of(void **state)
{
	(void)state;
	loads("月份,贷款余额,外贸\n2024-05,1,2\n备注：x,,\n2024-06,2,\n2024-07,3\n",
		"loans 2024-05 1\ntrade 2024-05 2\n");
	assert_string_equal(messages(&arena, &diag),
		"in/t.csv:4:1: warning: 2 rows below the footer are not read; move the footer to "
		"the end\n");
}

static void a_row_of_one_cell_is_left_out_only_if_it_holds_no_figure(void **state)
{
	(void)state;
	loads("月份,贷款余额\n2024-02,1\n2024-03,2\n2024-04,3\n农村\n2024-05,4\n2024-06,5\n",
		"loans 2024-02 1\nloans 2024-03 2\nloans 2024-04 3\nloans 2024-05 4\n"
		"loans 2024-06 5\n");
	assert_str_equal(result.left_out.item[0].what, "rows without a figure");
	refuses("月份,贷款余额\n2024-04,1\n2024-052.5\n2024-06,2\n2024-07,2\n",
		"in/t.csv:3:1: error: record has 1 cell instead of 2; mend the file\n");
	refuses("指标,2024-05,2024-06\n贷款余额,1,2\n外贸,3,4\n用", /* cut off */
		"in/t.csv:4:1: error: record has 1 cell instead of 3; mend the file\n");
}

static void a_second_table_is_reported(void **state)
{
	(void)state;
	loads("月份,贷款余额\n2024-05,1\n\n月份,外贸\n2024-05,2\n", "loans 2024-05 1\n");
	assert_string_equal(messages(&arena, &diag), "in/t.csv:4:1: warning: another table begins "
						     "here and is not read; load it from a file of "
						     "its own\n");
}

static void partial_keeps_the_good_rows_and_writes_the_others(void **state)
{
	static const char file[] =
		"单位：万元\n月份,贷款余额,外贸\n2024-05,10000,w\n2024-06,20000,30000\n"
		"2024-13,1,2\n\"2024-07\",\"1\"\n";

	(void)state;
	options.partial = true;
	assert_false(read_with("", file, strlen(file)));
	options.partial = false;
	assert_string_equal(figures(), "loans 2024-06 2\ntrade 2024-06 3\n");
	assert_str_equal(result.rejects, "单位：万元\n月份,贷款余额,外贸\n2024-05,10000,w\n2024-13,"
					 "1,2\n\"2024-07\",\"1\"\n");
	assert_int_equal(diag.errors, 3);
	assert_true(result.rejected >= 3);
}

static void partial_rejects_both_of_two_different_figures(void **state)
{
	static const char file[] = "月份,贷款余额\n2024-05,1\n2024-06,3\n2024-05,2\n";

	(void)state;
	options.partial = true;
	assert_false(read_with("", file, strlen(file)));
	options.partial = false;
	assert_string_equal(figures(), "loans 2024-06 3\n");
	assert_str_equal(result.rejects, "月份,贷款余额\n2024-05,1\n2024-05,2\n");
}

static void layouts_that_fit_nothing_are_refused_with_the_key(void **state)
{
	(void)state;
	refuses("名称,贷款余额\na,1\nb,2\n", "in/t.csv:1: error: layout not recognised: no column "
					     "holds periods (wide, long) and no "
					     "header cells are periods (matrix); add "
					     "period_column = \"…\" to a section source "
					     "t { match = \"t.csv\" }\n");
	refuses("指标,月份,贷款余额,外贸\n贷款余额,2024-05,1,2\n贷款余额,2024-06,1,2\n",
		"in/t.csv:1: error: layout may be long (labels in column 指标) or wide (labels in "
		"the "
		"header); add layout = long or layout = wide to a section source t { match = "
		"\"t.csv\" "
		"}\n");
	refuses_with("source s { match = \"t.csv\" period_column = \"日期\" }\n",
		"月份,贷款余额\n2024-05,1\n",
		"in/t.csv:1: error: no column is named \"日期\"; mend period_column in source "
		"\"s\"\n");
}

/* "decimal comma: 119,94 at 2:9 has 2 digits behind its comma", one a line. */
static const char *evidence(const struct evidence_list *list)
{
	struct str text = STR("");

	for (size_t i = 0; i < list->count; i++) {
		const struct evidence *it = &list->item[i];

		text = str_printf(&arena, "%.*s%.*s: %.*s at %zu:%zu %.*s\n", STR_ARG(text),
			STR_ARG(it->says), STR_ARG(it->cell), it->place.line, it->place.column,
			STR_ARG(it->why));
	}
	return str_c(&arena, text);
}

/* What was found out about `numbers`, read under a heading of its own. */
static void numbers_are_understood(const char *numbers, const char *expected)
{
	struct str content = str_printf(&arena, "month;Loans\n%s", numbers);

	options.explain = options.partial = true;
	read_with("", content.at, content.len);
	assert_string_equal(evidence(&result.view.numbers), expected);
}

static void the_cell_that_decides_the_decimal_mark_is_told(void **state)
{
	(void)state;
	numbers_are_understood("2024-01;119,942\n2024-02;119,94\n",
		"decimal comma: 119,94 at 3:9 has 2 digits behind its comma\n");
	numbers_are_understood("2024-01;7\n2024-02;0.5\n",
		"decimal point: 0.5 at 3:9 has 1 digit behind its point\n");
	numbers_are_understood("2024-01;1.234,567\n",
		"decimal comma: 1.234,567 at 2:9 has both marks, the comma behind\n");
	numbers_are_understood("2024-01;1.234.567\n",
		"decimal comma: 1.234.567 at 2:9 has more than one point, so these are between "
		"groups\n");
	numbers_are_understood("2024-01;0,125\n",
		"decimal comma: 0,125 at 2:9 has a comma that cannot stand between groups of "
		"three\n");
	numbers_are_understood("2024-01;7\n", "decimal point:  at 0:0 no figure has a mark\n");
	numbers_are_understood(
		"2024-01;0,5p\n", "decimal comma: 0,5p at 2:9 has 1 digit behind its comma\n");
	numbers_are_understood("2024-01;1,234\n",
		"decimal mark undecided: 1,234 at 2:9 has three digits behind its mark\n");
	numbers_are_understood(
		"2024-01;1,234 亿元\n", "decimal point: 1,234 亿元 at 2:9 is Chinese\n");
}

static void a_cell_with_two_marks_or_none_of_ascii_is_told(void **state)
{
	(void)state;
	numbers_are_understood("2024-01;1.234.567\n",
		"decimal comma: 1.234.567 at 2:9 has more than one point, "
		"so these are between groups\n");
	numbers_are_understood("2024-01;1,234,567\n",
		"decimal point: 1,234,567 at 2:9 has more than one comma, "
		"so these are between groups\n");
	numbers_are_understood("2024-01;１２．５\n",
		"decimal point: １２．５ at 2:9 is written in full-width characters\n");
}

static void periods_are_understood(const char *periods, const char *expected)
{
	struct str content = str_printf(&arena, "month,Loans\n%s", periods);

	options.explain = options.partial = true;
	read_with("", content.at, content.len);
	assert_string_equal(evidence(&result.view.periods), expected);
}

static void the_cell_that_decides_the_periods_is_told(void **state)
{
	(void)state;
	periods_are_understood("2024-01,1\n2024-02,2\n2023,3\n",
		"2 months: 2024-01 at 2:1 \n1 year: 2023 at 4:1 \n");
	periods_are_understood("01/05/2024,1\n31/05/2024,2\n",
		"2 days: 31/05/2024 at 3:1 has a part above 12, so days stand first\n");
	periods_are_understood("05/01/2024,1\n05/31/2024,2\n",
		"2 days: 05/31/2024 at 3:1 has a part above 12, so months stand first\n");
	periods_are_understood("2024-01-01,1\n2024-02-01,2\n",
		"2 months by their first day: 2024-01-01 at 2:1 \n");
	periods_are_understood("2016.09,1\n2016.1,2\n2016.11,3\n",
		"3 months: 2016.1 at 3:1 stands between .09 and .11, so it is October\n");
	periods_are_understood("2024-01,1\nsoon,2\n2024-03,3\n2024-04,4\n",
		"3 months: 2024-01 at 2:1 \n1 not understood: soon at 3:1 \n");
}

static void what_settles_a_lost_zero_a_last_day_or_a_half_is_told(void **state)
{
	static const char by_parts[] = "年份,月份,贷款余额\n2024,1月,1\n2024,2月,2\n";
	static const char matrix[] = "指标,2024-05,2024-06\n贷款余额,1,2\n";
	static const char format[] = "月份,贷款余额\n05/06/2024,1\n";
	static const char days[] = "月份,新增\n2024-03-31,1\n2024-06-30,2\n";

	(void)state;
	periods_are_understood("2016.09,1\n2016.1,2\n2016.10,3\n",
		"3 months: 2016.1 at 3:1 is January, since .10 is written as well\n");
	periods_are_understood(
		"2024-01-31,1\n2024-02-29,2\n", "2 months by their last day: 2024-01-31 at 2:1 \n");
	periods_are_understood("2024-01,1\nsoon,2\nlater,3\n2024-03,3\n2024-04,4\n",
		"3 months: 2024-01 at 2:1 \n"
		"2 not understood: soon at 3:1 \n");
	read_with("", by_parts, strlen(by_parts));
	assert_string_equal(evidence(&result.view.periods), "2 months: 2024 1月 at 2:1 \n");
	read_with("", matrix, strlen(matrix));
	assert_string_equal(evidence(&result.view.periods), "2 months: 2024-05 at 1:4 \n");
	read_with("", days, strlen(days));
	assert_string_equal(
		evidence(&result.view.periods), "2 months by their last day: 2024-03-31 at 2:1 \n");
	read_with("source s { match = \"*\" every = quarter }\n", days, strlen(days));
	assert_string_equal(evidence(&result.view.periods), "2 days: 2024-03-31 at 2:1 \n");
	assert_int_equal(result.labels.item[0].every, EVERY_QUARTER);
	read_with("source s { match = \"*\" period_format = \"%d/%m/%Y\" }\n", format,
		strlen(format));
	assert_string_equal(evidence(&result.view.periods),
		"1 day: 05/06/2024 at 2:1 fits period_format of the source section\n");
}

static void a_period_of_two_cells_is_told_where_its_part_stands(void **state)
{
	static const struct {
		const char *content, *expected;
	} files[] = {{"年份,月份,贷款余额\n2023年,12月,1\n2024年,1月,2\n",
			     "2 months: 2023 12月 at 2:1 \n"},
		{"年份,月份,贷款余额\n2023,x,1\n,12,2\n2024,12,3\n",
			"2 months: 2023 12 at 3:1 \n1 not understood: 2023 x at 2:1 \n"},
		{"年份,月份,贷款余额\n2020,1,1\n2021,1,1\n2022,1,1\n2023,1,1\n上年,1,2\n",
			"4 months: 2020 1 at 2:1 \n1 not understood: 上年 1 at 6:1 \n"},
		{"月份,贷款余额\n2023年,\n11月,1\n12月,2\n",
			"2 months: 2023 11月 at 3:1 \n1 year: 2023年 at 2:1 \n"},
		{"2023年\n指标,11月,12月\n贷款余额,1,2\n", "2 months: 2023 11月 at 2:4 \n"},
		{"年份,1月,2月\n2023,1,2\n", "2 months: 2023 1月 at 1:4 \n"},
		{"月份,2022年,2023年\n1月,1,2\n2月,3,4\n", "4 months: 2022 1月 at 2:1 \n"},
		{"年份,月份,贷款余额\n２０２３,12,1\n", "1 month: 2023 12 at 0:0 \n"}};

	(void)state;
	options.explain = options.partial = true;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		read_with("source s { match = \"*\" indicator = loans }\n", files[i].content,
			strlen(files[i].content));
		assert_string_equal(evidence(&result.view.periods), files[i].expected);
	}
}

static void labels_tell_what_stands_under_them(void **state)
{
	static const char content[] = "period,indicator,unit,value\n"
				      "2024-01,Loans,亿元,5\n2024-02,Loans,亿元,6\n"
				      "2024年1-2月,新增,户,7\n2024年3月,新增,户,8\n"
				      "2024年3月,新增,户,…\n2024年1-3月,某某,,9\n";
	static const char computed[] = "月份,人均\n2024-01,1\n";
	const struct label_use *use;

	(void)state;
	options.explain = true;
	read_with("", content, strlen(content));
	use = result.labels.item;
	assert_int_equal(result.labels.count, 3);
	assert_int_equal(use[0].state, LABEL_LOADED);
	assert_str_equal(use[0].indicator->id, "loans");
	assert_int_equal(use[0].figures, 2);
	assert_int_equal(use[1].state, LABEL_STRANGE);
	assert_str_equal(use[1].text, "新增");
	assert_str_equal(use[1].unit, "户");
	assert_int_equal(use[1].place.line, 4);
	assert_int_equal(use[1].figures, 2);
	assert_int_equal(use[1].every, EVERY_MONTH);
	assert_true(use[1].jan_feb && !use[1].cumulated);
	assert_true(use[2].cumulated);
	read_with("", computed, strlen(computed));
	assert_int_equal(result.labels.item[0].state, LABEL_UNSETTLED);
}

static void the_result_says_how_the_file_was_understood(void **state)
{
	(void)state;
	options.explain = true;
	loads("月份,贷款余额\n2024-05,1\n", "loans 2024-05 1\n");
	assert_str_equal(result.view.encoding, "UTF-8 (valid throughout)");
	assert_str_equal(
		result.view.layout, "wide: period in column 月份, 1 columns of indicators");
	assert_string_equal(evidence(&result.view.periods), "1 month: 2024-05 at 2:1 \n");
	assert_string_equal(
		evidence(&result.view.numbers), "decimal point: 月份 at 1:1 is Chinese\n");
	assert_str_equal(result.load.file, "in/t.csv");
	assert_str_equal(result.load.source, "");
}

static void more_than_fifteen_digits_are_counted(void **state)
{
	(void)state;
	loads("月份,贷款余额\n2024-05,1.23456789012345678\n", "loans 2024-05 1.23456789012346\n");
	assert_int_equal(result.rounded, 1);
}

static struct str clean(const char *content)
{
	struct ingest_view view;
	struct str table;

	diag_init(&diag, &arena);
	if (!ingest_clean(&arena, STR("f.csv"), str_of(content), NULL, &view, &table, &diag))
		fail_msg("%s", messages(&arena, &diag));
	return table;
}

static void the_cleaned_table_holds_the_table_and_nothing_else(void **state)
{
	(void)state;
	assert_str_equal(clean("数据库：x;;\n月份;贷款;\n;余额;同比\n;亿元;%\n2024-05;\"1,5 "
			       "\"\"p\"\"\";2\n;;\n"
			       "2024-06;3;4\n注：y;;\n"),
		"\"月份\",\"贷款 余额 (亿元)\",\"贷款 同比 (%)\"\n\"2024-05\",\"1,5 "
		"\"\"p\"\"\",\"2\"\n"
		"\"2024-06\",\"3\",\"4\"\n");
	assert_int_equal(diag.count, 0);
}

static void irregular_records_are_cleaned_with_a_warning(void **state)
{
	(void)state;
	assert_str_equal(clean("月份,甲,乙\n2024-05,1,2\n2024-06,3\n2024-07,4,5,6\n2024-08,7,8\n"),
		"\"月份\",\"甲\",\"乙\"\n\"2024-05\",\"1\",\"2\"\n\"2024-06\",\"3\",\"\"\n"
		"\"2024-07\",\"4\",\"5\",\"6\"\n\"2024-08\",\"7\",\"8\"\n");
	assert_string_equal(messages(&arena, &diag),
		"f.csv:3:1: warning: 2 records do not fit the others in cells, quotes or "
		"delimiter, the first here; load refuses such records\n");
}

static void a_header_that_is_too_wide_is_cleaned_with_a_warning(void **state)
{
	(void)state;
	assert_str_equal(clean("月份,甲,乙,丙\n2024-05,1,2\n2024-06,3,4\n"),
		"\"月份\",\"甲\",\"乙\",\"丙\"\n\"2024-05\",\"1\",\"2\"\n"
		"\"2024-06\",\"3\",\"4\"\n");
	assert_string_equal(messages(&arena, &diag),
		"f.csv:1:1: warning: 1 record does not fit the others in cells, quotes or "
		"delimiter, the first here; load refuses such records\n");
}

static void a_quote_that_may_be_two_things_is_cleaned_with_a_warning(void **state)
{
	(void)state;
	assert_str_equal(clean("月份,甲,乙\n2024-05,1,2\n2024-06,\"3,4\n2024-07,5\",6\n"),
		"\"月份\",\"甲\",\"乙\"\n\"2024-05\",\"1\",\"2\"\n"
		"\"2024-06\",\"\"\"3\",\"4\"\n\"2024-07\",\"5\"\"\",\"6\"\n");
	assert_string_equal(messages(&arena, &diag),
		"f.csv:3:1: warning: 1 record does not fit the others in cells, quotes or "
		"delimiter, the first here; load refuses such records\n");
}

static void what_is_no_text_is_not_cleaned(void **state)
{
	struct ingest_view view;
	struct str table;

	(void)state;
	diag_init(&diag, &arena);
	assert_false(
		ingest_clean(&arena, STR("f.csv"), STR("\x1F\x8B\b"), NULL, &view, &table, &diag));
	assert_string_equal(messages(&arena, &diag),
		"f.csv: error: the gzip data are cut off at byte 3; get the file again\n");
}

static void an_empty_file_is_cleaned_to_nothing_with_a_warning(void **state)
{
	(void)state;
	assert_str_equal(clean(" \n"), "");
	assert_string_equal(messages(&arena, &diag), "f.csv: warning: file is empty\n");
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	options = (struct ingest_options){.today = date_day(2024, 7, 10)};
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
		cmocka_unit_test(a_wide_table_has_an_indicator_in_each_column),
		cmocka_unit_test(a_long_table_has_an_indicator_in_each_row),
		cmocka_unit_test(a_matrix_has_a_period_in_each_column),
		cmocka_unit_test(a_matrix_of_areas_names_its_indicator_before_the_table),
		cmocka_unit_test(year_and_month_may_stand_in_two_columns),
		cmocka_unit_test(a_single_series_is_named_by_its_header_its_title_or_the_command),
		cmocka_unit_test(two_header_rows_are_joined),
		cmocka_unit_test(a_blank_row_below_the_header_fills_no_name_from_the_left),
		cmocka_unit_test(a_unit_row_converts_its_columns),
		cmocka_unit_test(a_unit_column_converts_its_rows),
		cmocka_unit_test(units_inside_a_cell_are_converted),
		cmocka_unit_test(another_unit_is_refused),
		cmocka_unit_test(total_rows_are_the_whole),
		cmocka_unit_test(an_area_that_the_catalogue_does_not_list_is_refused),
		cmocka_unit_test(an_area_is_not_made_up_of_a_stray_quote),
		cmocka_unit_test(the_text_column_that_varies_within_a_label_is_the_area),
		cmocka_unit_test(where_keeps_the_rows_that_say_so),
		cmocka_unit_test(an_unknown_label_is_named_once_with_what_settles_it),
		cmocka_unit_test(the_source_section_maps_labels),
		cmocka_unit_test(a_computed_indicator_takes_no_figures),
		cmocka_unit_test(months_cumulated_are_for_ytd_only),
		cmocka_unit_test(january_and_february_together_are_february_of_a_combined_flow),
		cmocka_unit_test(a_month_that_ends_a_quarter_counts_for_it),
		cmocka_unit_test(nothing_that_could_be_loaded_is_an_error),
		cmocka_unit_test(once_figures_are_filed_by_month),
		cmocka_unit_test(first_or_last_days_throughout_are_months),
		cmocka_unit_test(the_order_of_day_and_month_needs_evidence),
		cmocka_unit_test(a_lost_zero_is_october_only_between_its_neighbours),
		cmocka_unit_test(office_years_follow_year_start),
		cmocka_unit_test(weeks_are_iso_weeks),
		cmocka_unit_test(spreadsheet_days_are_read_where_they_step_by_months),
		cmocka_unit_test(figures_before_1980_are_left_out_and_future_ones_refused),
		cmocka_unit_test(a_decimal_comma_needs_evidence),
		cmocka_unit_test(both_marks_in_one_column_are_refused),
		cmocka_unit_test(most_cells_of_a_column_decide_its_mark),
		cmocka_unit_test(a_word_for_a_number_is_refused),
		cmocka_unit_test(a_dash_is_missing_with_one_warning),
		cmocka_unit_test(flags_and_estimates_are_kept),
		cmocka_unit_test(more_flags_than_have_a_number_are_dropped),
		cmocka_unit_test(further_errors_are_only_counted_file_by_file),
		cmocka_unit_test(the_same_period_twice_must_agree),
		cmocka_unit_test(records_of_another_width_are_refused),
		cmocka_unit_test(a_stray_quote_is_refused_where_it_stands),
		cmocka_unit_test(the_footer_is_not_read),
		cmocka_unit_test(rows_below_the_footer_are_warned_of),
		cmocka_unit_test(a_row_below_the_footer_may_lack_cells_and_still_is_warned_of),
		cmocka_unit_test(a_row_of_one_cell_is_left_out_only_if_it_holds_no_figure),
		cmocka_unit_test(a_second_table_is_reported),
		cmocka_unit_test(partial_keeps_the_good_rows_and_writes_the_others),
		cmocka_unit_test(partial_rejects_both_of_two_different_figures),
		cmocka_unit_test(layouts_that_fit_nothing_are_refused_with_the_key),
		cmocka_unit_test(the_cell_that_decides_the_decimal_mark_is_told),
		cmocka_unit_test(the_cell_that_decides_the_periods_is_told),
		cmocka_unit_test(a_cell_with_two_marks_or_none_of_ascii_is_told),
		cmocka_unit_test(what_settles_a_lost_zero_a_last_day_or_a_half_is_told),
		cmocka_unit_test(a_period_of_two_cells_is_told_where_its_part_stands),
		cmocka_unit_test(labels_tell_what_stands_under_them),
		cmocka_unit_test(the_result_says_how_the_file_was_understood),
		cmocka_unit_test(more_than_fifteen_digits_are_counted),
		cmocka_unit_test(the_cleaned_table_holds_the_table_and_nothing_else),
		cmocka_unit_test(irregular_records_are_cleaned_with_a_warning),
		cmocka_unit_test(an_empty_file_is_cleaned_to_nothing_with_a_warning),
		cmocka_unit_test(a_header_that_is_too_wide_is_cleaned_with_a_warning),
		cmocka_unit_test(a_quote_that_may_be_two_things_is_cleaned_with_a_warning),
		cmocka_unit_test(what_is_no_text_is_not_cleaned),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
