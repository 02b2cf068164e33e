package dev.latchkey.local.logs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSubscriptionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEMPLATE =
      """
      Resources:
        Lines:
          Type: AWS::Logs::LogGroup
        Writer:
          Type: AWS::Serverless::Function
          Properties:
            Handler: x.Writer
            CodeUri: writer
            LoggingConfig:
              LogGroup: !Ref Lines
        Other:
          Type: AWS::Serverless::Function
          Properties:
            Handler: x.Other
            CodeUri: other
        Reader:
          Type: AWS::Serverless::Function
          Properties:
            Handler: x.Reader
            CodeUri: reader
            Events:
              Lines:
                Type: CloudWatchLogs
                Properties:
                  LogGroupName: !Ref Lines
                  FilterPattern: '%s'
      """;

  @TempDir Path folder;
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

  @Test
  void linesOfTheGroupThatMatchGoToTheSubscriber() throws Exception {
    try (LogSubscriptions subscriptions =
        LogSubscriptions.start(templates("{ $.a = \"x\" }"), this::take, log::add)) {
      subscriptions.accept("[stack Writer] {\"a\":\"x\",\"n\":1}");
      subscriptions.accept("[stack Writer] {\"a\":\"y\"}");
      subscriptions.accept("[stack Other] {\"a\":\"x\"}");
      subscriptions.accept("[other Writer] {\"a\":\"x\"}");
      subscriptions.accept("[stack] GET / 200");
      subscriptions.accept("no label");
      subscriptions.accept("[stack Writer] {\"a\":\"x\",\"n\":2}");
      List<String> messages = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      while (messages.size() < 2) {
        JsonNode event = requireNonNull(events.poll(10, TimeUnit.SECONDS));
        assertThat(event.get("messageType").asText()).isEqualTo("DATA_MESSAGE");
        assertThat(event.get("logGroup").asText()).isEqualTo("stack-Lines");
        for (JsonNode line : event.get("logEvents")) {
          messages.add(line.get("message").asText());
          ids.add(line.get("id").asText());
        }
      }
      assertThat(messages).containsExactly("{\"a\":\"x\",\"n\":1}", "{\"a\":\"x\",\"n\":2}");
      assertThat(ids).hasSize(2).allMatch(id -> id.length() == 56);
    }
    assertThat(log).isEmpty();
  }

  @Test
  void aCallThatFailsIsMadeTwiceMoreAndTheNextLinesFollow() throws Exception {
    BlockingQueue<String> called = new LinkedBlockingQueue<>();
    try (LogSubscriptions subscriptions =
        LogSubscriptions.start(
            templates("{ $.a = \"x\" }"),
            (function, event) -> {
              called.add(function);
              if (called.size() <= 3) {
                throw new IllegalStateException("down");
              }
              take(function, event);
            },
            log::add)) {
      subscriptions.accept("[stack Writer] {\"a\":\"x\",\"n\":1}");
      for (int i = 1; i <= 3; i++) {
        assertThat(log.poll(10, TimeUnit.SECONDS))
            .isEqualTo("Reader did not take log lines, attempt " + i + " of 3: down");
      }
      subscriptions.accept("[stack Writer] {\"a\":\"x\",\"n\":2}");
      assertThat(requireNonNull(events.poll(10, TimeUnit.SECONDS)).toString())
          .contains("\\\"n\\\":2");
    }
    assertThat(called)
        .hasSize(4)
        .containsOnly("arn:aws:lambda:us-east-1:000000000000:function:stack-Reader");
  }

  @Test
  void aPatternThatIsNotKnownIsRejected() {
    assertThatThrownBy(() -> LogSubscriptions.start(templates("ERROR"), this::take, log::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ERROR");
  }

  private void take(String function, byte[] event) throws IOException {
    byte[] data = Base64.getDecoder().decode(JSON.readTree(event).at("/awslogs/data").asText());
    events.add(JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(data))));
  }

  private List<Template> templates(String pattern) throws IOException {
    Path file = folder.resolve("template.yaml");
    Files.writeString(file, TEMPLATE.formatted(pattern));
    return List.of(Template.load(file, "stack", Map.of()));
  }
}
