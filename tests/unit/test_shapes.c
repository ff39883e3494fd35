/*
 * The shapes in which statistical offices, central banks and data terminals publish. Each is a
 * small table with invented figures: the text, what a user declares, and the figures that come of
 * it. Where the text does not say enough, `refusal` is what the message must hold, and `source`
 * the one line that it asks for.
 */
#include "unit.h"

#include <unistd.h>

#include "base/date.h"
#include "ingest/ingest.h"
#include "text/decimal.h"

struct shape {
	const char *name, *indicators, *source, *text;
	const char
		*figures; /* ID[/AREA] PERIOD VALUE, one a line; NULL: refused without `source` */
	const char *refusal; /* part of the message without `source` */
};

/* Series in columns, with rows above them that tell of each. */
static const struct shape headers[] = {
	{"a data terminal's rows of name, frequency, unit, id, source and update",
		"indicator m2 { title = \"全国:M2\" unit = \"万亿元\" kind = stock }\n"
		"indicator growth { title = \"全国:M2:同比\" unit = \"%\" kind = ratio }\n",
		"",
		"指标名称,全国:M2,全国:M2:同比\n频率,月,月\n单位,亿元,%\n指标ID,A01,A02\n"
		"来源,央行,央行\n更新时间,2024-06-14,2024-06-14\n时间区间,1990-03:2024-05,\n"
		"2024-05-31,3000000,7.5\n2024-04-30,2900000,\n数据来源：某终端\n",
		"m2 2024-04 290\nm2 2024-05 300\ngrowth 2024-05 7.5\n", NULL},
	{"the same with one series, known by its id",
		"indicator cpi { title = \"CPI\" alias = { \"A03\" } kind = ratio }\n", "",
		"指标名称,全国:CPI\n频率,月\n指标ID,A03\n2024-05,0.5\n2024-04,0.25\n",
		"cpi 2024-04 0.25\ncpi 2024-05 0.5\n", NULL},
	{"label, id, update and the word for period above; a column of codes beside each series",
		"indicator men { title = \"Chômage - Hommes\" kind = ratio every = quarter }\n"
		"indicator women { title = \"Chômage - Femmes\" kind = ratio every = quarter }\n",
		"",
		"\"Libellé\";\"Chômage - Hommes\";\"Codes\";\"Chômage - Femmes\";\"Codes\"\n"
		"\"idBank\";\"001\";\"\";\"002\";\"\"\n"
		"\"Dernière mise à jour\";\"13/02/2024 12:00\";\"\";\"13/02/2024 12:00\";\"\"\n"
		"\"Période\";\"\";\"\";\"\";\"\"\n"
		"\"2024-T1\";\"7.6\";\"P\";\"\";\"(ND)\"\n\"2023-T4\";\"7.5\";\"A\";\"7.4\";\"(A)"
		"\"\n",
		"men 2023-Q4 7.5\nmen 2024-Q1 7.6\nwomen 2023-Q4 7.4\n", NULL},
	{"title, id, unit, release and notes above years, quarters and months",
		"indicator cpi { title = \"CPI INDEX\" kind = ratio }\n"
		"indicator rate { title = \"CPI RATE\" unit = \"%\" kind = ratio }\n",
		"",
		"\"Title\",\"CPI INDEX\",\"CPI "
		"RATE\"\n\"CDID\",\"X1\",\"X2\"\n\"PreUnit\",\"\",\"\"\n"
		"\"Unit\",\"Index, base year = 100\",\"%\"\n"
		"\"Release Date\",\"19-06-2024\",\"19-06-2024\"\n\"Important Notes\",\"\",\"\"\n"
		"\"2023\",\"130.5\",\"6.8\"\n\"2023 Q4\",\"131.5\",\"4.4\"\n\"2023 "
		"DEC\",\"132.2\",\"4.2\"\n",
		"cpi 2023-12 132.2\nrate 2023-12 4.2\n", NULL},
	{"year and month in two columns, units below the names, a dash for zero",
		"indicator vpi { title = \"Preisindex\" kind = ratio }\n"
		"indicator rate { title = \"Veränderung\" unit = \"%\" kind = ratio }\n",
		"dash = zero",
		"Tabelle: 1-0002\nPreisindex: Land, Monate;;;\nLand;;;\n"
		";;Preisindex;Veränderung\n;;2020=100;in (%)\n"
		"2022;Januar;105,2;4,2\n;Februar;106,0;-\n2023;März;...;x\n"
		"__________\n\"Hinweis; vorläufig\"\nStand: 27.10.2023 / 10:23:41\n",
		"vpi 2022-01 105.2\nvpi 2022-02 106\nrate 2022-01 4.2\nrate 2022-02 0\n", NULL},
	{"units between two rows of names",
		"indicator raw { title = \"Index Original\" kind = ratio }\n"
		"indicator sa { title = \"Index Bereinigt\" kind = ratio }\n",
		"",
		"Produktion;;;\n;;Index;Index\n;;2015=100;2015=100\n;;Original;Bereinigt\n"
		"2022;Januar;90,1;98,8\n2022;Februar;94,5;98,9\n",
		"raw 2022-01 90.1\nraw 2022-02 94.5\nsa 2022-01 98.8\nsa 2022-02 98.9\n", NULL},
	{"names above this month and the year so far",
		"indicator trade { title = \"进出口当月\" kind = flow }\n"
		"indicator trade_ytd { title = \"进出口累计\" kind = ytd }\n",
		"", "时间,进 出 口,\n,当月,累计\n2024年4月,18.1,68.5\n2024年5月,19.2,88.3\n",
		"trade 2024-04 18.1\ntrade 2024-05 19.2\n"
		"trade_ytd 2024-04 68.5\ntrade_ytd 2024-05 88.3\n",
		NULL},
	{"the same period in two columns",
		"indicator gdp { title = \"GDP (A.1)\" kind = ratio every = year }\n", "",
		"\"DATE\",\"TIME PERIOD\",\"GDP (A.1)\"\n\"2021-12-31\",\"2021\",\"5.9\"\n"
		"\"2022-12-31\",\"2022\",\"3.4\"\n",
		"gdp 2021 5.9\ngdp 2022 3.4\n", NULL},
};

