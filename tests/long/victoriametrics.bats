#!/usr/bin/env bats
# 1,200,000 figures in a real VictoriaMetrics, which is killed again and again while they arrive.

load ../cli/helper
load ../cli/victoriametrics

setup() {
	needs_victoriametrics
	cd "$BATS_TEST_TMPDIR" || return
	export no_proxy=127.0.0.1 HOME=$PWD
	awk 'BEGIN {
		print "lang = en"
		for (i = 0; i < 500; i++)
			printf "indicator i_%d { kind = flow  target = { \"total >= 600000 in 2023 area=*\", \"flow >= 20000 from 2020-01 area=*\" } }\n", i
	}' >tidemark.conf
	awk 'BEGIN {
		srand(1)
		print "period,indicator,area,value"
		for (m = 0; m < 120; m++)
			for (i = 0; i < 500; i++)
				for (a = 0; a < 20; a++)
					printf "%d-%02d,i_%d,area_%d,%.4f\n", 2014 + m / 12, m % 12 + 1, i, a, 1 + rand() * 99999
	}' >bulk.csv
	does 0 load -q bulk.csv
	rm bulk.csv
	start
}

teardown() {
	stop
	rm -rf vm data
}

@test "1,200,000 figures arrive, and come back equal" {
	does 0 push "$url"
	out_is "$url: load 1: 1200000 figures of 10000 series compared, all there; 1200000 sent, 0 series replaced"
	same_from_both 2 check --today 2023-10-10
	same_from_both 0 export --format victoriametrics
	does 0 push "$url"
	out_is "$url: load 1: 1200000 figures of 10000 series compared, all there; 0 sent, 0 series replaced"
}

@test "a server that is killed four times loses nothing that was claimed" {
	local claimed status1

	for _ in {1..4}; do
		tidemark push "$url" --tries 1 >pushed.txt 2>errors.txt 3>&- &
		sleep "$((RANDOM % 4)).$((RANDOM % 10))"
		stop
		status1=0
		wait $! || status1=$?
		claimed=$(<pushed.txt)
		echo "status $status1: $claimed $(<errors.txt)"
		[[ ($status1 == 0 && $claimed == *"all there"*) || ($status1 == 69 && -z $claimed) ]]
		start
	done
	does 0 push "$url"
	does 0 push "$url" --all
	out_is "$url: load 1: 1200000 figures of 10000 series compared, all there; 0 sent, 0 series replaced"
	same_from_both 2 check --today 2023-10-10
}

@test "a push that is killed four times goes on" {
	for _ in {1..4}; do
		tidemark push "$url" >/dev/null 2>&1 3>&- &
		sleep "$((RANDOM % 3)).$((RANDOM % 10))"
		kill -9 $! 2>/dev/null || true
		wait $! || true
		if [[ -e data/pushed ]]; then # it was done already
			does 0 push "$url" --all
			out_has "; 0 sent"
		fi
	done
	does 0 push "$url"
	does 0 push "$url" --all
	out_has "1200000 figures of 10000 series compared, all there; 0 sent, 0 series replaced"
}
