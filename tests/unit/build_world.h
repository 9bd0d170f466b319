/* build_world.h - for tests of what builds a lesson: one file to a library. */
#ifndef BUILD_WORLD_H
#define BUILD_WORLD_H

#include "kit_world.h"

#include "build.h"
#include "lessons.h"

static const char good[] = "#include \"steps.h\"\n"
                           "int client_socket(int family, int type)\n"
                           "{\n    return socket(family, type, 0);\n}\n";
static struct build build;
static char libraries[128]; /* the folder for them */

static int begin(void **state)
{
    if (make_folder(state) == -1)
        return -1;
    strcpy(libraries, in_folder("libraries"));
    return mkdir(libraries, 0777);
}

static int end(void **state)
{
    build_free(&build);
    unsetenv("LESSON_CFLAGS");
    return erase_folder(state);
}

static enum build_result built(void)
{
    int before = open_descriptors();
    build_lesson(lesson_by_number(1), folder, libraries, &build);
    assert_int_equal(open_descriptors(), before);
    assert_false(has_children());
    return build.result;
}

static enum build_result built_from(const char *text)
{
    put("01_client_socket.c", text);
    return built();
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

#endif