/* Periods in the header. */
static const struct shape matrices[] = {
	{"quarters in the header, units as rows of their own, footnotes with numbers",
		"indicator jobs { title = \"Employment\" unit = \"persons\" kind = stock every = "
		"quarter }\n"
		"indicator rate { title = \"Unemployment rate\" unit = \"%\" kind = ratio every = "
		"quarter }\n",
		"",
		"\"Labour force, quarterly (x 1,000)\"\n\"Frequency: Quarterly\"\n\n"
		"\"Geography\",\"Land\",,\n\"Item 3\",\"Q1 2024\",\"Q2 2024\",\"Q3 2024\"\n"
		",\"Persons\",,\n\"Employment\",\"20,318.4\",\"20,359.1\",\n"
		",\"Percentage\",,\n\"Unemployment rate\",\"5.7\",\"..\",\n\n"
		"\"Symbol legend:\"\n\"..\",\"not available\"\n\n\"Footnotes:\"\n1,\"Seasonally "
		"adjusted.\"\n",
		"jobs 2024-Q1 20318400\njobs 2024-Q2 20359100\nrate 2024-Q1 5.7\n", NULL},
	{"provinces in rows, their indicator in the preamble, figures that look like years",
		"indicator people { title = \"年末常住人口\" unit = \"万人\" kind = stock every = "
		"year }\n",
		"",
		"数据库：分省年度数据\n指标：年末常住人口(万人)\n时间：最近2年\n"
		"地区,2023年,2022年\n甲省,2186,2184\n乙省,1364,\n"
		"注：推算数。\n数据来源：统计局\n",
		"people/甲省 2022 2184\npeople/甲省 2023 2186\npeople/乙省 2023 1364\n", NULL},
	{"keys and names of countries and indicators, years, an empty last column",
		"indicator gdp { title = \"GDP (current US$)\" kind = flow every = year }\n", "",
		"\"Data Source\",\"Indicators\",\n\n\"Last Updated Date\",\"2024-06-28\",\n\n"
		"\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator "
		"Code\",\"2021\",\"2022\",\n"
		"\"Aland\",\"ALA\",\"GDP (current US$)\",\"GDP.CD\",\"\",\"1.5\",\n"
		"\"Beland\",\"BLA\",\"GDP (current US$)\",\"GDP.CD\",\"2.5\",\"3.5\",\n",
		"gdp/Aland 2022 1.5\ngdp/Beland 2021 2.5\ngdp/Beland 2022 3.5\n", NULL},
	{"years with a code behind each",
		"indicator gdp { title = \"GDP growth\" kind = ratio every = year }\n", "",
		"Country Name,Series Name,2022 [YR2022],2023 [YR2023]\nAland,GDP growth,3.0,5.2\n"
		",,,\nData from database: Indicators,,,\nLast Updated: 06/28/2024,,,\n",
		"gdp/Aland 2022 3\ngdp/Aland 2023 5.2\n", NULL},
	{"dimensions in the first column, flags behind a blank",
		"indicator hicp { title = \"HICP\" kind = ratio }\n", "indicator = hicp",
		"freq,unit,geo\\TIME_PERIOD\t2023-11 \t2023-12 \nM,I15,AT\t129.5 \t130.25 p\n"
		"M,I15,DE\t126.5 bd\t: z\n",
		"hicp/M,I15,AT 2023-11 129.5\nhicp/M,I15,AT 2023-12 130.25 p\n"
		"hicp/M,I15,DE 2023-11 126.5 bd\n",
		NULL},
	{"series in rows, and a row of codes below each",
		"indicator pay { title = \"Salaire\" kind = ratio }\n", "",
		"\"Libellé\";\"idBank\";\"Période\";\"2021-11\";\"2021-12\"\n"
		"\"Salaire\";\"000879878\";\"\";\"1200.5\";\"1210.0\"\n\"Codes\";\"\";\"\";\"A\";"
		"\"P\"\n",
		"pay 2021-11 1200.5\npay 2021-12 1210\n", NULL},
	{"years in rows, months in the header, the year's mean at the end",
		"indicator rate { title = \"Unemployment\" kind = ratio }\n", "indicator = rate",
		"Year,Jan,Feb,Mar,Annual\n2023,3.5,3.6,3.7,3.6\n2024,3.7,3.9,,\n",
		"rate 2023-01 3.5\nrate 2023-02 3.6\nrate 2023-03 3.7\nrate 2024-01 3.7\nrate "
		"2024-02 3.9\n",
		"the rows name no known indicator"},
	{"the same with the indicator in the title",
		"indicator loans { title = \"贷款余额\" unit = \"亿元\" kind = stock }\n", "",
		"贷款余额\n单位：万元\n年份,1月,2月\n2023年,10000,20000\n2024年,30000,\n",
		"loans 2023-01 1\nloans 2023-02 2\nloans 2024-01 3\n", NULL},
	{"months in rows, years in the header",
		"indicator power { title = \"用电量\" kind = flow }\n", "indicator = power",
		"月份,2023年,2024年\n1月,1.5,3.5\n2月,2.5,\n",
		"power 2023-01 1.5\npower 2023-02 2.5\npower 2024-01 3.5\n", NULL},
};

