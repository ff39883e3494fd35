/* Files as they are met seldom: what comes of each, figures or messages. */
#include "given.h"

static void periods_that_may_be_years_or_months_are_refused(void **state)
{
	(void)state;
	gives("",
		"year,入学人数\n"
		"2024,5\n",
		"t.csv:2:1: error: \"2024\" may be the year that begins or the one that ends then; "
		"write 2024/25 or FY2025 in the file, since year_start of indicator school is not "
		"January\n");
	gives("",
		"月份,贷款余额\n"
		"2011-12,1\n"
		"2012-13,2\n"
		"2012-05,3\n",
		"t.csv:2:1: error: \"2011-12\" may be a month or a year that begins within "
		"another; write 2011M12 in the file if it is a month, FY2012 if a year\n");
	gives("",
		"year,入学人数\n"
		"2024/25,5\n"
		"2025/26,6\n",
		"t.csv:2:1: error: \"2024/25\" lies in the future; mend the file, or allow it with "
		"--allow-future\n"
		"t.csv:3:1: error: \"2025/26\" lies in the future; mend the file, or allow it with "
		"--allow-future\n");
}

static void spans_of_months_are_the_period_that_they_fill(void **state)
{
	(void)state;
	gives("",
		"期间,GDP\n"
		"2024年1-3月,5\n"
		"2024年4-6月,6\n",
		"gdp 2024-Q1 5\n"
		"gdp 2024-Q2 6\n");
	gives("",
		"期间,GDP\n"
		"2024年2-4月,5\n",
		"t.csv:2:1: error: \"2024年2-4月\" is a sum over months, which only a ytd "
		"indicator takes; write kind = ytd in indicator gdp if that is what it is\n");
	gives("",
		"期间,粮食产量\n"
		"2024年1-12月,5\n",
		"grain 2024 5\n");
	gives("",
		"期间,粮食产量\n"
		"2024年1-11月,5\n",
		"t.csv:2:1: error: \"2024年1-11月\" is a sum over months, which only a ytd "
		"indicator takes; write kind = ytd in indicator grain if that is what it is\n");
	gives("",
		"期间,整改数\n"
		"2024年1-5月,5\n",
		"limit 2024-05 5\n");
	gives("",
		"期间,到发量\n"
		"2024年3-5月,5\n",
		"t.csv:2:1: error: \"2024年3-5月\" is a sum over months, which only a ytd "
		"indicator takes; write kind = ytd in indicator cargo if that is what it is\n");
	gives("",
		"期间,到发量\n"
		"2024年1-3月,5\n",
		"t.csv:2:1: error: \"2024年1-3月\" is a sum over months, which only a ytd "
		"indicator takes; write kind = ytd in indicator cargo if that is what it is\n");
	gives("",
		"期间,Visits\n"
		"2024年1-2月,5\n",
		"t.csv:2:1: error: \"2024年1-2月\" is a sum over months, which only a ytd "
		"indicator takes; write kind = ytd in indicator visits if that is what it is\n");
	gives("",
		"期间,用电量\n"
		"2024年1-2月,5\n"
		"2024年3月,6\n",
		"power 2024-02 5\n"
		"power 2024-03 6\n");
}

