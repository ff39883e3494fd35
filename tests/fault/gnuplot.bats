#!/usr/bin/env bats
# gnuplot absent, killed, cut off, noisy; disks and folders that take nothing; fonts that are not
# there; signals: what is drawn is whole, what is not is named, and what was there before stays.
# shellcheck disable=SC2154,SC2030,SC2031 # bats sets output and stderr, and a shell for each case

load ../cli/helper

# 40 indicators with a chart each in charts and a report, as of January; since then there is a
# figure for February, so that all of them would be drawn anew.
setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	real=$(command -v gnuplot) || skip "gnuplot is missing"
	{
		echo 'lang = en'
		for i in {0..39}; do echo "indicator i$i { title = \"Title $i\"  kind = stock  every = month }"; done
	} >tidemark.conf
	for month in 01 02; do
		{
			echo month,indicator,value
			for i in {0..39}; do echo "2024-$month,i$i,$((100 + i))"; done
		} >$month.csv
	done
	tidemark load -q 01.csv
	tidemark chart -q --today 2024-03-10
	tidemark report -q --today 2024-03-10
	tidemark load -q 02.csv
	cp -r charts before
	cp -r report report.before
	mkdir bin
}

# gnuplot_is: standard input is what stands for gnuplot, but for its version; $real is the true one.
gnuplot_is() {
	{
		printf '#!/bin/sh\nreal=%q folder=%q\n' "$real" "$PWD"
		# shellcheck disable=SC2016 # the script expands them
		echo '[ "$1" = --version ] && exec "$real" "$@"'
		cat
	} >bin/gnuplot
	chmod +x bin/gnuplot
	PATH=$PWD/bin:$PATH
}

# gnuplot_becomes: the same for a program, in C; ELSEWHERE is a file outside of its folder. (A script
# is not fenced in.)
gnuplot_becomes() {
	cc -x c -o bin/gnuplot -DELSEWHERE="\"$PWD/elsewhere\"" -
	PATH=$PWD/bin:$PATH
}

