package dev.latchkey.local.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A custom resource of a template.
 *
 * @param type such as {@code Custom::Thing}
 * @param serviceToken the ARN of the function that provides it
 * @param properties its resolved properties
 */
public record CustomResource(
    String logicalId, String type, String serviceToken, Map<String, @Nullable Object> properties) {}
