/* More files as they are met seldom: figures and messages by what stands where. */
#include "given.h"

static void the_unit_that_stands_nearest_to_a_figure_counts(void **state)
{
	(void)state;
	gives("",
		"单位：%\n"
		"月份,同比增速\n"
		"2024-05,6.3\n",
		"growth 2024-05 6.3\n");
	gives("",
		"\"Prices (x 1,000)\"\n"
		"month,CPI\n"
		",2015=100\n"
		"2024-05,104.2\n",
		"cpi 2024-05 104.2\n");
	gives("",
		"indicator,period,unit,value\n"
		"loans,2024-05,万,1亿\n",
		"loans 2024-05 1\n");
	gives("",
		"indicator,period,UNIT_MULT,value\n"
		"loans,2024-05,-2,1\n",
		"t.csv:2:1: error: figures in \"-2\" cannot be turned into \"亿元\", the unit of "
		"indicator loans; write unit = \"-2\" in indicator loans, or mend the unit in the "
		"file\n");
	gives("",
		"indicator,period,UNIT,Unit of measure,value\n"
		"loans,2024-05,X1,万元,10000\n"
		"loans,2024-06,X1,万元,20000\n",
		"loans 2024-05 1\n"
		"loans 2024-06 2\n"
		"t.csv:1:18: note: column \"UNIT\" is not loaded\n");
	gives("",
		"indicator,period,unit,单位,value\n"
		"loans,2024-05,万元,亿元,10000\n",
		"loans 2024-05 1\n"
		"t.csv:1:23: note: column \"单位\" is not loaded\n");
	gives("",
		"月份,贷款余额\n"
		"2024-05,1亿人\n",
		"t.csv:2:9: error: \"1亿人\" is in another unit than its indicator; mend the cell, "
		"the unit of indicator loans is \"亿元\"\n");
}

static void columns_are_found_by_name_or_by_what_they_hold(void **state)
{
	(void)state;
	gives("",
		"indicator,period,x,value\n"
		"loans,2024-05,万元,10000\n",
		"loans 2024-05 1\n");
	gives("source s { match = \"*\" period_column = month indicator = loans }\n",
		",Month,Value\n"
		"x,2024-05,1\n",
		"loans 2024-05 1\n");
	gives("source s { match = \"*\" indicator_column = 指标 }\n",
		"年份,指标,值\n"
		"2023,grain,1\n",
		"grain 2023 1\n");
	gives("",
		"年份,,粮食产量\n"
		"2022,,1\n"
		"2023,,2\n",
		"grain 2022 1\n"
		"grain 2023 2\n");
	gives("source s { match = \"*\" layout = \"year-month\" }\n",
		"y,m,贷款余额\n"
		"2023,12,1\n"
		"2024,1,2\n",
		"loans 2023-12 1\n"
		"loans 2024-01 2\n");
	gives("",
		"period,indicator,,x\n"
		"2024-05,loans,1,2\n",
		"t.csv:1: error: several columns hold numbers, number 3 is the first; add "
		"value_column = \"…\" to a section source t { match = \"t.csv\" }\n");
	gives("source s { match = \"*\" dash = zero }\n",
		"指标,月份,贷款余额,进出口总额\n"
		"贷款余额,2024-05,1,2\n",
		"t.csv:1: error: layout may be long (labels in column 指标) or wide (labels in the "
		"header); add layout = long or layout = wide to source \"s\"\n");
	gives("source s { match = \"*\" layout = long }\n",
		"指标,月份,贷款余额,进出口总额\n"
		"贷款余额,2024-05,1,2\n",
		"t.csv:1: error: several columns hold numbers, 贷款余额 is the first; add "
		"value_column = \"贷款余额\" to source \"s\"\n");
	gives("source s { match = \"*\" layout = long indicator = loans }\n",
		"月份,数值\n"
		"2024-05,1\n",
		"loans 2024-05 1\n");
	gives("",
		"月份,贷款余额\n"
		"2024-05,1\n"
		"2024-06,2\n"
		"2024-07,GDP\n",
		"t.csv:4:9: error: \"GDP\" is no number; mend the cell, or add missing = { \"GDP\" "
		"} to a section source t { match = \"t.csv\" } if it means that there is no "
		"figure\n");
	gives("",
		"period,code,名称,value\n"
		"2024-05,loans,贷款余额,1\n"
		"2024-06,zz,到发量,2\n",
		"loans 2024-05 1\n"
		"cargo 2024-06 2\n"
		"t.csv:1:8: note: column \"code\" is not loaded\n");
	gives("source s { match = \"*\" layout = matrix }\n",
		"指标,2024-05,2024-06\n"
		"贷款余额,1,2\n",
		"loans 2024-05 1\n"
		"loans 2024-06 2\n");
	gives("",
		"a,b\n"
		"c,d\n"
		"x,1\n",
		"t.csv:1: error: layout not recognised: no column holds periods (wide, long) and "
		"no header cells are periods (matrix); add period_column = \"…\" to a section "
		"source t { match = \"t.csv\" }\n");
}

