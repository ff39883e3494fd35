#include "text/number.h"

#include "base/utf8.h"
#include "text/unit.h"

#include <string.h>

enum { CELL_MAX = 96 }; /* bytes of the longest number cell */

static const char *const missing_words[] = {"", ".", "..", "...", "…", "……", ":", "—", "——", "–",
	"―", "－", "/", "x", "X", "NA", "N/A", "n/a", "n.a.", "N.A.", "n.d.", "#N/A", "NaN", "null",
	"NULL", "None", "缺", "暂无", "未公布", "保密"};
static const char *const about_before[] = {
	"超过", "大约", "近", "约", "超", "逾", ">=", "<=", ">", "<", "≥", "≤", "≈", "~"};
static const char *const about_behind[] = {"余", "多"};
static const char *const about_at_end[] = {"以上", "左右"};

/* Break, confidential, definition differs, estimate, forecast, not significant, provisional,
 * revised, source's estimate, unreliable, not applicable: the flags of the European statistical
 * offices. */
static const char flag_letters[] = "bcdefnprsuz*";

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* The numeric part in ASCII, and for each of its bytes where it stands in the cell. */
struct scan {
	char at[CELL_MAX + 4];
	size_t len;
	struct str cell;
	size_t used; /* bytes of the cell that the numeric part takes */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A character of a number as ASCII; 0 for any other. */
static char numeric(uint32_t code)
{
	code = utf8_fold_width(code);
	switch (code) {
	case 0xA0:
	case 0x2009:
	case 0x202F:
		return ' ';
	case 0x2019:
		return '\'';
	case 0x2212:
		return '-';
	default:
		return code < 0x80 && strchr("0123456789+-.,' ", (int)code) ? (char)code : 0;
	}
}

static bool eat(struct str *rest, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_starts(*rest, str_of(words[i]))) {
			*rest = str_trim(str_from(*rest, strlen(words[i])));
			return true;
		}
	}
	return false;
}

static bool eat_end(struct str *rest, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_ends(*rest, str_of(words[i]))) {
			*rest = str_trim(str_head(*rest, rest->len - strlen(words[i])));
			return true;
		}
	}
	return false;
}

/* Takes sign, digits and separators; blanks only between digits. */
static void scan_number(struct scan *scan, struct str cell)
{
	size_t step;

	scan->cell = cell;
	scan->len = scan->used = 0;
	for (size_t at = 0; at < cell.len && scan->len < CELL_MAX; at += step) {
		char c = numeric(utf8_decode(str_from(cell, at), &step));

		if (!c)
			break;
		scan->at[scan->len++] = c;
		if (c != ' ')
			scan->used = at + step;
	}
	while (scan->len && scan->at[scan->len - 1] == ' ')
		scan->len--;
}

static struct str digits_at(struct str text)
{
	size_t len = 0;

	while (len < text.len && is_digit(text.at[len]))
		len++;
	return str_head(text, len);
}

static bool is_group_mark(char c, char mark)
{
	return c != mark && (c == ',' || c == '.' || c == '\'' || c == ' ');
}

/* 1,234,567 becomes 1234567 in `out`; false unless grouped in threes by one and the same mark, and
 * not from a 0 on (0,125 is less than 1). */
static bool take_integer(struct str *rest, char mark, char out[CELL_MAX], struct str *integer)
{
	struct str group = digits_at(*rest);
	char separator = '\0';
	size_t len = group.len;

	memcpy(out, group.at, group.len);
	*rest = str_from(*rest, group.len);
	while (rest->len > 1 && is_group_mark(rest->at[0], mark) && is_digit(rest->at[1])) {
		if (len == 0 || out[0] == '0' || (!separator && len > 3) ||
			(separator && separator != rest->at[0]))
			return false;
		separator = rest->at[0];
		group = digits_at(str_from(*rest, 1));
		if (group.len != 3)
			return false;
		memcpy(out + len, group.at, 3);
		len += 3;
		*rest = str_from(*rest, 4);
	}
	*integer = (struct str){out, len};
	return true;
}