static void halves_of_years_and_quarters_go_where_they_fit(void **state)
{
	(void)state;
	gives("",
		"期间,整改数\n"
		"2024H1,5\n",
		"limit 2024-06 5\n");
	gives("",
		"期间,高企数\n"
		"2024H1,5\n"
		"2024H2,6\n",
		"t.csv:3:1: error: \"2024H2\" lies in the future; mend the file, or allow it with "
		"--allow-future\n");
	gives("",
		"期间,建成数\n"
		"2024Q1,5\n"
		"2024Q2,6\n",
		"built 2024-03 5\n"
		"built 2024-06 6\n");
	gives("",
		"期间,建成数\n"
		"2024W05,5\n"
		"2024W06,6\n",
		"t.csv: error: no figure in the file can be loaded: left out: 2 figures of another "
		"frequency; write every = week in the indicators that the file is about\n");
	gives("",
		"期间,Visits\n"
		"2024-05,5\n"
		"2024-06,6\n",
		"t.csv: error: no figure in the file can be loaded: left out: 2 figures of another "
		"frequency; write every = month in the indicators that the file is about\n");
	gives("",
		"期间,GDP\n"
		"1-3季度,5\n",
		"t.csv:1: error: layout not recognised: no column holds periods (wide, long) and "
		"no header cells are periods (matrix); add period_column = \"…\" to a section "
		"source t { match = \"t.csv\" }\n");
	gives("",
		"期间,进出口总额\n"
		"2024年1-3季度,5\n",
		"t.csv:2:1: error: \"2024年1-3季度\" lies in the future; mend the file, or allow "
		"it with --allow-future\n");
}

static void days_stand_for_the_periods_that_they_end(void **state)
{
	(void)state;
	gives("",
		"日期,高企数\n"
		"2023-12-31,5\n"
		"2024-03-31,6\n"
		"2024-06-30,7\n",
		"firms 2023-Q4 5\n"
		"firms 2024-Q1 6\n"
		"firms 2024-Q2 7\n");
	gives("",
		"日期,粮食产量\n"
		"2021-12-31,5\n"
		"2022-12-31,6\n"
		"2023-12-31,7\n",
		"grain 2021 5\n"
		"grain 2022 6\n"
		"grain 2023 7\n");
	gives("",
		"日期,整改数\n"
		"2024-05-31,5\n",
		"limit 2024-05 5\n");
	gives("source s { match = \"*\" every = once }\n",
		"日期,整改数\n"
		"2024-05-30,5\n"
		"2024-06-30,6\n",
		"limit 2024-05 5\n"
		"limit 2024-06 6\n");
	gives("source s { match = \"*\" every = quarter }\n",
		"月份,高企数\n"
		"2024-02,5\n"
		"2024-05,6\n",
		"firms 2024-Q1 5\n"
		"firms 2024-Q2 6\n");
	gives("source s { match = \"*\" every = quarter }\n",
		"月份,高企数\n"
		"2024-03,5\n"
		"2024-06,6\n",
		"firms 2024-Q1 5\n"
		"firms 2024-Q2 6\n");
	gives("source s { match = \"*\" every = month }\n",
		"月份,高企数\n"
		"2024-03,5\n"
		"2024-06,6\n",
		"firms 2024-Q1 5\n"
		"firms 2024-Q2 6\n");
	gives("source s { match = \"*\" every = year }\n",
		"月份,粮食产量\n"
		"2022-12,5\n"
		"2023-12,6\n",
		"grain 2022 5\n"
		"grain 2023 6\n");
	gives("source s { match = \"*\" every = month }\n",
		"日期,贷款余额\n"
		"2024-05-30,5\n"
		"2024-06-28,6\n",
		"loans 2024-05 5\n"
		"loans 2024-06 6\n");
}

