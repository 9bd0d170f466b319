/* 04_killed.c - kills its own process where there is nothing to close. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "steps.h"

int client_close(int sock)
{
	char rest[4096];
	ssize_t n = 1;

	if (shutdown(sock, SHUT_WR) == 0)
		while (n > 0 || (n == -1 && errno == EINTR))
			n = recv(sock, rest, sizeof rest, 0);
	if (close(sock) == -1 && errno != EINTR)
		kill(getpid(), SIGKILL);
	return 0;
}
