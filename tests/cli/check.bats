#!/usr/bin/env bats
# check: for monitoring, at an earlier period, and of the catalogue itself.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = en
		indicator loans { title = "贷款|余额"  kind = stock  every = month  unit = "亿元"
			target = { "value >= 104", "band: value within 100..110", "value < 200 by 2024-12" } }
		indicator served { title = "Served"  kind = ratio  every = month  unit = "%"
			target = { "value > 90 area=*", "value = 0 at 2024-12" } }
	END
	file figures.csv <<-'END'
		period,indicator,area,value
		2024-01,loans,,100
		2024-02,loans,,104
		2024-03,loans,,102
		2024-01,served,O'Neill|x=y,97.1
		2024-02,served,O'Neill|x=y,97.2
		2024-03,served,O'Neill|x=y,90
	END
	does 0 load -q figures.csv
}

@test "a plugin's first line has state, counts and data, and the others what is wrong" {
	does 2 check loans --today 2024-04-10 --format nagios
	[[ ${#lines[@]} == 2 ]]
	[[ ${lines[0]} == "TIDEMARK CRITICAL - 1 missed, 1 on-track, 1 met | 'loans value'=102;;104:;; 'loans value #2'=102;;@200:;; 'loans band'=102;;100:110;;" ]]
	[[ ${lines[1]} == "missed: 贷款_余额 ≥ 104 亿元 - 2024-03: 102 亿元; broken"* ]]
}

@test "labels are safe, percentages have their sign, what is not known is U" {
	does 2 check served --today 2024-04-10 --format nagios
	[[ ${lines[0]} == *"| 'served/O_Neill_x_y value'=90%;;@~:90;; 'served value'=U;;;;" ]]
	[[ ${lines[1]} == "missed: Served/O'Neill_x=y > 90% - "* ]]
}

@test "the state follows the exit status" {
	does 0 check loans --status met --today 2024-04-10 --format nagios
	[[ $output == "TIDEMARK OK - 1 met | 'loans band'=102;;100:110;;" ]]
	does 0 check --status stale --today 2024-04-10 --format nagios
	out_is "TIDEMARK OK - no targets"
	does 3 check loans --today 2024-07-10 --format nagios
	[[ ${lines[0]} == "TIDEMARK UNKNOWN - 3 stale | "* ]]
	does 0 check loans --fail-on missed --today 2024-07-10 --format nagios
	[[ ${lines[0]} == "TIDEMARK OK - 3 stale | "* ]]
	does 64 check --format xml
	err_has "expected text, json, csv, md or nagios"
	does 64 list --format nagios
}

@test "--at judges as things stood at the end of that period" {
	does 0 check loans --at 2024-02 --format json
	[[ $(jq -c '[.today, (.targets[] | .period, .value)]' <<<"$output") == \
		'["2024-02-29","2024-02",104,"2024-02",104,"2024-02",104]' ]]
	does 2 check loans --at 2024-Q1 --format json
	[[ $(jq -r .today <<<"$output") == 2024-03-31 ]]
}

@test "--at leaves figures out, --today keeps the clock" {
	does 3 check loans --at 2024-02 --today 2024-07-10 --format json
	[[ $(jq -c '[.today, .targets[0].period, .targets[0].status]' <<<"$output") == \
		'["2024-07-10","2024-02","stale"]' ]]
	does 0 check loans --at 2024-05 --today 2024-02-20
	out_has 2024-02
	out_lacks 2024-03
}

@test "--at takes a period and nothing else" {
	for period in 2024-13 x '' 2024-02-30; do
		does 64 check --at "$period"
		err_has "--at \"$period\": expected a period such as 2024-05"
	done
}

@test "csv has both ends of a range" {
	does 2 check loans --today 2024-04-10 --format csv
	[[ ${lines[0]} == *,value,bound,bound_high,target,* ]]
	out_has ",2024-03,102,100,110,band: value within 100..110,"
	out_has ",2024-03,102,104,,value >= 104,"
}

@test "where nothing but 0/0 is known nothing is due" {
	catalogue <<-'END'
		indicator done { kind = flow  every = month }
		indicator due { kind = flow  every = month }
		indicator rate { formula = "done / due * 100"  unit = "%"
			target = { "value >= 90", "value >= 90 by 2024-02", "value >= 90 from 2023-12" } }
	END
	file zero.csv <<-'END'
		month,done,due
		2024-01,0,0
		2024-02,0,0
	END
	does 0 load -q zero.csv
	does 3 check rate --today 2024-03-10 --format json
	[[ $(jq -c '[.targets[] | [.target, .status]]' <<<"$output") == \
		'[["value >= 90 from 2023-12","no-data"],["value >= 90","not-due"],["value >= 90 by 2024-02","not-due"]]' ]]
	# The figure of March is due by the end of April, and it is no 0/0.
	does 3 check rate --today 2024-04-30 --format json
	[[ $(jq -c '[.targets[] | select(.target == "value >= 90") | .status]' <<<"$output") == '["no-data"]' ]]
}

doubtful() {
	catalogue <<-'END'
		group empty { title = "Nothing" }
		group full { title = "One action"  action "f.1" { title = "act" } }
		indicator loans { title = "贷款余额"  kind = stock  every = month  since = 2024-02
			target = { "value >= 1", "value > 1 at 2024-01", "yoy > 0 at 2025-01",
				"yoy > 0 at 2025-02", "growth > 0 in 2024" } }
		indicator other { title = "Other"  alias = { "贷款 余额" }  kind = flow  every = month
			until = 2024-06  target = { "total >= 1 in 2025", "total >= 1 in 2024" } }
		indicator bare { kind = ratio }
		indicator comp { formula = "loans / plan"  target = { "value > 0" } }
		indicator plan { kind = stock }
		indicator thin { kind = flow  combined = jan-feb  target = { "value > 0 at 2025-01" } }
		source all { match = "*.csv" }
		source one { match = "loans-?.csv" }
		source two { match = "loans.csv.bak"  indicator = comp }
		source by_hand { unit = "元" }
	END
}

@test "what can hardly be meant is named by file and line" {
	doubtful
	does 0 -d none check --catalogue
	out_is 'tidemark.conf:1: warning: group "empty" has neither indicators nor actions
tidemark.conf:4:1: warning: "value > 1 at 2024-01" lies before since = 2024-02
tidemark.conf:4:1: warning: "yoy > 0 at 2025-01" compares with figures before since = 2024-02
tidemark.conf:5:1: warning: "growth > 0 in 2024" compares with figures before since = 2024-02
tidemark.conf:6: warning: "贷款余额" names both indicator "loans" (tidemark.conf:3) and "other"; a file that uses it will be refused
tidemark.conf:7:1: warning: "total >= 1 in 2025" lies after until = 2024-06
tidemark.conf:8: warning: indicator "bare" has no target, and none is measured by it
tidemark.conf:11:1: warning: "value > 0 at 2025-01" asks for a month that combined = jan-feb leaves out: 2025-01
tidemark.conf:13: warning: source "one" is never found by a file'"'"'s name: every name that fits "loans-?.csv" fits source "all" before it
tidemark.conf:14: warning: source "two" leads to "comp", which a formula computes: it takes no figures from files
6 indicators, 10 warnings'
	err_is ""
	[[ ! -e none ]]
}

@test "indicators without figures are named once anything was loaded" {
	does 0 check --catalogue
	out_is "2 indicators, 0 warnings"
	cat >>tidemark.conf <<-'END'
		indicator late { kind = ratio  target = { "value > 1" } }
	END
	sed -i 's/"value >= 104"/"value >= 104 from 2023-01 to 2023-12"/' tidemark.conf
	does 0 check --catalogue --format csv
	out_is 'file,line,severity,message
tidemark.conf,3,warning,"""value >= 104 from 2023-01 to 2023-12"" lies before the first figure, that of 2024-01"
tidemark.conf,6,warning,"indicator ""late"" has no figures: no load had any for it"'
	does 0 check --catalogue --format json
	[[ $(jq -c '[.[].line]' <<<"$output") == '[3,6]' ]]
	does 0 check --catalogue --format md
	out_has '| tidemark.conf | 6 | warning |'
}

@test "errors of the catalogue are errors here too" {
	echo 'indicator bad { }' >>tidemark.conf
	does 78 check --catalogue
	err_has 'tidemark.conf:6: error: indicator "bad" has no kind'
	does 78 check --catalogue --format json
	out_is ""
}

@test "--catalogue looks at all of it" {
	does 64 check --catalogue loans
	err_has "looks at the whole catalogue"
	does 64 check --catalogue --format nagios
}

@test "where nothing is to be reached, it says how to write what is" {
	catalogue <<-'END'
		lang = en
		indicator loans { kind = stock  every = month }
	END
	does 0 check
	out_has '0 targets; write target = "yoy >= 8%" or the like in an indicator'
	does 0 check -q
	out_lacks 'write target'
}

@test "a pattern with brackets is held to hide nothing, and figures ahead decide nothing" {
	cat >>tidemark.conf <<-'END'
		source all { match = "*.csv" }
		source some { match = "[ab].csv" }
	END
	does 0 check --catalogue --today 2020-01-01
	out_lacks 'source "some"'
}
