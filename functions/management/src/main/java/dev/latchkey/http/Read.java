package dev.latchkey.http;

import dev.latchkey.key.ValidationErrors;

/**
 * What a request asks for, as far as it could be read.
 *
 * @param value harmless values stand in for what could not be read
 * @param errors what is wrong with the request's form
 */
public record Read<T>(T value, ValidationErrors errors) {}