static void what_all_is_left_out_says_why(void **state)
{
	(void)state;
	gives("source s { match = \"*\" ignore = { \"*\" } }\n",
		"月份,foo\n"
		"2024-05,1\n",
		"t.csv: error: no column with figures found; see how the file is understood with "
		"tidemark inspect\n");
	gives("source s { match = \"*\" where = { \"范围=全市\" } }\n",
		"月份,范围,贷款余额\n"
		"2024-05,城东,1\n",
		"t.csv: error: no figure in the file can be loaded: left out: 1 row left out by "
		"where; mend where and ignore in source \"s\"\n");
	gives("",
		"月份,贷款余额\n"
		"1975-05,1\n",
		"t.csv: error: no figure in the file can be loaded: left out: 1 figure before "
		"1980; nothing of it is kept here\n");
	gives("",
		"年份,到发量\n"
		"2022年平均,1\n"
		"2022,2\n"
		"2023,3\n",
		"t.csv:2:1: error: \"2022年平均\" is no period; mend the file, or add "
		"period_format = \"…\" to a section source t { match = \"t.csv\" }\n");
	gives("",
		"日期,GDP\n"
		"2024-05-31,1\n"
		"2024-06-30,2\n",
		"t.csv: error: no figure in the file can be loaded: left out: 2 figures of another "
		"frequency; write every = month in the indicators that the file is about\n");
	gives("",
		"日期,GDP\n"
		"2024-05-01,1\n"
		"2024-06-01,2\n",
		"t.csv: error: no figure in the file can be loaded: left out: 2 figures of another "
		"frequency; write every = month in the indicators that the file is about\n");
	gives("",
		"年份,到发量\n"
		"2022,-\n"
		"2023,3\n",
		"t.csv: error: no figure in the file can be loaded: left out: 1 figure of another "
		"frequency; write every = year in the indicators that the file is about\n");
}

static void columns_of_the_source_section_have_to_be_there(void **state)
{
	(void)state;
	gives("source s { match = \"*\" value_column = \"x\" }\n",
		"月份,贷款余额\n"
		"2024-05,1\n",
		"t.csv:1: error: no column is named \"x\"; mend value_column in source \"s\"\n");
	gives("source s { match = \"*\" area_column = \"x\" }\n",
		"月份,贷款余额\n"
		"2024-05,1\n",
		"t.csv:1: error: no column is named \"x\"; mend area_column in source \"s\"\n");
	gives("source s { match = \"*\" indicator_column = \"x\" }\n",
		"月份,贷款余额\n"
		"2024-05,1\n",
		"t.csv:1: error: no column is named \"x\"; mend indicator_column in source "
		"\"s\"\n");
	gives("source s { match = \"*\" period_column = \"x\" }\n",
		"月份,贷款余额\n"
		"2024-05,1\n",
		"t.csv:1: error: no column is named \"x\"; mend period_column in source \"s\"\n");
	gives("source s { match = \"*\" where = { \"x=1\" } }\n",
		"月份,贷款余额\n"
		"2024-05,1\n",
		"t.csv:1: error: no column is named \"x\"; mend where in source \"s\"\n");
	gives("source s { match = \"*\" layout = matrix }\n",
		"月份,贷款余额\n"
		"2024-05,1\n",
		"t.csv:1: error: no row of periods found for a matrix; add header_rows = … to "
		"source \"s\"\n");
	gives("source s { match = \"*\" layout = long }\n",
		"月份,foo\n"
		"2024-05,1\n",
		"t.csv:1: error: no column holds known labels; add indicator_column = \"…\" to "
		"source \"s\"\n");
	gives("source s { match = \"*\" layout = wide }\n",
		"指标,月份,数值\n"
		"贷款余额,2024-05,1\n",
		"t.csv:1:1: note: column \"指标\" is not loaded\n"
		"t.csv:1:7: error: no indicator is called \"数值\"; add indicator ID { title = "
		"\"数值\" kind = … } to the catalogue (or the label to alias of one), or add "
		"ignore = { \"数值\" } to source \"s\"\n");
	gives("source s { match = \"*\" value_column = \"数值2\" }\n",
		"指标,月份,数值1,数值2\n"
		"贷款余额,2024-05,1,2\n",
		"loans 2024-05 2\n"
		"t.csv:1:7: note: column \"数值1\" is not loaded\n");
	gives("source s { match = \"*\" area_column = \"ref_area\" }\n",
		"TIME_PERIOD:Time,REF_AREA:Reference area,Loans\n"
		"2024-05,east,1\n"
		"2024-05,west,2\n",
		"loans/east 2024-05 1\n"
		"loans/west 2024-05 2\n");
}

