#include "judge/script.h"
const struct check *const checks_02_client_connect[] = {NULL};
