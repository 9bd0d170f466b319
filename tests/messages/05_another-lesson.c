/* 05_another-lesson.c - calls the step of another lesson. */
#include <sys/socket.h>

#include "steps.h"

int server_socket(int family, int type)
{
	return client_socket(family, type);
}