/* What is scanned must be one number from end to end. */
static bool read_digits(struct str text, char mark, int exponent, struct decimal *decimal)
{
	bool negative = text.len && text.at[0] == '-';
	struct str integer, fraction = {"", 0};
	char digits[CELL_MAX];

	if (text.len && (text.at[0] == '-' || text.at[0] == '+'))
		text = str_from(text, 1);
	if (!take_integer(&text, mark, digits, &integer))
		return false;
	if (text.len && text.at[0] == mark) {
		fraction = digits_at(str_from(text, 1));
		text = str_from(text, 1 + fraction.len);
		if (!fraction.len)
			return false;
	}
	if (text.len || (!integer.len && !fraction.len))
		return false;
	*decimal = decimal_make(negative, integer, fraction, exponent);
	return true;
}

/* e+08 behind the digits; an e alone is a flag. */
static struct str take_exponent(struct str rest, int *exponent)
{
	struct str number = str_from(rest, 1), digits;
	bool negative = number.len && number.at[0] == '-';
	int value = 0;

	*exponent = 0;
	if (!rest.len || (rest.at[0] != 'e' && rest.at[0] != 'E'))
		return rest;
	if (number.len && (number.at[0] == '-' || number.at[0] == '+'))
		number = str_from(number, 1);
	digits = digits_at(number);
	if (!digits.len)
		return rest;
	for (size_t i = 0; i < digits.len && value < 100000; i++)
		value = value * 10 + (digits.at[i] - '0');
	*exponent = negative ? -value : value;
	return str_from(number, digits.len);
}

static bool is_flag(struct str text)
{
	if (str_is(text, "†"))
		return true;
	for (size_t i = 0; i < text.len; i++)
		if (!strchr(flag_letters, text.at[i]))
			return false;
	return text.len > 0 && text.len <= 3;
}

static struct str without_brackets(struct str text)
{
	static const char *const pairs[][2] = {{"(", ")"}, {"（", "）"}, {"[", "]"}};

	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct str open = str_of(pairs[i][0]), close = str_of(pairs[i][1]);

		if (text.len > open.len + close.len && str_starts(text, open) &&
			str_ends(text, close))
			return str_trim(str_slice(text, open.len, text.len - close.len));
	}
	return text;
}

/* Where the last bracket or the last blank begins; rest.len if there is none. */
static size_t flag_start(struct str rest)
{
	for (size_t i = rest.len; i-- > 0;)
		if (rest.at[i] == '(' || rest.at[i] == '[' || rest.at[i] == ' ' ||
			str_starts(str_from(rest, i), STR("（")))
			return i;
	return rest.len;
}

/* `tail` is what stands behind the digits, with its blanks: estimate words, unit, flag. */
static void read_tail(struct str tail, struct number *number)
{
	bool apart = tail.len &&
		     (tail.at[0] == ' ' || tail.at[0] == '\t' || tail.at[0] == '(' ||
			     tail.at[0] == '[' || tail.at[0] == '*' || str_starts(tail, STR("†")) ||
			     str_starts(tail, STR("（")) || str_starts(tail, STR("\xC2\xA0")));
	struct str rest = str_trim(tail), last = str_from(rest, flag_start(rest));

	if (apart && is_flag(without_brackets(rest))) {
		number->flag = without_brackets(rest);
		rest = (struct str){"", 0};
	} else if (last.len && is_flag(without_brackets(str_trim(last)))) {
		number->flag = without_brackets(str_trim(last));
		rest = str_trim(str_head(rest, rest.len - last.len));
	}
	number->estimate |= eat(&rest, about_behind, COUNT(about_behind));
	number->estimate |= eat_end(&rest, about_at_end, COUNT(about_at_end));
	number->unit = rest;
}

static bool is_missing(struct str cell)
{
	for (size_t i = 0; i < COUNT(missing_words); i++)
		if (str_is(cell, missing_words[i]))
			return true;
	return str_starts(cell, STR(":")) && is_flag(str_trim(str_from(cell, 1)));
}

/* Nothing but ASCII digits, a sign in front and one mark: nearly every cell of nearly every file.
 */
