#include "judge/script.h"
const struct check *const checks_09_server_process[] = {NULL};
