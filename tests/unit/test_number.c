#include "unit.h"

#include "text/number.h"

static struct number number;

static void reads(const char *cell, char mark, double value)
{
	if (number_parse(str_of(cell), mark, &number) != NUMBER_READ)
		fail_msg("\"%s\" is no number", cell);
	if (decimal_value(number.decimal) != value)
		fail_msg("\"%s\" is read as %.15g", cell, decimal_value(number.decimal));
}

static void reads_with(
	const char *cell, double value, const char *unit, const char *flag, bool estimate)
{
	reads(cell, '.', value);
	assert_str_equal(number.unit, unit);
	assert_str_equal(number.flag, flag);
	assert_int_equal(number.estimate, estimate);
}

static void plain_numbers_are_read_exactly(void **state)
{
	(void)state;
	reads("2400.62", '.', 2400.62);
	reads("-0.5", '.', -0.5);
	reads("0", '.', 0);
	reads("000120", '.', 120);
	reads("0.000", '.', 0);
	reads("101.8 ", '.', 101.8);
	reads("119,942", ',', 119.942);
	reads("123456789012345", '.', 123456789012345.0);
	reads("1234567890123456789", '.', 1.23456789012346e18);
}

static void signs_of_all_kinds_are_understood(void **state)
{
	(void)state;
	reads("+5", '.', 5);
	reads("−5", '.', -5);
	reads("－５．５", '.', -5.5);
	reads("＋１２", '.', 12);
	reads("(1,234)", '.', -1234);
	reads("（25）", '.', -25);
	reads("(0)", '.', 0);
	assert_false(number.decimal.negative);
}

static void digits_may_be_grouped_in_threes(void **state)
{
	(void)state;
	reads("1,234,567.8", '.', 1234567.8);
	reads("1.234.567,8", ',', 1234567.8);
	reads("1 234 567", '.', 1234567);
	reads("1'234.5", '.', 1234.5);
	reads("1\xC2\xA0"
	      "234",
		'.', 1234);
	reads("1\xE2\x80\xAF"
	      "234,5",
		',', 1234.5);
	reads("１，２３４", '.', 1234);
}

static void blanks_and_apostrophes_of_all_widths_group(void **state)
{
	(void)state;
	reads("1’234.5", '.', 1234.5);
	reads("1\xE2\x80\x89"
	      "234",
		'.', 1234);
	reads("−1’234", '.', -1234);
	/* its neighbours in the table of characters do not */
	assert_int_equal(number_parse(STR("‘5"), '.', &number), NUMBER_NONE);
	assert_int_equal(number_parse(STR("∓5"), '.', &number), NUMBER_NONE);
}

static void a_flag_has_at_most_three_letters_of_those_in_use(void **state)
{
	(void)state;
	reads_with("12 bcd", 12, "", "bcd", false);
	reads_with("12 bcde", 12, "bcde", "", false);
	reads_with("12 y", 12, "y", "", false);
	reads_with("12 ()", 12, "()", "", false);
	reads_with("12 ( )", 12, "( )", "", false);
	reads_with("12\tp", 12, "", "p", false);
	reads_with("12\xC2\xA0p", 12, "", "p", false);
	reads_with("12†", 12, "", "†", false);
	reads_with("12 万元 (p)", 12, "万元", "p", false);
	reads_with("12 (万元)", 12, "(万元)", "", false);
	reads_with("12[p]", 12, "", "p", false);
}

static void an_exponent_is_a_sign_and_digits(void **state)
{
	(void)state;
	reads("12e5", '.', 12e5);
	reads("12e+5", '.', 12e5);
	reads("12E-5", '.', 12e-5);
	reads("12e05", '.', 12e5);
	reads_with("12e", 12, "e", "", false);
	reads_with("12e+", 12, "e+", "", false);
	reads_with("12 e5", 12, "e5", "", false);
	assert_int_equal(number_parse(STR("1e123456789"), '.', &number), NUMBER_READ);
	assert_false(decimal_storable(number.decimal));
	assert_int_equal(number_parse(STR("1e-123456789"), '.', &number), NUMBER_READ);
	assert_false(decimal_storable(number.decimal));
}

static void other_groups_are_no_numbers(void **state)
{
	static const char *const cells[] = {"1,23", "12,34,567", "1234,567", "1,234 567", ",123",
		"1,,234", "1,2345", "1,234,", "1.", "1.2.3", "- 5", "--5", "5-", "1+2", "0,125",
		"-012,345", "12\x7F", "(12 p)", "(about 12)"};

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		if (number_parse(str_of(cells[i]), '.', &number) == NUMBER_READ && !number.unit.len)
			fail_msg("\"%s\" is read", cells[i]);
}

static void exponents_are_read(void **state)
{
	(void)state;
	reads("1.5E+08", '.', 1.5e8);
	reads("2e-3", '.', 0.002);
	assert_int_equal(number_parse(STR("1e999"), '.', &number), NUMBER_READ);
	assert_false(decimal_storable(number.decimal));
}

static void units_and_scales_stay_behind(void **state)
{
	(void)state;
	reads_with("25家", 25, "家", "", false);
	reads_with("1.2亿元", 1.2, "亿元", "", false);
	reads_with("3.5亿", 3.5, "亿", "", false);
	reads_with("8.5%", 8.5, "%", "", false);
	reads_with("8.5 %", 8.5, "%", "", false);
	reads_with("12 km", 12, "km", "", false);
}

