package dev.latchkey.management.cloudformation;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.NewDataApi;
import dev.latchkey.core.application.NewKey;
import dev.latchkey.core.application.StackRequest;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.management.http.DataApiRequests;
import dev.latchkey.management.http.KeyRequests;
import dev.latchkey.management.json.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request of CloudFormation about a custom resource.
 *
 * @param action what to do
 * @param responseUrl where to put the response
 * @param stackId the ARN of the stack
 * @param requestId the request's ID; a repeat has the same
 * @param logicalId the name of the resource in the template
 * @param type the type of the resource; {@code null} if it is not one of Latchkey's
 * @param physicalId the ID that an earlier response gave the resource; {@code null} in a creation
 * @param properties the resource's properties
 * @param oldProperties the properties before an update; empty in other requests
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html">Custom
 *     resource request objects</a>
 */
public record ResourceEvent(
    Action action,
    ResponseUrl responseUrl,
    String stackId,
    String requestId,
    String logicalId,
    @Nullable ResourceType type,
    @Nullable String physicalId,
    Map<String, Object> properties,
    Map<String, Object> oldProperties) {
  private static final String CLOUDFORMATION = "cloudformation.amazonaws.com";
  private static final int LEAST_TIMEOUT = 120;
  private static final Pattern STACK_ID =
      Pattern.compile(
          "arn:aws[a-z-]*:cloudformation:[a-z0-9-]{1,32}:[0-9]{12}:stack/"
              + "([A-Za-z][A-Za-z0-9-]{0,127})/[A-Za-z0-9-]{1,64}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{1,128}");
  private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]{1,255}");
  private static final Pattern PHYSICAL_ID = Pattern.compile("latchkey-[0-9a-f]{32}");
  private static final Pattern TIMEOUT = Pattern.compile("[0-9]{1,4}");

  /** What CloudFormation wants. */
  public enum Action {
    CREATE,
    UPDATE,
    DELETE
  }

  /**
   * Reads an event.
   *
   * @throws IllegalArgumentException naming the member that is not as CloudFormation sends it. No
   *     response can be sent then
   */
  public static ResourceEvent of(Map<String, Object> event) {
    ResponseUrl url =
        ResponseUrl.parse(text(event, "ResponseURL", Pattern.compile("[!-~]{1,8192}")))
            .orElseThrow(() -> bad("ResponseURL"));
    Action action =
        Action.valueOf(
            text(event, "RequestType", Pattern.compile("Create|Update|Delete"))
                .toUpperCase(Locale.ROOT));
    return new ResourceEvent(
        action,
        url,
        text(event, "StackId", STACK_ID),
        text(event, "RequestId", REQUEST_ID),
        text(event, "LogicalResourceId", LOGICAL_ID),
        ResourceType.of(text(event, "ResourceType", Pattern.compile(".{1,128}"))).orElse(null),
        action == Action.CREATE
            ? null
            : text(event, "PhysicalResourceId", Pattern.compile("(?s).{1,1024}")),
        properties(event, "ResourceProperties"),
        properties(event, "OldResourceProperties"));
  }

  private static String text(Map<String, Object> event, String name, Pattern form) {
    if (event.get(name) instanceof String text && form.matcher(text).matches()) {
      return text;
    }
    throw bad(name);
  }

  private static Map<String, Object> properties(Map<String, Object> event, String name) {
    Map<String, Object> properties = new LinkedHashMap<>();
    if (event.get(name) instanceof Map<?, ?> members) {
      members.forEach(
          (property, value) -> {
            if (value != null) {
              properties.put((String) property, value);
            }
          });
    }
    return properties;
  }

  private static IllegalArgumentException bad(String name) {
    return new IllegalArgumentException("The event's " + name + " is not one of CloudFormation.");
  }

  /** Returns the author of the stack's changes. */
  public Actor actor() {
    Matcher stack = STACK_ID.matcher(stackId);
    return new Actor(CLOUDFORMATION, stack.matches() ? stack.group(1) : stackId);
  }

  /** Returns the physical ID of the resource with the properties of this request. */
  public String id() {
    return id(properties);
  }

  private String id(Map<String, Object> of) {
    List<String> parts = new ArrayList<>(List.of(stackId, logicalId));
    if (type != null) {
      parts.add(type.type());
      type.immutable().forEach(name -> parts.add(String.valueOf(of.get(name))));
    }
    return "latchkey-" + HexFormat.of().formatHex(digest(parts), 0, 16);
  }

  private static byte[] digest(List<String> parts) {
    return SecretHash.sha256().digest(JsonText.of(parts).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the physical ID for a response: after a refusal, that of what still exists. */
  public String physicalId(boolean isDone) {
    return physicalId == null || (isDone && action == Action.UPDATE) ? id() : physicalId;
  }

  /**
   * Returns whether the resource exists under the same physical ID before and after the request.
   */
  public boolean isKnown() {
    return id().equals(physicalId);
  }

  /** Returns the request about the resource that is wanted. */
  public StackRequest wanted(Instant moment) {
    return request(id(), action == Action.UPDATE ? physicalId : null, moment);
  }

  /**
   * Returns the request about the resource to delete. CloudFormation makes up a physical ID if it
   * got no response to the creation.
   */
  public StackRequest unwanted(Instant moment) {
    boolean isOurs = physicalId != null && PHYSICAL_ID.matcher(physicalId).matches();
    return request(isOurs ? Objects.requireNonNull(physicalId) : id(), null, moment);
  }

  /**
   * Returns the request about a replacement that an earlier update began and that CloudFormation
   * does not know, since that update failed: no deletion will come for it.
   */
  public Optional<StackRequest> abandoned(Instant moment) {
    String old = id(oldProperties);
    return action != Action.UPDATE || old.equals(id()) || old.equals(physicalId)
        ? Optional.empty()
        : Optional.of(request(old, null, moment));
  }

  private StackRequest request(String id, @Nullable String presentId, Instant moment) {
    ByteBuffer digest = ByteBuffer.wrap(digest(List.of(stackId, logicalId, requestId)));
    UUID changeId = new UUID(digest.getLong(), digest.getLong());
    return new StackRequest(
        id,
        stackId,
        logicalId,
        requestId,
        presentId,
        isKnown(),
        action == Action.UPDATE && !validity(properties).equals(validity(oldProperties)),
        new ChangeContext(changeId, actor(), moment));
  }

  private static List<Object> validity(Map<String, Object> of) {
    Map<?, ?> key = of.get("Key") instanceof Map<?, ?> members ? members : of;
    return List.of(
        Objects.requireNonNullElse((Object) key.get("ValidityDays"), ""),
        Objects.requireNonNullElse((Object) key.get("ExpiresAt"), ""));
  }

  /** Returns the data API to register. */
  public NewDataApi dataApi(ValidationErrors errors) {
    return DataApiRequests.newDataApi(
        body(ResourceType.DATA_API, errors), idempotencyKey(), errors);
  }

  /** Returns the key to create. */
  public NewKey key(ValidationErrors errors) {
    return KeyRequests.newKey(body(ResourceType.KEY, errors), idempotencyKey(), errors);
  }

  private Map<String, Object> body(ResourceType of, ValidationErrors errors) {
    Object timeout = properties.get("ServiceTimeout");
    if (timeout != null
        && !(TIMEOUT.matcher(timeout.toString()).matches()
            && Integer.parseInt(timeout.toString()) >= LEAST_TIMEOUT)) {
      errors.add("/service_timeout", "must be at least " + LEAST_TIMEOUT);
    }
    return ResourceProperties.body(of, properties, errors);
  }

  /** A repeat finds the key of the first attempt by this. */
  private IdempotencyKey idempotencyKey() {
    String id = id();
    return IdempotencyKey.of(
        CLOUDFORMATION,
        type == null ? "" : type.type(),
        requestId + "\n" + id,
        id.getBytes(StandardCharsets.UTF_8));
  }
}
