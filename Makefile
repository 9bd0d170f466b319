# Makefile - the front door: builds the kit and hands each target to build/lab.
#
# All paths are relative, so that the checkout may live under any name, spaces included.

ifeq ($(origin CC),default)
CC := gcc
endif
CFLAGS ?= -O2 -g
N ?= 20
RUNS ?= 1
LOOPS ?= 0
PORT ?= 7007

MAKEFLAGS += --no-builtin-rules --no-builtin-variables --no-print-directory
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
$(V).SILENT:
.DELETE_ON_ERROR:
.SUFFIXES:

# Packages that could not be installed for want of root live here (harness/setup.sh).
export PATH := $(CURDIR)/build/packages/bin:$(PATH)

# --- what to do ----------------------------------------------------------------------------------

verbs := check watch hint solution trace reset serve client server final doctor help handout \
    grade audit test accuracy mutants fuzz bench soak
.PHONY: all $(verbs) clean FORCE

all: kit
	build/lab board $(chosen_lessons)

check:
	+$(build) kit && build/lab check $(LESSON) $(chosen_lessons)

watch:
	+$(build) kit && build/lab watch $(LESSON) $(chosen_lessons)

hint:
	+$(build) kit && build/lab hint $(LESSON) $(if $(AGAIN),--again) $(chosen_lessons)

solution:
	+$(build) kit && build/lab solution $(LESSON) $(if $(ANYWAY),--anyway) $(chosen_lessons)

trace:
	+$(build) kit && build/lab trace $(LESSON) $(if $(CHECK),--check "$(CHECK)") $(if $(HTML),--html) \
	    $(if $(REPLAY),--replay) --port $(PORT) $(chosen_lessons)

reset:
	+$(build) kit && build/lab reset $(LESSON)

serve:
	+$(build) kit && build/lab serve --port $(PORT) $(if $(IP),--ip $(IP))

client:
	+$(build) kit && build/lab client $(if $(ANYWAY),--anyway) $(ARGS)

server:
	+$(build) kit && build/lab server $(if $(ANYWAY),--anyway) $(ARGS)

final:
	+$(build) kit && build/lab final $(chosen_lessons)

doctor:
	+$(build) build/lab && build/lab doctor

help:
	+$(build) build/lab && build/lab help

handout:
	+harness/handout.sh

# Beside the submissions, unless OUT says otherwise: build/ is thrown away by make clean.
OUT ?= $(patsubst %/,%,$(SUBMISSIONS))-graded
grade:
	+$(if $(SUBMISSIONS),,echo "make grade needs SUBMISSIONS=DIR, the folder or the archive of the \
	    class" >&2; exit 2;) $(build) class && build/lab grade "$(SUBMISSIONS)" --out "$(OUT)" \
	    $(if $(JOBS),--jobs $(JOBS)) $(if $(ROSTER),--roster "$(ROSTER)") \
	    $(if $(RULES),--rules "$(RULES)") $(if $(SANDBOX),--sandbox $(SANDBOX)) \
	    $(addprefix --export ,$(EXPORT)) $(if $(WORKSHEET),--worksheet "$(WORKSHEET)") \
	    $(if $(RESUME),--resume)

audit:
	+$(need_tests) $(build) class && tests/audit.py

test:
	+$(need_tests) $(build) kit class tests && tests/run.sh $(kit_tests) $(test_programs)

accuracy:
	+$(need_tests) $(build) kit && tests/accuracy.py $(RUNS) $(LOOPS)

mutants:
	+$(need_tests) $(build) kit tools && tests/mutants/mutants.py $(LESSON)

fuzz:
	+$(need_tests) $(build) kit fuzzers && tests/fuzz/fuzz.sh --seconds $(or $(SECONDS),60) $(ONLY)

bench:
	+$(need_tests) $(build) class tools build/load && tests/bench.sh

soak:
	+$(need_tests) $(build) kit && tests/soak.py $(or $(N),100000) $(SEED)

clean:
	rm -rf build
