/* descriptors-sent: sends the judge descriptors without end. */
#include "steps.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    char data[64] = "";
    int file = open("/dev/zero", O_RDONLY);
    for (int n = 0; n < 5000; n++) {
        union { struct cmsghdr header; char room[CMSG_SPACE(64 * sizeof(int))]; } control;
        struct iovec piece = {data, sizeof data};
        struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
        memset(&control, 0, sizeof control);
        control.header.cmsg_level = SOL_SOCKET, control.header.cmsg_type = SCM_RIGHTS, control.header.cmsg_len = CMSG_LEN(64 * sizeof(int));
        for (int i = 0; i < 64; i++)
            ((int *)CMSG_DATA(&control.header))[i] = file;
        if (sendmsg(1000, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == -1)
            break;
    }
    return 0;
}
