#include "base/clock.h"

#include "base/date.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

int clock_today(void)
{
	time_t now = time(NULL);
	struct tm local;

	localtime_r(&now, &local);
	return date_day(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

struct str clock_now(struct arena *arena)
{
	time_t now = time(NULL);
	char text[40], offset[8];
	struct tm local;

	localtime_r(&now, &local);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &local);
	strftime(offset, sizeof(offset), "%z", &local);
	return str_printf(arena, "%s%.3s:%.2s", text, offset, offset + 3);
}

double clock_steady(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void clock_pause(double seconds)
{
	struct timespec rest = {(time_t)seconds, (long)((seconds - floor(seconds)) * 1e9)};

	while (nanosleep(&rest, &rest) != 0 && errno == EINTR)
		;
}

struct str clock_boot(struct arena *arena)
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	char text[40];
	ssize_t len;

	if (fd < 0)
		return STR("");
	len = read(fd, text, sizeof(text) - 1);
	close(fd);
	return len > 0 ? str_copy(arena, str_trim((struct str){text, (size_t)len})) : STR("");
}
