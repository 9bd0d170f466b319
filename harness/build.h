/* build.h - one lesson file to a library that the stage can load, or to the compiler's words. */
#ifndef BUILD_H
#define BUILD_H

struct lesson;

enum build_result {
    BUILD_DONE,
    BUILD_MISSING, /* no such file */
    BUILD_BROKEN,  /* it is not C, or not this lesson's functions: `words` */
    BUILD_FAULT,   /* the machine's fault: `words` */
};

struct build {
    enum build_result result;
    char *words; /* of the compiler, or about the file; malloced, NULL if there are none */
    char library[4096];
    char source[4096]; /* the file, as the learner knows it */
};

/* Compiles DIRECTORY/<stem>.c into a new file of FOLDER, which exists, alone: nothing beside the
   file is found by its includes but steps.h. The compiler is KIT_CC, its flags those of every
   lesson. */
void build_lesson(const struct lesson *lesson, const char *directory, const char *folder,
                  struct build *build);

/* Frees what the build holds; the library's file stays. */
void build_free(struct build *build);

#endif
