# not_c.c - another language altogether. Verdict: broken.
def client_send(sock, data):
    return sock.send(data)
