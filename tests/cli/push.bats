#!/usr/bin/env bats
# Figures sent to a server that may be down, wrong or hostile. What the real one does: victoriametrics.bats.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export no_proxy=127.0.0.1 HOME=$PWD
	catalogue <<-'END'
		lang = en
		indicator loans { unit = "亿元"  kind = stock  target = "value >= 103 at 2024-05" }
		indicator visits { kind = flow  every = quarter }
	END
	file first.csv <<-'END'
		indicator,area,period,value
		loans,,2024-04,100
		loans,,2024-05,102
		loans,虎丘,2024-05,0.123456789
		visits,,2024-Q1,7
	END
	does 0 load first.csv
}

teardown() {
	[[ ! $server ]] || kill "$server" 2>/dev/null || true
}

# serve MODE: starts the little store; its URL is in $url.
serve() {
	"$BATS_TEST_DIRNAME/metricstore" "$1" "$PWD" 3>&- &
	server=$!
	until [[ -s url ]]; do
		sleep 0.02
	done
	url=$(<url)
	rm url
}

@test "figures are sent, read back and remembered" {
	serve honest
	does 0 push "$url"
	out_is "$url: load 1: 4 figures of 3 series compared, all there; 4 sent, 0 series replaced"
	err_is ""
	grep -qx "load 1 sure 0 day $(date +%F) catalogue [0-9a-f]* url $url" data/pushed
	does 0 push "$url/"
	out_is "$url/: load 1: 4 figures of 3 series compared, all there; 0 sent, 0 series replaced"
	does 0 push "$url"
	out_is "$url: load 1: 0 figures of 0 series that may have changed since load 1 compared, all there; 0 sent, 0 series replaced"
}

@test "the outcome is there for programs" {
	serve honest
	does 0 push "$url" --format json
	jq -ce "del(.url)" <<<"$output" | file_is <(echo '{"load":1,"since":null,"series":3,"figures":4,"sent":4,"replaced":0,"deleted":0,"ahead":0}')
}

@test "only what changed is looked at, twice" {
	serve honest
	does 0 push "$url"
	does 0 push "$url"
	file second.csv <<-'END'
		indicator,period,value
		visits,2024-Q2,8
	END
	does 0 load second.csv
	does 0 push "$url" visits
	out_has "load 2: 2 figures of 1 series that may have changed since load 1 compared, all there; 1 sent"
	grep -q '^load 1 ' data/pushed # not all was pushed
	does 0 push "$url"
	out_has "load 2: 2 figures of 1 series that may have changed since load 1 compared, all there; 0 sent"
	grep -q '^load 2 sure 2 ' data/pushed
	does 0 push "$url" --all
	out_has "load 2: 5 figures of 3 series compared, all there; 0 sent"
}

@test "another catalogue means that everything is compared" {
	serve honest
	does 0 push "$url"
	sed -i 's/亿元/万元/' tidemark.conf
	does 0 push "$url"
	out_has "4 figures of 3 series compared"
	out_has "2 series deleted that are not in force"
}

@test "two servers are remembered apart" {
	serve honest
	does 0 push "$url"
	kill "$server"
	serve honest
	does 0 push "$url"
	out_has "4 sent"
	(($(wc -l <data/pushed) == 2))
}

@test "a server that takes figures and drops them is found out" {
	serve drops
	does 74 push "$url" --timeout 1
	err_has "$url: error: did not arrive: 4 figures, loans 2024-04 among them (sent 100, found nothing); VictoriaMetrics drops"
	err_has "-retentionPeriod=100y"
	[[ ! -e data/pushed ]]
	kill "$server"
	serve expires
	does 74 push "$url" --timeout 1
	err_has "did not arrive: 2 figures, loans 2024-04 among them (sent 100, found nothing); VictoriaMetrics drops what is older"
}

@test "figures that come back with fewer digits are found out" {
	serve rounds
	does 74 push "$url" --timeout 1
	err_has "not there as they were sent: 1 figure, loans/虎丘 2024-05 among them (sent 0.123456789, found 0.123457)"
	does 0 push "$url" --digits 6
	grep -q '^load 1 ' data/pushed
}

