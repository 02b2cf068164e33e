package dev.latchkey.local.gateway;

/**
 * The kinds of answers that a REST API gives by itself, with what they say unless told otherwise.
 */
enum ResponseType {
  ACCESS_DENIED(403, "AccessDeniedException"),
  AUTHORIZER_CONFIGURATION_ERROR(500, "AuthorizerConfigurationException"),
  AUTHORIZER_FAILURE(500, "AuthorizerConfigurationException"),
  BAD_REQUEST_PARAMETERS(400, "BadRequestException"),
  DEFAULT_5XX(502, "InternalServerErrorException"),
  INTEGRATION_FAILURE(504, "InternalServerErrorException"),
  INTEGRATION_TIMEOUT(504, "InternalServerErrorException"),
  MISSING_AUTHENTICATION_TOKEN(403, "MissingAuthenticationTokenException"),
  REQUEST_TOO_LARGE(413, "RequestTooLargeException"),
  THROTTLED(429, "TooManyRequestsException"),
  UNAUTHORIZED(401, "UnauthorizedException"),
  UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaTypeException");

  private final int status;
  private final String errorType;

  ResponseType(int status, String errorType) {
    this.status = status;
    this.errorType = errorType;
  }

  int status() {
    return status;
  }

  /** The value of the header {@code x-amzn-ErrorType}. */
  String errorType() {
    return errorType;
  }

  /** The type whose definition counts where this one has none. */
  String fallback() {
    return status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  }
}