static void flags_stand_behind_a_blank_or_in_brackets(void **state)
{
	(void)state;
	reads_with("12.3 p", 12.3, "", "p", false);
	reads_with("12.3(r)", 12.3, "", "r", false);
	reads_with("12.3（e）", 12.3, "", "e", false);
	reads_with("12.3 [b]", 12.3, "", "b", false);
	reads_with("12.3*", 12.3, "", "*", false);
	reads_with("12.3 †", 12.3, "", "†", false);
	reads_with("12.3 be", 12.3, "", "be", false);
	reads_with("5% (p)", 5, "%", "p", false);
	reads_with("12p", 12, "p", "", false); /* for the caller to refuse */
}

static void estimates_are_flagged(void **state)
{
	(void)state;
	reads_with("300余", 300, "", "e", true);
	reads_with("近120", 120, "", "e", true);
	reads_with(">300", 300, "", "e", true);
	reads_with("≥ 300", 300, "", "e", true);
	reads_with("300余家", 300, "家", "e", true);
	reads_with("约1.2万吨", 1.2, "万吨", "e", true);
	reads_with("500家以上", 500, "家", "e", true);
	reads_with("超1,000人次", 1000, "人次", "e", true);
}

static void words_say_that_a_figure_is_missing(void **state)
{
	static const char *const words[] = {"", "  ", ".", "..", "...", "…", "……", ":", "—", "——",
		"–", "―", "－", "/", "NA", "N/A", "n/a", "#N/A", "NaN", "null", "None", "缺",
		"暂无", "未公布", "保密"};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (number_parse(str_of(words[i]), '.', &number) != NUMBER_MISSING)
			fail_msg("\"%s\" is not missing", words[i]);
	assert_int_equal(number_parse(STR("-"), '.', &number), NUMBER_DASH);
	assert_int_equal(number_parse(STR(" − "), '.', &number), NUMBER_DASH);
}

static void other_words_are_no_numbers(void **state)
{
	static const char *const words[] = {"第一", "inf", "nan", "Infinity", "x12", "e5", "abc",
		": q", "()", "(-5)", "(近5)", "近", ">", "%", "余"};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (number_parse(str_of(words[i]), '.', &number) != NUMBER_NONE)
			fail_msg("\"%s\" is read", words[i]);
	assert_int_equal(number_parse(STR("0x1F"), '.', &number), NUMBER_READ);
	assert_str_equal(number.unit, "x1F"); /* no unit of anything */
	assert_false(number_is_typed(STR("0x1F")));
}

static void a_cell_tells_its_decimal_mark(void **state)
{
	char longest[500];

	(void)state;
	memset(longest, '1', sizeof(longest));
	longest[400] = '.';
	assert_int_equal(number_evidence((struct str){longest, sizeof(longest)}), 0);
	assert_int_equal(number_evidence(STR("2.5")), EVIDENCE_POINT);
	assert_int_equal(number_evidence(STR("2,5")), EVIDENCE_COMMA);
	assert_int_equal(number_evidence(STR("1,234.567")), EVIDENCE_POINT);
	assert_int_equal(number_evidence(STR("1.234,567")), EVIDENCE_COMMA);
	assert_int_equal(number_evidence(STR("1.234.567")), EVIDENCE_COMMA);
	assert_int_equal(number_evidence(STR("0.123")), EVIDENCE_POINT);
	assert_int_equal(number_evidence(STR("-0,123")), EVIDENCE_COMMA);
	assert_int_equal(number_evidence(STR("1234.567")), EVIDENCE_POINT);
	assert_int_equal(number_evidence(STR("1 234,567")), EVIDENCE_COMMA);
	assert_int_equal(number_evidence(STR("1 2,345")), EVIDENCE_COMMA);
	assert_int_equal(number_evidence(STR(",123")), EVIDENCE_COMMA);
	assert_int_equal(number_evidence(STR("119,942")), EVIDENCE_UNDECIDED);
	assert_int_equal(number_evidence(STR("119.942")), EVIDENCE_UNDECIDED);
	assert_int_equal(number_evidence(STR("-1.234")), EVIDENCE_UNDECIDED);
	assert_int_equal(number_evidence(STR("1 234")), 0);
	assert_int_equal(number_evidence(STR("1234")), 0);
	assert_int_equal(number_evidence(STR("...")), 0);
	assert_int_equal(number_evidence(STR("abc.def")), 0);
	assert_int_equal(number_evidence(STR("")), 0);
}

static void typed_cells_are_told_from_words(void **state)
{
	(void)state;
	assert_true(number_is_typed(STR("1.234,5")));
	assert_true(number_is_typed(STR("12%")));
	assert_true(number_is_typed(STR("3.5亿")));
	assert_false(number_is_typed(STR("2002=100")));
	assert_false(number_is_typed(STR("5 pipe")));
	assert_false(number_is_typed(STR("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_numbers_are_read_exactly),
		cmocka_unit_test(signs_of_all_kinds_are_understood),
		cmocka_unit_test(digits_may_be_grouped_in_threes),
		cmocka_unit_test(blanks_and_apostrophes_of_all_widths_group),
		cmocka_unit_test(a_flag_has_at_most_three_letters_of_those_in_use),
		cmocka_unit_test(an_exponent_is_a_sign_and_digits),
		cmocka_unit_test(other_groups_are_no_numbers),
		cmocka_unit_test(exponents_are_read),
		cmocka_unit_test(units_and_scales_stay_behind),
		cmocka_unit_test(flags_stand_behind_a_blank_or_in_brackets),
		cmocka_unit_test(estimates_are_flagged),
		cmocka_unit_test(words_say_that_a_figure_is_missing),
		cmocka_unit_test(other_words_are_no_numbers),
		cmocka_unit_test(a_cell_tells_its_decimal_mark),
		cmocka_unit_test(typed_cells_are_told_from_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