@test "without libcurl only what needs a server fails" {
	mkdir lib
	: >lib/libcurl.so.4
	: >lib/libcurl-gnutls.so.4
	export LD_LIBRARY_PATH=$PWD/lib
	does 69 push http://127.0.0.1:1
	err_is "tidemark: error: libcurl, which talks to servers, cannot be loaded; install Debian's package libcurl4"
	does 0 show loans
}

@test "nobody there" {
	does 69 push http://127.0.0.1:1 --tries 2
	err_is "http://127.0.0.1:1/api/v1/export: error: Couldn't connect to server, 2 times"
	[[ ! -e data/pushed ]]
}

@test "a server that comes to itself is asked again" {
	serve flaky
	does 0 push "$url"
	out_has "4 sent"
}

@test "a server that does not come to itself is given up" {
	serve flaky
	does 69 push "$url" --tries 2
	err_is "$url/api/v1/export: error: the server answers 503, 2 times and says \"warming up\""
}

@test "a server that dies halfway is an error, and nothing is claimed" {
	serve dies
	for i in {1..300}; do
		echo "indicator many_$i { kind = stock }" >>tidemark.conf
		echo "many_$i,2024-05,$i"
	done >many.csv
	sed -i 1iindicator,period,value many.csv
	does 0 load many.csv
	does 69 push "$url" --tries 1
	err_has "$url/api/v1/import: error: "
	out_is ""
	[[ ! -e data/pushed ]]
	serve honest
	does 0 push "$url"
	out_has "load 2: 304 figures of 303 series compared, all there; 304 sent"
}

@test "a slow server is not waited for without end" {
	serve slow
	does 69 push "$url" --timeout 1 --tries 1
	err_is "$url/api/v1/export: error: Timeout was reached"
}

@test "an answer without end is cut off" {
	serve endless
	does 69 push "$url"
	err_is "$url/api/v1/export: error: the answer does not end"
}

@test "an answer shorter than announced is none" {
	serve short
	does 69 push "$url" --tries 1
	err_is "$url/api/v1/export: error: Transferred a partial file"
}

@test "redirects are not followed" {
	serve redirects
	does 69 push "$url"
	err_is "$url/api/v1/export: error: the server answers 302; redirects are not followed, give the URL that it leads to"
}

@test "what is no HTTP is refused" {
	serve babble
	does 69 push "$url" --tries 1
	err_has "$url/api/v1/export: error: "
}

@test "answers that are not what was asked for are refused" {
	local answer

	echo 'indicator half { kind = ratio  formula = "loans / 2" }' >>tidemark.conf
	for answer in garbage '{' '[]' '{}' null '{"metric":{"__name__":"loans","job":"tidemark"},"values":[1],"timestamps":[1714521600000' \
		'{"metric":{"__name__":"loans","job":"tidemark"},"values":[1],"timestamps":[]}' \
		'{"metric":{"__name__":"loans","job":"tidemark"},"values":["1"],"timestamps":[1714521600000]}' \
		'{"metric":{"__name__":"loans","job":"tidemark"},"values":[1],"timestamps":["1714521600000"]}' \
		'{"metric":{"__name__":"loans","job":"tidemark"},"values":[1],"timestamps":[1714521600000.5]}' \
		'{"metric":{"__name__":"loans","job":"tidemark"},"values":[1],"timestamps":[1e99]}' \
		'{"metric":{"__name__":"loans","job":["tidemark"]},"values":[1],"timestamps":[1714521600000]}' \
		'{"metric":{"__name__":"loans","job":"other"},"values":[1],"timestamps":[1714521600000]}' \
		'{"metric":{"__name__":"up","job":"tidemark"},"values":[1],"timestamps":[1714521600000]}' \
		'{"metric":{"__name__":"half","job":"tidemark"},"values":[1],"timestamps":[1714521600000]}' \
		'{"metric":[],"values":[1],"timestamps":[1714521600000]}'; do
		serve "says:$answer"
		does 74 push "$url"
		err_has "$url: error: the answer is not what was asked for: \"${answer:0:20}"
		does 74 -c <(sed "1i store = \"victoriametrics:$url\"" tidemark.conf) show loans
		kill "$server"
	done
}

