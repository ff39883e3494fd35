#!/usr/bin/env bats
# A catalogue in which everything comes at once: what seldom happens, said in both languages.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	catalogue <<-'END'
		lang = en
		group A { title = "交通"  title_en = "Transport"  owner = "Roads"  reopened = 2024-02-01
			action "A.1" { title = "Plan"  due = 2024-01-31 } }
		group B { title = "Air"  closed = 2023-01-01  reopened = 2024-02-01 }
		group C { title = "Nobody"  action "C.1" { title = "Orphan" } }
		indicator jams { title = "Jams"  kind = flow  group = A  combined = jan-feb  until = 2030-12
			target = { "value >= 1 at 2023-03", "value <= 50 from 2023-01", "total <= 400 in every year",
				"average <= 40 in 2024", "flow <= 60" } }
		indicator dust { title = "Dust"  kind = ratio  group = B  unit = "%"
			target = { "value <= 5 from 2024-01", "value within 2..9 by 2024-12 base=2023-01", "value = 7" } }
		indicator tax { title = "Taxes"  kind = ytd  unit = "亿元"
			target = { "growth >= 6% in 2024", "ytd >= plan", "total >= 300 in 2024 pace=plan" } }
		indicator plan { title = "Plan"  kind = ytd  unit = "亿元" }
		indicator rank { title = "Rank"  kind = ratio  every = once  target = "value <= 3" }
		indicator none { title = "None"  kind = stock  target = "value >= 3" }
		indicator annual { title = "Annual"  kind = flow  every = year  target = "yoy >= 5%"
			source_note = "Source: the yearbook" }
		indicator base { title = "Base"  kind = stock  target = "yoy >= 1%"  decimals = 1
			source_note = "the bank" }
		indicator level { title = "Level"  kind = stock
			target = { "value >= 100 by 2024-12", "yoy >= 5% by 2024-12", "value within 50..60 by 2024-12" } }
		indicator late { title = "Late"  kind = stock  target = "value >= 1" }
	END
	awk 'BEGIN {
		print "period,indicator,area,value"
		for (y = 2021; y <= 2023; y++) for (m = 1; m <= 12; m++) {
			p = sprintf("%d-%02d", y, m)
			if (m > 1) print p ",jams,," (m > 2 ? 30 + m : 66)
			print p ",dust,," 4 + m % 3 "\n" p ",tax,," m * 20 + y - 2021
			print p ",base,," m - 5 "\n" p ",level,," m
		}
		for (m = 1; m <= 3; m++) {
			p = "2024-0" m
			print p ",tax,," m * 22 "\n" p ",plan,," m * 23 "\n" p ",dust,," (m < 3 ? 7 : 8)
			print p ",base,," m "\n" p ",level,," 40 + m
		}
		print "2024-02,jams,,60\n2024-03,jams,,55\n2024-01,rank,,4\n2024-02,late,,4"
		for (y = 2015; y <= 2023; y++) print y ",annual,," y - 2000
	}' >a.csv
	does 0 load -q a.csv
}

# chinese: the same catalogue in the other language.
chinese() {
	sed -i 's/lang = en/lang = zh/' tidemark.conf
}

# What is multiplied and divided here can be checked by hand.
@test "each step to a verdict is told, in both languages" {
	does 2 check --today 2024-04-10 --explain --all
	out_has "sums so far, C(2024,1…3): –, 60, 115"
	out_has "goal, V: last year's 242 × (1 + 6/100) = 256.52"
	out_has "goal, V: 40 × 11 figures in the year = 440"
	out_has "100 × (y/V − k/p) = 100 × (115/440 − 2/11) = 7.954545455 points"
	out_has "expected share, s: 0.23 by the plan"
	out_has "way gone, A: (x − base)/(V − base) = (43 − 1)/(50 − 1) = 0.8571428571"
	[[ $(grep -A 2 ' Rank: ≤ 3 – missed' <<<"$output") == *"2024-01: value 4, bound 3"* ]]
	[[ $(grep -A 2 ' Rank: ≤ 3 – missed' <<<"$output") != *"usual variation"* ]]
	[[ $(grep -A 1 ' None: ≥ 3 – no-data' <<<"$output" | tail -n 1) != "  "* ]]
	chinese
	does 2 check --today 2024-04-10 --explain --all
	out_has "逐期累计 C(2024,1…3)：–, 60, 115"
	out_has "目标 V：上年 242 × (1 + 6/100) = 256.52"
	out_has "目标 V：40 × 全年 11 个数 = 440"
	out_has "应完成份额 s：按计划 0.23"
	out_has "常态波动（数值，39 个点）"
	out_has "试用"
}

