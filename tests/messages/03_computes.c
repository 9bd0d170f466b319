/* 03_computes.c - looks for a newline in a loop that does not move on. */
#include <errno.h>

#include "steps.h"

static volatile int lines;

ssize_t client_send(int sock, const void *data, size_t size)
{
	const char *from = data;
	size_t sent = 0;

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
		for (ssize_t i = 0; i < n; i += to[got + i] == '\n', lines++)
			;
		got += n;
	}
	return got;
}
