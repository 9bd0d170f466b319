/* guide.h - the prose of GUIDE.md, read out of it. */
#ifndef JUDGE_GUIDE_H
#define JUDGE_GUIDE_H

/* The paragraph under the heading "### SECTION" of the guide in lines of 64 columns, each after the
   first indented by two; malloced, NULL if there is no such section or no guide. */
char *guide_paragraph(const char *section);

#endif
