#!/usr/bin/env bats
# completion, in the shells themselves: what they offer where a line stops.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		indicator loans { kind = stock }
		indicator lorries { kind = flow }
		indicator jobs { kind = flow }
	END
	mkdir bin files files/folder
	touch 'files/a b.csv' files/b.csv
	ln -s "$TIDEMARK" bin/tidemark
	PATH=$PWD/bin:$PATH
	export HOME=$PWD
}

# What each shell offers behind a line, sorted, with blanks between.

in_bash() {
	tidemark completion bash >script.bash
	bash --norc -c '
		source script.bash
		COMP_LINE=$1
		# as readline does it: = is a word of its own
		read -ra COMP_WORDS <<<"${1//=/ = }"
		[[ $1 == *[" ="] ]] && { [[ $1 == *= ]] || COMP_WORDS+=(""); }
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_tidemark
		printf "%s\n" "${COMPREPLY[@]}"' - "$1" | sed '/^$/d' | sort | paste -s -d ' '
}

in_zsh() {
	mkdir -p functions
	tidemark completion zsh >functions/_tidemark
	rm -f offered
	cat >drive.zsh <<-'END'
		zmodload zsh/zpty
		zpty shell zsh -f
		zpty -w shell 'PROMPT=; fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -D -u'
		zpty -w shell 'bindkey "^I" complete-word; comppostfuncs=(exit)'
		zpty -w shell 'compadd() {
			if [[ " ${@[1,(i)(-|--)]} " == *" -"[a-zA-Z0-9]#[OAD]" "* ]]; then builtin compadd "$@"; return; fi
			local -a hits
			builtin compadd -A hits "$@"
			print -l -- $hits >>$PWD/offered
		}'
		zpty -w -n shell "$1"$'\t'
		while zpty -r shell line; do :; done >/dev/null 2>&1
	END
	sed -i 's/^\t*zpty -w shell .compadd/setopt extendedglob; &/' drive.zsh
	timeout 60 zsh -f drive.zsh "$1" </dev/null >/dev/null 2>&1
	sed '/^$/d' offered 2>/dev/null | sort -u | paste -s -d ' '
}

# shellcheck disable=SC2016 # it is fish that knows $argv
in_fish() {
	tidemark completion fish >script.fish
	fish --no-config -c 'source script.fish; complete -C "$argv[1]"' "$1" 2>/dev/null |
		cut -f 1 | sort -u | paste -s -d ' '
}

# offers SHELL LINE WORDS: that line is completed by exactly these words.
offers() {
	same "the words behind \"$2\"" "$("in_$1" "$2")" "$3"
}

# Each of them, in the same words.
check_shell() {
	local shell=$1

	command -v "$shell" >/dev/null || skip "$shell is not installed"
	offers "$shell" 'tidemark lo' 'load log'
	offers "$shell" 'tidemark -c tidemark.conf ver' 'verify version'
	offers "$shell" 'tidemark load --no' '--no-sync --note'
	offers "$shell" 'tidemark collect --s' '--settle'
	offers "$shell" 'tidemark show l' 'loans lorries'
	offers "$shell" 'tidemark check --format na' 'nagios'
	offers "$shell" 'tidemark list --format ' 'csv json md text'
	offers "$shell" 'tidemark load --indicator j' 'jobs'
	offers "$shell" 'tidemark help unde' ''
	offers "$shell" 'tidemark help und' 'undo'
	offers "$shell" 'tidemark completion ' 'bash fish zsh'
	offers "$shell" 'tidemark undo ' ''
}

@test "bash completes commands, options and their values" {
	check_shell bash
	offers bash 'tidemark list --format=j' 'json'
	offers bash 'tidemark load files/' 'files/a b.csv files/b.csv files/folder'
	offers bash 'tidemark init files/' 'files/folder'
}

@test "zsh completes commands, options and their values" {
	check_shell zsh
	offers zsh 'tidemark list --format=j' 'json'
	offers zsh 'tidemark --today 2024-07-10 rep' 'report'
}

@test "fish completes commands, options and their values" {
	check_shell fish
	offers fish 'tidemark list --format=j' '--format=json'
	offers fish 'tidemark load files/b' 'files/b.csv'
	offers fish 'tidemark init files/' 'files/folder/'
}

@test "the scripts have no fault that the shells know of" {
	tidemark completion bash >script.bash
	bash -n script.bash
	command -v shellcheck >/dev/null && shellcheck --shell=bash script.bash
	tidemark completion zsh >script.zsh
	! command -v zsh >/dev/null || zsh -n script.zsh
	tidemark completion fish >script.fish
	! command -v fish >/dev/null || fish --no-execute script.fish
}

@test "another shell is a mistake" {
	does 64 completion
	err_has 'for which shell? bash, zsh or fish'
	does 64 completion csh
	does 64 completion bash zsh
}
