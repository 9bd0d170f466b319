/* 04_client_close.c - the checks of lesson 4: close a connection. */
#include "checks/closing.h"

CLOSING_CHECKS(CLIENT_CLOSE, "peer")

CHECK(interrupted, STRETCH, CLIENT_CLOSE, "does not close again when a signal interrupts close()",
      &releases_once, &returns_zero)
{
    closing_interrupted(STEP_CLIENT_CLOSE, closing_connection);
}

const struct check *const checks_04_client_close[] = {CLOSING_CORE_LIST, &drains, &interrupted,
                                                      NULL};
