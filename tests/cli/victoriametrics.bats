#!/usr/bin/env bats
# A real VictoriaMetrics takes the figures, gives them back, and stands behind the store.

load helper
load victoriametrics

setup() {
	needs_victoriametrics
	cd "$BATS_TEST_TMPDIR" || return
	export no_proxy=127.0.0.1 HOME=$PWD
	catalogue <<-'END'
		lang = en
		indicator loans { title = "Loans"  unit = "亿元"  kind = stock
			target = { "value >= 103 at 2024-05", "value >= 1 from 2024-01 area=*" } }
		indicator throughput { unit = "万吨"  kind = flow  every = quarter  target = "total >= 30 in 2024" }
		indicator budget { kind = flow  every = year  year_start = 7 }
		indicator price { unit = "元"  kind = stock  every = day }
		indicator visits { kind = flow  every = week }
		indicator opened { kind = stock  every = once }
		indicator double { unit = "亿元"  kind = stock  formula = "loans + loans"  target = "value >= 1 at 2024-05" }
	END
	file first.csv <<-'END'
		indicator,area,period,value
		loans,,2024-03,99.125
		loans,,2024-05,102
		loans,"虎""丘""\",2024-05,0.123456789012
		loans,"a,b}",2024-05,-3
		throughput,,2024-Q1,-5.25
		throughput,,2024-Q2,1e-05
		budget,,2023/24,0
		price,,2024-02-29,123456789012
		visits,,2020-W53,3
		opened,,2024-05,7
	END
	does 0 load first.csv
	start
}

teardown() {
	stop
}

@test "every figure arrives and comes back equal, of every frequency, sign and size" {
	does 0 push "$url"
	out_is "$url: load 1: 10 figures of 8 series compared, all there; 10 sent, 0 series replaced"
	same_from_both 0 export --format victoriametrics
	does 0 push "$url"
	out_has "10 figures of 8 series compared, all there; 0 sent"
	does 0 push "$url"
	out_has "0 figures of 0 series that may have changed since load 1 compared"
}

@test "check, show, list, chart and report say the same from there, byte for byte" {
	does 0 push "$url"
	same_from_both 2 check --today 2024-07-10
	same_from_both 2 check --today 2024-07-10 --format json --explain
	same_from_both 0 show loans --measure change,yoy
	same_from_both 0 show 'loans/a,b}'
	same_from_both 0 list
	same_from_both 0 check --today 2024-07-10 --catalogue
	does 0 -d data chart -q -o near.charts --today 2024-07-10 --areas
	does 0 -c distant.conf chart -q -o far.charts --today 2024-07-10 --areas
	diff -r near.charts far.charts
	does 0 -c distant.conf report -q -o far.report --today 2024-07-10
	grep -q '本机所知的修订\|Revisions known on this machine' far.report/index.html
	grep -q 'read from a server' far.report/index.html
}

@test "revised and taken back figures are replaced there" {
	does 0 push "$url"
	does 0 push "$url"
	file second.csv <<-'END'
		indicator,area,period,value
		loans,,2024-04,100
		loans,,2024-05,103.5
		price,,2024-03-01,5
	END
	does 0 load second.csv
	does 0 push "$url"
	out_is "$url: load 2: 7 figures of 4 series that may have changed since load 1 compared, all there; 4 sent, 1 series replaced"
	same_from_both 0 export --format victoriametrics
	does 0 undo 2
	does 0 push "$url"
	out_is "$url: load 3: 5 figures of 4 series that may have changed since load 1 compared, all there; 3 sent, 2 series replaced"
	same_from_both 0 export --format victoriametrics
	does 0 undo 1
	does 0 push "$url"
	out_has "8 series deleted that are not in force"
	does 0 -c distant.conf export --format victoriametrics
	out_is ""
}