@test "a token comes from a file and is shown nowhere" {
	serve locked
	echo "s3cret" >token
	does 69 push "$url" --token token
	err_is "$url/api/v1/export: error: the server answers 401; name and password belong into ~/.netrc, a token into a file"
	grep -qx '/api/v1/export Bearer s3cret' log
	: >token
	does 66 push "$url" --token token
	does 66 push "$url" --token missing
}

@test "name and password come from ~/.netrc" {
	serve honest
	echo "machine 127.0.0.1 login clerk password s3cret" >.netrc
	does 0 push "$url"
	grep -qx "/api/v1/import Basic $(printf clerk:s3cret | base64)" log
}

@test "a password in a URL is refused and not shown" {
	does 64 push http://clerk:s3cret@127.0.0.1:1
	err_has "write them into ~/.netrc"
	err_lacks s3cret
	does 64 push http://clerk@127.0.0.1:1
	does 64 push http://:s3cret@127.0.0.1:1
	does 64 push http://127.0.0.1:1 --read http://clerk:s3cret@127.0.0.1:1
	err_lacks s3cret
}

@test "only http and https, only whole URLs, only sensible numbers" {
	does 64 push
	does 64 push file:///etc/passwd
	err_has "begins with http:// or https://"
	does 64 push ftp://127.0.0.1
	does 64 push 'http://127.0.0.1:1/?x=1'
	does 64 push 'http://127.0.0.1:99999999'
	does 64 push http://127.0.0.1:1 loanz
	does 64 push http://127.0.0.1:1 --digits 16
	does 64 push http://127.0.0.1:1 --tries 0
	does 64 push http://127.0.0.1:1 --timeout soon
}

@test "a vminsert alone cannot be read back" {
	does 64 push http://127.0.0.1:8480/insert/0/prometheus
	err_has "name the vmselect too: --read http://HOST:8481/select/0/prometheus"
}

@test "of a cluster one door takes, another gives and a third deletes" {
	serve honest
	does 0 push "$url/insert/0/prometheus" --read "$url/select/0/prometheus"
	out_has "4 figures of 3 series compared, all there; 4 sent"
	sed 's/2024-04,100/2024-04,101/' first.csv >revised.csv
	does 0 load revised.csv
	does 0 push "$url/insert/0/prometheus" --read "$url/select/0/prometheus"
	out_has "2 sent, 1 series replaced"
	sort -u log | file_is <(printf '%s\n' /delete/0/prometheus/api/v1/admin/tsdb/delete_series \
		/insert/0/prometheus/api/v1/import /select/0/prometheus/api/v1/export)
}

@test "nothing loaded is nothing to push" {
	does 64 -d elsewhere push http://127.0.0.1:1
	err_has "nothing was loaded here"
}

@test "where a catalogue reads from a server, what takes the ledger says so" {
	local words

	sed -i '1i store = "victoriametrics:http://127.0.0.1:1"' tidemark.conf
	for words in "load first.csv" "undo 1" log "log 1" verify rebuild "list --orphans" "show loans --as-of 1" \
		"check --as-of $(date +%F)" "push http://127.0.0.1:1"; do
		# shellcheck disable=SC2086 # several words
		does 64 $words
		err_has 'this takes the ledger'
	done
	does 0 -d data show loans
	out_has 2024-05,102
	sed -i 's/victoriametrics:/mysql:/' tidemark.conf
	does 78 list
	err_has 'tidemark.conf:1: error: store = "mysql:http://127.0.0.1:1": expected victoriametrics:URL'
}

# advised STATUS TIMES ADVICE: what is said of a server that answers so.
advised() {
	serve "answers:$1"
	does 69 push "$url" --tries 2
	err_is "$url/api/v1/export: error: the server answers $1$2$3"
	kill "$server"
}

@test "what a status of a server may mean is said" {
	advised 404 "" "; is it the URL of VictoriaMetrics?"
	advised 403 "" "; name and password belong into ~/.netrc, a token into a file"
	advised 400 "" ""
	advised 304 "" "; redirects are not followed, give the URL that it leads to"
	advised 429 ", 2 times" ""
	advised 500 ", 2 times" ""
}

@test "a newer figure that does not arrive is no matter of the retention" {
	serve half
	sed 's/2024-05,102/2024-05,103/' first.csv >second.csv
	does 74 push "$url" --timeout 1
	err_has "did not arrive: 3 figures, loans 2024-05 among them (sent 102, found nothing); push again"
}