/* One figure a row. */
static const struct shape longs[] = {
	{"codes and their names side by side",
		"indicator cpi { title = \"Consumer price index\" kind = ratio }\n", "",
		"STRUCTURE,ACTION,REF_AREA,Reference area,FREQ,Frequency of "
		"observation,MEASURE,Measure,"
		"UNIT_MEASURE,Unit of measure,TIME_PERIOD,Time period,OBS_VALUE,Observation value,"
		"OBS_STATUS,Observation status,UNIT_MULT,Unit multiplier\n"
		"DATAFLOW,I,FRA,France,M,Monthly,CPI,Consumer price index,PA,Percent per "
		"annum,2024-01,,"
		"3.1,,A,Normal value,0,Units\n"
		"DATAFLOW,I,DEU,Germany,M,Monthly,CPI,Consumer price index,PA,Percent per "
		"annum,2024-01,,"
		"2.9,,P,Provisional value,0,Units\n",
		"cpi/France 2024-01 3.1\ncpi/Germany 2024-01 2.9\n", NULL},
	{"one subject in several measures",
		"indicator power { title = \"ELCPW\" kind = flow every = year }\n",
		"where = { \"MEASURE=1000HAB\" }",
		"\"LOCATION\",\"INDICATOR\",\"MEASURE\",\"FREQUENCY\",\"TIME\",\"Value\",\"Flag "
		"Codes\"\n"
		"\"AUS\",\"ELCPW\",\"1000HAB\",\"A\",\"2019\",4.5,\n"
		"\"AUS\",\"ELCPW\",\"MLN\",\"A\",\"2019\",145.5,\n"
		"\"AUT\",\"ELCPW\",\"1000HAB\",\"A\",\"2019\",4.75,E\n",
		"power/AUS 2019 4.5\npower/AUT 2019 4.75\n",
		"lines 2 and 3 are the same but for column MEASURE (\"1000HAB\" and \"MLN\"); add "
		"where = "
		"{ \"MEASURE=1000HAB\" }"},
	{"a unit and its scale in two columns",
		"indicator sales { title = \"Retail sales\" unit = \"million dollars\" kind = flow "
		"}\n",
		"",
		"REF_DATE,GEO,DGUID,Estimates,UOM,UOM_ID,SCALAR_FACTOR,SCALAR_ID,VECTOR,COORDINATE,"
		"VALUE,"
		"STATUS,SYMBOL,TERMINATED,DECIMALS\n"
		"2024-01,Land,2021A,Retail sales,Dollars,81,thousands,3,v1,1.1,66500123,,,,0\n"
		"2024-02,Land,2021A,Retail sales,Dollars,81,thousands,3,v1,1.1,,..,,,0\n",
		"sales/Land 2024-01 66500.123\n", NULL},
	{"a power of ten for the scale",
		"indicator gdp { title = \"B1GQ\" unit = \"EUR\" kind = flow every = quarter }\n",
		"",
		"DATAFLOW,REF_AREA,FREQ,MEASURE,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n"
		"X:DF(1.0),FRA,Q,B1GQ,EUR,2024-Q1,712.5,6\n",
		"gdp/FRA 2024-Q1 712500000\n", NULL},
	{"codes before their names in one cell",
		"indicator rate { title = \"Policy rate\" kind = ratio }\n", "",
		"ACTION,FREQ:Frequency,REF_AREA:Reference area,TIME_PERIOD:Time period or range,"
		"OBS_VALUE:Observation Value,TITLE:Title,OBS_STATUS:Observation Status\n"
		"I,M: Monthly,BR: Brazil,2024-01,11.75,Policy rate,A: Normal value\n"
		"I,M: Monthly,US: United States,2024-01,5.5,Policy rate,A: Normal value\n",
		"rate/BR: Brazil 2024-01 11.75\nrate/US: United States 2024-01 5.5\n", NULL},
	{"years, months as M01 to M13, and a label that repeats them",
		"indicator cpi { title = \"CU0000\" kind = ratio }\n", "",
		"Series ID,Year,Period,Label,Value\nCU0000,2023,M12,2023 Dec,306.75\n"
		"CU0000,2023,M13,2023,304.7\nCU0000,2023,S01,2023 1st Half,302.5\n",
		"cpi 2023-12 306.75\n", NULL},
};