static void years_and_months_stand_beside_each_other(void **state)
{
	(void)state;
	gives("source s { match = \"*\" layout = \"year-month\" }\n",
		"贷款余额,年份\n"
		"1,2024\n",
		"t.csv:2:3: error: \"2024\" lies in the future; mend the file, or allow it with "
		"--allow-future\n");
	gives("source s { match = \"*\" layout = \"year-month\" }\n",
		"年份,期,贷款余额\n"
		"2024,5,1\n"
		"2024,6,2\n",
		"loans 2024-05 1\n"
		"loans 2024-06 2\n");
	gives("",
		"年份,期,贷款余额\n"
		"2024,May,1\n"
		"2024,June,2\n",
		"loans 2024-05 1\n"
		"loans 2024-06 2\n");
	gives("",
		"指标,2024-05,2024-05\n"
		",计划,实际\n"
		"贷款余额,1,2\n",
		"t.csv:1: error: columns such as 2024-05 计划 are named by a period and something "
		"else; keep one column a period in the file; add header_rows = … to a section "
		"source t { match = \"t.csv\" }\n");
	gives("",
		"指标,2023,2023,2024\n"
		",1月,2月,1月\n"
		"贷款余额,1,2,3\n",
		"t.csv:1: error: columns such as 2023 1月 are named by a period and something "
		"else; keep one column a period in the file; add header_rows = … to a section "
		"source t { match = \"t.csv\" }\n");
}

static void units_and_scales_of_rows_move_the_point(void **state)
{
	(void)state;
	gives("",
		"指标,单位,计量,period,value\n"
		"loans,亿元,万元,2024-05,1\n",
		"loans 2024-05 1\n"
		"t.csv:1:7: note: column \"计量\" is not loaded\n");
	gives("",
		"指标,备注,单位,period,value\n"
		"loans,亿元,亿元,2024-05,1\n"
		"loans,亿元,亿元,2024-06,2\n",
		"loans 2024-05 1\n"
		"loans 2024-06 2\n"
		"t.csv:1:4: note: column \"备注\" is not loaded\n");
	gives("",
		"indicator,period,UNIT_MULT,value\n"
		"loans,2024-05,units,1\n",
		"loans 2024-05 1\n");
	gives("",
		"indicator,period,UNIT,UNIT_MULT,value\n"
		"loans,2024-05,亿元,units,1\n"
		"loans,2024-06,万元,3,1\n"
		"loans,2024-07,元,8,1\n",
		"t.csv:3:1: error: figures in \"thousand 万元\" cannot be turned into \"亿元\", "
		"the unit of indicator loans; write unit = \"thousand 万元\" in indicator loans, "
		"or mend the unit in the file\n");
	gives("",
		"indicator,period,UNIT,UNIT_MULT,value\n"
		"loans,2024-05,元,99,1\n",
		"t.csv:2:1: error: figures in \"99 元\" cannot be turned into \"亿元\", the unit "
		"of indicator loans; write unit = \"99 元\" in indicator loans, or mend the unit "
		"in the file\n");
	gives("",
		"indicator,period,UNIT,UNIT_MULT,value\n"
		"loans,2024-05,元,123,1\n",
		"t.csv:2:1: error: figures in \"123 元\" cannot be turned into \"亿元\", the unit "
		"of indicator loans; write unit = \"123 元\" in indicator loans, or mend the unit "
		"in the file\n");
	gives("",
		"Loans (x 1000)\n"
		"month,Loans\n"
		"2024-05,1\n",
		"loans 2024-05 1e-05\n");
	gives("",
		"数据（单位:亿元)\n"
		"月份,贷款余额\n"
		"2024-05,1\n",
		"loans 2024-05 1\n");
	gives("",
		"单位:,亿元\n"
		"月份,贷款余额,到发量,同比增速\n"
		"2024-05,1,2,3\n",
		"loans 2024-05 1\n"
		"cargo 2024-05 2\n"
		"growth 2024-05 3\n");
	gives("",
		"month,growth (x)\n"
		"2024-05,1\n",
		"t.csv:1:7: error: no indicator is called \"growth (x)\"; add indicator ID { title "
		"= \"growth (x)\" kind = … } to the catalogue (or the label to alias of one), or "
		"add ignore = { \"growth (x)\" } to a section source t { match = \"t.csv\" }\n");
	gives("",
		"month,loans ()\n"
		"2024-05,1\n",
		"t.csv:1:7: error: no indicator is called \"loans ()\"; add indicator ID { title = "
		"\"loans ()\" kind = … } to the catalogue (or the label to alias of one), or add "
		"ignore = { \"loans ()\" } to a section source t { match = \"t.csv\" }\n");
	gives("",
		"month,loans)\n"
		"2024-05,1\n",
		"t.csv:1:7: error: no indicator is called \"loans)\"; add indicator ID { title = "
		"\"loans)\" kind = … } to the catalogue (or the label to alias of one), or add "
		"ignore = { \"loans)\" } to a section source t { match = \"t.csv\" }\n");
}

