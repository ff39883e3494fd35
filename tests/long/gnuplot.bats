#!/usr/bin/env bats
# A gnuplot that never ends: given up after the time that gnuplot.c allows, with all it started.
# shellcheck disable=SC2154 # bats sets output and stderr

load ../cli/helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	command -v gnuplot >/dev/null || skip "gnuplot is missing"
	catalogue <<-'END'
		lang = en
		indicator a { kind = stock  every = month }
		indicator b { kind = stock  every = month }
		indicator c { kind = stock  every = month }
		indicator d { kind = stock  every = month }
	END
	file figures.csv <<-'END'
		month,a,b,c,d
		2024-01,1,2,3,4
	END
	tidemark load -q figures.csv
	mkdir bin
	real=$(command -v gnuplot)
}

# gnuplot_hangs WHEN: where the shell condition WHEN holds.
gnuplot_hangs() {
	printf '#!/bin/sh\nif %s; then echo $$ >>%q; sleep 3600 & wait; fi\nexec %q "$@"\n' "$1" "$PWD/pids" "$real" >bin/gnuplot
	chmod +x bin/gnuplot
	PATH=$PWD/bin:$PATH
}

ended() {
	local pid

	for pid in $(<pids); do [[ ! -e /proc/$pid ]]; done
	[[ -z $(find . -name '.[a-z]*') ]]
}

@test "a gnuplot that hangs is given up, two pictures are tried alone, all are named" {
	# shellcheck disable=SC2016 # the script expands it
	gnuplot_hangs '[ "$1" != --version ]'
	does 74 chart --today 2024-03-10
	for name in a b c d; do
		err_has "charts/$name.svg: error: gnuplot did not finish the picture in time; is the machine overloaded?"
	done
	[[ $(wc -l <pids) == 3 ]]
	ended
}

@test "a gnuplot that does not say its version draws all the same" {
	# shellcheck disable=SC2016
	gnuplot_hangs '[ "$1" = --version ]'
	does 0 chart --today 2024-03-10
	out_is "4 charts in charts"
	ended
}
