#include "judge/script.h"
const struct check *const checks_08_server_accept[] = {NULL};
