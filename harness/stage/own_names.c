/* own_names.c - which names a lesson's library defines, before it is loaded: elf(5). */
#include "stage/own_names.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file in memory; whoever wrote it, nothing in it is read that lies outside. */
struct image {
    const char *data;
    size_t size;
};

static const void *at(const struct image *image, size_t offset, size_t size)
{
    return offset <= image->size && size <= image->size - offset ? image->data + offset : NULL;
}

static const ElfW(Shdr) * section(const struct image *image, size_t n)
{
    const ElfW(Ehdr) *header = at(image, 0, sizeof *header);
    if (header == NULL || n >= header->e_shnum || header->e_shentsize != sizeof(ElfW(Shdr)))
        return NULL;
    return at(image, header->e_shoff + n * sizeof(ElfW(Shdr)), sizeof(ElfW(Shdr)));
}

/* A function's name that this table of symbols defines, and that begins so; NULL. */
static const char *find(const struct image *image, const ElfW(Shdr) * table, const char *begins)
{
    const ElfW(Shdr) *names = section(image, table->sh_link);
    const ElfW(Sym) *symbols = at(image, table->sh_offset, table->sh_size);
    size_t length = strlen(begins);
    if (names == NULL || symbols == NULL || at(image, names->sh_offset, names->sh_size) == NULL)
        return NULL;
    for (size_t i = 0; i < table->sh_size / sizeof *symbols; i++) {
        const char *name = image->data + names->sh_offset + symbols[i].st_name;
        bool whole = symbols[i].st_name < names->sh_size &&
                     memchr(name, '\0', names->sh_size - symbols[i].st_name) != NULL;
        if (whole && symbols[i].st_shndx != SHN_UNDEF && strncmp(name, begins, length) == 0)
            return name;
    }
    return NULL;
}

static const char *find_in_image(const struct image *image, const char *begins)
{
    const char *found = NULL;
    const ElfW(Shdr) * one;
    for (size_t n = 0; found == NULL && (one = section(image, n)) != NULL; n++)
        if (one->sh_type == SHT_SYMTAB)
            found = find(image, one, begins);
    return found;
}

const char *own_names_find(const char *library, const char *begins)
{
    static char found[128];
    struct stat status;
    int file = open(library, O_RDONLY | O_CLOEXEC);
    void *map = MAP_FAILED;
    found[0] = '\0';
    if (file != -1 && fstat(file, &status) == 0 && status.st_size > 0)
        map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (map != MAP_FAILED) {
        struct image image = {map, (size_t)status.st_size};
        const char *name = find_in_image(&image, begins);
        if (name != NULL)
            strncat(found, name, sizeof found - 1);
        munmap(map, (size_t)status.st_size);
    }
    if (file != -1)
        close(file);
    return found[0] == '\0' ? NULL : found;
}