static void notes_above_the_table_tell_of_it(void **state)
{
	(void)state;
	gives("",
		"Title:,Loans of the bank,,\n"
		"Source:,bank,,\n"
		"月份,贷款余额,到发量,同比增速\n"
		"2024-05,1,2,3\n",
		"loans 2024-05 1\n"
		"cargo 2024-05 2\n"
		"growth 2024-05 3\n");
	gives("",
		"2023年和2024年\n"
		"月份,贷款余额\n"
		"5月,1\n"
		"6月,2\n",
		"t.csv:3:1: error: \"5月\" names no year; write the year into the cell, or above "
		"the table in a line of its own (Year: 2024)\n"
		"t.csv:4:1: error: \"6月\" names no year; write the year into the cell, or above "
		"the table in a line of its own (Year: 2024)\n");
	gives("",
		"2023年\n"
		"2024年\n"
		"月份,贷款余额\n"
		"5月,1\n"
		"6月,2\n",
		"t.csv:4:1: error: \"5月\" names no year; write the year into the cell, or above "
		"the table in a line of its own (Year: 2024)\n"
		"t.csv:5:1: error: \"6月\" names no year; write the year into the cell, or above "
		"the table in a line of its own (Year: 2024)\n");
	gives("",
		"各区情况\n"
		"月份,地区,数值\n"
		"2024-05,城东,1\n"
		"2024-05,城西,2\n",
		"t.csv:2:7: error: no indicator is called \"数值\"; add indicator ID { title = "
		"\"数值\" kind = … } to the catalogue (or the label to alias of one), or add "
		"ignore = { \"数值\" } to a section source t { match = \"t.csv\" }\n");
	gives("",
		"贷款余额\n"
		"进出口总额\n"
		"月份,地区,数值\n"
		"2024-05,城东,1\n",
		"t.csv:3:7: error: no indicator is called \"数值\"; add indicator ID { title = "
		"\"数值\" kind = … } to the catalogue (or the label to alias of one), or add "
		"ignore = { \"数值\" } to a section source t { match = \"t.csv\" }\n");
	gives("",
		"亿元\n"
		"月份,贷款余额\n"
		"2024-05,1\n",
		"loans 2024-05 1\n");
	gives("",
		"月份,贷款余额\n"
		"2024-05,1\n"
		"Source\n",
		"loans 2024-05 1\n");
	gives("",
		"月份,贷款余额\n"
		"2024-05,1\n"
		"Notes\n",
		"loans 2024-05 1\n");
	gives("",
		"月份,贷款余额\n"
		"2024-05,1\n"
		"source: bank,x\n",
		"t.csv:1: error: layout not recognised: no column holds periods (wide, long) and "
		"no header cells are periods (matrix); add period_column = \"…\" to a section "
		"source t { match = \"t.csv\" }\n");
}