/* Periods that leave out a part of themselves. */
static const struct shape periods[] = {
	{"months whose year stands in the title",
		"indicator loans { title = \"贷款余额\" kind = stock }\n", "",
		"甲县2024年存贷款情况表,\n月份,贷款余额\n1月,1.5\n2月,2.5\n",
		"loans 2024-01 1.5\nloans 2024-02 2.5\n", NULL},
	{"the same in the header, cumulated", "indicator trade { title = \"进出口\" kind = ytd }\n",
		"", "时间：2024年\n指标,1-2月,1-3月\n进出口,10.5,16.5\n",
		"trade 2024-02 10.5\ntrade 2024-03 16.5\n", NULL},
	{"in English, as the message asks for",
		"indicator loans { title = \"Loans\" kind = stock }\n", "",
		"Year: 2024\nMonth,Loans\nJan,1.5\nFeb,2.5\n",
		"loans 2024-01 1.5\nloans 2024-02 2.5\n", NULL},
	{"no year anywhere", "indicator loans { title = \"Loans\" kind = stock }\n", "",
		"Month,Loans\nJan,1.5\nFeb,2.5\n", NULL,
		"\"Jan\" names no year; write the year into the cell, or above the table in a line "
		"of "
		"its own (Year: 2024)"},
	{"a title with two years", "indicator loans { title = \"贷款余额\" kind = stock }\n", "",
		"2023-2024年统计表\n月份,贷款余额\n1月,1.5\n", NULL, "names no year"},
	{"a title with two years and another dash",
		"indicator loans { title = \"贷款余额\" kind = stock }\n", "",
		"2023 — 2024年统计表\n月份,贷款余额\n1月,1.5\n", NULL, "names no year"},
	{"a title that ends in a year", "indicator loans { title = \"Loans\" kind = stock }\n", "",
		"Key figures 2024\nMonth,Loans\nJan,1.5\n", "loans 2024-01 1.5\n", NULL},
	{"a title that ends in two years", "indicator loans { title = \"Loans\" kind = stock }\n",
		"", "Key figures 2023-2024\nMonth,Loans\nJan,1.5\n", NULL, "names no year"},
	{"a title that is a year", "indicator loans { title = \"Loans\" kind = stock }\n", "",
		"2024\n\nMonth,Loans\nJan,1.5\n", "loans 2024-01 1.5\n", NULL},
	{"a title with the year of its prices",
		"indicator gdp { title = \"GDP\" kind = flow every = quarter }\n", "",
		"按2020年价格计算\n季度,GDP\n1季度,1.5\n2季度,2.5\n", NULL, "names no year"},
	{"months that run beyond the year of the title",
		"indicator loans { title = \"贷款余额\" kind = stock }\n", "",
		"2024年统计表\n月份,贷款余额\n11月,1.5\n12月,2.5\n1月,3.5\n", NULL,
		"\"11月\" names no year"},
	{"years in rows of their own", "indicator power { title = \"用电量\" kind = flow }\n", "",
		"时间,用电量\n2023年,100.5\n11月,1.5\n12月,3.5\n2024年,\n1月,5.5\n",
		"power 2023-11 1.5\npower 2023-12 3.5\npower 2024-01 5.5\n", NULL},
	{"the year beside the first of its months only",
		"indicator loans { title = \"贷款余额\" kind = stock }\n", "",
		"月份,贷款余额\n2023年11月,1.5\n12月,3.5\n2024年1月,5.5\n2月,7.5\n",
		"loans 2023-11 1.5\nloans 2023-12 3.5\nloans 2024-01 5.5\nloans 2024-02 7.5\n",
		NULL},
	{"a January below a December", "indicator loans { title = \"贷款余额\" kind = stock }\n",
		"", "月份,贷款余额\n2023年12月,1.5\n1月,3.5\n", NULL, "\"1月\" names no year"},
	{"January without its zero where October kept its own",
		"indicator loans { title = \"贷款余额\" kind = stock }\n", "",
		"月份,贷款余额\n2016.1,1.5\n2016.9,2.5\n2016.10,3.5\n",
		"loans 2016-01 1.5\nloans 2016-09 2.5\nloans 2016-10 3.5\n", NULL},
	{"months that end quarters",
		"indicator gdp { title = \"GDP\" kind = flow every = quarter }\n", "",
		"月份,GDP\n2023-12,1.5\n2024-03,2.5\n", "gdp 2023-Q4 1.5\ngdp 2024-Q1 2.5\n", NULL},
	{"days with the last two digits of the year",
		"indicator rate { title = \"Rate\" kind = ratio }\n", "",
		"\"Date\",\"Rate\"\n\"31 Mar 24\",\"5.25\"\n\"29 Feb 24\",\"5.5\"\n",
		"rate 2024-02 5.5\nrate 2024-03 5.25\n", NULL},
};