@test "another unit there is converted, another frequency refused" {
	does 0 push "$url"
	same_from_both 0 show loans
	sed -i 's/"亿元"  kind = stock$/"万元"  kind = stock/' distant.conf
	does 0 -c distant.conf show loans --last 1
	out_has 2024-05,1020000
	sed -i 's/every = quarter/every = month/' distant.conf
	does 78 -c distant.conf show throughput
	err_has '"throughput" has every = month here, but "quarter" in VictoriaMetrics'
	sed -i 's/"元"  kind/"小时"  kind/' distant.conf
	does 78 -c distant.conf show price
	err_has 'unit "小时" of "price" differs from "元", which it has in VictoriaMetrics'
}

@test "what lies ahead is named, and sent when its day has come" {
	local ahead=$(($(date +%Y) + 2))-01

	printf 'month,loans\n%s,200\n' "$ahead" >plan.csv
	does 0 load --allow-future plan.csv
	does 0 push "$url"
	err_has "not taken yet, since VictoriaMetrics refuses what lies more than two days ahead: 1 figure, the first of them loans $ahead"
	out_has "10 figures of 8 series compared, all there; 10 sent"
	does 0 push "$url"
	does 0 push "$url"
	out_has "4 figures of 3 series that may have changed since load 2 compared"
}

@test "a retention that drops figures is found out" {
	stop
	start -retentionPeriod=1
	does 74 push "$url" --timeout 1
	err_has "did not arrive: 10 figures, loans 2024-03 among them (sent 99.125, found nothing); VictoriaMetrics drops what is older than its retention"
	[[ ! -e data/pushed ]]
}

@test "digits that it does not keep are found out" {
	printf 'indicator,period,value\nloans,2024-06,0.123456789012345\nloans,2024-07,7.12345678901234\n' >digits.csv
	does 0 load digits.csv
	does 74 push "$url"
	err_has "other last digits there: "
	err_has "--digits 12 takes that for equal"
	does 0 push "$url" --digits 12
	out_has "12 figures of 8 series compared, all there; 0 sent"
}

@test "a server with a password is pushed to and read from with ~/.netrc" {
	stop
	start -httpAuth.username=clerk -httpAuth.password=s3cret
	does 69 push "$url"
	err_has "the server answers 401"
	echo "machine 127.0.0.1 login clerk password s3cret" >.netrc
	does 0 push "$url"
	same_from_both 0 show loans
}

@test "killed in the middle, the server loses nothing that was claimed, and a push goes on" {
	local indicator status1 claimed

	for indicator in {1..30}; do
		echo "indicator i_$indicator { kind = stock }" >>tidemark.conf
	done
	awk 'BEGIN {
		print "indicator,area,period,value"
		for (i = 1; i <= 30; i++)
			for (a = 1; a <= 60; a++)
				for (m = 0; m < 120; m++)
					printf "i_%d,a%d,%d-%02d,%d.%d\n", i, a, 2010 + m / 12, m % 12 + 1, a, m
	}' >many.csv
	does 0 load --no-sync many.csv
	tidemark push "$url" --tries 1 >pushed.txt 2>errors.txt 3>&- &
	sleep "0.$((RANDOM % 9 + 1))"
	stop
	status1=0
	wait $! || status1=$?
	claimed=$(<pushed.txt)
	echo "status $status1: $claimed $(<errors.txt)"
	[[ ($status1 == 0 && $claimed == *"all there"*) || ($status1 == 69 && -z $claimed && ! -e data/pushed) ]]
	start
	does 0 push "$url"
	does 0 push "$url" --all
	out_has "216010 figures of 1808 series compared, all there; 0 sent, 0 series replaced"
	same_from_both 0 export --format victoriametrics
}

@test "a push that is killed claims nothing too early and goes on" {
	tidemark push "$url" >pushed.txt 2>/dev/null 3>&- &
	sleep "0.0$((RANDOM % 9 + 1))"
	kill -9 $! 2>/dev/null || true
	wait $! || true
	if [[ -e data/pushed ]]; then # it was done already
		does 0 push "$url" --all
		out_has "; 0 sent"
	fi
	does 0 push "$url"
	does 0 push "$url" --all
	out_has "10 figures of 8 series compared, all there; 0 sent"
}