static void a_header_names_its_columns_in_one_way_or_another(void **state)
{
	(void)state;
	gives("indicator a { alias = { \"A03\" } kind = ratio }\n"
	      "indicator b { alias = { \"A04\" } kind = ratio }\n",
		"指标名称,全国:CPI,全国:PPI\n"
		"指标ID,A03,A04\n"
		"2024-05,1,2\n",
		"a 2024-05 1\n"
		"b 2024-05 2\n");
	gives("indicator preise { title = \"Preise 2015=100\" kind = ratio }\n"
	      "indicator loehne { title = \"Löhne (2015=100)\" kind = ratio }\n",
		"date,Preise,Löhne,Rest\n"
		",2015=100,2015=100,2015=100\n"
		"2024-05,1,2,3\n",
		"t.csv:1:19: error: no indicator is called \"Rest\"; add indicator ID { title = "
		"\"Rest\" unit = \"2015=100\" kind = … } to the catalogue (or the label to alias "
		"of one), or add ignore = { \"Rest\" } to a section source t { match = \"t.csv\" "
		"}\n");
	gives("indicator preise { title = \"Preise 2015=100\" kind = ratio }\n"
	      "indicator loehne { title = \"Löhne (2015=100)\" kind = ratio }\n",
		"date,Preise,Löhne\n"
		",2015=100,2015=100\n"
		"2024-05,1,2\n",
		"preise 2024-05 1\n"
		"loehne 2024-05 2\n");
	gives("",
		"月份,甲,乙\n"
		",同比增速,贷款余额\n"
		"2024-05,6.3,1\n",
		"growth 2024-05 6.3\n"
		"loans 2024-05 1\n");
	gives("indicator m1 { title = \"M1\" kind = ratio }\n"
	      "indicator m2 { title = \"M2\" kind = ratio }\n",
		"date,M1,M2\n"
		"2024-05,1,2\n"
		"2024-06,3,4\n",
		"m1 2024-05 1\n"
		"m1 2024-06 3\n"
		"m2 2024-05 2\n"
		"m2 2024-06 4\n");
	gives("",
		"指标,1月,2月,2024年3月\n"
		"贷款余额,1,2,3\n",
		"t.csv:1:4: error: \"1月\" names no year; write the year into the cell, or above "
		"the table in a line of its own (Year: 2024)\n"
		"t.csv:1:7: error: \"2月\" names no year; write the year into the cell, or above "
		"the table in a line of its own (Year: 2024)\n");
	gives("source s { match = \"*\" header_rows = 1 }\n",
		"2024,贷款余额\n"
		"2024-05,1\n",
		"loans 2024-05 1\n");
	gives("source s { match = \"*\" header_rows = 1 }\n",
		"月份,2024-05,贷款余额,同比增速\n"
		"2024-05,1,2,3\n",
		"t.csv:1:4: error: no indicator is called \"2024-05\"; add indicator ID { title = "
		"\"2024-05\" kind = … } to the catalogue (or the label to alias of one), or add "
		"ignore = { \"2024-05\" } to source \"s\"\n");
	gives("",
		"指标,v2,2024-05,2024-06\n"
		"贷款余额,7,1,2\n",
		"t.csv:1: error: column v2 holds figures, but the header names no period there; "
		"add ignore = { \"v2\" } to a section source t { match = \"t.csv\" }\n");
	gives("",
		"指标,2024年5月\n"
		"贷款余额,1\n",
		"loans 2024-05 1\n");
	gives("",
		"2023年\n"
		"指标,11月,12月,1月\n"
		"贷款余额,1,2,3\n",
		"t.csv:2:4: error: \"11月\" names no year; write the year into the cell, or above "
		"the table in a line of its own (Year: 2024)\n"
		"t.csv:2:8: error: \"12月\" names no year; write the year into the cell, or above "
		"the table in a line of its own (Year: 2024)\n"
		"t.csv:2:12: error: \"1月\" names no year; write the year into the cell, or above "
		"the table in a line of its own (Year: 2024)\n");
	gives("source s { match = \"*\" header_rows = 0 indicator = loans }\n",
		"单位,万元\n"
		"2024-05,10000\n",
		"loans 2024-05 1\n");
	gives("source s { match = \"*\" header_rows = 0 indicator = loans }\n",
		"2024-05,x,k,1\n"
		"2024-06,x,k,2\n",
		"loans 2024-05 1\n"
		"loans 2024-06 2\n");
	gives("source s { match = \"*\" header_rows = 0 }\n",
		"2024-05,1\n"
		"2024-06,2\n",
		"t.csv:1:9: error: the column has figures but no name; name it in the header, or "
		"give the indicator with --indicator\n");
}

