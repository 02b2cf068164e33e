package dev.latchkey.local.gateway;

import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.template.Template;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stack to start.
 *
 * @param functions the functions of all stacks of this laptop, to which this one's are added
 * @param environment variables for its functions on top of the template's, such as {@code
 *     AWS_ENDPOINT_URL_DYNAMODB}
 * @param port where its API listens on loopback, 0 = any that is free
 * @param home where {@code GET /} leads, or null if it leads nowhere
 * @param log takes each line: a function's own, and one for each request
 */
public record StackDefinition(
    Template template,
    FunctionRegistry functions,
    Map<String, String> environment,
    int port,
    @Nullable String home,
    Consumer<String> log) {}
