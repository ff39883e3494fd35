#!/usr/bin/env bats
# What can be chosen, and what is said of a choice that there is not.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	catalogue <<-'END'
		lang = en
		group A { title = "Transport"  owner = "Roads"
			action "A.1" { title = "Plan"  owner = "Mayor" } }
		group B { title = "Air" }
		indicator jams { kind = flow  every = month  group = A  owner = "Police"
			target = { "value >= 1 at 2024-01", "value <= 5 from 2024-01" } }
		indicator dust { kind = ratio  every = month  group = B  owner = "Lab"
			target = { "value <= 5 from 2024-01" } }
		indicator plan { kind = ytd  every = month }
		indicator taxes { kind = ytd  every = month
			target = { "ytd >= plan", "total >= 100 in 2024 pace=plan" } }
		indicator rule { kind = ratio  every = once }
		indicator empty { kind = stock  every = month }
		indicator dues { kind = ytd  every = month  target = "total >= 100 in 2024 pace=plan" }
	END
	file a.csv <<-'END'
		period,indicator,area,value
		2024-01,jams,,4
		2024-02,jams,,5
		2024-03,jams,,6
		2024-01,jams,North,1
		2024-02,jams,North,2
		2024-03,dust,,7
		2024-01,plan,,8
		2024-02,plan,,16
		2024-03,plan,,24
		2024-01,taxes,,9
		2024-02,taxes,,18
		2024-03,taxes,,27
		2024-01,rule,,3
		2024-01,dues,,5
	END
	does 0 load -q a.csv
}

# refused EXPECTED WORDS…: status 64, and a message that has EXPECTED.
refused() {
	local expected=$1

	shift
	does 64 "$@"
	err_has "$expected"
	out_is ""
}

@test "a value that an option does not take is refused with those that it takes" {
	refused '--format "gif": expected svg, png or pdf' chart --format gif
	refused '--last "0": expected a number of periods' chart --last 0
	refused '--last "2x": expected a number of periods' chart --last 2x
	refused '--last "9999999999": expected a number of periods' show jams --last 9999999999
	refused '--from "soon": expected a period' chart --from soon
	refused '--to "later": expected a period' chart --to later
	refused '--from "soon": expected a period' show jams --from soon
	refused '--to "later": expected a period' show jams --to later
	refused '--from "soon": expected a period' export --from soon
	refused '--to "later": expected a period' export --to later
	refused '--format "pdf": expected html or md' report --format pdf
	refused '--lang "fr": expected zh or en' report --lang fr
	refused '"0" is no load' report --since 0
	refused '--since "May": expected' report --since May
	refused '--status "good": expected met, on-track' check --status good
	refused '--fail-on "bad": expected met, on-track' check --fail-on bad
	refused '--at "when": expected a period' check --at when
	refused 'no group "C" in the catalogue' check --group C
	refused '--shard "0/2": expected I/N' check --shard 0/2
	refused '--shard "3/2": expected I/N' check --shard 3/2
	refused '--shard "1/100001": expected I/N' check --shard 1/100001
	refused '--shard "1/2x": expected I/N' check --shard 1/2x
	refused '--shard "-1/2": expected I/N' check --shard -1/2
	refused '--shard ":/2": expected I/N' check --shard :/2
	refused '--tries "": expected a whole number from 1 to 20' push --tries '' http://localhost
	refused '--tries "21": expected' push --tries 21 http://localhost
	refused '--tries "0": expected' push --tries 0 http://localhost
	refused '--timeout "1s": expected' push --timeout 1s http://localhost
	refused 'push takes the URL of a VictoriaMetrics' push
	refused 'no indicator "nope" in the catalogue' load --indicator nope a.csv
	refused 'no source "nope" in the catalogue' load --source nope a.csv
	refused 'no source "nope" in the catalogue' inspect --source nope a.csv
	refused 'no source "nope" in the catalogue' inspect --csv --source nope a.csv
	refused '"1234567890" is no load' log 1234567890
	refused '"1:" is no load' log 1:
	refused 'one load at a time' log 1 2
	refused 'one folder at a time' init x y
	[[ ! -e charts && ! -e report && ! -e x ]]
}