ifneq ($(filter clean,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif

# What students get has no tests, and no use for these targets.
need_tests = $(if $(wildcard tests/run.sh),,echo "make $@ is for those who work on the kit itself: \
    this one came without its tests." >&2; exit 2;)

chosen_lessons = $(if $(LESSONS),--lessons "$(LESSONS)")

# GNU make ends with status 2 and a line of its own whatever went wrong. Only asked a question (-q)
# does it hand on a 1, in silence: so these targets are asked, and a make of its own builds.
build = MAKEFLAGS= $(MAKE) --no-print-directory
ifeq ($(filter-out $(verbs),$(or $(MAKECMDGOALS),all)),)
MAKEFLAGS += -q
endif

# --- how it is built -----------------------------------------------------------------------------

.PHONY: kit class tests tools fuzzers

stage_sources := $(filter-out harness/stage/nss.c,$(wildcard harness/stage/*.c))
class_sources := $(sort $(wildcard harness/class/*.c))
lab_sources   := $(sort $(filter-out harness/stage/% harness/class/%,$(wildcard harness/*.c harness/*/*.c)))
test_sources  := $(wildcard tests/unit/*_test.c)
name_service  := $(if $(wildcard harness/stage/nss.c),build/libnss_tensteps.so.2)
exports       := $(wildcard harness/stage/exports)

lab_objects   := $(lab_sources:%.c=build/obj/%.o)
class_objects := $(class_sources:%.c=build/obj/%.o)
stage_objects := $(stage_sources:%.c=build/obj/%.o)
test_objects  := $(test_sources:%.c=build/obj/%.o)
test_programs := $(test_sources:tests/unit/%.c=build/tests/%)
slow_tests    := $(wildcard $(addprefix tests/kit/,wrong.sh fairness.sh mutants.sh bad_input.sh right.sh))
kit_tests     := $(slow_tests) $(filter-out $(slow_tests),$(wildcard tests/kit/*.sh))

kit: build/lab build/stage build/include/steps.h build/include/link build/compile_commands.json
class: kit build/class
tests: $(test_programs) build/load

# Quoted includes only, as the kit has a check.h of its own beside libcheck's <check.h>.
# No _FORTIFY_SOURCE: it gives calls other names, which -Wl,--wrap in the unit tests would miss.
dialect  = -std=gnu11 -D_GNU_SOURCE -DKIT_CC='"$(CC)"' -U_FORTIFY_SOURCE -Wall -Wextra -Wshadow
includes = -iquote harness -iquote lessons -isystem build/packages/include
compile  = $(announce)mkdir -p $(@D) && $(CC) $(dialect) $(CFLAGS) $(includes) -MMD -MP -c -o $@ $<
link     = $(announce)mkdir -p $(@D) && $(CC) $(CFLAGS) $(LDFLAGS) -o $@
announce = $(if $(announced),,$(eval announced := yes)$(info building the kit (once)))

build/lab: build/obj/harness/lab.o build/obj/liblab.a build/libraries
	$(link) -Wl,-z,now $(filter %.o %.a,$^) @build/libraries

# What grades a class is a program of its own: students need none of its libraries.
build/class: build/obj/harness/class/class.o build/obj/libclass.a build/obj/liblab.a build/libraries
	$(link) -Wl,-z,now $(filter %.o %.a,$^) $(class_libraries) @build/libraries

class_assets := build/obj/harness/class/page.css.o build/obj/harness/class/page.js.o
class_hash   := build/obj/harness/class/page.js.sha256
build/obj/libclass.a: $(filter-out %/class.o,$(class_objects)) $(class_assets) $(class_hash).o \
    build/obj/sources
	rm -f $@ && ar rcsP $@ $(filter %.o,$^)

build/obj/liblab.a: $(filter-out %/lab.o,$(lab_objects)) build/obj/sources
	rm -f $@ && ar rcsP $@ $(filter %.o,$^)

build/stage: $(stage_objects) $(name_service) $(exports) build/obj/sources
	$(link) -fsanitize=address,undefined -Wl,-z,now $(exports:%=-Wl,--dynamic-list=%) $(filter %.o,$^) \
	    $(name_service:%=-Wl,--no-as-needed % '-Wl,-rpath,$$ORIGIN') -ldl -lpthread || \
	    { echo "The sanitizers could not be linked: see make doctor." >&2; exit 2; }

# It names this folder, so it is written anew where the kit has been moved or copied. An editor does
# without it: where it cannot be written, nothing is said.
here := $(findstring "$(CURDIR)",$(file <build/compile_commands.json))
build/compile_commands.json: build/lab $(if $(here),,FORCE)
	build/lab editors 2>/dev/null || true

build/libnss_tensteps.so.2: build/obj/harness/stage/nss.o
	$(link) -shared -Wl,-soname,$(@F) $<

build/include/steps.h: lessons/steps.h | build/libraries
	mkdir -p $(@D) && cp $< $@

build/include/link: harness/link.sh build/obj/settings
	CC='$(CC)' $< $(@D)

# The clients of make bench.
build/load: build/obj/tests/bench/load.o
	$(link) $<

# A test may name link flags of its own in a line such as: /* link: -Wl,--wrap=read */
its_own = `sed -n '1,20s,^/\* link: \(.*\) \*/$$,\1,p' $1`
build/tests/%: build/obj/tests/unit/%.o build/obj/libclass.a build/obj/liblab.a build/libraries
	$(link) $(filter %.o %.a,$^) $(call its_own,tests/unit/$*.c) -lcmocka \
	    $(class_libraries) @build/libraries

# The harness once more, by clang, with the eyes of its fuzzer in it; and what makes seeds for that.
fuzzers: $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/*_fuzz.c)) build/record
fuzz_flags   := -O1 -g -w -fsanitize=address,undefined -fno-sanitize-recover=undefined
fuzz_objects := $(patsubst %.c,build/fuzz/obj/%.o,$(filter-out %/lab.c %/class.c, \
    $(lab_sources) $(class_sources)))
build/fuzz/%_fuzz: build/fuzz/obj/tests/fuzz/%_fuzz.o build/fuzz/libkit.a build/libraries
	clang $(fuzz_flags) -fsanitize=fuzzer -o $@ $(filter %.o %.a,$^) \
	    $(call its_own,tests/fuzz/$*_fuzz.c) $(class_libraries) @build/libraries
build/fuzz/libkit.a: $(fuzz_objects)
	rm -f $@ && ar rcsP $@ $^
build/fuzz/obj/%.o: %.c Makefile | build/libraries
	mkdir -p $(@D) && clang $(dialect) $(fuzz_flags) -fsanitize=fuzzer-no-link $(includes) \
	    -MMD -MP -c -o $@ $<
build/record: build/obj/tests/fuzz/record.o build/obj/liblab.a build/libraries
	$(link) $(filter %.o %.a,$^) $(call its_own,tests/fuzz/record.c) @build/libraries

# A file that stands in the program as it is.
$(class_assets): build/obj/%.o: %
	mkdir -p $(@D) && ld -r -b binary -z noexecstack -o $@ $<

# By its hash the report's policy lets that one script run.
$(class_hash).o: harness/class/page.js
	mkdir -p $(@D) && sha256sum $< | head -c 64 | tr a-f A-F | basenc --base16 -d | base64 | \
	    tr -d '\n' >$(class_hash) && test -s $(class_hash)
	cd $(@D) && ld -r -b binary -z noexecstack -o $(@F) $(basename $(@F))

build/obj/harness/stage/%.o: override CFLAGS := -O1 -g -fPIC
build/obj/%.o: %.c Makefile build/obj/settings | build/libraries
	$(compile)

-include $(patsubst %.c,build/obj/%.d,$(lab_sources) $(class_sources) $(test_sources) $(wildcard harness/stage/*.c tests/bench/*.c))
-include $(fuzz_objects:.o=.d) $(wildcard build/fuzz/obj/tests/fuzz/*.d build/obj/tests/fuzz/*.d)

# Another compiler, other flags, a file more or less: these two files remember what was there, and
# are written anew, which rebuilds all that depends on them, only if that has changed.
settings := $(strip $(CC) $(CFLAGS) $(LDFLAGS))
sources  := $(strip $(lab_sources) $(class_sources) $(stage_sources))
ifneq ($(file <build/obj/settings),$(settings))
build/obj/settings build/libraries: FORCE
endif
ifneq ($(file <build/obj/sources),$(sources))
build/obj/sources: FORCE
endif
build/obj/settings build/obj/sources: | build/libraries
	mkdir -p build/obj && printf '%s\n' '$($(@F))' >$@

# --- what must be installed ----------------------------------------------------------------------

# The libraries to link, as harness/setup.sh found or installed them; looked for again when a
# header has gone.
headers := check.h jansson.h
places  := /usr/include /usr/local/include build/packages/include
missing := $(strip $(foreach h,$(headers),$(if $(wildcard $(addsuffix /$h,$(places))),,$h)))
build/libraries: harness/setup.sh $(if $(missing),FORCE)
	CC='$(CC)' harness/setup.sh kit

# What grading needs beyond that, and what `make test` does.
class_libraries := -larchive -lconfig -lseccomp -lyaml
build/class-libraries: harness/setup.sh | build/libraries
	CC='$(CC)' harness/setup.sh class && touch $@
$(class_objects): | build/class-libraries
tools: build/libraries
	CC='$(CC)' harness/setup.sh test
$(test_objects): | tools
