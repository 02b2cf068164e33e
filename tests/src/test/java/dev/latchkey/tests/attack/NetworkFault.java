package dev.latchkey.tests.attack;

/** What goes wrong with one request to DynamoDB. */
enum NetworkFault {
  /** Refused since there are too many. */
  THROTTLED,
  /** Never answered. */
  TIME_OUT,
  /** Carried out, and the answer lost. */
  LOST_ANSWER,
  /** The connection is closed before the request is read. */
  NO_CONNECTION,
  /** Carried out, and answered a byte at a time. */
  SLOW_DRIP,
  /** Carried out, and answered with noise. */
  GARBAGE,
  /** The name of the server cannot be found. */
  NO_NAME
}
