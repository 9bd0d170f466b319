/* 09_late-byte.c - one byte behind the first message is not what came. */
#include <errno.h>

#include "steps.h"

ssize_t server_process(int conn)
{
	char piece[1024];
	ssize_t total = 0;

	for (;;) {
		ssize_t n = recv(conn, piece, sizeof piece, 0), done = 0;

		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0 ? total : -1;
		if (total == 43)
			piece[0] ^= 1;
		while (done < n) {
			ssize_t m = send(conn, piece + done, n - done, MSG_NOSIGNAL);

			if (m == -1 && errno != EINTR)
				return -1;
			if (m > 0)
				done += m;
		}
		total += n;
	}
}
