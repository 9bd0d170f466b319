/* verbs.h - what build/class can do: one function a verb, which says all there is to say and
 * returns the exit status. */
#ifndef CLASS_VERBS_H
#define CLASS_VERBS_H

/* grade SUBMISSIONS --out DIR: a class, or a part of it. */
int class_grade(int argc, char **argv);

/* grade-one SUBMISSION: one student's result on standard output, or with --out in DIR/results. */
int class_grade_one(int argc, char **argv);

/* merge DIR [DIR...]: the class's files of what the parts have left. */
int class_merge(int argc, char **argv);

#endif