static struct arena arena;
static struct diag diag;
static struct ingest_result result;

static bool read_shape(const struct shape *shape, const char *source)
{
	struct ingest_options options = {.today = date_day(2024, 7, 10)};
	struct catalogue *catalogue = NEW(&arena, struct catalogue);
	char path[] = "/tmp/tidemark-test-XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");

	fprintf(file, "%s", shape->indicators);
	if (*source)
		fprintf(file, "source s { match = \"*\" %s }\n", source);
	fclose(file);
	diag_init(&diag, &arena);
	if (!catalogue_read(&arena, str_of(path), catalogue, &diag))
		fail_msg("%s: %s", shape->name, messages(&arena, &diag));
	unlink(path);
	return ingest_content(
		&arena, catalogue, STR("t.csv"), str_of(shape->text), &options, &result, &diag);
}

static const char *figures(void)
{
	const struct figures *all = &result.load.figures;
	struct str text = STR("");

	for (size_t i = 0; i < all->count; i++) {
		const struct figure *figure = &all->item[i];
		struct series_key key = all->series.item[figure->series];
		struct str flag = all->flag_texts.item[figure->flags];
		char value[32];

		decimal_print(figure->value, value);
		text = str_printf(&arena, "%.*s%.*s %.*s %s%s%.*s\n", STR_ARG(text),
			STR_ARG(series_name(&arena, key)),
			STR_ARG(period_print(&arena, key.indicator->every, key.indicator->calendar,
				figure->period)),
			value, flag.len ? " " : "", STR_ARG(flag));
	}
	return str_c(&arena, text);
}

