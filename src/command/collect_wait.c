#include "command/collect_wait.h"

#include "base/clock.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* So that many files at once, or one that is written in many pieces, do not make us look as often.
 */
static const double breath = 0.2;

bool waiter_open(struct waiter *waiter, struct diag *diag)
{
	sigset_t blocked, asked;

	*waiter = (struct waiter){.signals = -1, .events = -1, .watch = -1};
	sigemptyset(&asked);
	sigaddset(&asked, SIGTERM);
	sigaddset(&asked, SIGINT);
	blocked = asked;
	sigaddset(&blocked, SIGIO); /* which tells of a lease that somebody else needs back */
	sigprocmask(SIG_BLOCK, &blocked, NULL);
	waiter->signals = signalfd(-1, &asked, SFD_CLOEXEC | SFD_NONBLOCK);
	return waiter->signals >= 0 ||
	       diag_system(diag, STATUS_IO, STR("signals"), "wait for", errno);
}

void waiter_close(struct waiter *waiter)
{
	if (waiter->signals >= 0)
		close(waiter->signals);
	if (waiter->events >= 0)
		close(waiter->events);
}

void waiter_watch(struct waiter *waiter, struct str folder, struct diag *diag)
{
	const uint32_t wanted = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB |
				IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
	int before = waiter->watch;
	struct arena scratch;

	if (waiter->events < 0)
		waiter->events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	arena_init(&scratch, diag->arena);
	waiter->watch = inotify_add_watch(waiter->events, str_c(&scratch, folder), wanted);
	if (waiter->watch < 0 && !waiter->warned)
		diag_warning(diag, PLACE_FILE(folder),
			"cannot be watched (%s), so it is only looked at once a minute",
			strerror(errno));
	waiter->warned = waiter->watch < 0;
	if (before >= 0 && before != waiter->watch)
		inotify_rm_watch(waiter->events, before);
	arena_free(&scratch);
}

static void drain(int fd)
{
	char bytes[4096] __attribute__((aligned(__alignof__(struct inotify_event))));

	while (fd >= 0 && read(fd, bytes, sizeof(bytes)) > 0)
		continue;
}

static int milliseconds(double seconds)
{
	return seconds <= 0 ? 0 : (int)ceil(fmin(seconds, 86400) * 1000);
}

void waiter_pause(struct waiter *waiter, double seconds)
{
	struct pollfd signals = {waiter->signals, POLLIN, 0};

	if (!waiter_stopped(waiter))
		poll(&signals, 1, milliseconds(seconds));
}

void waiter_wait(struct waiter *waiter, double seconds)
{
	struct pollfd both[] = {{waiter->signals, POLLIN, 0}, {waiter->events, POLLIN, 0}};
	double began = clock_steady();

	if (waiter_stopped(waiter))
		return;
	poll(both, 2, milliseconds(seconds));
	if (both[1].revents)
		waiter_pause(waiter, fmin(breath, seconds - (clock_steady() - began)));
	drain(waiter->events);
}

bool waiter_stopped(struct waiter *waiter)
{
	struct signalfd_siginfo signal;

	if (read(waiter->signals, &signal, sizeof(signal)) > 0)
		waiter->stopped = true;
	return waiter->stopped;
}
