/* 01_inheritable--if-not-ifdef.c - asks the preprocessor for the value of an enumerator. */
#include "steps.h"

#if SOCK_CLOEXEC
#define FLAGS SOCK_CLOEXEC
#else
#define FLAGS 0
#endif

int client_socket(int family, int type)
{
    return socket(family, type | FLAGS, 0);
}