@test "a monitoring plugin's data are in the measure of the target" {
	does 2 check --today 2024-04-10 --all --format nagios
	[[ ${lines[0]} == *"'jams total 2021'=441;;~:400;;"* ]]
	[[ ${lines[0]} == *"'jams total'=115;;~:400;;"* ]]
	[[ ${lines[0]} == *"'tax total'=66;;300:;;"* ]]
	[[ ${lines[0]} == *"'tax growth'=U;;6:;;"* ]]
	[[ ${lines[0]} == *"'none value'=U;;;;"* ]]
}

@test "a figure that is late, and one that was never there, are said to be" {
	does 2 check --today 2024-04-27 --format csv
	grep '^[a-z-]*,late,' <<<"$output" | grep -q '1 period late'
	grep '^no-data,none,' <<<"$output" | grep -q 'no figure yet'
	chinese
	does 2 check --today 2024-04-27 --format csv
	grep '^[a-z-]*,late,' <<<"$output" | grep -q '最近 1 期迟报'
	grep '^[a-z-]*,none,' <<<"$output" | grep -q '尚无数据'
}

@test "a report tells of groups as they were decided, and of actions without an owner" {
	does 0 report --today 2024-04-10 -q
	xmllint --html --noout report/index.html 2>/dev/null
	grep -q 'declared closed on 2023-01-01, reopened on 2024-02-01' report/index.html
	[[ $(grep -o 'reopened on 2024-02-01' report/index.html | wc -l) == 2 ]]
	grep -q '<option value="A">A Transport</option>' report/index.html
	run -1 grep -q '<option value="C">' report/index.html
	chinese
	does 0 report --today 2024-04-10 -q -o zh
	grep -q '2023-01-01 宣布销号' zh/index.html
	[[ $(grep -o '2024-02-01 回炉' zh/index.html | wc -l) == 2 ]]
	grep -q '<option value="A">A 交通</option>' zh/index.html
}

@test "a report of one group names it in the language that it is in" {
	does 0 report --today 2024-04-10 --format md --group A
	out_has "As of 2024-04-10 · A Transport"
	does 0 report --today 2024-04-10 --format md --group B
	out_has "As of 2024-04-10 · B Air"
	does 0 report --today 2024-04-10 --format md --group A --lang zh
	out_has "截至 2024-04-10 · A 交通"
}

@test "actions of nobody are nobody's, and a target that is over is not told of" {
	does 0 report --today 2024-04-10 --format md
	out_has "3 groups: 2 open, 1 reopened. 2 actions: 1 open, 1 overdue."
	out_lacks "≥ 1 at 2023-03"
	out_lacks "total ≤ 400 in 2023"
	[[ $(grep -c '^- \*\*' <<<"$output") -gt 10 ]]
}

@test "a chart says what spans two months, and where figures come from" {
	command -v gnuplot >/dev/null || skip "gnuplot is missing"
	does 0 chart --today 2024-04-10 -q --last 14 jams annual base dust tax level late
	grep -q 'Jan–Feb' charts/jams.svg
	grep -q '>Source: the yearbook<' charts/annual.svg
	run -1 grep -q 'Source: Source' charts/annual.svg
	grep -q '>Source: the bank<' charts/base.svg
	for file in charts/*.svg; do xmllint --noout "$file"; done
	chinese
	does 0 chart --today 2024-04-10 -q --last 14 -o zh jams annual
	grep -q '1—2月' zh/jams.svg
	grep -q '2023年' zh/annual.svg
}
