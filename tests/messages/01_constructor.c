/* 01_constructor.c - goes wrong while it is loaded, before its step is called. */
#include "steps.h"

static int *table;

__attribute__((constructor)) static void prepare(void)
{
	table[0] = SOCK_CLOEXEC;
}

int client_socket(int family, int type)
{
	return socket(family, type | table[0], 0);
}
