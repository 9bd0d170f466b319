#include "judge/script.h"
const struct check *const checks_07_server_listen[] = {NULL};
