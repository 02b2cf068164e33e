package dev.latchkey.management.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.UsageBatch;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.UsageDay;
import dev.latchkey.testing.Seed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBatchTest {
  private static final String KEY = "4Zq8Rw1TnB7xKd2M";
  private static final LocalDate DAY = LocalDate.parse("2026-03-04");

  private final LogDelivery delivery = new LogDelivery();
  private int lines;

  @Test
  void allowedRequestsAreUse() {
    allowed("current", "2026-03-04T05:06:07.089Z", "");
    allowed("previous", "2026-03-04T05:06:08Z", "");
    allowed("current", "2026-03-04T05:06:59.999Z", ",'count':100");
    LogBatch batch = LogBatch.read(delivery.data());
    assertThat(batch.lines()).isEqualTo(3);
    UsageBatch.OfKey ofKey = ofKey(batch);
    assertThat(ofKey.usage())
        .isEqualTo(
            new KeyUsage(
                Instant.parse("2026-03-04T05:06:07Z"),
                Instant.parse("2026-03-04T05:06:59Z"),
                Instant.parse("2026-03-04T05:06:08Z")));
    assertThat(ofKey.days()).containsExactly(Map.entry(DAY, new UsageDay(DAY, 102, 0)));
  }

  @Test
  void requestsCountOnTheirDay() {
    allowed("current", "2026-03-04T23:59:59.999Z", ",'count':9");
    allowed("current", "2026-03-05T00:00:00Z", "");
    assertThat(ofKey(LogBatch.read(delivery.data())).days().values())
        .containsExactly(new UsageDay(DAY, 9, 0), new UsageDay(DAY.plusDays(1), 1, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wrong_secret", "expired", "revoked", "data_api_gone", "route", "ambiguous_path"})
  void denialsOfKeysThatExistCountAndAreNoUse(String reason) {
    line(
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'%s','reason':'%s','key_id':'%s'}"
            .formatted(reason.equals("route") ? "denied" : "refused", reason, KEY));
    UsageBatch.OfKey ofKey = ofKey(LogBatch.read(delivery.data()));
    assertThat(ofKey.usage()).isNull();
    assertThat(ofKey.days()).containsExactly(Map.entry(DAY, new UsageDay(DAY, 0, 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "START RequestId: 8f0c2a6e Version: 7",
        "CWL CONTROL MESSAGE: Checking health of destination",
        "",
        "[]",
        "{'outcome':'authorized'",
        "{}",
        "{'timestamp':'2026-03-04T05:06:07Z','level':'ERROR','message':'Unauthorized'}",
        "{'timestamp':'2026-03-04T05:06:07Z','request_id':'r','event':'ping'}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'refused','reason':'unknown','key_id':'4Zq8Rw1TnB7xKd2M'}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'refused','reason':'deleted','key_id':'4Zq8Rw1TnB7xKd2M'}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'refused','reason':'missing'}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'refused','key_id':'4Zq8Rw1TnB7xKd2M'}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'failed','reason':'internal','key_id':'4Zq8Rw1TnB7xKd2M'}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'authorized','key_id':'4Zq8Rw1TnB7xKd2M'}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'authorized','secret':'next','key_id':'4Zq8Rw1TnB7xKd2M'}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'authorized','secret':'current','key_id':'short'}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'authorized','secret':'current','key_id':'4Zq8Rw1TnB7xKd2M','count':0}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'authorized','secret':'current','key_id':'4Zq8Rw1TnB7xKd2M','count':-5}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'authorized','secret':'current','key_id':'4Zq8Rw1TnB7xKd2M','count':'7'}",
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'authorized','secret':'current','key_id':'4Zq8Rw1TnB7xKd2M','count':99999999999}",
        "{'timestamp':'yesterday','outcome':'authorized','secret':'current','key_id':'4Zq8Rw1TnB7xKd2M'}",
        "{'timestamp':7,'outcome':'authorized','secret':'current','key_id':'4Zq8Rw1TnB7xKd2M'}"
      })
  void otherLinesAreIgnored(String other) {
    allowed("current", "2026-03-04T05:06:07Z", "");
    line(other);
    LogBatch batch = LogBatch.read(delivery.data());
    assertThat(batch.lines()).isEqualTo(1);
    assertThat(batch.usage().byKey()).containsOnlyKeys(KEY);
    assertThat(ofKey(batch).days().values()).containsExactly(new UsageDay(DAY, 1, 0));
  }

  @Test
  void aLineThatIsCutIsIgnored() {
    String whole =
        "{'timestamp':'2026-03-04T05:06:07Z','outcome':'authorized','secret':'current','key_id':'%s'}"
            .formatted(KEY);
    for (int length = 0; length < whole.length(); length++) {
      line(whole.substring(0, length));
    }
    assertThat(LogBatch.read(delivery.data()).lines()).isZero();
    line(whole);
    assertThat(LogBatch.read(delivery.data()).lines()).isEqualTo(1);
  }

  @Test
  void theSameLinesAreTheSameBatchInAnyOrderAndNumber() {
    long seed = Seed.of(LogBatchTest.class);
    Random random = new Random(seed);
    TreeMap<String, String> sent = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      sent.put(
          "%056d".formatted(i),
          "{'timestamp':'2026-03-0%dT05:06:07Z','outcome':'authorized','secret':'current','key_id':'%s','count':%d}"
              .formatted(1 + random.nextInt(9), KEY, 1 + random.nextInt(100))
              .replace('\'', '"'));
    }
    LogBatch first = read(List.copyOf(sent.keySet()), sent);
    for (int round = 0; round < 20; round++) {
      List<String> order = new ArrayList<>(sent.keySet());
      order.addAll(order.subList(0, random.nextInt(200)));
      Collections.shuffle(order, random);
      LogBatch again = read(order, sent);
      assertThat(again.usage().id()).as("seed %d", seed).isEqualTo(first.usage().id());
      assertThat(ofKey(again).days()).as("seed %d", seed).isEqualTo(ofKey(first).days());
    }
    assertThat(read(List.copyOf(sent.keySet()).subList(1, 200), sent).usage().id())
        .isNotEqualTo(first.usage().id())
        .matches("[0-9a-f]{32}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "", "bm90IGd6aXA="})
  void whatIsNotPackedIsRejected(String data) {
    assertThatThrownBy(() -> LogBatch.read(data)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{"})
  void whatIsNoDeliveryIsRejected(String text) {
    assertThatThrownBy(() -> LogBatch.read(LogDelivery.packed(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static UsageBatch.OfKey ofKey(LogBatch batch) {
    return Objects.requireNonNull(batch.usage().byKey().get(KEY));
  }

  private static LogBatch read(List<String> ids, Map<String, String> lines) {
    LogDelivery delivery = new LogDelivery();
    ids.forEach(id -> delivery.line(id, String.valueOf(lines.get(id))));
    return LogBatch.read(delivery.data());
  }

  private void allowed(String secret, String time, String more) {
    line(
        "{'timestamp':'%s','level':'INFO','outcome':'authorized','key_id':'%s','secret':'%s'%s}"
            .formatted(time, KEY, secret, more));
  }

  private void line(String message) {
    delivery.line("%056d".formatted(lines++), message.replace('\'', '"'));
  }
}
