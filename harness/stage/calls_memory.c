/* calls_memory.c - what a step allocates: kept within bounds, and counted when it returns. */
#include "stage/calls.h"
#include "stage/sanitizer.h"

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 1024 };
static const size_t memory_limit = (size_t)256 << 20;

/* The blocks that the step has asked for, in this call or in one before it, and has not given back.
   More than fit are not watched. */
static uintptr_t blocks[BLOCKS];
static size_t count;
static long held_before; /* this call */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void remember(uintptr_t block)
{
    pthread_mutex_lock(&lock);
    if (block != 0 && gate_in_step() && count < BLOCKS)
        blocks[count++] = block;
    pthread_mutex_unlock(&lock);
}

static void *watch(void *block)
{
    remember((uintptr_t)block);
    return block;
}

/* True if it was watched. */
static bool forget(uintptr_t block)
{
    bool known = false;
    pthread_mutex_lock(&lock);
    for (size_t i = count; !known && i-- > 0;)
        if (blocks[i] == block) {
            blocks[i] = blocks[--count];
            known = true;
        }
    pthread_mutex_unlock(&lock);
    return known;
}

/* The C library may have freed some. */
static long held(void)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        if (__sanitizer_get_ownership((void *)blocks[i]) != 0)
            blocks[left++] = blocks[i];
    count = left;
    return (long)left;
}

long calls_blocks_held(void) { return held() - held_before; }

void calls_begin_blocks(void) { held_before = held(); }

static bool affordable(size_t size)
{
    if (!gate_is_open() || __sanitizer_get_current_allocated_bytes() + size < memory_limit)
        return true;
    errno = ENOMEM;
    return false;
}

void *__wrap_malloc(size_t size) { return affordable(size) ? watch(malloc(size)) : NULL; }

void *__wrap_calloc(size_t number, size_t size)
{
    return size == 0 || affordable(number > memory_limit / size ? memory_limit : number * size)
               ? watch(calloc(number, size))
               : NULL;
}

void *__wrap_realloc(void *old, size_t size)
{
    if (!affordable(size))
        return NULL;
    const uintptr_t before = (uintptr_t)old; /* a number: nothing is done with what it points to */
    bool known = forget(before);
    void *block = realloc(old, size);
    if (block == NULL && size != 0 && known)
        remember(before);
    return known || old == NULL ? watch(block) : block; /* one takes the place of the other */
}

char *__wrap_strdup(const char *text) { return watch(strdup(text)); }

char *__wrap_strndup(const char *text, size_t size) { return watch(strndup(text, size)); }

void __wrap_free(void *block)
{
    forget((uintptr_t)block);
    free(block);
}
