/* sweep_lesson.h - how the lesson in sweep_lesson.c does its steps: the type, the size or so says.
 */
#ifndef SWEEP_LESSON_H
#define SWEEP_LESSON_H

enum { WELL, SWALLOWS, LOSES_ERRNO, LEAKS, BEGINS_AGAIN, DROPS_THE_REST, DIES };

#endif
