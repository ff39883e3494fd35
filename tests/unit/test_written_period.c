#include "unit.h"

#include "text/period_tokens.h"
#include "text/written_period.h"

static struct written_period period;

static void is_kind(const char *cell, enum written_kind kind)
{
	period = written_period_parse(str_of(cell));
	if (period.kind != kind)
		fail_msg("\"%s\" is of kind %d, not %d", cell, (int)period.kind, (int)kind);
}

static void is_month(const char *cell, int year, int month)
{
	is_kind(cell, WRITTEN_MONTH);
	if (period.year != year || period.month != month)
		fail_msg("\"%s\" is %d-%d", cell, period.year, period.month);
}

static void is_part(const char *cell, enum written_kind kind, int year, int part, bool worded)
{
	is_kind(cell, kind);
	if (period.year != year || period.part != part || period.worded != worded)
		fail_msg("\"%s\" is part %d of %d", cell, period.part, period.year);
}

static void is_day(const char *cell, int year, int month, int day)
{
	is_kind(cell, WRITTEN_DAY);
	if (period.year != year || period.month != month || period.day != day)
		fail_msg("\"%s\" is %d-%d-%d", cell, period.year, period.month, period.day);
}

static void months_are_read_in_many_notations(void **state)
{
	static const char *const cells[] = {"2024-05", "2024/5", "2024.05", "2024.5", "2024M05",
		"2024m5", "202405", "2024年5月", "2024年5月份", "2024年05月末", "２０２４年５月",
		"May-24", "May 2024", "MAY 2024", "2024 May", "2024 MAY", "mai 2024", "Mayo 2024",
		"05/2024", "2024年五月", " 2024-05 ", "May, 2024",
		"May\xC2\xA0"
		"2024"};

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		is_month(cells[i], 2024, 5);
	is_month("2024年10月", 2024, 10);
	is_month("2024.10", 2024, 10);
	is_month("2024年十二月", 2024, 12);
	is_month("Dez. 2023", 2023, 12);
	is_month("déc. 2023", 2023, 12);
	is_month("FÉVRIER 2023", 2023, 2);
	is_month("März 2023", 2023, 3);
	is_month("enero 2023", 2023, 1);
	is_month("2022 JAN", 2022, 1);
	is_month("Sept-99", 1999, 9);
}

static void every_form_puts_year_and_part_in_their_places(void **state)
{
	static const char *const months[] = {"2024-M05", "May/2024", "May.2024", "May 2024",
		"2024-May", "2024/May", "2024年May", "2024M5", "5/2024", "5.2024", "2024/05"};
	static const char *const quarters[] = {"Q2-2024", "Q2/2024", "2. Quartal 2024",
		"2024 2nd quarter", "2024年Q2", "2024-Q2", "2Q2024", "2024 T2", "Q2 2024"};
	static const char *const halves[] = {
		"2024-H2", "H2 2024", "H2/2024", "2. Halbjahr 2024", "2024 2nd half", "2024H2"};
	static const char *const days[] = {"9-Mar-2022", "9. März 2022", "Mar 9, 2022", "9 Mar 22",
		"Mar 9 2022", "2022/3/9", "2022.03.09", "9-Mar-22"};

	(void)state;
	for (size_t i = 0; i < sizeof(months) / sizeof(*months); i++)
		is_month(months[i], 2024, 5);
	for (size_t i = 0; i < sizeof(quarters) / sizeof(*quarters); i++)
		is_part(quarters[i], WRITTEN_QUARTER, 2024, 2, false);
	for (size_t i = 0; i < sizeof(halves) / sizeof(*halves); i++)
		is_part(halves[i], WRITTEN_HALF, 2024, 2, false);
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		is_day(days[i], 2022, 3, 9);
	is_part("2024下半年", WRITTEN_HALF, 2024, 2, true);
	is_part("2024前两季度", WRITTEN_QUARTERS, 2024, 2, true);
	is_part("2024全年", WRITTEN_YEAR, 2024, 0, true);
	is_part("2024年年末", WRITTEN_NONE, 0, 0, false);
	is_part("2024W07", WRITTEN_WEEK, 2024, 7, false);
	is_part("FY2024-25", WRITTEN_FISCAL, 2025, 0, false);
	is_kind("2024S01", WRITTEN_AVERAGE);
	is_part("2024年1-4季度", WRITTEN_QUARTERS, 2024, 4, true);
}

