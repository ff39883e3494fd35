/*
 * gcov writes its counts when a program returns from main or calls exit. Children that leave by
 * _exit, or become another program, would take theirs along; linked with --wrap, they leave them.
 */
#include <gcov.h>
#include <unistd.h>

_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
_Noreturn void __wrap__Exit(int status);
int __real_execvpe(const char *file, char *const argv[], char *const envp[]);
int __wrap_execvpe(const char *file, char *const argv[], char *const envp[]);

void __wrap__exit(int status)
{
	__gcov_dump();
	__real__exit(status);
}

void __wrap__Exit(int status)
{
	__wrap__exit(status);
}

int __wrap_execvpe(const char *file, char *const argv[], char *const envp[])
{
	__gcov_dump();
	__gcov_reset();
	return __real_execvpe(file, argv, envp);
}
