/* includes_itself.c - includes itself, without end. Verdict: broken. */
#include "03_client_exchange.c"
