package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.core.application.EditKey;
import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldBudget;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.core.memory.Samples;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Tests that edits of a key keep its fields within their budget, and when they read it for that.
 */
class EditWithinBudgetTest {
  private static final ValidityLimits LIMITS = new ValidityLimits(365, 365);

  private static final List<Field<?>> TEXTS =
      List.of(KeyFields.NAME, KeyFields.DESCRIPTION, KeyFields.OWNER);

  /** So small that two edits that are allowed alone exceed it together. */
  private static final FieldBudget SMALL = new FieldBudget(TEXTS, 100);

  private final RequestCounter calls = new RequestCounter();
  private final TestStores stores = TestStores.createAnywhere(calls);
  private final StoredKey key = Samples.key();
  private final KeyId keyId = key.key().keyId();
  private final EditKey edit = new EditKey(stores.keys(), LIMITS, SMALL);

  @Test
  void anEditThatFitsWhateverTheOtherFieldsHoldIsOneWrite() {
    create();
    EditKey real = withoutDelivery(2_048);
    FieldEdits longest =
        FieldEdits.NONE
            .set(KeyFields.NAME, "🔑".repeat(128))
            .set(KeyFields.DESCRIPTION, "x".repeat(1_024));
    ApiKey edited = real.edit(keyId, edit(longest), new ValidationErrors(), change()).key();
    assertThat(calls.operations()).containsExactly("UpdateItem");
    assertThat(edited.fields().bytes(KeyFields.NAME)).isEqualTo(512);
  }

  @Test
  void anEditThatCouldExceedItReadsTheKeyFirst() {
    create();
    assertThat(edit(KeyFields.NAME, 60).fields().bytes(KeyFields.NAME)).isEqualTo(60);
    assertThat(calls.operations()).containsExactly("GetItem", "UpdateItem");
    FieldEdits clear = FieldEdits.NONE.clear(KeyFields.DESCRIPTION);
    edit.edit(keyId, edit(clear), new ValidationErrors(), change());
    assertThat(calls.operations()).containsExactly("UpdateItem");
    FieldEdits all = clear.set(KeyFields.NAME, "n".repeat(60)).set(KeyFields.OWNER, "o");
    withoutDelivery(61).edit(keyId, edit(all), new ValidationErrors(), change());
    assertThat(calls.operations()).containsExactly("UpdateItem");
    withoutDelivery(60).edit(keyId, edit(all), new ValidationErrors(), change());
    assertThat(calls.operations()).containsExactly("GetItem", "UpdateItem");
  }