# revise: April's figure was another one.
revise() {
	sed 's/2024-04,100/2024-04,101/' first.csv >revised.csv
	does 0 load -q revised.csv
}

@test "a server that deletes nothing is found out" {
	serve keeps
	does 0 push "$url"
	revise
	does 74 push "$url" --timeout 1
	err_has "not there as they were sent: "
	err_has "does something else write them, or is deleting forbidden?"
	grep -q '^load 1 ' data/pushed
}

@test "a server that dies before it is asked again is named, and nothing is claimed" {
	serve falls
	does 69 push "$url" --tries 1
	err_is "$url/api/v1/export: error: Couldn't connect to server"
	[[ ! -e data/pushed ]]
}

@test "a server that refuses to delete is named with what it says" {
	serve refuses
	does 0 push "$url"
	revise
	does 69 push "$url"
	err_is "$url/api/v1/admin/tsdb/delete_series: error: the server answers 403 and says \"ask\"; name and password belong into ~/.netrc, a token into a file"
	grep -q '^load 1 ' data/pushed
}

@test "series that are no longer to be there are deleted, or it is said that they cannot be" {
	serve refuses
	does 0 push "$url"
	does 0 undo 1
	does 69 push "$url" --all
	err_has "delete_series: error: the server answers 403"
	kill "$server"
	serve honest
	does 0 load -q first.csv
	does 0 push "$url"
	does 0 undo "$(tidemark log --format csv | sed -n '2s/,.*//p')"
	does 0 push "$url" --format json
	[[ $(jq -c '[.figures, .deleted]' <<<"$output") == "[0,3]" ]]
}

@test "series under another unit are deleted, those of another frequency too" {
	serve honest
	does 0 push "$url"
	sed -i 's/unit = "亿元"/unit = "万元"/; s/every = quarter/every = year/' tidemark.conf
	does 0 push "$url" --format json
	[[ $(jq -c '[.figures, .sent, .deleted]' <<<"$output") == "[3,3,3]" ]]
}

@test "what is noted of a push is believed as a whole or not at all" {
	serve honest
	does 0 push "$url"
	catalogue=$(sed 's/.*catalogue \([0-9a-f]*\) .*/\1/' data/pushed)
	for line in "load 1 sure 5 day 2024-07-10 catalogue $catalogue" "load 1 sure -1 day 2024-07-10 catalogue $catalogue" \
		"load 1 sure 1 day 2024-07-99 catalogue $catalogue" "load 9 sure 1 day 2024-07-10 catalogue $catalogue" \
		"load 1 sure 1 day 2024-07-10 catalogue 12345" "load 1 sure 0 day 2024-07-10 catalogue $catalogue" \
		"load 1 sure 1 day 2024-07-10 catalogue $catalogue to" "load x"; do
		echo "$line url $url" >data/pushed
		does 0 push "$url"
		out_is "$url: load 1: 4 figures of 3 series compared, all there; 0 sent, 0 series replaced"
	done
	rm data/pushed
	mkdir data/pushed
	does 74 push "$url"
	err_has "data/pushed: error: cannot "
}

@test "a push of some indicators is not noted" {
	serve honest
	does 0 push "$url" loans
	out_has "3 figures of 2 series compared"
	[[ ! -e data/pushed ]]
}

@test "a ledger that cannot be read stops a push" {
	serve honest
	does 0 push "$url"
	does 0 push "$url"
	revise
	does 0 load -q first.csv
	echo x >>data/ledger/000002.csv
	does 74 push "$url"
	err_has "data/ledger/000002.csv"
	grep -q '^load 1 sure 1 ' data/pushed
	rm -r data/rrd
	does 74 push "$url"
}

@test "a URL has a host and neither question nor mark" {
	for wrong in 'http://127.0.0.1:1/#mark' 'http://127.0.0.1:1/?' 'http://' 'http://[' 'https://a b/'; do
		does 64 push "$wrong"
	done
	does 69 push https://127.0.0.1:1 --tries 1
}