# Nothing half, nothing hidden, nothing temporary.
all_whole() {
	local file

	for file in charts/*.svg report/charts/*.svg; do xmllint --noout "$file"; done
	[[ -z $(find . -name '.[a-z]*' -o -name '*part*') ]]
}

# untouched NAME…: these charts are as they were, all others are new.
untouched() {
	local name expected=" $* "

	for name in i{0..39}; do
		if cmp -s "before/$name.svg" "charts/$name.svg"; then
			[[ $expected == *" $name "* ]] || { echo "$name is as it was"; return 1; }
		else
			[[ $expected != *" $name "* ]] || { echo "$name was touched"; return 1; }
		fi
	done
	all_whole
}

all_untouched() {
	diff -r before charts
	diff -r report.before report
	all_whole
}

# same_pictures FOLDER REPORT: a report's charts are those that chart draws, each under its name.
same_pictures() {
	local name

	for name in i{0..39}; do cmp "$1/$name.svg" "$2"/charts/"$name"-*.svg || return; done
}

# draws STATUS: both the charts and the report end so.
draws() {
	does "$1" report --today 2024-03-10
	does "$1" chart --today 2024-03-10
}

@test "without gnuplot the status is 69, old charts stay, and the report says it" {
	run --separate-stderr env PATH="$PWD/bin" "$TIDEMARK" chart --today 2024-03-10
	((status == 69))
	err_is "tidemark: error: gnuplot cannot be run; install the package gnuplot-nox"
	out_is "0 charts in charts"
	run --separate-stderr env PATH="$PWD/bin" "$TIDEMARK" report --today 2024-03-10
	((status == 69))
	diff -r before charts
	diff -r report.before/charts report/charts
	grep -q 'The chart could not be drawn' report/index.html
	all_whole
}

@test "a gnuplot that cannot be executed is as good as none" {
	echo 'not a program' >bin/gnuplot
	chmod +x bin/gnuplot
	PATH=$PWD/bin:$PATH
	draws 69
	gnuplot_is <<<'exit 127'
	draws 69
	diff -r before charts
}

@test "killed in the middle: the rest is drawn one by one" {
	# shellcheck disable=SC2016
	gnuplot_is <<<'head -n 12 | "$real" "$@"; kill -9 $$'
	draws 0
	err_is ""
	untouched
	same_pictures charts report
}

@test "killed by one picture whenever it is tried: that one is named and stays as it was" {
	# shellcheck disable=SC2016
	gnuplot_is <<<"sed '/script7'\\''/,\$d' | \"\$real\" \"\$@\"; kill -9 \$\$"
	does 74 chart --today 2024-03-10
	out_is "39 charts in charts"
	err_is "charts/i7.svg: error: gnuplot made no whole picture; is the disk full?"
	untouched i7
	does 74 report --today 2024-03-10
	out_is "report/index.html: 0 targets, 39 charts"
	err_is "report/charts/i7.svg: error: gnuplot made no whole picture; is the disk full?"
	[[ $(grep -c 'The chart could not be drawn' report/index.html) == 1 ]]
	grep -A 5 'id="i-i7"' report/index.html | grep -q 'The chart could not be drawn'
	[[ -z $(find report/charts -name 'i7-*') ]]
	all_whole
	PATH=${PATH#*:}
	draws 0
	same_pictures charts report
}

@test "a picture cut off, or with another end, is not taken, though gnuplot says all is well" {
	# shellcheck disable=SC2016
	gnuplot_is <<-'END'
		"$real" "$@"
		[ ! -e part3 ] || truncate -s -9 part3
		[ ! -e part30 ] || truncate -s 0 part30
		[ ! -e part31 ] || echo more >>part31
		rm -f part32
		exit 0
	END
	does 74 chart --today 2024-03-10
	out_is "36 charts in charts"
	for i in 3 30 31 32; do err_has "charts/i$i.svg: error: gnuplot made no whole picture"; done
	untouched i3 i30 i31 i32
	does 74 report --today 2024-03-10 --single -o page.html
	[[ $(grep -c 'The chart could not be drawn' page.html) == 4 ]]
	[[ $(grep -c 'data:image/svg' page.html) == 37 ]] # and the overview
	for format in png pdf; do
		does 74 chart --today 2024-03-10 --format $format -o other
		out_is "36 charts in other"
		[[ $(find other -type f | wc -l) == 36 ]]
		rm -r other
	done
}

@test "what gnuplot says of a picture is passed on, and only its beginning" {
	gnuplot_is <<-'END'
		sed '/script7/d' | "$real" "$@"
		{ echo; printf '%0500d\n' 1 | tr 0 x; } >&2
	END
	does 74 chart --today 2024-03-10
	((${#stderr} < 300))
	err_has "i7.svg: error: gnuplot made no whole picture: xxxxx"
	untouched i7
}

@test "messages without an end fill no disk and stop nothing" {
	# shellcheck disable=SC2016
	gnuplot_is <<-'END'
		"$real" "$@"
		yes >&2
		ls -l errors* >>"$folder/sizes"
	END
	does 0 chart --today 2024-03-10
	untouched
	awk '$5 > 64 * 1024 * 1024 { exit 1 }' sizes
}

@test "what gnuplot leaves running is ended with it" {
	# shellcheck disable=SC2016
	gnuplot_is <<-'END'
		sleep 600 &
		echo $! >>"$folder/pids"
		exec "$real" "$@"
	END
	draws 0
	untouched
	gone
}

# The processes whose numbers are in `pids` end.
gone() {
	local pid

	[[ -s pids ]]
	for pid in $(<pids); do
		for ((i = 0; i < 500; i++)); do
			[[ -e /proc/$pid && $(<"/proc/$pid/stat") != *') Z '* ]] || break
			sleep 0.01
		done
		((i < 500)) || { echo "process $pid is still there"; return 1; }
	done 2>/dev/null
}

# ends_by SIGNAL ARGUMENTS…: tidemark gets the signal while gnuplot is at work.
ends_by() {
	local signal=$1 status=0 pid i

	shift
	rm -f pids
	gnuplot_is <<-'END'
		sleep 600 &
		echo $$ $! >>"$folder/pids"
		wait
	END
	# whoever began the tests may ignore signals, as nohup does
	env --default-signal "$TIDEMARK" "$@" --today 2024-03-10 2>said &
	pid=$!
	for ((i = 0; i < 1000; i++)); do
		[[ -s pids ]] && break
		sleep 0.01
	done
	kill -s "$signal" $pid
	wait $pid || status=$?
	((status == 128 + $(kill -l "$signal")))
	[[ ! -s said ]]
}

@test "a signal ends gnuplot, what it started, and leaves nothing behind" {
	for signal in TERM INT HUP; do
		ends_by $signal chart
		gone
		all_untouched
		ends_by $signal report
		gone
		all_untouched
		ends_by $signal report --single -o page.html
		gone
		[[ ! -e page.html ]]
		all_untouched
	done
}

@test "killed itself, tidemark takes gnuplot along" {
	gnuplot_is <<-'END'
		echo $$ >>"$folder/pids"
		exec sleep 600
	END
	"$TIDEMARK" chart --today 2024-03-10 &
	for ((i = 0; i < 1000; i++)); do
		[[ -s pids ]] && break
		sleep 0.01
	done
	kill -KILL $!
	wait $! || true
	gone
	diff -r -x '.drawing-*' before charts
}

@test "gnuplot can write nowhere but where it draws" {
	gnuplot_becomes <<-'END'
		#include <stdio.h>
		#include <sys/syscall.h>
		#include <unistd.h>

		int main(void)
		{
			FILE *here = fopen("here", "w"), *elsewhere = fopen(ELSEWHERE, "w");

			if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 1)
				return fputs("no Landlock\n", stderr);
			return fputs(elsewhere ? "escaped\n" : here ? "kept in\n" : "kept out\n", stderr);
		}
	END
	does 74 chart --today 2024-03-10 i0
	[[ $stderr != *"no Landlock"* ]] || skip "no Landlock in this kernel"
	err_has "i0.svg: error: gnuplot made no whole picture: kept in"
	[[ ! -e elsewhere ]]
}

@test "a file that cannot grow" {
	for command in chart "report" "report --single -o page.html"; do
		# shellcheck disable=SC2086,SC2016 # words; the inner shell expands them
		run --separate-stderr bash -c 'ulimit -f 4; exec "$0" "$@"' "$TIDEMARK" $command --today 2024-03-10
		((status == 74))
		[[ $stderr == *error:* ]]
		all_untouched
	done
	[[ ! -e page.html ]]
}

@test "a folder where a chart should be is named, the others are drawn" {
	rm charts/i5.svg
	mkdir charts/i5.svg
	does 74 chart --today 2024-03-10
	err_has "charts/i5.svg: error: cannot write"
	rmdir charts/i5.svg
	cp before/i5.svg charts
	untouched i5
}

@test "temporary folders of the environment do not matter" {
	export TMPDIR=$PWD/none HOME=$PWD/none
	draws 0
	untouched
}

# on_small_disk: runs standard input with small/ a full disk or one that takes nothing.
on_small_disk() {
	mkdir small
	unshare -rm mount -t tmpfs tidemark-test small 2>/dev/null ||
		skip "a small file system cannot be mounted here"
	TIDEMARK=$TIDEMARK unshare -rm bash -eu
}

@test "a full disk: status 74, old charts stay, and all is drawn once there is room" {
	on_small_disk <<-'END'
		mount -t tmpfs -o size=1500k tidemark-test small
		cp -r before small/charts
		cp -r report.before small/report
		# what the scripts need, but not the pictures; then not even the folder
		for left in 400 200 20 0; do
			rm -f small/ballast
			fallocate -l "$(($(df --output=avail -B1 small | tail -n 1) - left * 1024))" small/ballast
			status=0
			"$TIDEMARK" chart -q --today 2024-03-10 -o small/charts 2>said || status=$?
			((status == 74 || (status == 73 && left == 0)))
			grep -q 'No space left\|disk full' said
			for file in small/charts/*.svg; do xmllint --noout "$file"; done
			status=0
			"$TIDEMARK" report -q --today 2024-03-10 -o small/report 2>said || status=$?
			((status == 74 || (status == 73 && left == 0)))
			diff -r report.before small/report
			[[ -z $(find small -name '.[a-z]*' -o -name '*part*') ]]
		done
		rm small/ballast
		mount -o remount,size=20m small
		"$TIDEMARK" chart -q --today 2024-03-10 -o small/charts
		"$TIDEMARK" report -q --today 2024-03-10 -o small/report
		for name in i{0..39}; do cmp "small/charts/$name.svg" small/report/charts/"$name"-*.svg || exit; done
	END
}

@test "a folder that takes nothing: status 73" {
	on_small_disk <<-'END'
		mount -t tmpfs tidemark-test small
		cp -r before small/charts
		mount -o remount,ro small
		for command in "chart" "report" "report --single"; do
			status=0
			"$TIDEMARK" $command -q --today 2024-03-10 -o small/charts 2>said || status=$?
			((status == 73))
			grep -q 'small/charts: error: cannot make a folder in it' said
		done
		diff -r before small/charts
	END
}

# without_fonts: gnuplot and fc-match see no font at all.
without_fonts() {
	mkdir fonts
	printf '<?xml version="1.0"?><fontconfig><dir>%s/fonts</dir><cachedir>%s/fonts</cachedir></fontconfig>\n' \
		"$PWD" "$PWD" >fonts.conf
	printf '#!/bin/sh\nFONTCONFIG_FILE=%q exec %q "$@"\n' "$PWD/fonts.conf" "$(command -v fc-match)" >bin/fc-match
	chmod +x bin/fc-match
	# shellcheck disable=SC2016
	gnuplot_is <<<'FONTCONFIG_FILE=$folder/fonts.conf exec "$real" "$@"'
}

@test "no font for Chinese: an SVG comes with a warning, a PNG or PDF is refused" {
	sed -i 's/Title 3"/标题"/' tidemark.conf
	without_fonts
	for format in png pdf; do
		does 69 chart --today 2024-03-10 --format $format
		err_has "no font here has Chinese characters; install the package fonts-wqy-microhei"
		[[ -z $(find charts -name "*.$format") ]]
	done
	printf '#!/bin/sh\nprintf "DejaVu Sans\\n20-7e a0-ff\\n"\n' >bin/fc-match
	does 0 chart --today 2024-03-10
	err_has "warning: no font here has Chinese characters"
	grep -q 标题 charts/i3.svg
	untouched
	does 0 report --today 2024-03-10
	err_has "warning: no font here has Chinese characters"
}

@test "no font at all: what needs none is drawn" {
	without_fonts
	does 0 chart --today 2024-03-10
	untouched
}

@test "a character that no font has does not spoil a PNG" {
	sed -i 's/Title 3"/Title 😀 \xf0\xb0\x80\x80"/' tidemark.conf
	does 0 chart i3 --today 2024-03-10 --format png
	err_is ""
	[[ $(tail -c 8 charts/i3.png | head -c 4) == IEND ]]
}

@test "without librsvg a PNG is refused, and nothing else" {
	mkdir lib
	echo broken >lib/librsvg-2.so.2
	LD_LIBRARY_PATH=$PWD/lib does 69 chart --format png i0
	err_is "tidemark: error: librsvg, which draws PNG, cannot be loaded; install Debian's package librsvg2-2"
	[[ ! -e charts/i0.png ]]
	LD_LIBRARY_PATH=$PWD/lib does 0 chart i0
}