static void the_rows_of_a_matrix_are_named_by_it_or_by_its_title(void **state)
{
	(void)state;
	gives("",
		"贷款余额\n"
		"进出口总额\n"
		"年份,1月,2月\n"
		"2023年,1,2\n",
		"t.csv:3: error: the rows name no known indicator, and nothing before the table "
		"names one for all; add indicator = … to a section source t { match = \"t.csv\" "
		"}\n");
	gives("",
		"贷款余额\n"
		"Loans\n"
		"年份,1月,2月\n"
		"2023年,1,2\n",
		"loans 2023-01 1\n"
		"loans 2023-02 2\n");
	gives("",
		"指标：未知\n"
		"地区,2023年,2022年\n"
		"城东,1,2\n",
		"t.csv:3:1: error: no indicator is called \"未知\"; add indicator ID { title = "
		"\"未知\" kind = … } to the catalogue (or the label to alias of one), or add "
		"ignore = { \"未知\" } to a section source t { match = \"t.csv\" }\n");
	gives("",
		"事项,2023年,2022年\n"
		"未知,1,2\n",
		"t.csv:2:1: error: no indicator is called \"未知\"; add indicator ID { title = "
		"\"未知\" kind = … } to the catalogue (or the label to alias of one), or add "
		"ignore = { \"未知\" } to a section source t { match = \"t.csv\" }\n");
	gives("",
		"指标,2024-05,2024-06\n"
		"单位,万元,万元\n"
		"贷款余额,10000,20000\n",
		"loans 2024-05 1\n"
		"loans 2024-06 2\n");
	gives("",
		"指标,2024-05,2024-06\n"
		"贷款余额,1,2\n"
		",3,\n",
		"t.csv:3:1: error: the row has figures but no label; write the label, or give the "
		"indicator with --indicator\n");
	gives("",
		"指标,2024年5月,2024年6月\n"
		"贷款余额,1,2\n"
		",万元,\n"
		"进出口总额,3,4\n"
		",5,6\n",
		"t.csv:5:1: error: the row has figures but no label; write the label, or give the "
		"indicator with --indicator\n");
}

