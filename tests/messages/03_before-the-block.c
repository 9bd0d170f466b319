/* 03_before-the-block.c - looks at the last byte, also where there is none. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "steps.h"

static int ends_with_newline(const char *data, size_t size)
{
	char *copy = malloc(size + 1);
	int ends;

	if (copy == NULL)
		return 0;
	memcpy(copy, data, size);
	ends = copy[size - 1] == '\n';
	free(copy);
	return ends;
}

static volatile int lines;

ssize_t client_send(int sock, const void *data, size_t size)
{
	const char *from = data;
	size_t sent = 0;

	lines += ends_with_newline(data, size);
	while (sent < size) {
		ssize_t n = send(sock, from + sent, size - sent, MSG_NOSIGNAL);

		if (n == -1 && errno != EINTR)
			return -1;
		if (n > 0)
			sent += n;
	}
	return sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
	char *to = buffer;
	size_t got = 0;

	while (got < size) {
		ssize_t n = recv(sock, to + got, size - got, 0);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && got == 0)
			return -1;
		if (n <= 0)
			break;
		got += n;
	}
	return got;
}
