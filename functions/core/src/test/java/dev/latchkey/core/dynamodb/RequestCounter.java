package dev.latchkey.core.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Records each round trip and its consumed capacity. */
public final class RequestCounter implements ExecutionInterceptor {
  private static final ReturnConsumedCapacity EACH = ReturnConsumedCapacity.INDEXES;

  private final List<String> operations = new CopyOnWriteArrayList<>();
  private final List<Double> units = new CopyOnWriteArrayList<>();
  private final Map<String, Double> indexUnits = new ConcurrentHashMap<>();

  /** Returns the operations since the last call of this method. */
  public List<String> operations() {
    List<String> seen = new ArrayList<>(operations);
    operations.clear();
    return seen;
  }

  /** Returns the capacity units since the last call of this method. */
  public double units() {
    double sum = units.stream().mapToDouble(Double::doubleValue).sum();
    units.clear();
    return sum;
  }

  /** Returns the capacity units of each index since the last call of this method. */
  public Map<String, Double> indexUnits() {
    Map<String, Double> seen = Map.copyOf(indexUnits);
    indexUnits.clear();
    return seen;
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    if (request instanceof GetItemRequest get) {
      return get.copy(r -> r.returnConsumedCapacity(EACH));
    }
    if (request instanceof BatchGetItemRequest batch) {
      return batch.copy(r -> r.returnConsumedCapacity(EACH));
    }
    if (request instanceof PutItemRequest put) {
      return put.copy(r -> r.returnConsumedCapacity(EACH));
    }
    if (request instanceof UpdateItemRequest update) {
      return update.copy(r -> r.returnConsumedCapacity(EACH));
    }
    if (request instanceof QueryRequest query) {
      return query.copy(r -> r.returnConsumedCapacity(EACH));
    }
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transaction.copy(r -> r.returnConsumedCapacity(EACH));
    }
    throw new AssertionError("Nobody said that this would be called: " + request);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    operations.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (context.response() instanceof GetItemResponse get) {
      note(get.consumedCapacity());
    } else if (context.response() instanceof BatchGetItemResponse batch) {
      batch.consumedCapacity().forEach(this::note);
    } else if (context.response() instanceof PutItemResponse put) {
      note(put.consumedCapacity());
    } else if (context.response() instanceof UpdateItemResponse update) {
      note(update.consumedCapacity());
    } else if (context.response() instanceof QueryResponse query) {
      note(query.consumedCapacity());
    } else if (context.response() instanceof TransactWriteItemsResponse transaction) {
      transaction.consumedCapacity().forEach(this::note);
    }
  }

  private void note(ConsumedCapacity capacity) {
    units.add(capacity.capacityUnits());
    capacity
        .globalSecondaryIndexes()
        .forEach((index, part) -> indexUnits.merge(index, part.capacityUnits(), Double::sum));
  }
}