static void parts_of_a_year_are_read_without_it(void **state)
{
	(void)state;
	is_part("Q3", WRITTEN_QUARTER, 0, 3, false);
	is_part("3. Quartal", WRITTEN_QUARTER, 0, 3, false);
	is_part("三季度", WRITTEN_QUARTER, 0, 3, true);
	is_part("第 三季度", WRITTEN_QUARTER, 0, 3, true);
	is_part("H2", WRITTEN_HALF, 0, 2, false);
	is_part("2. Halbjahr", WRITTEN_HALF, 0, 2, false);
	is_part("下半年", WRITTEN_HALF, 0, 2, true);
	is_part("前三季度", WRITTEN_QUARTERS, 0, 3, true);
	is_part("全年", WRITTEN_YEAR, 0, 0, true);
	is_kind("2月-5月", WRITTEN_MONTHS);
	assert_int_equal(period.month, 2);
	assert_int_equal(period.last, 5);
	is_kind("3-7月", WRITTEN_MONTHS);
	assert_int_equal(period.month, 3);
	assert_int_equal(period.last, 7);
}

static void every_range_ends_where_it_says(void **state)
{
	(void)state;
	is_part("1800", WRITTEN_YEAR, 1800, 0, false);
	is_part("2199", WRITTEN_YEAR, 2199, 0, false);
	is_kind("1799", WRITTEN_NONE);
	is_kind("2200", WRITTEN_NONE);
	is_kind("02024", WRITTEN_NONE);
	is_kind("18264", WRITTEN_SERIAL); /* 1950-01-01 */
	is_kind("18263", WRITTEN_NONE);
	is_kind("73050", WRITTEN_SERIAL); /* 2099-12-31 */
	is_kind("73051", WRITTEN_NONE);
	is_month("202401", 2024, 1);
	is_month("202412", 2024, 12);
	assert_true(period.compact);
	is_day("20241231", 2024, 12, 31);
	assert_true(period.compact);
	is_kind("202400", WRITTEN_NONE);
	is_kind("17991231", WRITTEN_NONE);
	is_part("2024Q1", WRITTEN_QUARTER, 2024, 1, false);
	is_part("2024Q4", WRITTEN_QUARTER, 2024, 4, false);
	is_kind("2024Q0", WRITTEN_NONE);
	is_part("2024H1", WRITTEN_HALF, 2024, 1, false);
	is_kind("2024H3", WRITTEN_NONE);
	is_part("2024-W53", WRITTEN_WEEK, 2024, 53, false);
	is_part("2024-W01", WRITTEN_WEEK, 2024, 1, false);
	is_kind("2024-W54", WRITTEN_NONE);
	is_kind("2024年1-12月", WRITTEN_MONTHS);
	is_kind("2024年1-13月", WRITTEN_NONE);
	is_kind("2024年0-5月", WRITTEN_NONE);
	is_kind("2024年5-5月", WRITTEN_NONE);
	is_month("Jan-69", 2069, 1);
	is_month("Jan-70", 1970, 1);
	is_kind("2012-13", WRITTEN_TWO_YEARS);
	is_kind("2000-01", WRITTEN_YEARS_OR_MONTH);
	is_kind("2012.13", WRITTEN_NONE);
	is_kind("2023.2024", WRITTEN_NONE);
	is_kind("2023-2025", WRITTEN_NONE);
	is_kind("123/2024", WRITTEN_NONE);
	is_kind("2024-05/31", WRITTEN_NONE);
	is_kind("2024-005-31", WRITTEN_NONE);
	is_kind("2024-05-031", WRITTEN_NONE);
	is_kind("12/31/2024", WRITTEN_DAY_OR_MONTH);
	is_kind("12/12/2024", WRITTEN_DAY_OR_MONTH);
	assert_int_equal(period.year, 2024);
	is_kind("012/12/2024", WRITTEN_NONE);
	is_kind("12/012/2024", WRITTEN_NONE);
	is_kind("2024年24月", WRITTEN_NONE);
	is_kind("24Q2", WRITTEN_NONE);
	is_kind("3Q1066", WRITTEN_NONE);
	is_kind("24年5月", WRITTEN_NONE);
	is_kind("FY2024/2025", WRITTEN_NONE);
}

