#include "text/period_tokens.h"

#include "base/utf8.h"

#include <string.h>

struct word {
	const char *text;
	char letter; /* n: a number, M: a month's name, 0: means nothing here */
	int value;
};

/* Chinese needs no blanks between words, so the longer ones come first. */
static const struct word chinese[] = {{"年末", 'E', 0}, {"年底", 'E', 0}, {"年度", 'Y', 0},
	{"上半年", 'h', 1}, {"下半年", 'h', 2}, {"前三季度", 'P', 3}, {"前3季度", 'P', 3},
	{"前两季度", 'P', 2}, {"全年", 'A', 0}, {"年", 'Y', 0}, {"月份", 'm', 0}, {"月末", 'm', 0},
	{"月底", 'm', 0}, {"月", 'm', 0}, {"日", 'd', 0}, {"号", 'd', 0}, {"季度末", 'q', 0},
	{"季度", 'q', 0}, {"季", 'q', 0}, {"第", 0, 0}, {"至", '-', 0}, {"到", '-', 0},
	{"～", '-', 0}, {"—", '-', 0}, {"–", '-', 0}, {"－", '-', 0}, {"−", '-', 0},
	{"十二", 'n', 12}, {"十一", 'n', 11}, {"十", 'n', 10}, {"一", 'n', 1}, {"二", 'n', 2},
	{"三", 'n', 3}, {"四", 'n', 4}, {"五", 'n', 5}, {"六", 'n', 6}, {"七", 'n', 7},
	{"八", 'n', 8}, {"九", 'n', 9}};

static const struct word latin[] = {{"q", 'Q', 0}, {"h", 'H', 0}, {"w", 'W', 0}, {"m", 'c', 0},
	{"s", 'S', 0}, {"fy", 'F', 0}, {"t", 'Q', 0}, {"st", 0, 0}, {"nd", 0, 0}, {"rd", 0, 0},
	{"th", 0, 0}, {"quarter", 'Q', 0}, {"quartal", 'Q', 0}, {"vierteljahr", 'Q', 0},
	{"trimestre", 'Q', 0}, {"half", 'H', 0}, {"halbjahr", 'H', 0}, {"semestre", 'H', 0}};

/* English, French, German, Spanish; abbreviations of three letters and others. */
static const char *const months[12] = {
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

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

struct str period_fold(struct str cell, char out[PERIOD_CELL_MAX + 8])
{
	size_t len = 0, step;

	cell = str_trim(cell);
	if (cell.len > PERIOD_CELL_MAX)
		return STR("");
	for (size_t at = 0; at < cell.len; at += step) {
		uint32_t code = utf8_fold_width(utf8_decode(str_from(cell, at), &step));

		if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7))
			code += 0x20;
		len += utf8_encode(code == 0xA0 ? ' ' : code, out + len);
	}
	return (struct str){out, len};
}

static bool add_token(struct tokens *tokens, char letter)
{
	if (tokens->count == TOKENS_MAX)
		return false;
	tokens->signature[tokens->count++] = letter;
	return true;
}

static bool add_value(struct tokens *tokens, char letter, int value, int digits)
{
	if (!add_token(tokens, letter))
		return false;
	tokens->value[tokens->values] = value;
	tokens->digits[tokens->values++] = digits;
	return true;
}

static bool take_digits(struct tokens *tokens, struct str *rest)
{
	int value = 0;
	size_t len = 0;

	for (; len < rest->len && is_digit(rest->at[len]); len++) {
		if (len == 8)
			return false;
		value = value * 10 + (rest->at[len] - '0');
	}
	*rest = str_from(*rest, len);
	return add_value(tokens, 'n', value, (int)len);
}

static bool is_letter(struct str text, size_t *step)
{
	uint32_t code = utf8_decode(text, step);

	return (code >= 'a' && code <= 'z') || (code >= 0xE0 && code <= 0xFF && code != 0xF7);
}

static bool take_latin(struct tokens *tokens, struct str *rest)
{
	struct str word = {rest->at, 0};
	size_t step;

	while (word.len < rest->len && is_letter(str_from(*rest, word.len), &step))
		word.len += step;
	*rest = str_from(*rest, word.len);
	for (size_t i = 0; i < sizeof(latin) / sizeof(*latin); i++)
		if (str_is(word, latin[i].text))
			return !latin[i].letter || add_token(tokens, latin[i].letter);
	for (int month = 0; month < 12; month++) {
		struct str names = str_of(months[month]), name;

		while (str_cut(&names, ' ', &name)) {
			if (!str_equal(word, name))
				continue;
			if (rest->len && rest->at[0] == '.')
				*rest = str_from(*rest, 1);
			return add_value(tokens, 'M', month + 1, 0);
		}
	}
	return false;
}

static bool take_chinese(struct tokens *tokens, struct str *rest)
{
	for (size_t i = 0; i < sizeof(chinese) / sizeof(*chinese); i++) {
		const struct word *word = &chinese[i];

		if (!str_starts(*rest, str_of(word->text)))
			continue;
		*rest = str_from(*rest, strlen(word->text));
		if (word->letter == 'n' || word->letter == 'h' || word->letter == 'P')
			return add_value(tokens, word->letter, word->value, 0);
		return !word->letter || add_token(tokens, word->letter);
	}
	return false;
}

/* A blank divides two numbers; elsewhere it means nothing. */
static bool take_blank(struct tokens *tokens, struct str *rest)
{
	bool behind_number = tokens->count && tokens->signature[tokens->count - 1] == 'n';

	*rest = str_trim(*rest);
	if (behind_number && rest->len && is_digit(rest->at[0]))
		return add_token(tokens, ' ');
	return true;
}

bool period_tokenize(struct str text, struct tokens *tokens)
{
	size_t step;

	*tokens = (struct tokens){.count = 0};
	while (text.len) {
		char c = text.at[0];
		bool taken;

		if (is_digit(c)) {
			taken = take_digits(tokens, &text);
		} else if (c == ' ') {
			taken = take_blank(tokens, &text);
		} else if (strchr("-/.,~", c)) {
			taken = add_token(tokens, c == '~' ? '-' : c);
			text = str_from(text, 1);
		} else if (is_letter(text, &step)) {
			taken = take_latin(tokens, &text);
		} else {
			taken = take_chinese(tokens, &text);
		}
		if (!taken)
			return false;
	}
	return tokens->count > 0;
}

bool period_take_month(struct str *rest, int *month)
{
	struct tokens tokens = {.count = 0};
	bool taken = take_latin(&tokens, rest);

	*month = tokens.value[0];
	return taken && tokens.signature[0] == 'M';
}