static bool parse_plain(struct str cell, char mark, struct number *number)
{
	uint64_t digits = 0;
	size_t at = cell.len && cell.at[0] == '-', start = at, point = 0;
	int exponent;

	if (cell.len - at > 15)
		return false;
	for (; at < cell.len; at++) {
		char c = cell.at[at];

		if (is_digit(c))
			digits = digits * 10 + (uint64_t)(c - '0');
		else if (c == mark && !point && at + 1 < cell.len)
			point = at + 1;
		else
			return false;
	}
	if (at == start)
		return false;
	if (!digits)
		return true;
	for (exponent = point ? -(int)(cell.len - point) : 0; digits % 10 == 0; digits /= 10)
		exponent++;
	number->decimal = (struct decimal){digits, exponent, .negative = start > 0};
	return true;
}

static enum number_kind parse_written(struct str cell, char mark, struct number *number)
{
	struct str inner = without_brackets(cell), rest;
	bool bracketed = inner.len < cell.len;
	struct scan scan;
	int exponent;

	number->estimate = eat(&inner, about_before, COUNT(about_before));
	scan_number(&scan, inner);
	rest = take_exponent(str_from(inner, scan.used), &exponent);
	if (!read_digits((struct str){scan.at, scan.len}, mark, exponent, &number->decimal))
		return NUMBER_NONE;
	read_tail(rest, number);
	if (bracketed && (!is_digit(scan.at[0]) || number->estimate || number->flag.len))
		return NUMBER_NONE;
	if (bracketed && number->decimal.digits)
		number->decimal.negative = true;
	if (number->estimate && !number->flag.len)
		number->flag = STR("e");
	return NUMBER_READ;
}

enum number_kind number_parse(struct str cell, char mark, struct number *number)
{
	*number = (struct number){.flag = STR(""), .unit = STR("")};
	if (parse_plain(cell, mark, number))
		return NUMBER_READ;
	cell = str_trim(cell);
	if (parse_plain(cell, mark, number))
		return NUMBER_READ;
	if (str_is(cell, "-") || str_is(cell, "−"))
		return NUMBER_DASH;
	if (is_missing(cell))
		return NUMBER_MISSING;
	if (cell.len > CELL_MAX)
		return NUMBER_NONE;
	return parse_written(cell, mark, number);
}

static unsigned decided(char mark)
{
	return mark == '.' ? EVIDENCE_POINT : EVIDENCE_COMMA;
}

/* One separator, once: it groups only if exactly three digits follow and one to three precede. */
static unsigned single_evidence(struct str text, size_t at, bool grouped)
{
	size_t start = text.at[0] == '-' || text.at[0] == '+', before = at - start;

	if (digits_at(str_from(text, at + 1)).len != 3 || before == 0 || before > 3 || grouped ||
		text.at[start] == '0')
		return decided(text.at[at]);
	return EVIDENCE_UNDECIDED;
}

unsigned number_evidence(struct str cell)
{
	struct str text = without_brackets(str_trim(cell));
	size_t count[2] = {0, 0}, last = 0;
	bool grouped = false;
	struct scan scan;

	eat(&text, about_before, COUNT(about_before));
	scan_number(&scan, text);
	text = (struct str){scan.at, scan.len};
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		grouped = grouped || c == ' ' || c == '\'';
		if (c == '.' || c == ',') {
			count[c == ',']++;
			last = i;
		}
	}
	if (text.len < 2 || (!count[0] && !count[1]) || last + 1 == text.len)
		return 0;
	if (count[0] && count[1])
		return decided(text.at[last]);
	if (count[0] + count[1] > 1)
		return decided(text.at[last] == '.' ? ',' : '.');
	return single_evidence(text, last, grouped);
}

bool number_is_typed(struct str cell)
{
	static const char marks[] = {'.', ','};
	struct number number;
	int power;

	for (size_t i = 0; i < COUNT(marks); i++)
		if (number_parse(cell, marks[i], &number) == NUMBER_READ &&
			(!number.unit.len || unit_is_known(number.unit) ||
				unit_scale_word(number.unit, &power)))
			return true;
	return false;
}