@test "what every command takes is looked at before anything is done" {
	refused '--color "blue": expected auto, always or never' list --color blue
	refused '--wait "": expected seconds' list --wait ''
	refused '--wait "1m": expected seconds' list --wait 1m
	refused '--wait "-1": expected seconds' list --wait -1
	refused '--wait "86401": expected seconds' list --wait 86401
	refused '--format "xml": expected text, json, csv or md' list --format xml
	refused '--today "noon": expected a date' list --today noon
	refused 'nowhere: error: cannot work in' -C nowhere list
	refused 'a value is missing behind "--wait"; see tidemark help list' list --wait
	refused 'a value is missing behind "-c"; see tidemark help' -c
	refused 'unknown option "-Z"; see tidemark help' -Z list
	refused 'unknown option "-Z"; see tidemark help list' list -qZ
	refused 'unknown option "--what"; see tidemark help list' list --what
	refused 'unknown option "-é"' list -é
	does 64 list -q$'\xe9' # a byte that is no character
	does 64 list -q$'\xe9' word
	does 64 list --verbose=x
	does 64 load --dry-run=x
	does 0 list --wait 0.5 --color auto
	does 0 list --wait 86400
}

@test "colours are for terminals, unless they are asked for" {
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminal"
	# colours NAME=VALUE… -- OPTIONS: is a table on a terminal coloured?
	colours() {
		local set=()
		while [[ $1 != -- ]]; do set+=("$1"); shift; done
		shift
		env -u NO_COLOR TERM=xterm "${set[@]}" script -qec \
			"'$TIDEMARK' check --today 2024-04-10 $*" /dev/null </dev/null >screen || true
		grep -q $'\x1b\[3' screen
	}
	colours --
	colours NO_COLOR= --
	run -1 colours NO_COLOR=1 --
	run -1 colours TERM=dumb --
	colours TERM=dumb NO_COLOR=1 -- --color always
	run -1 colours -- --color never
	env -u TERM script -qec "env -u TERM '$TIDEMARK' check --today 2024-04-10" /dev/null \
		</dev/null >screen || true
	grep -q $'\x1b\[3' screen
	does 2 check --today 2024-04-10
	out_lacks $'\x1b'
	does 2 check --today 2024-04-10 --color always
	out_has $'\x1b[3'
}

# targets OPTIONS: "indicator status" of each target that check lists, one a line.
targets() {
	tidemark check --today 2024-04-10 --format csv "$@" | cut -d, -f2 | tail -n +2 | sort | tr '\n' ' '
}

@test "check lists the targets of an owner, a group or a status" {
	[[ $(targets --owner Police) == "jams " ]]
	[[ $(targets --owner Nobody) == "" ]]
	[[ $(targets --group B) == "dust " ]]
	[[ $(targets --group A --owner Lab) == "" ]]
	[[ $(targets jams) == "jams " ]]
	[[ $(targets jams --all) == "jams jams " ]]
	[[ $(targets jams --status met) == "" ]]
	[[ $(targets jams --status met --all) == "jams " ]]
	[[ $(targets jams --status missed --all) == "jams " ]]
}

@test "only targets that are as bad as --fail-on says fail" {
	does 2 check --today 2024-04-10 --owner Lab
	does 0 check --today 2024-04-10 --owner Nobody
	does 2 check --today 2024-04-10 --owner Lab --fail-on missed
	does 0 check --today 2024-04-10 taxes --fail-on missed
}

@test "JSON tells of the groups that were asked for, and of none where a few were chosen" {
	does 2 check --today 2024-04-10 --format json --group A
	[[ $(jq -c '[.groups[].id]' <<<"$output") == '["A"]' ]]
	does 2 check --today 2024-04-10 --format json
	[[ $(jq -c '[.groups[].id]' <<<"$output") == '["A","B"]' ]]
	does 0 check --today 2024-04-10 --format json rule
	[[ $(jq -c '[.worst, .targets, .groups]' <<<"$output") == '[null,[],[]]' ]]
}

@test "what a chosen indicator is measured by is read too" {
	does 0 check --today 2024-04-10 --format json taxes
	[[ $(jq -c '[.targets[] | [.measure, .bound, .value]] | sort' <<<"$output") == \
		'[["total",100,null],["ytd",24,27]]' ]]
	[[ $(jq -c '.targets[] | select(.measure == "total") | .pace.share' <<<"$output") != null ]]
	run --separate-stderr tidemark check --today 2024-02-10 --format json dues
	[[ $(jq -c '.targets[0].pace.share' <<<"$output") == 0.08 ]]
}

