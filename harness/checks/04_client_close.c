#include "judge/script.h"
const struct check *const checks_04_client_close[] = {NULL};
