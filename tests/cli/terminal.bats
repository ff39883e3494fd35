#!/usr/bin/env bats
# A name that is a command to a terminal, or turns the words around it, is shown as what it is not:
# on a terminal and off it, on standard output and standard error.

load helper

# A window's title, a colour as one byte and as a control sequence, backspace, carriage return, DEL,
# a line separator, an override and an isolate of direction.
nasty=$'\e]0;owned\a\u009b31m\e[31m\b\r\x7f\u0085\u2028\u202eabc\u202c\u2066x\u2069'

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	catalogue <<-END
		lang = en
		inbox = "inbox"
		group G {
		    title = "g$nasty"  owner = "o$nasty"  due = 2024-12-31
		    action "A" { title = "a$nasty"  owner = "o$nasty"  due = 2024-09-30  evidence = "e$nasty" }
		}
		indicator loans {
		    title = "Loans$nasty"  unit = "u$nasty"  kind = stock  every = month  group = G
		    owner = "o$nasty"  note = "n$nasty"  source_note = "s$nasty"  alias = { "loans$nasty" }
		    target = { "value >= 5 by 2024-12" }
		}
	END
	good=good$nasty.csv bad=bad$nasty.csv
	printf '%s\n' "month,area,loans,\"more$nasty\"" "2024-01,\"b$nasty\",3,\"x$nasty\"" 2024-01,Total,3,y >"$good"
	printf '%s\n' month,area,loans "2024-02,\"b$nasty\",\"3$nasty\"" "2024-03,c,$nasty" >"$bad"
	raw "$bad" >found # what is looked for below would be found
}

# raw FILE: it has such characters, beside the colours and line ends that are tidemark's own.
raw() {
	LC_ALL=C sed -e 's/\x1b\[[0-9;]*[mK]//g' -e 's/\r$//' "$1" |
		LC_ALL=C grep -aP '[\x00-\x08\x0B-\x1F\x7F]|\xC2[\x80-\x9F]|\xE2\x80[\xA8-\xAE]|\xE2\x81[\xA6-\xA9]'
}

# ended STATUS: with one of its own, by which it is known to have run.
ended() {
	case $1 in
	[0-3] | 6[4-9] | 7[013458]) ;;
	*) echo "status $1" && return 1 ;;
	esac
}

# tame ARGUMENTS…: whatever comes of it, there is no such character in what it says.
tame() {
	local status=0

	"$TIDEMARK" "$@" >said 2>&1 || status=$?
	ended "$status" || return
	if raw said; then
		echo "off a terminal: $*" && return 1
	fi
	status=0
	SHELL=/bin/bash script -qec "$(printf '%q ' "$TIDEMARK" "$@")" seen </dev/null >/dev/null || status=$?
	ended "$status" || return
	grep -aq '^Script started' seen || return
	sed -i '/^Script /d' seen
	if raw seen; then
		echo "on a terminal: $*" && return 1
	fi
}

@test "in what is said of a file that is refused, loaded or collected" {
	tame load "$bad"
	tame load --partial "$bad"
	tame load --dry-run "$good"
	tame load --source "$nasty" "$good"
	tame load --note "$nasty" "$good"
	mkdir inbox
	cp "$good" "$bad" inbox/
	tame -v collect --settle 0
	tame inspect "$good"
	tame inspect "$bad"
	tame inspect --catalogue "$bad"
}

@test "in tables, explanations, sparklines and the lines of a monitoring plugin" {
	does 0 load "$good"
	for format in text md nagios; do
		tame --color always check --today 2024-07-10 --areas --all --format $format
	done
	tame check --today 2024-07-10 --areas --explain
	tame list
	tame show loans --sparkline
	tame show "loans/b$nasty" --format md
	tame log
	tame log 1
	tame log --series loans
	tame chart --today 2024-07-10 --areas -o "charts$nasty"
	tame report --today 2024-07-10 --format md
	tame report --today 2024-07-10 -o "report$nasty"
	tame undo 1
}

@test "in what is said of words that nobody knows" {
	for command in '' load 'load --source' show log 'log --series' undo chart 'check --group' \
		'check --owner' 'check --at' 'check --today' 'check --fail-on' 'check --format' \
		'report --since' 'report --lang' 'export --from' help completion push -c -C -d; do
		# shellcheck disable=SC2086 # words
		tame $command "$nasty" check
	done
	tame "--$nasty"
	tame "--format=$nasty" check
}

@test "in what is said of a catalogue" {
	for place in "kind = stock  every = $nasty" "$nasty = 1" "kind = \"$nasty\"" "target = \"$nasty\"" \
		"group = \"$nasty\"" "formula = \"$nasty\""; do
		printf 'indicator a { %s }\n' "$place" >"c$nasty.conf"
		tame -c "c$nasty.conf" check --catalogue
	done
}

@test "what is raw would be found: CSV is data, and as it was" {
	"$TIDEMARK" inspect -q --csv "$good" >said
	raw said >found
	[[ -s found ]]
}
