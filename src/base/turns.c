#include "base/turns.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

static void close_end(int *end)
{
	if (*end >= 0)
		close(*end);
	*end = -1;
}

bool turns_begin(struct arena *arena, size_t parts, struct turns *turns, struct diag *diag)
{
	*turns = (struct turns){.parts = parts,
		.in = NEW_ARRAY(arena, parts, int),
		.out = NEW_ARRAY(arena, parts, int)};
	for (size_t i = 0; i < parts; i++)
		turns->in[i] = turns->out[i] = -1;
	for (size_t i = 0; i < parts && parts > 1; i++) {
		int ends[2];

		/* Not a pipe: whoever tells a process that is gone must not be killed for it. */
		if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
			turns_leave(turns);
			return diag_system(
				diag, STATUS_IO, STR("a worker"), "make a socket for", errno);
		}
		turns->in[i] = ends[0];
		turns->out[i] = ends[1];
	}
	return true;
}

void turns_enter(struct turns *turns, size_t first, size_t last)
{
	size_t next = last % turns->parts;
	bool alone = last - first == turns->parts;

	turns->first = first;
	turns->last = last;
	for (size_t i = 0; i < turns->parts; i++) {
		if (alone || i != first)
			close_end(&turns->in[i]);
		if (alone || i != next)
			close_end(&turns->out[i]);
	}
}

bool turns_has(const struct turns *turns, size_t turn)
{
	size_t part = turn % turns->parts;

	return turns->first <= part && part < turns->last;
}

bool turns_take(const struct turns *turns, size_t turn, size_t *number)
{
	ssize_t got;

	if (!turn || turns_has(turns, turn - 1))
		return true;
	do
		got = recv(turns->in[turns->first], number, sizeof(*number), 0);
	while (got < 0 && errno == EINTR);
	return got == sizeof(*number);
}

/* Whom it cannot be told is gone, and that is said elsewhere. */
void turns_give(const struct turns *turns, size_t turn, size_t number)
{
	if (turns_has(turns, turn + 1))
		return;
	while (send(turns->out[(turn + 1) % turns->parts], &number, sizeof(number), MSG_NOSIGNAL) <
			0 &&
		errno == EINTR)
		;
}

void turns_leave(struct turns *turns)
{
	for (size_t i = 0; i < turns->parts; i++) {
		close_end(&turns->in[i]);
		close_end(&turns->out[i]);
	}
}
