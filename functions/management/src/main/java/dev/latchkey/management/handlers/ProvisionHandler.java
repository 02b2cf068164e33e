package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.ProvisionDataApi;
import dev.latchkey.core.application.ProvisionKey;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.StackRequest;
import dev.latchkey.core.application.StackResource;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.Level;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.cloudformation.ResourceEvent;
import dev.latchkey.management.cloudformation.ResourceResponse;
import dev.latchkey.management.cloudformation.ResourceType;
import dev.latchkey.management.cloudformation.ResponseSender;
import dev.latchkey.management.http.Problems;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Registers data APIs and creates keys that CloudFormation stacks declare as custom resources. It
 * fails if a dependency does, or if CloudFormation does not get the response. Lambda then repeats
 * the request, and the repeat does what is left.
 */
public final class ProvisionHandler implements RequestHandler<Map<String, Object>, @Nullable Void> {
  private final ProvisionDataApi dataApis;
  private final ProvisionKey keys;
  private final ResponseSender sender;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Telemetry telemetry;

  public ProvisionHandler() {
    this(ManagementDependencies.provisioning());
  }

  ProvisionHandler(ProvisionDependencies dependencies) {
    this.dataApis = dependencies.dataApis();
    this.keys = dependencies.keys();
    this.sender = dependencies.sender();
    this.clock = dependencies.clock();
    this.random = dependencies.random();
    this.telemetry = dependencies.telemetry();
  }

  @Override
  public @Nullable Void handleRequest(Map<String, Object> event, Context context) {
    long start = System.nanoTime();
    LogLine line = telemetry.line(context.getFunctionName(), context.getAwsRequestId());
    try {
      ResourceEvent request = ResourceEvent.of(event);
      line.with("stack_id", request.stackId())
          .with("logical_id", request.logicalId())
          .with("cloudformation_request_id", request.requestId())
          .with("action", request.action().name());
      sender.send(request.responseUrl(), respond(request, line));
      return null;
    } catch (IOException e) {
      line.failure(e).count(Counter.BATCH_ERRORS);
      throw new NotAnsweredException();
    } catch (RuntimeException e) {
      line.failure(e).count(Counter.BATCH_ERRORS);
      throw e;
    } finally {
      telemetry.write(line.took(System.nanoTime() - start));
    }
  }

  private byte[] respond(ResourceEvent event, LogLine line) {
    Instant now = clock.instant();
    ChangeContext change = ChangeContext.draw(random, event.actor(), now);
    try {
      if (event.action() == ResourceEvent.Action.DELETE) {
        remove(event, event.unwanted(now), change);
        return ResourceResponse.deleted(event);
      }
      Optional<StackRequest> abandoned =
          event.abandoned(now).filter(event.type() == ResourceType.KEY ? keys::has : dataApis::has);
      StackRequest wanted = event.wanted(now);
      StackResource resource =
          provide(event, abandoned.isPresent() ? wanted.ofUnknown() : wanted, change);
      abandoned.ifPresent(request -> remove(event, request, change));
      line.with("key_id", resource.keyId().value()).with("data_api_id", resource.dataApiId());
      return ResourceResponse.done(event, resource);
    } catch (RequestException refusal) {
      switch (refusal.reason()) {
        case THROTTLED, UNAVAILABLE, INTERNAL -> throw refusal;
        case NOT_DELIVERED -> line.failure(refusal);
        default -> line.level(Level.WARN);
      }
      line.with("reason", Problems.slug(refusal.reason()));
      return ResourceResponse.refused(event, refusal);
    }
  }

  private StackResource provide(ResourceEvent event, StackRequest request, ChangeContext change) {
    ValidationErrors errors = new ValidationErrors();
    ResourceType type = event.type();
    if (type == ResourceType.DATA_API) {
      return dataApis.provide(request, event.dataApi(errors), errors, change);
    }
    if (type == ResourceType.KEY) {
      return keys.provide(request, event.key(errors), errors, change);
    }
    throw RequestException.invalid(
        FieldError.pointer(
            "/type",
            "must be %s or %s".formatted(ResourceType.DATA_API.type(), ResourceType.KEY.type())));
  }

  private void remove(ResourceEvent event, StackRequest request, ChangeContext change) {
    if (event.type() == ResourceType.DATA_API) {
      dataApis.remove(request, change);
    } else {
      keys.remove(request, change);
    }
  }
}
