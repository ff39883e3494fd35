/*
 * measure REPORT TIMES COMMAND…: runs a command so many times, and writes to REPORT what all of
 * them took: seconds that passed, seconds of all processors together, peak memory of the greatest
 * process in KiB, and the last status. The command's children count if it waited for them.
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

int main(int argc, char **argv)
{
	long times = argc > 3 ? atol(argv[2]) : 0;
	struct rusage usage;
	int outcome = 0;
	double begin;
	FILE *report;
	pid_t child;

	if (times < 1) {
		fputs("usage: measure REPORT TIMES COMMAND…\n", stderr);
		return 64;
	}
	begin = now();
	for (long i = 0; i < times; i++)
		if (posix_spawnp(&child, argv[3], NULL, NULL, argv + 3, environ) ||
			waitpid(child, &outcome, 0) < 0) {
			perror(argv[3]);
			return 69;
		}
	begin = now() - begin;
	getrusage(RUSAGE_CHILDREN, &usage);
	report = fopen(argv[1], "w");
	if (!report ||
		fprintf(report, "%.6f %.6f %ld %d\n", begin,
			seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss,
			status_of(outcome)) < 0 ||
		fclose(report)) {
		perror(argv[1]);
		return 74;
	}
	return 0;
}
