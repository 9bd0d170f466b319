/* guide.h - the prose of GUIDE.md, read out of it. */
#ifndef JUDGE_GUIDE_H
#define JUDGE_GUIDE_H

/* The paragraphs under the heading "### SECTION" of the guide, each in one line, one that begins
   with "To do:" as "to do:"; malloced, NULL if there is no such section or no guide. */
char *guide_section(const char *section);

/* Hint number RUNG, from 1, of the guide's chapter on lesson CHAPTER, in the same form, lines of
   code each after four spaces; *TITLE is its summary. Both malloced; NULL if there is none. */
char *guide_hint(int chapter, int rung, char **title);

#endif
