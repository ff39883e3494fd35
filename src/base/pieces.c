#include "base/pieces.h"

#include <string.h>

static bool add(struct pieces *pieces, const char *at, size_t len)
{
	if (pieces->count == PIECES_MOST)
		return false;
	pieces->item[pieces->count++] = (struct str){at, len};
	pieces->len += len;
	return true;
}

/* With leading zeros up to `width`, which a minus sign is part of. */
static bool add_number(struct pieces *pieces, bool negative, size_t number, int width)
{
	char *end, *at;

	if (pieces->numbers == PIECES_NUMBERS)
		return false;
	at = end = pieces->digits[pieces->numbers++] + sizeof(pieces->digits[0]);
	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	while (end - at < width - negative)
		*--at = '0';
	if (negative)
		*--at = '-';
	return add(pieces, at, (size_t)(end - at));
}

/* `*format` stands behind the %, and then behind the directive. */
static bool add_directive(struct pieces *pieces, const char **format, va_list *args)
{
	const char *at = *format, *text;
	int number, width = 0;

	if (at[0] == '0' && at[1] >= '1' && at[1] <= '9') {
		width = at[1] - '0';
		at += 2;
	}
	if (*at == 'd') {
		number = va_arg(*args, int);
		*format = at + 1;
		return add_number(pieces, number < 0,
			number < 0 ? (size_t) - (long)number : (size_t)number, width);
	}
	*format = at + (*at == 'z' ? 2 : *at == '.' ? 3 : 1);
	if (width)
		return false;
	if (*at == '%')
		return add(pieces, at, 1);
	if (*at == 's') {
		text = va_arg(*args, const char *);
		return text && add(pieces, text, strlen(text));
	}
	if (at[0] == 'z' && at[1] == 'u')
		return add_number(pieces, false, va_arg(*args, size_t), 0);
	if (strncmp(at, ".*s", 3) != 0)
		return false;
	number = va_arg(*args, int);
	text = va_arg(*args, const char *);
	return number >= 0 && (text || !number) &&
	       add(pieces, text, number ? strnlen(text, (size_t)number) : 0);
}

bool pieces_of(struct pieces *pieces, const char *format, va_list args)
{
	bool done = true;
	va_list again;

	pieces->count = pieces->len = 0;
	pieces->numbers = 0;
	va_copy(again, args);
	while (*format && done) {
		size_t plain = strcspn(format, "%");

		done = !plain || add(pieces, format, plain);
		format += plain;
		if (done && *format == '%') {
			format++;
			done = add_directive(pieces, &format, &again);
		}
	}
	va_end(again);
	return done;
}

void pieces_put(const struct pieces *pieces, char *to)
{
	for (size_t i = 0; i < pieces->count; i++) {
		if (pieces->item[i].len)
			memcpy(to, pieces->item[i].at, pieces->item[i].len);
		to += pieces->item[i].len;
	}
	*to = '\0';
}
