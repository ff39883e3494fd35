#include "text/period_tokens.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

struct word {
	const char *text;
	char letter; /* n: a number, M: a month's name, 0: means nothing here */
	int value;   /* 0: it has none */
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

/* By their bytes. Months' names are English, French, German and Spanish ones, and their
 * abbreviations of three letters and others. */
static const struct word latin[] = {{"abr", 'M', 4}, {"abril", 'M', 4}, {"ago", 'M', 8},
	{"agosto", 'M', 8}, {"aout", 'M', 8}, {"août", 'M', 8}, {"apr", 'M', 4}, {"april", 'M', 4},
	{"aug", 'M', 8}, {"august", 'M', 8}, {"avr", 'M', 4}, {"avril", 'M', 4}, {"dec", 'M', 12},
	{"december", 'M', 12}, {"decembre", 'M', 12}, {"dez", 'M', 12}, {"dezember", 'M', 12},
	{"dic", 'M', 12}, {"diciembre", 'M', 12}, {"déc", 'M', 12}, {"décembre", 'M', 12},
	{"ene", 'M', 1}, {"enero", 'M', 1}, {"feb", 'M', 2}, {"febrero", 'M', 2},
	{"februar", 'M', 2}, {"february", 'M', 2}, {"fevr", 'M', 2}, {"fevrier", 'M', 2},
	{"fy", 'F', 0}, {"fév", 'M', 2}, {"févr", 'M', 2}, {"février", 'M', 2}, {"h", 'H', 0},
	{"halbjahr", 'H', 0}, {"half", 'H', 0}, {"jan", 'M', 1}, {"januar", 'M', 1},
	{"january", 'M', 1}, {"janv", 'M', 1}, {"janvier", 'M', 1}, {"juil", 'M', 7},
	{"juillet", 'M', 7}, {"juin", 'M', 6}, {"jul", 'M', 7}, {"juli", 'M', 7}, {"julio", 'M', 7},
	{"july", 'M', 7}, {"jun", 'M', 6}, {"june", 'M', 6}, {"juni", 'M', 6}, {"junio", 'M', 6},
	{"jän", 'M', 1}, {"jänner", 'M', 1}, {"m", 'c', 0}, {"mai", 'M', 5}, {"mar", 'M', 3},
	{"march", 'M', 3}, {"mars", 'M', 3}, {"marzo", 'M', 3}, {"may", 'M', 5}, {"mayo", 'M', 5},
	{"mrz", 'M', 3}, {"mär", 'M', 3}, {"märz", 'M', 3}, {"nd", 0, 0}, {"nov", 'M', 11},
	{"november", 'M', 11}, {"novembre", 'M', 11}, {"noviembre", 'M', 11}, {"oct", 'M', 10},
	{"october", 'M', 10}, {"octobre", 'M', 10}, {"octubre", 'M', 10}, {"okt", 'M', 10},
	{"oktober", 'M', 10}, {"q", 'Q', 0}, {"quartal", 'Q', 0}, {"quarter", 'Q', 0}, {"rd", 0, 0},
	{"s", 'S', 0}, {"semestre", 'H', 0}, {"sep", 'M', 9}, {"sept", 'M', 9},
	{"september", 'M', 9}, {"septembre", 'M', 9}, {"septiembre", 'M', 9}, {"set", 'M', 9},
	{"setiembre", 'M', 9}, {"st", 0, 0}, {"t", 'Q', 0}, {"th", 0, 0}, {"trimestre", 'Q', 0},
	{"vierteljahr", 'Q', 0}, {"w", 'W', 0}};

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

static bool add_word(struct tokens *tokens, const struct word *word)
{
	if (word->value)
		return add_value(tokens, word->letter, word->value, 0);
	return !word->letter || add_token(tokens, word->letter);
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

static int by_text(const void *word, const void *of)
{
	return str_compare(*(const struct str *)word, str_of(((const struct word *)of)->text));
}

static bool take_latin(struct tokens *tokens, struct str *rest)
{
	struct str text = {rest->at, 0};
	const struct word *word;
	size_t step;

	while (text.len < rest->len && is_letter(str_from(*rest, text.len), &step))
		text.len += step;
	*rest = str_from(*rest, text.len);
	word = bsearch(&text, latin, sizeof(latin) / sizeof(*latin), sizeof(*latin), by_text);
	if (word && word->value && str_starts(*rest, STR(".")))
		*rest = str_from(*rest, 1);
	return word && add_word(tokens, word);
}

static bool take_chinese(struct tokens *tokens, struct str *rest)
{
	for (size_t i = 0; i < sizeof(chinese) / sizeof(*chinese); i++) {
		const struct word *word = &chinese[i];

		if (!str_starts(*rest, str_of(word->text)))
			continue;
		*rest = str_from(*rest, strlen(word->text));
		return add_word(tokens, word);
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
