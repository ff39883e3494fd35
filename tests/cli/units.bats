#!/usr/bin/env bats
# The units for systemd, as make install puts them there.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	command -v systemd-analyze >/dev/null || skip "systemd-analyze is not installed"
	mkdir units
	for unit in "$PROJECT"/config/tidemark-collect*; do
		sed "s|/usr/local/bin/tidemark|$TIDEMARK|" "$unit" >"units/$(basename "$unit")"
	done
}

@test "systemd finds nothing wrong with the units" {
	run systemd-analyze verify --man=no units/*
	echo "$output"
	[[ $status == 0 && -z $output ]]
	grep -qx "ExecStart=$TIDEMARK collect" units/tidemark-collect.service
	grep -qx "ExecStart=$TIDEMARK collect --watch" units/tidemark-collect-watch.service
}

@test "the services are confined: an exposure of 1.0 at most" {
	for unit in units/*.service; do
		systemd-analyze security --offline=yes --threshold=10 --no-pager "$unit" | tail -n 1
	done
}

@test "the two services differ in how they run, not in what they may" {
	diff <(sed '1,/^Restart/d; /^\[Install/,$d' units/tidemark-collect-watch.service | sed '/^RestartSec/d; /^$/d') \
		<(sed '1,/^SuccessExit/d; /^$/d' units/tidemark-collect.service)
}

@test "the calls that a collector makes are among those it may make" {
	command -v strace >/dev/null || skip "strace is not installed"
	file tidemark.conf <<-'END'
		on_load = { "true" }
		indicator loans { kind = stock }
	END
	mkdir inbox
	printf 'month,loans\n2024-05,1\n' >inbox/a.csv
	echo junk >inbox/b.csv
	run strace -f -o trace "$TIDEMARK" collect --settle 0.1
	((status == 65)) || skip "nothing can be traced here"
	systemd-analyze syscall-filter >sets
	awk '
	FILENAME == "sets" && /^@/ { set = $1; next }
	FILENAME == "sets" && /^    [@a-z]/ { has[set] = has[set] " " $1; next }
	FILENAME == "trace" && match($0, /^[0-9]+ +[a-z_0-9]+\(/) {
		call = substr($0, RSTART, RLENGTH - 1)
		sub(/^[0-9]+ +/, "", call)
		used[call] = 1
	}
	function allow(name, truth,    list, n, i) {
		n = split(has[name], list, " ")
		for (i = 1; i <= n; i++)
			if (list[i] ~ /^@/) allow(list[i], truth)
			else may[list[i]] = truth
	}
	END {
		allow("@system-service", 1)
		allow("@privileged", 0)
		allow("@resources", 0)
		allow("@default", 1)
		for (call in used) {
			count++
			if (!may[call]) print "may not: " call
		}
		if (count < 30) print "only " count " calls seen"
	}' sets trace >refused
	[[ ! -s refused ]] || {
		cat refused
		return 1
	}
}

@test "where a scale is all that is said of a unit, its figures are those of the file" {
	catalogue <<-'END'
		indicator loans { kind = stock  every = month  unit = million  target = "value >= 2600 million" }
		indicator trade { kind = flow  every = month  unit = "万" }
	END
	file row.csv <<-'END'
		date,loans,trade
		Unit,million,亿
		2024-01,5,6
		2024-02,2700,7
	END
	does 0 load row.csv
	file header.csv <<-'END'
		date,loans (million),trade (万)
		2024-03,2800,8
	END
	does 0 load header.csv
	file behind.csv <<-'END'
		date,loans,trade
		2024-04,2900 million,9亿
	END
	does 0 load behind.csv
	does 0 export --format csv
	out_has 'loans,,2024-01,5,'
	out_has 'loans,,2024-03,2800,'
	out_has 'loans,,2024-04,2900,'
	out_has 'trade,,2024-01,60000,'
	out_has 'trade,,2024-03,8,'
	out_has 'trade,,2024-04,90000,'
	does 0 check --today 2024-05-10
	out_has '≥ 2,600 million'
}
