#include "judge/script.h"
const struct check *const checks_06_server_bind[] = {NULL};