static void labels_are_looked_for_where_they_can_stand(void **state)
{
	(void)state;
	gives("",
		"备注,指标,period,value\n"
		"loans,loans,2024-05,1\n",
		"loans 2024-05 1\n"
		"t.csv:1:1: note: column \"备注\" is not loaded\n");
	gives("",
		"a,b,period,value\n"
		"x,p,2024-05,1\n"
		"y,q,2024-05,2\n",
		"t.csv:1:1: note: column \"a\" is not loaded\n"
		"t.csv:1:3: note: column \"b\" is not loaded\n"
		"t.csv:1:12: error: no indicator is called \"value\"; add indicator ID { title = "
		"\"value\" kind = … } to the catalogue (or the label to alias of one), or add "
		"ignore = { \"value\" } to a section source t { match = \"t.csv\" }\n");
	gives("",
		"指标,2024-05,2024-06\n"
		"foo,1,2\n"
		"bar,3,4\n",
		"t.csv:2:1: error: no indicator is called \"foo\"; add indicator ID { title = "
		"\"foo\" kind = … } to the catalogue (or the label to alias of one), or add ignore "
		"= { \"foo\" } to a section source t { match = \"t.csv\" }\n"
		"t.csv:3:1: error: no indicator is called \"bar\"; add indicator ID { title = "
		"\"bar\" kind = … } to the catalogue (or the label to alias of one), or add ignore "
		"= { \"bar\" } to a section source t { match = \"t.csv\" }\n");
	gives("",
		"2024-05,2024-06\n"
		"1,2\n"
		"3,4\n",
		"t.csv:1: error: layout not recognised: no column holds periods (wide, long) and "
		"no header cells are periods (matrix); add period_column = \"…\" to a section "
		"source t { match = \"t.csv\" }\n");
	gives("",
		"indicator,period\n"
		"loans,2024-05\n",
		"t.csv:1: error: no column holds numbers; add value_column = \"…\" to a section "
		"source t { match = \"t.csv\" }\n");
	gives("",
		"indicator,period,value\n"
		"loans,2024-05,x\n",
		"");
	gives("source s { match = \"*\" layout = long }\n",
		"指标,period,loans,trade\n"
		"loans,2024-05,1,2\n",
		"t.csv:1: error: several columns hold numbers, loans is the first; add "
		"value_column = \"loans\" to source \"s\"\n");
	gives("",
		"月份,地区,区县,贷款余额,到发量\n"
		"2024-05,a,b,1,1\n"
		"2024-05,a,c,2,2\n"
		"2024-05,d,b,3,3\n",
		"t.csv:1:7: note: column \"区县\" is not loaded\n"
		"t.csv:3:1: error: 2024-05 of loans/a is 2 here but 1 in line 2; mend the file, or "
		"add duplicates = first or duplicates = last to a section source t { match = "
		"\"t.csv\" }\n"
		"t.csv:3:1: error: 2024-05 of cargo/a is 2 here but 1 in line 2; mend the file, or "
		"add duplicates = first or duplicates = last to a section source t { match = "
		"\"t.csv\" }\n");
	gives("",
		"贷款余额\n"
		"地区,2024-05,2024-06\n"
		"城东,1,2\n"
		",3,4\n",
		"t.csv:4:1: error: row has figures but no area; write its area, or Total if it is "
		"the whole\n");
	gives("",
		"地区,指标,2024-05\n"
		"城东,loans,1\n"
		",loans,2\n",
		"t.csv:3:1: error: row has figures but no area; write its area, or Total if it is "
		"the whole\n");
	gives("source s { match = \"*\" map = { \"foo=loans\" } }\n",
		"月份,foo\n"
		"2024-05,1\n",
		"loans 2024-05 1\n");
}