@test "a chart that cannot be is only missed where it was asked for" {
	does 0 chart --today 2024-04-10 empty jams
	err_is 'tidemark: warning: "empty" has no figures, no chart'
	out_is "1 chart in charts"
	rm -r charts
	does 0 chart --today 2024-04-10 --overview empty jams dust
	err_has '"empty" has no figures'
	[[ $(ls charts) == overview.svg ]]
	does 0 chart -q --today 2024-04-10 --areas -o one jams
	out_is ""
	[[ $(find one -name '*.svg' | sort | tr '\n' ' ') == "one/jams.svg one/jams/North.svg " ]]
}

@test "show has the periods that are asked for" {
	shows() {
		local expected=$1

		shift
		does 0 show "$@" --format csv
		[[ $(printf '%s' "${output#period,value}" | tr '\n' ' ') == "$expected" ]]
	}
	shows " 2024-01,4 2024-02,5 2024-03,6" jams
	shows " 2024-02,5 2024-03,6" jams --from 2024-02
	shows " 2024-01,4 2024-02,5" jams --to 2024-02
	shows " 2024-01,4 2024-02,5 2024-03,6" jams --from 2023 --to 2025
	shows " 2024-02,5 2024-03,6" jams --last 2
	shows " 2024-01,4 2024-02,5 2024-03,6" jams --last 3
	shows " 2024-01,4" jams --to 2024-01 --last 5
	shows "" jams --from 2025
	shows "" empty
	shows " 2024-01,1 2024-02,2" jams/North
	shows " 2024-01,4 2024-02,5 2024-03,6" jams/全市
	refused '"jams" has no figures for the area "South"' show jams/South
	refused '"jams" has no figures for the area "South"' log --series jams/South
}

@test "a measure of the year stands in the year's last row" {
	{
		echo month,jams
		for month in {01..12}; do echo "2023-$month,2"; done
	} >year.csv
	does 0 load -q year.csv
	does 0 show jams --measure total --from 2023-11 --to 2024-02 --format csv
	out_is "$(printf '%s\n' period,value,total 2023-11,2, 2023-12,2,24 2024-01,4, 2024-02,5,)"
	refused 'total is not defined for "dust" (ratio, every month); there are' \
		show dust --measure total
	refused 'no measure "speed"' show dust --measure speed
}

@test "twenty revisions are shown, and all of them where they are asked for" {
	{
		echo month,empty
		for year in 2022 2023; do for month in {01..12}; do echo "$year-$month,1"; done; done
	} >first.csv
	sed 's/,1$/,2/' first.csv >second.csv
	does 0 load -q first.csv
	does 0 load --dry-run second.csv
	[[ $(grep -c '  revised empty' <<<"$output") == 20 ]]
	out_has "  … and 4 more (-v shows all)"
	does 0 load -v second.csv
	[[ $(grep -c '  revised empty' <<<"$output") == 24 ]]
	out_lacks "more (-v"
}

@test "what a load did is there as a table" {
	echo $'month,empty\n2024-01,1\n2024-02,-' >b.csv
	echo month,nothing >c.csv
	does 65 load b.csv c.csv --format csv
	out_is "$(printf '%s\n' file,load,figures,new,unchanged,revised,missing,rejected,series,first,last \
		b.csv,2,1,1,0,0,1,0,1,2024-01,2024-01 c.csv,,0,0,0,0,0,0,0,,)"
	does 0 load b.csv --format md
	[[ ${lines[2]} == "| b.csv |  | 1 | 0 | 1 | 0 | 1 | 0 | 1 | 2024-01 | 2024-01 |" ]]
}

@test "a catalogue is found in a folder above, and an empty name of one is none" {
	mkdir -p deep/er
	cd deep/er
	TIDEMARK_CONF='' does 0 show jams --last 1 --format csv
	[[ ${lines[1]} == 2024-03,6 ]]
	cd "$BATS_TEST_TMPDIR"
	mkdir -p elsewhere
	cd elsewhere
	echo 'indicator other { kind = stock }' >tidemark.conf
	does 0 list --format csv
	[[ ${lines[1]} == other,* ]]
	TIDEMARK_CONF=../tidemark.conf does 0 list --format csv
	[[ ${lines[1]} == jams,* ]]
}

@test "the nearest id is named, unless none is near" {
	refused 'no indicator "jam" in the catalogue; did you mean jams?' show jam
	refused 'in the catalogue; tidemark list names them all' show "$(printf 'x%.0s' {1..70})"
	refused 'no indicator "dusty_roads" in the catalogue; tidemark list names them all' chart dusty_roads
}

