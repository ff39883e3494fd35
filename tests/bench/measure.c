/*
 * measure REPORT TIMES COMMAND…: runs a command so many times, and writes to REPORT what it took:
 * the median of the seconds that passed, the mean of the seconds of all processors together, the
 * peak memory of the greatest process in KiB, and the last status. The command's children count if
 * it waited for them.
 */
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_TIMES = 1000 };

static double now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

static int status_of(int outcome)
{
	return WIFEXITED(outcome) ? WEXITSTATUS(outcome) : 128 + WTERMSIG(outcome);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The seconds that pass until the command is done; less than 0 if it cannot be run. */
static double run(char **command, int *outcome)
{
	double begin = now();
	pid_t child;

	if (posix_spawnp(&child, command[0], NULL, NULL, command, environ) ||
		waitpid(child, outcome, 0) < 0)
		return -1;
	return now() - begin;
}

static bool write_report(const char *path, const double *passed, size_t times, int outcome)
{
	FILE *report = fopen(path, "w");
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return report &&
	       fprintf(report, "%.6f %.6f %ld %d\n", passed[times / 2],
		       (seconds(usage.ru_utime) + seconds(usage.ru_stime)) / (double)times,
		       usage.ru_maxrss, status_of(outcome)) > 0 &&
	       fclose(report) == 0;
}

int main(int argc, char **argv)
{
	size_t times = argc > 3 ? strtoul(argv[2], NULL, 10) : 0;
	double passed[MOST_TIMES];
	int outcome = 0;

	if (times < 1 || times > MOST_TIMES) {
		fputs("usage: measure REPORT TIMES COMMAND…\n", stderr);
		return 64;
	}
	for (size_t i = 0; i < times; i++) {
		passed[i] = run(argv + 3, &outcome);
		if (passed[i] < 0) {
			perror(argv[3]);
			return 69;
		}
	}
	qsort(passed, times, sizeof(*passed), compare);
	if (!write_report(argv[1], passed, times, outcome)) {
		perror(argv[1]);
		return 74;
	}
	return 0;
}
