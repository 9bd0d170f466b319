/* 01_helper_names.c - helpers that are not static and are called what a harness could be called. */
#include "steps.h"

#include <sys/socket.h>

int errors;

int check(int result)
{
    if (result == -1)
        errors++;
    return result;
}

int peer_start(int family, int type) { return check(socket(family, type | SOCK_CLOEXEC, 0)); }

int stage_main(int family, int type) { return peer_start(family, type); }

int judge(int family, int type) { return stage_main(family, type); }

int client_socket(int family, int type) { return judge(family, type); }
