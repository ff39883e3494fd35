# hostile: what the tests of hostile texts have in common. TEXTS is how many texts there are.
#
# Whatever runs one of the texts runs `canary`, or `touch` with the canary's path: then the file
# $canary is there.

# shellcheck shell=bash disable=SC2154 # bats sets status and output

texts=$PROJECT/tests/hostile/texts
writers=$(dirname "$TIDEMARK")/hostile/writers

hostile_setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	command -v gnuplot cmark-gfm >/dev/null || skip "gnuplot or cmark-gfm is missing"
	/usr/bin/python3 -c 'import html5lib' 2>/dev/null || skip "python3-html5lib is missing"
	canary=$BATS_TEST_TMPDIR/CANARY
	mkdir bin work
	printf '#!/bin/sh\necho "$*" >>"%s"\n' "$canary" >bin/canary
	# a script that stands for gnuplot is not fenced in, so that nothing keeps a text from running
	# but how it is written
	# shellcheck disable=SC2016 # the script expands it
	printf '#!/bin/sh\nPATH=${PATH#*:}\nexec gnuplot "$@"\n' >bin/gnuplot
	chmod +x bin/canary bin/gnuplot
	PATH=$PWD/bin:$PATH
	cd work || return
}

make_texts() {
	"$texts" make "${TEXTS:-1000}" 20240710 "$canary" >../texts
	[[ $(tr -cd '\0' <../texts | wc -c) == "${TEXTS:-1000}" ]]
}

# agree COMMAND: fails unless what was written is what the texts say, and nothing was run.
agree() {
	run "$texts" "$@"
	echo "$output"
	((status == 0))
	[[ $output == *", 0 differences" ]]
	untouched
}

untouched() {
	[[ ! -e $canary ]]
	[[ -z $(find "$BATS_TEST_TMPDIR" -iname '*canary*' ! -path "$BATS_TEST_TMPDIR/bin/canary" \
		! -name '*.csv') ]]
}

texts_in_pictures() {
	local pictures

	make_texts
	mkdir ../pictures
	"$writers" svg ../pictures <../texts
	pictures=(../pictures/*.svg)
	((${#pictures[@]} == (${TEXTS:-1000} + 49) / 50))
	agree svg ../texts ../pictures
	[[ -z $(ls -A) ]]
}

# texts_in FORMAT ENDING: in files of ten thousand texts, which a browser can still show.
texts_in() {
	local part

	make_texts
	split -t '\0' -l 10000 ../texts ../texts.
	for part in ../texts.*; do
		"$writers" "$1" <"$part" >"page.$2"
		agree "$1" "$part" "page.$2"
	done
}
