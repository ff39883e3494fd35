#!/usr/bin/env bats
# Who may read and write what tidemark makes: what it keeps is for owner and group at most, what is
# published for all at most; the umask takes from both.

load helper

# made MASK: everything that tidemark makes, by a process with that umask.
made() {
	mkdir "$1"
	cd "$1" || return
	catalogue <<-'END'
		lang = en
		inbox = "inbox"
		indicator loans { title = "Loans"  kind = stock  every = month }
		indicator trade { title = "Trade"  kind = flow  every = month }
	END
	printf 'month,area,Loans\n2024-01,a,1\n2024-01,b,2\n2024-01,Total,3\n' >first.csv
	printf 'month,Trade\n2024-01,1\n2024-02,1o\n' >faulty.csv
	umask "$1"
	does 0 init office
	mkdir -p inbox
	printf 'month,Trade\n2024-01,1\n' >inbox/good.csv
	printf 'month,Trade\n2024-03,1o\n' >inbox/bad.csv
	chmod 604 inbox/*.csv
	does 0 load first.csv
	does 65 load --partial faulty.csv
	does 65 collect --settle 0
	does 0 undo 1
	does 0 undo 3
	does 0 rebuild
	does 0 report --today 2024-02-10
	does 0 report --today 2024-02-10 --format md -o letters/report.md
	does 0 chart --today 2024-02-10 --areas
}

# modes FOLDERS FILES PATH…: everything there has these modes.
modes() {
	local folders=$1 files=$2

	shift 2
	find "$@" -printf '%y %m %p\n' >there
	[[ -s there ]]
	if grep -vE "^(d $folders|f $files) " there; then
		false
	fi
}

# kept FOLDERS FILES, published FOLDERS FILES
kept() {
	modes "$@" data office inbox/done inbox/rejected faulty.csv.rejects.*
}

published() {
	modes "$@" charts report letters ! -name lock ! -name '*.list' # which are tidemark's own
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	command -v gnuplot >/dev/null || skip "gnuplot is missing"
}

# What was moved keeps the mode that its sender gave it.
moved() {
	chmod "$1" inbox/done/*/good.csv inbox/rejected/bad.csv
}

@test "umask 000: what is kept is for owner and group, what is published for all" {
	made 000
	[[ $(stat -c %a inbox/done/*/good.csv inbox/rejected/bad.csv) == $'604\n604' ]]
	moved 660
	kept 770 660
	published 777 666
}

@test "umask 022: others read what is published and nothing else" {
	made 022
	moved 640
	kept 750 640
	published 755 644
}

@test "umask 002: the group writes" {
	made 002
	moved 660
	kept 770 660
	published 775 664
}

@test "umask 077: everything is for the owner alone" {
	made 077
	moved 600
	kept 700 600
	published 700 600
}
