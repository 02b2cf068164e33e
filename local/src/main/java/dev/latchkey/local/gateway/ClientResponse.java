package dev.latchkey.local.gateway;

/** An answer, whole. */
@SuppressWarnings("ArrayRecordComponent") // The bytes are passed on, never compared.
record ClientResponse(int status, Headers headers, byte[] body) {}
