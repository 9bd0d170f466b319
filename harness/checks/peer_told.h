/* peer_told.h - what server_accept() tells of the client, held against what the client is. */
#ifndef CHECKS_PEER_TOLD_H
#define CHECKS_PEER_TOLD_H

/* Ends the check as failed unless the peer that the step filled in is the N-th client of LISTENER,
   a socket of the judge's. */
void peer_told(int n, int listener);

/* From now on a step that asks for the name of the N-th client's address or port gets one. */
void peer_named(int n);

#endif