@test "a report of a server's figures says where they are from" {
	serve honest
	does 0 push "$url"
	sed -i "1i store = \"victoriametrics:$url\"" tidemark.conf
	does 0 export --format jsonl loans
	[[ $(head -n 1 <<<"$output" | jq -c '[.value, .load, .vintage]') == '[100,null,null]' ]]
	does 0 report --format md --today 2024-06-10
	out_has "read from a server, where others load"
	does 0 report --format md --today 2024-06-10 --lang zh
	out_has "由服务器读取，数据在别处装入"
	does 0 report --today 2024-06-10 -q
	grep -q 'Revisions known on this machine' report/index.html
	does 0 report --today 2024-06-10 -q --lang zh
	grep -q '本机所知的修订' report/index.html
	does 64 report --since 1
	err_has 'this takes the ledger'
}

@test "many indicators are read from a server, a few at a time" {
	serve honest
	for i in {1..70}; do echo "indicator many_$i { kind = stock }"; done >>tidemark.conf
	for i in {1..70}; do echo "many_$i,2024-05,$i"; done | sed 1iindicator,period,value >many.csv
	does 0 load -q many.csv
	does 0 push "$url"
	: >log
	sed -i "1i store = \"victoriametrics:$url\"" tidemark.conf
	does 0 export --format csv
	[[ $(wc -l <<<"$output") == 75 ]]
	(($(grep -c export log) > 1))
	: >log
	does 0 show many_7
	out_has 2024-05,7
	(($(grep -c export log) == 1)) # of batches without it nothing is asked
	for id in loans many_70; do # of another batch
		kill "$server"
		serve "says:{\"metric\":{\"__name__\":\"$id\",\"every\":\"month\",\"job\":\"tidemark\"},\"values\":[],\"timestamps\":[]}"
		sed -i "1s|http.*\"|$url\"|" tidemark.conf
		does 74 list
		err_has "the answer is not what was asked for"
	done
}

@test "the larger the answers, the fewer indicators are asked for at a time" {
	for i in {1..50}; do echo "indicator many_$i { kind = stock }"; done >>tidemark.conf
	serve blank:5000000
	does 0 -c <(sed "1i store = \"victoriametrics:$url\"" tidemark.conf) export
	(($(wc -l <log) == 4)) # 16, 16, 16, 4
	kill "$server"
	for i in {51..1100}; do echo "indicator many_$i { kind = stock }"; done >>tidemark.conf
	serve blank:0
	does 0 -c <(sed "1i store = \"victoriametrics:$url\"" tidemark.conf) export
	(($(wc -l <log) == 7)) # 16, 32, … 512, 94
}

# says STAMPS VALUES: what a server has of visits.
says() {
	[[ ! $server ]] || kill "$server"
	serve "says:{\"metric\":{\"__name__\":\"visits\",\"every\":\"quarter\",\"job\":\"tidemark\"},\"values\":[$2],\"timestamps\":[$1]}"
}

# shows STATUS: what is shown of them.
shows() {
	does "$1" -c <(sed "1i store = \"victoriametrics:$url\"" tidemark.conf) show visits
}

@test "what a server has at impossible times is refused, and what is no figure is none" {
	says 1704067200001 7
	shows 74
	err_has '"visits" has figures at times when no period begins; tidemark push --all puts it right'
	says 283996800000 7 # 1979
	shows 74
	err_has '"visits" has figures at times when no period begins'
	says 1704067200000,1704067200000 7,8
	shows 74
	err_has '"visits" has two figures for a period'
	says 1704067200000 1e40
	shows 74
	err_has '"visits" has figures out of range'
	says 1704067200000 null
	shows 0
	out_is "period,value"
}

@test "what a push finds at odd times or a little off is sent anew, and it is said if that does not help" {
	says 1704067200000,1704067200001 7,7
	does 74 push "$url" visits --timeout 1
	err_has "not there as they were sent: "
	grep -q delete_series log
	says 1704067200000 7.00000000001
	does 74 push "$url" visits --timeout 1
	err_has "other last digits there: 1 figure, visits 2024-Q1 among them (sent 7, found 7.00000000001)"
	grep -q delete_series log
}

@test "where the figures come from is looked at before a server is asked" {
	does 64 -c <(sed '1i store = "victoriametrics:ftp://127.0.0.1"' tidemark.conf) show loans
	err_has "begins with http:// or https://"
}
