/* mode.h - the terminal while it is watched: keys come one by one, the screen is ours; and as it
 * was before, however the program ends. */
#ifndef WATCH_MODE_H
#define WATCH_MODE_H

#include <stddef.h>

/* 0, or -1 with errno as tcgetattr(3): no terminal. */
int mode_enter(void);

/* As it was before; also when the program dies of a signal that it cannot go on after. May be
 * called again and again. */
void mode_leave(void);

/* Rows and columns; 24 and 80 if the terminal does not say. */
void mode_size(size_t *rows, size_t *columns);

#endif