  @Test
  void anEditThatExceedsItIsRefusedAndChangesNothing() {
    create();
    ApiKey before = stores.keys().find(keyId).orElseThrow();
    calls.operations();
    FieldEdits tooLong =
        FieldEdits.NONE.set(KeyFields.OWNER, "o").set(KeyFields.NAME, "n".repeat(86));
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> edit.edit(keyId, edit(tooLong), new ValidationErrors(), change()))
        .satisfies(
            refusal ->
                assertThat(refusal.errors())
                    .containsExactly(
                        FieldError.pointer(
                            "/name",
                            "name, description and owner together have 101 bytes of UTF-8; at most"
                                + " 100 are allowed")));
    assertThat(calls.operations()).containsExactly("GetItem");
    assertThat(stores.keys().find(keyId)).contains(before);
    FieldEdits fits = tooLong.set(KeyFields.NAME, "n".repeat(85));
    edit.edit(keyId, edit(fits), new ValidationErrors(), change());
  }

  @Test
  void anEditOfAMissingKeyFindsNone() {
    assertThat(reasonOfEditing(KeyFields.NAME, 60)).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aRevokedKeyIsEditedButNotExtended() {
    create();
    done(stores.keys().revoke(keyId, "leaked", change()));
    assertThat(edit(KeyFields.NAME, 60).revocation()).isNotNull();
    KeyEdit later =
        new KeyEdit(FieldEdits.NONE.set(KeyFields.NAME, "n".repeat(61)), NOW.plusSeconds(9));
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> edit.edit(keyId, later, new ValidationErrors(), change()))
        .matches(refusal -> refusal.reason() == Reason.KEY_REVOKED);
  }

  @Test
  void aChangeBetweenReadAndWriteIsReadToo() {
    create();
    Meanwhile meanwhile = new Meanwhile(1, KeyFields.OWNER, "o".repeat(30));
    EditKey late = new EditKey(stores.with(meanwhile).keys(), LIMITS, SMALL);
    assertThat(reasonOfEditing(late, KeyFields.NAME, 60)).isEqualTo(Reason.INVALID_REQUEST);
    assertThat(bytes()).isEqualTo(9 + 14 + 30);
    late.edit(keyId, edit(KeyFields.NAME, "n".repeat(56)), new ValidationErrors(), change());
    assertThat(bytes()).isEqualTo(100);
  }

  @Test
  void aFewChangesBetweenReadAndWriteDelayAnEdit() {
    create();
    EditKey late =
        new EditKey(stores.with(new Meanwhile(4, KeyFields.OWNER, "o")).keys(), LIMITS, SMALL);
    late.edit(keyId, edit(KeyFields.NAME, "n".repeat(60)), new ValidationErrors(), change());
    assertThat(bytes()).isEqualTo(60 + 14 + 1);
    assertThat(stores.keys().find(keyId).orElseThrow().version().revision()).isEqualTo(6);
  }

  @Test
  void manyChangesBetweenReadAndWriteRefuseAnEdit() {
    create();
    EditKey late =
        new EditKey(stores.with(new Meanwhile(5, KeyFields.OWNER, "o")).keys(), LIMITS, SMALL);
    assertThat(reasonOfEditing(late, KeyFields.NAME, 60)).isEqualTo(Reason.THROTTLED);
    assertThat(bytes()).isEqualTo(9 + 14 + 1);
  }

  @Test
  void ofTwoEditsThatExceedItTogetherOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 200; i++) {
        StoredKey raced = Samples.key();
        KeyId id = raced.key().keyId();
        done(stores.keys().create(raced, change()));
        List<Callable<Boolean>> edits =
            List.of(
                () -> isEdited(id, KeyFields.NAME, 60), () -> isEdited(id, KeyFields.OWNER, 60));
        int won = 0;
        for (Future<Boolean> isEdited : threads.invokeAll(edits)) {
          won += isEdited.get() ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
        assertThat(SMALL.problem(stores.keys().find(id).orElseThrow().fields())).isNull();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns edits with so many bytes besides those that the longest delivery takes. */
  private EditKey withoutDelivery(int bytes) {
    int delivery = SMALL.maxBytes() - SMALL.withAnyDelivery().maxBytes();
    return new EditKey(stores.keys(), LIMITS, new FieldBudget(TEXTS, bytes + delivery));
  }

  private void create() {
    done(stores.keys().create(key, change()));
    calls.operations();
  }

  private int bytes() {
    ApiKey found = stores.keys().find(keyId).orElseThrow();
    return TEXTS.stream().mapToInt(found.fields()::bytes).sum();
  }

  private ApiKey edit(Field<String> field, int bytes) {
    return edit.edit(keyId, edit(field, "x".repeat(bytes)), new ValidationErrors(), change()).key();
  }

  private boolean isEdited(KeyId id, Field<String> field, int bytes) {
    try {
      edit.edit(id, edit(field, "x".repeat(bytes)), new ValidationErrors(), change());
      return true;
    } catch (RequestException e) {
      assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST);
      return false;
    }
  }

  private Reason reasonOfEditing(Field<String> field, int bytes) {
    return reasonOfEditing(edit, field, bytes);
  }

  private Reason reasonOfEditing(EditKey useCase, Field<String> field, int bytes) {
    KeyEdit tried = edit(field, "x".repeat(bytes));
    try {
      useCase.edit(keyId, tried, new ValidationErrors(), change());
    } catch (RequestException e) {
      return e.reason();
    }
    throw new AssertionError("The edit was not refused.");
  }

  private static KeyEdit edit(Field<String> field, String value) {
    return edit(FieldEdits.NONE.set(field, value));
  }

  private static KeyEdit edit(FieldEdits fields) {
    return new KeyEdit(fields, null);
  }

  /** Edits the key before each of the next updates of a client. */
  private final class Meanwhile implements ExecutionInterceptor {
    private final AtomicInteger left;
    private final Field<String> field;
    private final String value;

    Meanwhile(int times, Field<String> field, String value) {
      this.left = new AtomicInteger(times);
      this.field = field;
      this.value = value;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof UpdateItemRequest) {
        int n = left.getAndDecrement();
        if (n > 0) {
          done(stores.keys().edit(keyId, edit(field, n + value.substring(1)), change()));
        }
      }
    }
  }
}
