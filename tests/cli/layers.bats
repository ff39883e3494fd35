#!/usr/bin/env bats
# scripts/check-layers finds each kind of breach when it is planted in a copy of the sources.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cp -r "$PROJECT/src" src
}

# plant FILE TEXT: adds a line at the end of a source.
plant() {
	printf '%s\n' "$2" >>"$1"
}

# found TEXT: the checker refuses the tree, and says this.
found() {
	run "$PROJECT/scripts/check-layers" .
	echo "$output"
	((status == 1)) && [[ $output == *"$1"* ]]
}

# not_found FILE: the checker has nothing against this file.
not_found() {
	run "$PROJECT/scripts/check-layers" .
	echo "$output"
	[[ $output != *"$1"* ]]
}

repeat() {
	local i

	for ((i = 0; i < $1; i++)); do
		echo "$2"
	done
}

# lengths STATUS TEXT LINES…: what scripts/function-lengths says of functions with so many lines each.
lengths() {
	local status_expected=$1 text=$2 lines

	shift 2
	rm -r src && mkdir src
	for lines; do
		{ echo 'void f(void)' && echo '{' && repeat $((lines - 2)) ';' && echo '}'; } >>src/f.c
	done
	run "$PROJECT/scripts/function-lengths" .
	echo "$output"
	((status == status_expected)) && [[ $output == "$text" ]]
}

@test "the sources as they are break no rule" {
	run "$PROJECT/scripts/check-layers" .
	echo "$output"
	((status == 0)) && [[ -z $output ]]
}

@test "a lower floor may not include a higher one" {
	plant src/text/period.h '#include "model/target.h"'
	found 'text may not include "model/target.h"'
}

@test "rooms of one floor may not include one another" {
	plant src/analysis/verdict.h '#include "store/store.h"'
	found 'analysis may not include "store/store.h"'
}

@test "output may include neither store nor ingest" {
	plant src/output/chart.h '#include "store/store.h"'
	plant src/output/chart.h '#include "ingest/ingest.h"'
	found 'output may not include "store/store.h"'
	found 'output may not include "ingest/ingest.h"'
}

@test "an include names the floor" {
	plant src/text/period.h '#include "unit.h"'
	found '"unit.h" does not name its floor'
}

@test "a folder that is no floor is refused" {
	mkdir src/attic
	echo '#include "base/str.h"' >src/attic/old.c
	found 'src/attic/old.c:1: error: no such floor'
}

@test "a foreign header has one keeper" {
	plant src/base/buf.c '#include <rrd.h>'
	plant src/text/unit.c '#include <rrd.h>'
	found '<rrd.h> is kept by'
}

@test "a foreign header in a folder of its own has one keeper too" {
	plant src/base/buf.c '#include <curl/curl.h>'
	plant src/text/unit.c '#include <curl/curl.h>'
	found '<curl/curl.h> is kept by src/base/buf.c'
}

@test "only proc starts processes" {
	for call in fork execvp posix_spawnp system popen; do
		cp "$PROJECT/src/text/period.c" src/text/period.c
		plant src/text/period.c "void f(void) { $call(0); }"
		found "$call() is only for src/base/proc.c src/base/proc_run.c"
	done
}

@test "only main exits" {
	plant src/text/period.c 'void f(void) { exit(1); }'
	found 'exit() is only for src/main.c'
}

@test "only main and a worker of proc end at once" {
	plant src/text/period.c 'void f(void) { _exit(1); }'
	found '_exit() is only for src/main.c src/base/proc.c src/base/proc_run.c'
}

@test "only main writes to stderr" {
	plant src/text/period.c 'void f(void) { fputs("x", stderr); }'
	found 'only src/main.c writes to stderr'
}

@test "only arena takes memory" {
	for call in malloc calloc realloc asprintf; do
		cp "$PROJECT/src/text/period.c" src/text/period.c
		plant src/text/period.c "void f(void) { $call(1); }"
		found "$call() is only for src/base/arena.c"
	done
}

@test "only the keeper of a foreign header frees and copies for it" {
	plant src/text/period.c 'void f(void *p) { free(p); }'
	plant src/text/period.c 'void g(char *p) { strdup(p); }'
	found 'free() is only for what a foreign library hands out'
	found 'strdup() is only for what a foreign library hands out'
}

@test "the keeper of a foreign header may free" {
	printf '%s\n' '#include <nosuch.h>' 'void f(void *p) { free(p); }' >src/text/foreign.c
	not_found src/text/foreign.c
}

@test "a function over 60 lines is found and one of 60 is not" {
	{ echo 'void f(void)' && echo '{' && repeat 58 ';' && echo '}'; } >src/text/long.c
	not_found src/text/long.c
	{ echo 'void f(void)' && echo '{' && repeat 59 ';' && echo '}'; } >src/text/long.c
	found 'src/text/long.c:2: error: a function of 61 lines'
}

@test "a file over 600 lines is found and one of 600 is not" {
	repeat 600 'extern int a;' >src/text/long.h
	not_found src/text/long.h
	repeat 601 'extern int a;' >src/text/long.h
	found 'src/text/long.h:601: error: 601 lines'
}

@test "words in comments and in texts are no calls" {
	cat >src/text/words.c <<-'END'
		/* a child may exit() or
		   malloc(1) here, and write to stderr */
		// system("x")
		const char *text = "fork(); \" stderr /* ";
		char quote = '"';
	END
	not_found src/text/words.c
}

@test "a call behind a comment or a text is seen" {
	plant src/text/period.c 'void f(void) { puts("/*"); /* " */ malloc(1); }'
	found 'malloc() is only for'
}

@test "functions that are longer than usual are found, whichever way" {
	lengths 0 "10 functions: median 13 lines, nine in ten within 45, longest 60" \
		4 5 6 7 13 14 15 16 45 60
	lengths 1 "3 functions: median 14 lines, nine in ten within 15, longest 15" 3 14 15
	lengths 1 "2 functions: median 3 lines, nine in ten within 46, longest 46" 3 46
	lengths 1 "12 functions: median 3 lines, nine in ten within 3, longest 61" 3 3 3 3 3 3 3 3 3 3 3 61
	lengths 0 "1 functions: median 3 lines, nine in ten within 3, longest 3" 3
}