static void quotes_and_widths_of_a_header_have_to_fit(void **state)
{
	(void)state;
	gives("",
		"\"月份,贷款余额\"\n"
		"2024-05,1\n",
		"t.csv:2:9: error: the column has figures but no name; name it in the header, or "
		"give the indicator with --indicator\n");
	gives("",
		"'月份,贷款余额'\n"
		"2024-05,1\n",
		"t.csv:2:9: error: the column has figures but no name; name it in the header, or "
		"give the indicator with --indicator\n");
	gives("",
		"月份,贷款余额,到发量\n"
		"2024-05,1,2\n"
		"2024-06,3,4\n"
		"2024-07,3,4,5\n",
		"t.csv:4:1: error: record has 4 cells instead of 3; mend the file\n");
	gives("",
		"月份,贷款余额,到发量,\n"
		"2024-05,1,2\n"
		"2024-06,3,4\n",
		"loans 2024-05 1\n"
		"loans 2024-06 3\n"
		"cargo 2024-05 2\n"
		"cargo 2024-06 4\n");
	gives("",
		"\"sep=;\"\n"
		"月份;贷款余额\n"
		"2024-05;1\n",
		"loans 2024-05 1\n");
	gives("",
		"sep=;\n"
		"月份;贷款余额\n"
		"2024-05;1\n",
		"loans 2024-05 1\n");
	gives("", "sep=;",
		"t.csv: error: no table found; if there is one, name its delimiter with delimiter "
		"= in a source section\n");
	gives("",
		"sep=;x\n"
		"月份,贷款余额\n"
		"2024-05,1\n",
		"loans 2024-05 1\n");
	gives("",
		"\"sep=;\n"
		"月份;贷款余额\n"
		"2024-05;1\n",
		"loans 2024-05 1\n");
	gives("source s { match = \"*\" delimiter = \";\" }\n",
		"sep=,\n"
		"月份;贷款余额\n"
		"2024-05;1\n",
		"loans 2024-05 1\n");
}

static void marks_and_flags_are_weighed_together(void **state)
{
	(void)state;
	gives("",
		"month,cpi\n"
		"2024-01,\"1,234,567\"\n"
		"2024-02,\"1,234\"\n",
		"cpi 2024-01 1234567\n"
		"cpi 2024-02 1234\n");
	gives("",
		"month,cpi\n"
		"2024-01,\"1.234.567\"\n"
		"2024-02,\"1.234\"\n",
		"cpi 2024-01 1234567\n"
		"cpi 2024-02 1234\n");
	gives("",
		"month,cpi\n"
		"2024-01,１２.５\n"
		"2024-02,３\n",
		"cpi 2024-01 12.5\n"
		"cpi 2024-02 3\n");
	gives("",
		"month,cpi\n"
		"2024-01,+1.5\n"
		"2024-02,\"+1,234\"\n",
		"cpi 2024-01 1.5\n"
		"cpi 2024-02 1234\n");
	gives("",
		"month,loans\n"
		"2024-01,12 (p)\n"
		"2024-02,12 e\n",
		"loans 2024-01 12\n"
		"loans 2024-02 12\n");
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
		cmocka_unit_test(periods_that_may_be_years_or_months_are_refused),
		cmocka_unit_test(spans_of_months_are_the_period_that_they_fill),
		cmocka_unit_test(halves_of_years_and_quarters_go_where_they_fit),
		cmocka_unit_test(days_stand_for_the_periods_that_they_end),
		cmocka_unit_test(what_all_is_left_out_says_why),
		cmocka_unit_test(columns_of_the_source_section_have_to_be_there),
		cmocka_unit_test(years_and_months_stand_beside_each_other),
		cmocka_unit_test(units_and_scales_of_rows_move_the_point),
		cmocka_unit_test(notes_above_the_table_tell_of_it),
		cmocka_unit_test(labels_are_looked_for_where_they_can_stand),
		cmocka_unit_test(quotes_and_widths_of_a_header_have_to_fit),
		cmocka_unit_test(marks_and_flags_are_weighed_together),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