@test "an owner of a group or of an action has a report" {
	for owner in Roads Mayor; do
		does 0 report --today 2024-04-10 --owner $owner --format md
		out_has Transport
	done
	refused 'no owner "Nobody" in the catalogue' report --owner Nobody
	refused 'no group "C" in the catalogue' report --group C
}

@test "-o names the report's file, or a folder even if it looks like a file" {
	does 0 report --today 2024-04-10 --format md -o notes/today.md
	[[ -s notes/today.md ]]
	mkdir folder.md
	does 0 report --today 2024-04-10 --format md -o folder.md
	[[ -s folder.md/index.md ]]
	echo >file
	does 73 report --today 2024-04-10 --format md -o file/page.md
	err_has "file: error: cannot make the folder"
}

@test "a report may be asked for what it is anyway, and tells nothing of what was undone" {
	does 0 report --today 2024-04-10 -q --format html --lang en
	[[ -s report/index.html ]]
	refused '--shard "0/2": expected I/N' report --shard 0/2
	sed 's/,6$/,60/' a.csv >b.csv
	does 0 load -q b.csv
	does 0 undo -q 2
	does 0 report --today "$(date +%F)" --format md --since 1
	out_lacks "b.csv"
}

@test "a report tells each load's revisions, by the ids of today" {
	echo $'period,jams,dust\n2024-02,50,\n2024-03,60,70' >b.csv
	echo $'month,jams\n2024-02,500' >c.csv
	does 0 load -q b.csv
	does 0 load -q c.csv
	sed -i 's/indicator dust {/indicator soot { was = dust /; s/group = B  //' tidemark.conf
	does 0 report --today "$(date +%F)" --format md --since 1
	out_has "500"
	out_has "c.csv"
	[[ $(grep -c 'b\.csv' <<<"$output") == 3 ]]
	sed -i '/indicator soot/,+1d' tidemark.conf
	does 0 report --today "$(date +%F)" --format md --since 1
	[[ $(grep -c 'b\.csv' <<<"$output") == 2 ]]
	does 0 report --today "$(date +%F)" --format md --since 2
	[[ $(grep -c 'b\.csv' <<<"$output") == 0 ]]
	out_has "c.csv"
}

@test "what can hardly be meant of sources is named" {
	cat >>tidemark.conf <<-'END'
		indicator sum { formula = "dust + rule * 0" }
		indicator never { formula = "empty / plan" }
		source first { match = "a?.csv" }
		source again { match = "a?.csv" }
		source hand { unit = "元" }
		source odd { match = "[ab].csv" }
		source lists { match = "x*.csv"  map = { "Sum=sum", "Dust=dust" } }
		source inner { match = "x-1.csv" }
	END
	does 0 check --catalogue
	out_has 'source "again" is never found by a file'"'"'s name: every name that fits "a?.csv" fits source "first" before it'
	out_has 'source "inner" is never found'
	out_has 'source "lists" leads to "sum", which a formula computes'
	out_lacks 'leads to "dust"'
	out_lacks '"odd" is never'
	out_has 'indicator "never" has no figures: its inputs have none in common'
	out_has 'warnings'
	does 0 check --catalogue -q
	out_lacks ' indicators, '
	does 0 check --catalogue --format csv
	[[ ${lines[0]} == file,line,severity,message ]]
}

@test "a year's total or average lies where its year does" {
	cat >>tidemark.conf <<-'END'
		indicator young { kind = flow  since = 2024-03
			target = { "total >= 1 in 2024", "average >= 1 in 2024", "value >= 1 by 2024-02" } }
	END
	echo $'month,young\n2024-03,1' >young.csv
	does 0 load -q young.csv
	does 0 check --catalogue
	out_lacks 'total >= 1'
	out_lacks 'average >= 1'
	out_has '"value >= 1 by 2024-02" lies before since = 2024-03'
}

@test "silence is kept where it is asked for" {
	does 0 rebuild -q
	out_is ""
	does 0 undo 1 -q
	out_is ""
	does 0 init -q fresh
	out_is ""
	[[ -s fresh/tidemark.conf ]]
}

@test "an inspected file may have a source, and its cleaned table too" {
	printf 'Monat;St\xe4dte\n2024-01;1,5\n2024-02;2,5\n' >b.csv
	cat >>tidemark.conf <<-'END'
		source german { match = "b.csv"  encoding = latin1  decimal = comma }
		source semicolons { delimiter = ";"  encoding = latin1 }
	END
	does 0 -c tidemark.conf inspect --csv b.csv
	out_is $'"Monat","Städte"\n"2024-01","1,5"\n"2024-02","2,5"'
	does 0 inspect --csv --source semicolons b.csv
	[[ ${lines[0]} == '"Monat","Städte"' ]]
	does 78 -c nowhere.conf inspect --csv b.csv
	does 78 -c nowhere.conf inspect b.csv
	does 65 inspect --source german --format json b.csv
	[[ $(jq -r .source <<<"$output") == german ]]
}

