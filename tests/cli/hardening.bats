#!/usr/bin/env bats
# What a compiler and a linker can do against a fault in the program is done: looked for in the
# program as it was built.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	readelf -W --file-header --program-headers --dynamic --dyn-syms "$TIDEMARK" >elf
}

has() { grep -E "$1" elf; }
lacks_all() { run ! grep -E "$1" elf; }

# Those of today's sources: a build folder may still have some of files that are no more.
objects() {
	find "$PROJECT/src" -name '*.c' -printf "$(dirname "$TIDEMARK")/src/%P\n" | sed 's/c$/o/'
}

sanitized() {
	grep -q __asan_init elf
}

@test "it is loaded at an address that nobody knows beforehand" {
	has 'Type: +DYN'
	has 'FLAGS_1.* PIE'
	lacks_all TEXTREL
}

@test "what the loader has filled in cannot be written any more" {
	has GNU_RELRO
	has 'FLAGS.*BIND_NOW'
	has 'FLAGS_1.* NOW'
}

@test "no memory can be written and executed" {
	has 'GNU_STACK .* RW '
	lacks_all '(LOAD|GNU_STACK) .* RWE'
}

@test "a return address that was written over is noticed" {
	has 'FUNC .*__stack_chk_fail'
}

@test "calls of libc that know how much room there is say so" {
	sanitized && skip "sanitizers look themselves"
	readelf --debug-dump=info "$(objects | head -n 1)" | grep -q 'DW_AT_producer.* -O[1-3]' ||
		skip "not optimized, or not by gcc"
	has 'FUNC .*__vsnprintf_chk'
	has 'FUNC .*__snprintf_chk'
}

@test "a large frame does not leap over the page that guards the stack" {
	[[ $(uname -m) == x86_64 ]] || skip "looks for instructions of x86_64"
	sanitized && skip "frames are laid out otherwise"
	objdump -d --no-show-raw-insn "$TIDEMARK" | grep -A 1 'sub  *.0x1000,%rsp' |
		grep -E '(or|mov)q +.0x0,\(%rsp\)'
}

# The linker marks the program only if the start files of libc are marked too (not in Debian 12).
@test "jumps and returns go only where they are meant to" {
	[[ $(uname -m) == x86_64 ]] || skip "a property of x86_64"
	local object notes start

	objects >all
	[[ -s all ]]
	while read -r object; do
		notes=$(readelf -n "$object")
		[[ $notes == *"x86 feature:"*IBT*SHSTK* ]] || { echo "$object" && false; }
	done <all
	start=$(readelf -n "$(cc -print-file-name=crti.o)")
	notes=$(readelf -n "$TIDEMARK")
	[[ $start != *IBT* || $notes == *IBT* ]]
}

@test "whatever reads and opens files can be made to fail by the shim" {
	local shim name

	shim=$(dirname "$TIDEMARK")/fault/shim.so
	[[ -e $shim ]] || skip "the fault tests are not built"
	nm -D --defined-only "$shim" | awk '{ print $3 }' >shimmed
	grep -qx __read_chk shimmed
	while read -r name; do
		grep -qx "$name" shimmed
	done < <(grep -oE '__(p?read(64)?_chk|open(at)?(64)?_2)' elf)
}