static void midnight_and_a_code_behind_a_period_say_nothing_more(void **state)
{
	static const char *const days[] = {"2024-05-31T00:00:00.000Z", "2024-05-31T00:00:00.000",
		"2024-05-31T00:00:00Z", "2024-05-31 00:00:00.000", "2024-05-31 00:00:00.0",
		"2024-05-31 0:00:00", "2024-05-31 00:00", "2024-05-31 0:00", "2024-05-31  0:00"};

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		is_day(days[i], 2024, 5, 31);
	is_part("2021 [YR2021]", WRITTEN_YEAR, 2021, 0, false);
	is_kind("2021 [YR2021", WRITTEN_NONE);
}

static void every_kind_comes_as_often_as_its_shortest_period(void **state)
{
	(void)state;
	assert_int_equal(written_period_every(WRITTEN_DAY), EVERY_DAY);
	assert_int_equal(written_period_every(WRITTEN_WEEK), EVERY_WEEK);
	assert_int_equal(written_period_every(WRITTEN_MONTH), EVERY_MONTH);
	assert_int_equal(written_period_every(WRITTEN_MONTHS), EVERY_MONTH);
	assert_int_equal(written_period_every(WRITTEN_QUARTER), EVERY_QUARTER);
	assert_int_equal(written_period_every(WRITTEN_QUARTERS), EVERY_QUARTER);
	assert_int_equal(written_period_every(WRITTEN_HALF), EVERY_QUARTER);
	assert_int_equal(written_period_every(WRITTEN_TWO_YEARS), EVERY_YEAR);
}