@test "of many labels twenty are shown, and all where they are asked for" {
	{
		printf month
		for i in {1..23}; do printf ',"label %d"' "$i"; done
		printf '\n2024-01'
		for i in {1..23}; do printf ',%d' "$i"; done
		echo
	} >many.csv
	run --separate-stderr tidemark inspect many.csv
	[[ $(grep -c 'is unknown: ' <<<"$output") == 20 ]]
	out_has "… and 3 more (-v shows all)"
	run --separate-stderr tidemark inspect -v many.csv
	[[ $(grep -c 'is unknown: ' <<<"$output") == 23 ]]
	out_lacks "more (-v"
}

@test "figures without a name are offered one" {
	echo $'2024-01,1\n2024-02,2' >bare.csv
	run --separate-stderr tidemark inspect bare.csv
	out_has "indicator = "
	run --separate-stderr tidemark inspect --format json bare.csv
	jq -e . <<<"$output" >/dev/null
	run --separate-stderr tidemark inspect --format json a.csv
	jq -e '.labels | length > 0' <<<"$output"
}

@test "a folder without CSV files, and rejects that cannot be written, load nothing" {
	mkdir none
	refused 'no file to load; see tidemark help load' load none
	does 66 load none nowhere.csv
	echo $'month,empty\n2024-01,1\n2024-02,1o1' >bad.csv
	mkdir bad.csv.rejects.txt
	does 65 load --partial bad.csv
	err_has 'bad.csv.rejects.txt: error: cannot write'
	does 0 show empty --format csv
	out_is "period,value"
}

@test "what a load left out is told in JSON, and kept by a collector" {
	mkdir inbox
	echo $'period,indicator,value\n2024,dust,7\n2024-04,dust,5\n2023,dust,7' >inbox/b.csv
	does 0 load --dry-run --format json inbox/b.csv
	[[ $(jq -c '.files[0].left_out' <<<"$output") == '[{"what":"figures of another frequency","count":2}]' ]]
	does 0 inspect --format json inbox/b.csv
	[[ $(jq -c '.left_out' <<<"$output") == '[{"what":"figures of another frequency","count":2}]' ]]
	does 0 collect --settle 0 --format json
	out_has '"figures of another frequency"'
	echo $'period,indicator,value\n2024-05,strange,7' >inbox/c.csv
	does 65 collect --settle 0 --format json
	out_has '"strange"'
}

@test "a program that runs after a load has a path, and whole names of folders" {
	file hook <<-'END'
		#!/bin/sh
		echo "$PATH|$TIDEMARK_DATA|$TIDEMARK_CONF" >told
	END
	chmod +x hook
	sed -i "1i on_load = { \"$PWD/hook\" }" tidemark.conf
	echo $'month,empty\n2024-01,1' >b.csv
	run env -u PATH "$TIDEMARK" -c "$PWD/tidemark.conf" -d "$PWD/data" load -q b.csv
	((status == 0))
	file_is told <<<"/usr/local/bin:/usr/bin:/bin|$PWD/data|$PWD/tidemark.conf"
}

@test "without a path gnuplot is looked for where it is" {
	[[ -x /usr/bin/gnuplot ]] || skip "gnuplot is not in /usr/bin"
	run env -u PATH "$TIDEMARK" chart --today 2024-04-10 jams
	((status == 0))
	[[ -s charts/jams.svg ]]
}

@test "temporary files may have any place" {
	[[ $TIDEMARK != */wrapped/memcheck/* ]] || skip "valgrind has temporary files of its own"
	rm -r data/rrd data/applied
	TMPDIR='' does 0 list -q
	rm -r data/rrd data/applied
	TMPDIR=$PWD/none does 0 show dust --format csv
	[[ ${lines[1]} == 2024-03,7 ]]
}

@test "figures are a table on a terminal, and CSV off it" {
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminal"
	TERM=xterm script -qec "'$TIDEMARK' show taxes" /dev/null </dev/null >screen
	grep -q 2024-0 screen
	[[ $(<screen) != *period,value* ]]
	does 0 show taxes
	out_has period,value
}