static void is_loaded(const struct shape *shape)
{
	if (!read_shape(shape, shape->source))
		fail_msg("%s: %s", shape->name, messages(&arena, &diag));
	if (strcmp(figures(), shape->figures) != 0)
		fail_msg("%s: expected\n%sbut found\n%s", shape->name, shape->figures, figures());
}

static void is_refused(const struct shape *shape)
{
	if (read_shape(shape, ""))
		fail_msg("%s: read as\n%s", shape->name, figures());
	if (!strstr(messages(&arena, &diag), shape->refusal))
		fail_msg("%s: %s", shape->name, messages(&arena, &diag));
}

static void are_read(const struct shape *shapes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (shapes[i].refusal)
			is_refused(&shapes[i]);
		if (shapes[i].figures)
			is_loaded(&shapes[i]);
	}
}

#define ARE_READ(shapes) are_read((shapes), sizeof(shapes) / sizeof(*(shapes)))

static void rows_above_the_figures_tell_of_each_series(void **state)
{
	(void)state;
	ARE_READ(headers);
}

static void periods_may_stand_in_the_header_or_one_half_of_them(void **state)
{
	(void)state;
	ARE_READ(matrices);
}

static void figures_one_a_row_are_told_apart_by_their_columns(void **state)
{
	(void)state;
	ARE_READ(longs);
}

static void periods_take_their_year_from_what_is_written_or_are_refused(void **state)
{
	(void)state;
	ARE_READ(periods);
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
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
		cmocka_unit_test(rows_above_the_figures_tell_of_each_series),
		cmocka_unit_test(periods_may_stand_in_the_header_or_one_half_of_them),
		cmocka_unit_test(figures_one_a_row_are_told_apart_by_their_columns),
		cmocka_unit_test(periods_take_their_year_from_what_is_written_or_are_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