static void a_part_is_read_within_its_year_alone(void **state)
{
	(void)state;
	assert_int_equal(written_period_within(2024, STR("2024-05")).kind, WRITTEN_MONTH);
	assert_int_equal(written_period_within(2024, STR("12")).month, 12);
	assert_int_equal(written_period_within(2024, STR("05")).month, 5);
	assert_int_equal(written_period_within(2024, STR("005")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_within(2024, STR("0")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_within(2024, STR("45413")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_within(2024, STR("5 6")).kind, WRITTEN_NONE);
}

static void a_format_needs_a_year_and_known_conversions(void **state)
{
	static const char *const good[] = {
		"%Y", "%y", "%Y-%m", "%b %Y", "%B %Y", "%d.%m.%Y", "%d %b %y", "%Y%%%q", "Jahr %Y"};
	static const char *const bad[] = {"", "Y", "%m", "%Y %", "%Y-%x", "%Y-%d", "%%Y", "%q"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_true(written_period_format_is_valid(str_of(good[i])));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(written_period_format_is_valid(str_of(bad[i])));
	/* what stands behind the format is no part of it */
	assert_false(written_period_format_is_valid(str_head(STR("%Y%m"), 3)));
}

static void a_format_takes_as_many_digits_as_its_conversions_have(void **state)
{
	(void)state;
	period = written_period_parse_as(STR("20240531"), STR("%Y%m%d"));
	assert_int_equal(period.kind, WRITTEN_DAY);
	assert_int_equal(period.year, 2024);
	assert_int_equal(period.month, 5);
	assert_int_equal(period.day, 31);
	period = written_period_parse_as(STR("31052024"), STR("%d%m%Y"));
	assert_int_equal(period.day, 31);
	assert_int_equal(period.month, 5);
	assert_int_equal(period.year, 2024);
	assert_int_equal(written_period_parse_as(STR("241"), STR("%y%q")).part, 1);
	assert_int_equal(written_period_parse_as(STR("1242024"), STR("%q%y%Y")).year, 2024);
	period = written_period_parse_as(STR("2024"), STR("%Y"));
	assert_int_equal(period.kind, WRITTEN_YEAR);
	assert_int_equal(period.year, 2024);
	assert_int_equal(written_period_parse_as(STR("69"), STR("%y")).year, 2069);
	assert_int_equal(written_period_parse_as(STR("70"), STR("%y")).year, 1970);
	assert_int_equal(written_period_parse_as(STR("1799"), STR("%Y")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_parse_as(STR("x"), STR("%y")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_parse_as(STR("2024%4"), STR("%Y%%%q")).part, 4);
	assert_int_equal(written_period_parse_as(STR("2024q44"), STR("%YQ%q")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_parse_as(STR("May  2024"), STR(" %b %Y ")).month, 5);
	assert_int_equal(written_period_parse_as(STR("x2024"), STR("X%Y")).year, 2024);
	assert_int_equal(written_period_parse_as(STR("2024 %"), STR("%Y %")).year, 2024);
	assert_int_equal(written_period_parse_as(STR("Foo 2024"), STR("%b %Y")).kind, WRITTEN_NONE);
}

static void chinese_words_stand_for_numbers_marks_and_parts(void **state)
{
	static const char *const numbers[] = {
		"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"};
	static const char *const ends[] = {"月", "月份", "月末", "月底"};
	static const char *const dashes[] = {"至", "到", "～", "—", "–", "－", "−", "-", "~"};
	static const char *const days[] = {"日", "号"};
	static const char *const quarters[] = {"季", "季度", "季度末"};
	static const char *const years[] = {"年末", "年底", "全年"};
	char cell[64];

	(void)state;
	for (int month = 1; month <= 12; month++)
		for (size_t i = 0; i < 4; i++) {
			snprintf(cell, sizeof(cell), "2024年%s%s", numbers[month - 1], ends[i]);
			is_month(cell, 2024, month);
		}
	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++) {
		snprintf(cell, sizeof(cell), "2024年2%s7月", dashes[i]);
		is_kind(cell, WRITTEN_MONTHS);
		assert_int_equal(period.month, 2);
		assert_int_equal(period.last, 7);
	}
	for (size_t i = 0; i < 2; i++) {
		snprintf(cell, sizeof(cell), "2024年5月31%s", days[i]);
		is_day(cell, 2024, 5, 31);
	}
	for (size_t i = 0; i < 3; i++) {
		snprintf(cell, sizeof(cell), "2024年第四%s", quarters[i]);
		is_part(cell, WRITTEN_QUARTER, 2024, 4, true);
		snprintf(cell, sizeof(cell), "2024%s", years[i]);
		is_part(cell, WRITTEN_YEAR, 2024, 0, true);
	}
	is_part("2024年前3季度", WRITTEN_QUARTERS, 2024, 3, true);
	is_part("2024上半年", WRITTEN_HALF, 2024, 1, true);
	is_part("2024年度", WRITTEN_YEAR, 2024, 0, false);
}

static void quarters_and_halves_have_names_in_four_languages(void **state)
{
	static const char *const quarters[] = {
		"quarter", "quartal", "vierteljahr", "trimestre", "Q", "T"};
	static const char *const halves[] = {"half", "halbjahr", "semestre", "H"};
	static const char *const ordinals[] = {"1st", "2nd", "3rd", "4th"};
	char cell[64];

	(void)state;
	for (int part = 1; part <= 4; part++)
		for (size_t i = 0; i < 6; i++) {
			snprintf(cell, sizeof(cell), "%s %s 2024", ordinals[part - 1], quarters[i]);
			is_part(cell, WRITTEN_QUARTER, 2024, part, false);
		}
	for (size_t i = 0; i < 4; i++) {
		snprintf(cell, sizeof(cell), "%s 2 2024", halves[i]);
		is_part(cell, WRITTEN_HALF, 2024, 2, false);
	}
}

static void months_have_names_in_four_languages(void **state)
{
	static const char *const names[12] = {
		"jan january janv janvier jän januar jänner ene enero",
		"feb february févr fév fevr fevrier février februar febrero",
		"mar march mars mär märz mrz marzo",
		"apr april avr avril abr abril",
		"may mai mayo",
		"jun june juin juni junio",
		"jul july juil juillet juli julio",
		"aug august août aout ago agosto",
		"sep sept september septembre septiembre setiembre set",
		"oct october octobre okt oktober octubre",
		"nov november novembre noviembre",
		"dec december déc décembre decembre dez dezember dic diciembre",
	};

	(void)state;
	for (int month = 1; month <= 12; month++) {
		struct str rest = str_of(names[month - 1]), name;
		char cell[32];

		while (str_cut(&rest, ' ', &name)) {
			snprintf(cell, sizeof(cell), "%.*s. 2024", STR_ARG(name));
			is_month(cell, 2024, month);
		}
	}
}

static void a_month_without_a_year_waits_for_one(void **state)
{
	(void)state;
	is_month("5月末", 0, 5);
	is_month("M05", 0, 5);
	is_month("May", 0, 5);
	period = written_period_within(2024, STR("5"));
	assert_int_equal(period.kind, WRITTEN_MONTH);
	assert_int_equal(period.year, 2024);
	assert_int_equal(written_period_within(2024, STR("13")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_within(2024, STR("M13")).kind, WRITTEN_AVERAGE);
	assert_int_equal(written_period_within(2024, STR("上半年")).kind, WRITTEN_HALF);
	assert_int_equal(written_period_within(2024, STR("Q2")).year, 2024);
	assert_int_equal(written_period_within(2024, STR("2023-05")).kind, WRITTEN_NONE);
}

static void months_cumulated_keep_both_ends(void **state)
{
	static const char *const cells[] = {"2024年1-5月", "2024年1—5月", "2024年1至5月",
		"2024年1~5月", "2024年1月-5月", "2024年1－5月"};

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		is_kind(cells[i], WRITTEN_MONTHS);
		assert_int_equal(period.year, 2024);
		assert_int_equal(period.month, 1);
		assert_int_equal(period.last, 5);
	}
	is_kind("1-5月", WRITTEN_MONTHS);
	assert_int_equal(period.year, 0);
	is_kind("2024年5-1月", WRITTEN_NONE);
}

static void the_tenth_of_a_year_stays_open(void **state)
{
	(void)state;
	is_kind("2016.1", WRITTEN_TENTH);
	is_month("2016.01", 2016, 1);
	is_month("2016-1", 2016, 1);
	is_month("2016.2", 2016, 2);
}

static void quarters_and_halves_are_read(void **state)
{
	(void)state;
	is_part("2024-Q2", WRITTEN_QUARTER, 2024, 2, false);
	is_part("2024Q2", WRITTEN_QUARTER, 2024, 2, false);
	is_part("2024 Q2", WRITTEN_QUARTER, 2024, 2, false);
	is_part("Q2 2024", WRITTEN_QUARTER, 2024, 2, false);
	is_part("2Q2024", WRITTEN_QUARTER, 2024, 2, false);
	is_part("2024年二季度", WRITTEN_QUARTER, 2024, 2, true);
	is_part("2024年第二季度", WRITTEN_QUARTER, 2024, 2, true);
	is_part("2024年2季度", WRITTEN_QUARTER, 2024, 2, true);
	is_part("2024年上半年", WRITTEN_HALF, 2024, 1, true);
	is_part("2024H2", WRITTEN_HALF, 2024, 2, false);
	is_part("2024年前三季度", WRITTEN_QUARTERS, 2024, 3, true);
	is_part("2024年1-3季度", WRITTEN_QUARTERS, 2024, 3, true);
	is_part("2024年全年", WRITTEN_YEAR, 2024, 0, true);
	is_part("2024年末", WRITTEN_YEAR, 2024, 0, true);
	is_kind("2024-Q5", WRITTEN_NONE);
	is_kind("2024年2-3季度", WRITTEN_NONE);
	is_kind("2024年1-5季度", WRITTEN_NONE);
}

static void years_are_read(void **state)
{
	(void)state;
	is_part("2024", WRITTEN_YEAR, 2024, 0, false);
	is_part("2024年", WRITTEN_YEAR, 2024, 0, false);
	is_part("2024年度", WRITTEN_YEAR, 2024, 0, false);
	is_part("2024/25", WRITTEN_TWO_YEARS, 2024, 0, false);
	is_part("2023-2024", WRITTEN_TWO_YEARS, 2023, 0, false);
	is_part("1999-00", WRITTEN_TWO_YEARS, 1999, 0, false);
	is_part("2011-12", WRITTEN_YEARS_OR_MONTH, 2011, 0, false);
	assert_int_equal(period.month, 12);
	is_part("FY2025", WRITTEN_FISCAL, 2025, 0, false);
	is_part("FY2024/25", WRITTEN_FISCAL, 2025, 0, false);
	is_kind("FY2024/26", WRITTEN_NONE);
	is_kind("1066", WRITTEN_NONE);
	is_kind("3456", WRITTEN_NONE);
}

static void days_are_read(void **state)
{
	(void)state;
	is_day("2024-05-31", 2024, 5, 31);
	is_day("2003/5/1", 2003, 5, 1);
	is_day("2024.05.31", 2024, 5, 31);
	is_day("2024年5月31日", 2024, 5, 31);
	is_day("23 March 2022", 2022, 3, 23);
	is_day("March 23, 2022", 2022, 3, 23);
	is_day("20240531", 2024, 5, 31);
	is_day("2024-05-31 00:00:00", 2024, 5, 31);
	is_day("2024-05-31T00:00:00", 2024, 5, 31);
	is_kind("2023-02-29", WRITTEN_NONE);
	is_kind("2024-05-31 12:30", WRITTEN_NONE);
}

static void day_and_month_in_open_order_are_kept_as_written(void **state)
{
	(void)state;
	is_kind("05/06/2024", WRITTEN_DAY_OR_MONTH);
	assert_int_equal(period.month, 5);
	assert_int_equal(period.day, 6);
	is_kind("31/05/2024", WRITTEN_DAY_OR_MONTH);
	assert_int_equal(period.month, 31);
	is_kind("05/31/2024", WRITTEN_DAY_OR_MONTH);
	is_kind("31/06/2024", WRITTEN_NONE);
	is_kind("13/13/2024", WRITTEN_NONE);
}

static void weeks_serials_and_averages_are_read(void **state)
{
	(void)state;
	is_part("2024-W27", WRITTEN_WEEK, 2024, 27, false);
	is_kind("45413", WRITTEN_SERIAL);
	assert_int_equal(period.serial, 45413);
	is_kind("M13", WRITTEN_AVERAGE);
	is_kind("2024M13", WRITTEN_AVERAGE);
	is_kind("S01", WRITTEN_AVERAGE);
}

static void other_cells_are_no_periods(void **state)
{
	static const char *const cells[] = {"", "abc", "2024-13", "2024-00", "24-May", "2024-5-",
		"-2024", "2400.62", "202413", "5", "2024年13月", "2024/5-6", "一",
		"1.2.3.4.5.6.7.8.9", "99999999999999999999", "2024-05-31-01", "maybe 2024", "年",
		"2024-05 x", "第", "2016.123", "2024×05", "May÷2024", "31.05/2024", "1-1-1-1-Q1",
		"24年5月31日"};

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		is_kind(cells[i], WRITTEN_NONE);
}

static void a_format_reads_what_it_says(void **state)
{
	(void)state;
	period = written_period_parse_as(STR("2016.1"), STR("%Y.%m"));
	assert_int_equal(period.kind, WRITTEN_MONTH);
	assert_int_equal(period.month, 1);
	period = written_period_parse_as(STR("05/06/2024"), STR("%d/%m/%Y"));
	assert_int_equal(period.kind, WRITTEN_DAY);
	assert_int_equal(period.month, 6);
	period = written_period_parse_as(STR("Jahr 24, 2. Quartal"), STR("Jahr %y, %q. Quartal"));
	assert_int_equal(period.kind, WRITTEN_QUARTER);
	assert_int_equal(period.year, 2024);
	assert_int_equal(written_period_parse_as(STR("2024年5月"), STR("%Y年%m月")).month, 5);
	assert_int_equal(written_period_parse_as(STR("May 24"), STR("%b %y")).month, 5);
	assert_int_equal(written_period_parse_as(STR("2024-05x"), STR("%Y-%m")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_parse_as(STR("2024"), STR("%Y-%m")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_parse_as(STR("2024/5"), STR("%Y-%m")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_parse_as(STR("05"), STR("%m")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_parse_as(STR("q 2024"), STR("%b %Y")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_parse_as(STR("May"), STR("%bx%Y")).kind, WRITTEN_NONE);
	assert_int_equal(written_period_parse_as(STR("x-05"), STR("%Y-%m")).kind, WRITTEN_NONE);
}

/* What is left behind the month's name, "-" if there is none. */
static const char *behind_month(const char *text, int expected)
{
	struct str rest = str_of(text);
	int month;

	if (!period_take_month(&rest, &month))
		return "-";
	assert_int_equal(month, expected);
	return rest.at;
}

static void a_months_name_goes_with_the_point_of_its_abbreviation(void **state)
{
	(void)state;
	assert_string_equal(behind_month("jan", 1), "");
	assert_string_equal(behind_month("jan. 24", 1), " 24");
	assert_string_equal(behind_month("dez.", 12), "");
	assert_string_equal(behind_month("sept..", 9), ".");
	assert_string_equal(behind_month("mai .", 5), " .");
	assert_string_equal(behind_month("août24", 8), "24");
	assert_string_equal(behind_month("quarter", 0), "-");
	assert_string_equal(behind_month("janx", 0), "-");
	assert_string_equal(behind_month("5", 0), "-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_are_read_in_many_notations),
		cmocka_unit_test(every_form_puts_year_and_part_in_their_places),
		cmocka_unit_test(parts_of_a_year_are_read_without_it),
		cmocka_unit_test(every_range_ends_where_it_says),
		cmocka_unit_test(midnight_and_a_code_behind_a_period_say_nothing_more),
		cmocka_unit_test(every_kind_comes_as_often_as_its_shortest_period),
		cmocka_unit_test(a_part_is_read_within_its_year_alone),
		cmocka_unit_test(a_format_needs_a_year_and_known_conversions),
		cmocka_unit_test(a_format_takes_as_many_digits_as_its_conversions_have),
		cmocka_unit_test(chinese_words_stand_for_numbers_marks_and_parts),
		cmocka_unit_test(quarters_and_halves_have_names_in_four_languages),
		cmocka_unit_test(months_have_names_in_four_languages),
		cmocka_unit_test(a_month_without_a_year_waits_for_one),
		cmocka_unit_test(months_cumulated_keep_both_ends),
		cmocka_unit_test(the_tenth_of_a_year_stays_open),
		cmocka_unit_test(quarters_and_halves_are_read),
		cmocka_unit_test(years_are_read),
		cmocka_unit_test(days_are_read),
		cmocka_unit_test(day_and_month_in_open_order_are_kept_as_written),
		cmocka_unit_test(weeks_serials_and_averages_are_read),
		cmocka_unit_test(other_cells_are_no_periods),
		cmocka_unit_test(a_format_reads_what_it_says),
		cmocka_unit_test(a_months_name_goes_with_the_point_of_its_abbreviation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
