#!/usr/bin/env bats
# The manual pages, made as `make man` makes them.

load helper

setup_file() {
	"$(dirname "$BATS_TEST_DIRNAME")/../scripts/make-man" "${TIDEMARK:-$BATS_TEST_DIRNAME/../../build/tidemark}" \
		"$BATS_FILE_TMPDIR/man"
}

# page NAME.SECTION: the page as it is read, without overstriking
page() {
	mandoc -Tutf8 -Owidth=100 "$BATS_FILE_TMPDIR/man/man${1##*.}/$1" | sed $'s/.\b//g'
}

commands() {
	tidemark help | sed -n 's/^  \([a-z]*\)   .*/\1/p'
}

@test "the manual pages have nothing that mandoc would complain about" {
	local pages=("$BATS_FILE_TMPDIR"/man/man?/*)

	((${#pages[@]} >= 17))
	run mandoc -Tlint "${pages[@]}"
	echo "$output"
	[[ $status == 0 && -z $output ]]
}

@test "every command has a page, and the page has the options that help has, no more and no fewer" {
	local command

	(($(commands | wc -l) >= 14))
	for command in $(commands); do
		echo "of $command"
		page "tidemark-$command.1" >manual
		diff <(tidemark help "$command" | sed '/^For every/,$d' | grep -oE '^  (-.,|   ) --[a-z-]+( [^ ]+)?' | sed 's/.*--/--/') \
			<(sed -n '/^OPTIONS/,/^SEE/p' manual | grep -E '^ {7}--?[a-zA-Z]' | sed 's/^ *//; s/  .*//; s/.* --/--/')
	done
}

@test "the first page lists every command and every common option" {
	page tidemark.1 >manual
	for command in $(commands); do
		grep -q "tidemark-$command(1)" manual || { echo "not listed: $command" && return 1; }
	done
	for option in $(tidemark help | sed -n '/^For every/,$p' | grep -o -- '--[a-z]*'); do
		grep -qE "^ .*$option( |$)" manual || { echo "not listed: $option" && return 1; }
	done
	grep -q '^EXIT STATUS' manual
}

@test "examples in a page can be copied: dashes are dashes, quotes are quotes" {
	page tidemark-load.1 | grep -F "\$ tidemark load -n --partial typing_error.csv"
	page tidemark-load.1 | grep -F "\$ sed 's/221/2z1/' port.csv >typing_error.csv"
	page tidemark.conf.5 | grep -F 'title = "港口扩能"'
}

@test "wide tables become lists, tables of numbers stay" {
	page tidemark.conf.5 | grep -qE '^ +keep +years that each database holds, at least \(default: 40\)'
	page tidemark-methods.7 | grep -qE '^ +linear +24\.3 +21\.5'
	run ! grep -q '^\.TS' "$BATS_FILE_TMPDIR"/man/man?/*
}
