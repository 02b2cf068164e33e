package dev.latchkey.key;

/**
 * One request to an API behind API Gateway.
 *
 * @param apiId the API's id
 * @param stage the stage's name
 * @param method the HTTP method, in upper case
 * @param path the path below the stage, beginning with {@code /}, as it was sent
 */
public record Call(String apiId, String stage, String method, String path) {}
