#!/usr/bin/env bats
# Names that would lead elsewhere lead nowhere, and what is no regular file where tidemark keeps its
# own is neither waited for nor believed.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	mkdir -p here/work
	cd here/work || return
	catalogue <<-'END'
		lang = en
		inbox = "inbox"
		indicator loans { kind = stock  every = month }
	END
	file loans.csv <<-'END'
		month,loans
		2024-01,5
	END
}

# Nothing was made above the working folder.
stays_here() {
	[[ $(ls -A ..) == work ]]
}

# Never ends by itself would be a failure of its own.
does_soon() {
	local expected=$1

	shift
	run --separate-stderr timeout 30 "$TIDEMARK" "$@"
	if ((status != expected)); then
		show_streams
		return 1
	fi
}

@test "areas that are called like paths are files of one folder" {
	printf '%s\n' month,area,loans 2024-01,../../../evil,1 2024-01,..,2 2024-01,.,3 2024-01,/etc/passwd,4 \
		2024-01,a/../../b,5 2024-01,-rf,6 2024-01,%2e%2e,7 2024-01,~root,8 2024-01,.hidden,9 >areas.csv
	does 0 load areas.csv
	[[ $(cd data/rrd && find . -type f | LC_ALL=C sort) == "$(LC_ALL=C sort <<-'END'
		./loans/%2E.%2F..%2F..%2Fevil.rrd
		./loans/%2E..rrd
		./loans/%2E.rrd
		./loans/%2Fetc%2Fpasswd.rrd
		./loans/a%2F..%2F..%2Fb.rrd
		./loans/-rf.rrd
		./loans/%252e%252e.rrd
		./loans/~root.rrd
		./loans/%2Ehidden.rrd
	END
	)" ]]
	does 0 show loans/../../../evil
	out_is $'period,value\n2024-01,1'
	does 0 verify
	stays_here
}

@test "charts and reports of such areas stay in their folder" {
	command -v gnuplot >/dev/null || skip "gnuplot is missing"
	printf '%s\n' month,area,loans 2024-01,../../../evil,1 2024-01,..,2 2024-01,/etc/passwd,4 >areas.csv
	does 0 load -q areas.csv
	does 0 chart --today 2024-02-10 --areas
	[[ $(find charts -type f | LC_ALL=C sort) == 'charts/loans.areas.svg
charts/loans/%2E.%2F..%2F..%2Fevil.svg
charts/loans/%2E..svg
charts/loans/%2Fetc%2Fpasswd.svg' ]]
	does 0 report --today 2024-02-10
	[[ -z $(find report -name '*evil*' -o -name '*passwd*') ]]
	stays_here
}

@test "no id is a path" {
	for id in .. . ../x /etc/passwd a/b; do
		printf 'indicator "%s" { kind = stock }\n' "$id" >c.conf
		does 78 -c c.conf check
		does 64 chart "$id"
		does 64 show "$id"
	done
	printf 'indicator a { kind = stock  was = "../x" }\n' >c.conf
	does 78 -c c.conf check
	stays_here
}

@test "files that are called like options are files behind --" {
	cp loans.csv ./-rf.csv
	does 64 load -rf.csv
	does 0 load -- -rf.csv
	out_has '-rf.csv: 1 figure: 1 new'
	mkdir inbox
	cp loans.csv 'inbox/--note=x.csv'
	cp loans.csv inbox/-.csv
	does 0 collect --settle 0
	[[ -e $(echo inbox/done/*/--note=x.csv) && -e $(echo inbox/done/*/-.csv) ]]
}

@test "a file in the inbox that has another name elsewhere keeps it, and is not changed" {
	mkdir inbox
	ln loans.csv inbox/loans.csv
	does 0 collect --settle 0
	[[ $(echo inbox/done/*/loans.csv) -ef loans.csv ]]
	file_is loans.csv <<-'END'
		month,loans
		2024-01,5
	END
}

@test "a device in the inbox is left" {
	mkdir inbox
	mknod inbox/zero.csv c 1 5 2>/dev/null || skip "only root makes devices"
	does_soon 0 collect --settle 0
	err_is 'zero.csv: warning: is no file'
	[[ -c inbox/zero.csv ]]
}

@test "a pipe or a device in the ledger is damage, and nobody waits for it" {
	does 0 load loans.csv
	mkfifo data/ledger/000002.csv
	for command in log verify rebuild 'show loans' 'load loans.csv' 'undo 1' 'show loans --as-of 2'; do
		# shellcheck disable=SC2086 # words
		does_soon 74 $command
	done
	err_has 'data/ledger/000002.csv: error: '
	rm data/ledger/000002.csv
	ln -s /dev/zero data/ledger/000002.csv
	does_soon 74 log
	err_is 'data/ledger/000002.csv: error: is no regular file'
	rm data/ledger/000002.csv
	does 0 verify
}

@test "a link to another file in the ledger is read, and is no load" {
	does 0 load loans.csv
	ln -s /etc/passwd data/ledger/000002.csv
	does 74 log
	err_has 'data/ledger/000002.csv: error: damaged'
	err_lacks root:
}

@test "a pipe or a link where the databases stand is derived anew, and the link's end untouched" {
	does 0 load loans.csv
	cp data/rrd/loans.rrd ../before
	rm data/rrd/loans.rrd
	mkfifo data/rrd/loans.rrd
	does_soon 0 show loans
	out_is $'period,value\n2024-01,5'
	cmp data/rrd/loans.rrd ../before
	mv ../before ../elsewhere
	ln -sf ../../../elsewhere data/rrd/loans.rrd
	printf 'month,loans\n2024-01,6\n' >more.csv
	cp ../elsewhere ../kept
	does_soon 0 load more.csv
	does_soon 0 show loans
	out_is $'period,value\n2024-01,6'
	[[ ! -L data/rrd/loans.rrd ]]
	cmp ../elsewhere ../kept
}

@test "a pipe in the place of what is noted beside the databases is as good as nothing" {
	does 0 load loans.csv
	rm data/applied
	mkfifo data/applied
	does_soon 0 show loans
	out_is $'period,value\n2024-01,5'
	[[ -f data/applied ]]
}

@test "a device is no file to load, whatever it would say" {
	for command in load inspect 'load --partial' 'inspect --csv'; do
		# shellcheck disable=SC2086 # words
		does_soon 66 $command /dev/zero
		err_has '/dev/zero: error: is a device; give a file or a pipe'
	done
	run --separate-stderr timeout 30 "$TIDEMARK" load - </dev/zero
	((status == 66))
	does_soon 78 -c /dev/zero check
	echo 'include("/dev/zero")' >c.conf
	does_soon 78 -c c.conf check
}
