#include "judge/script.h"
const struct check *const checks_10_server_close[] = {NULL};