static void rows_of_one_label_and_period_are_told_apart(void **state)
{
	(void)state;
	gives("source s { match = \"*\" where = { \"种类=甲\" } }\n",
		"period,indicator,种类,地方,value\n"
		"2024-05,loans,甲,x,1\n"
		"2024-05,loans,乙,y,2\n",
		"loans 2024-05 1\n"
		"t.csv:1:21: note: column \"地方\" is not loaded\n");
	gives("",
		"period,indicator,省份,城市,value\n"
		"2024-05,loans,甲,x,1\n"
		"2024-05,loans,甲,y,2\n",
		"t.csv:1: error: lines 2 and 3 are the same but for column 城市 (\"x\" and \"y\"); "
		"add where = { \"城市=x\" } (or whichever is meant) to a section source t { match "
		"= \"t.csv\" }\n");
	gives("",
		"period,indicator,省份,城市,value\n"
		"2024-05,loans,甲,x,1\n"
		"2024-05,loans,甲,y,2\n"
		"2024-05,loans,乙,z,3\n",
		"t.csv:1: error: lines 2 and 3 are the same but for column 城市 (\"x\" and \"y\"); "
		"add where = { \"城市=x\" } (or whichever is meant) to a section source t { match "
		"= \"t.csv\" }\n");
	gives("source s { match = \"*\" area_column = 地区 }\n",
		"period,indicator,地区,口径,value\n"
		"2024-05,loans,城东,,1\n"
		"2024-05,loans,城东,全,2\n",
		"t.csv:1: error: lines 2 and 3 are the same but for column 口径 (\"\" and \"全\"); "
		"add where = { \"口径=全\" } (or whichever is meant) to source \"s\"\n");
	gives("source s { match = \"*\" area_column = 地区 }\n",
		"period,indicator,地区,口径,value\n"
		"2024-05,loans,城东,甲,1\n"
		"2024-05,loans,城东,乙,1\n",
		"loans/城东 2024-05 1\n"
		"t.csv:1:21: note: column \"口径\" is not loaded\n");
}

static void what_was_left_out_most_decides_what_to_do(void **state)
{
	(void)state;
	gives("",
		"月份,贷款余额\n"
		"1975-01,1\n"
		"2024-W05,2\n"
		"2024-W06,3\n",
		"t.csv: error: no figure in the file can be loaded: left out: 1 figure before "
		"1980, 2 figures of another frequency; write every = week in the indicators that "
		"the file is about\n");
	gives("",
		"月份,贷款余额\n"
		"1975-01,1\n"
		"1975-02,2\n"
		"2024-W05,3\n",
		"t.csv: error: no figure in the file can be loaded: left out: 2 figures before "
		"1980, 1 figure of another frequency; nothing of it is kept here\n");
	gives("source s { match = \"*\" dash = zero }\n",
		"月份,贷款余额\n"
		"1975-01,1\n",
		"t.csv: error: no figure in the file can be loaded: left out: 1 figure before "
		"1980; nothing of it is kept here\n");
}

static void a_text_alone_in_its_row_is_a_heading_unless_it_may_be_more(void **state)
{
	(void)state;
	gives("",
		"月份,贷款余额\n"
		"2024-05,1\n"
		"贷款余额\n"
		"2024-06,2\n",
		"t.csv:3:1: error: record has 1 cell instead of 2; mend the file\n");
	gives("",
		"月份,贷款余额\n"
		"2024-05,1\n"
		"…\n"
		"2024-06,2\n",
		"t.csv:3:1: error: record has 1 cell instead of 2; mend the file\n");
	gives("",
		"月份,贷款余额\n"
		"2024-05,1\n"
		"其中\n"
		"2024-06,2\n",
		"loans 2024-05 1\n"
		"loans 2024-06 2\n");
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
		cmocka_unit_test(the_unit_that_stands_nearest_to_a_figure_counts),
		cmocka_unit_test(columns_are_found_by_name_or_by_what_they_hold),
		cmocka_unit_test(a_header_names_its_columns_in_one_way_or_another),
		cmocka_unit_test(the_rows_of_a_matrix_are_named_by_it_or_by_its_title),
		cmocka_unit_test(rows_of_one_label_and_period_are_told_apart),
		cmocka_unit_test(what_was_left_out_most_decides_what_to_do),
		cmocka_unit_test(a_text_alone_in_its_row_is_a_heading_unless_it_may_be_more),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
