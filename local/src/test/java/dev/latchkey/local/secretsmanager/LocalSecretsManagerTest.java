package dev.latchkey.local.secretsmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSecretsManagerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SIGNATURE = "AWS4-HMAC-SHA256 Credential=x";
  private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";

  @TempDir private Path folder;
  private final List<String> steps = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private boolean isFailing;
  private LocalSecretsManager secrets;

  @BeforeEach
  void start() throws IOException {
    secrets = LocalSecretsManager.start(0, folder.resolve("secrets.json"), this::invoke, log::add);
  }

  @AfterEach
  void stop() {
    secrets.close();
  }

  private byte[] invoke(String function, byte[] event) {
    if (isFailing) {
      throw new IllegalStateException("failed");
    }
    steps.add(function + " " + new String(event, UTF_8));
    return event;
  }

  /** {@code bin/secrets-manager-moto --record} records what moto responds. */
  @Test
  void respondsAsMotoDoes() throws Exception {
    String arn = "none";
    for (JsonNode exchange : recorded()) {
      String operation = exchange.path("operation").asText();
      String request = exchange.path("request").toString().replace("<arn>", arn);
      JsonNode response = JSON.readTree(send(operation, request).body());
      if (operation.equals("CreateSecret") && response.has("ARN")) {
        arn = response.path("ARN").asText();
      }
      String expected = exchange.path("response").toString().replace("<arn>", arn);
      assertThat(compared(response))
          .as("%s %s", operation, request)
          .isEqualTo(compared(JSON.readTree(expected)));
    }
  }

  private static JsonNode recorded() throws IOException {
    try (InputStream file = LocalSecretsManagerTest.class.getResourceAsStream("moto.json")) {
      JsonNode exchanges = JSON.readTree(Objects.requireNonNull(file));
      assertThat(exchanges.size()).isGreaterThan(30);
      return exchanges;
    }
  }

  /** Returns a response without its times and messages, with labels in their order. */
  private static String compared(JsonNode response) {
    ObjectNode copy = response.deepCopy();
    List.of("LastChangedDate", "CreatedDate", "DeletedDate", "DeletionDate", "Message")
        .forEach(copy::remove);
    List<String> members = new ArrayList<>();
    copy.properties()
        .forEach(member -> members.add(member.getKey() + "=" + sorted(member.getValue())));
    return members.stream().sorted().toList().toString();
  }

  private static String sorted(JsonNode value) {
    return Stream.of(value.toString().split("[\\[\\],{}]+", -1)).sorted().toList().toString();
  }

  @Test
  void theSecretsAreInOneFileForTheirOwner() throws Exception {
    String arn = create("kept");
    Path file = folder.resolve("secrets.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    secrets.close();
    start();
    assertThat(member("GetSecretValue", "{'SecretId': '%s'}".formatted(arn), "SecretString"))
        .isEqualTo("value");
  }

  @Test
  void aRotationInvokesTheFunctionFourTimes() throws Exception {
    String arn = create("rotated");
    String version = rotate(arn);
    String event = "{\"Step\":\"%s\",\"SecretId\":\"%s\",\"ClientRequestToken\":\"%s\"}";
    assertThat(steps)
        .containsExactly(
            "rotator " + event.formatted("createSecret", arn, version),
            "rotator " + event.formatted("setSecret", arn, version),
            "rotator " + event.formatted("testSecret", arn, version),
            "rotator " + event.formatted("finishSecret", arn, version));
    JsonNode described = json("DescribeSecret", "{'SecretId': '%s'}".formatted(arn));
    assertThat(described.path("RotationEnabled").asBoolean()).isTrue();
    assertThat(described.at("/RotationRules/AutomaticallyAfterDays").asInt()).isEqualTo(30);
    assertThat(described.at("/VersionIdsToStages/" + version).toString())
        .isEqualTo("[\"AWSPENDING\"]");
  }

  @Test
  void aRotationThatFailedGoesOnWithItsVersion() throws Exception {
    String arn = create("failed");
    isFailing = true;
    String version = rotate(arn);
    assertThat(log).containsExactly("the rotation of failed failed in createSecret");
    isFailing = false;
    assertThat(rotate(arn)).isEqualTo(version);
    assertThat(steps).hasSize(4);
  }

  @Test
  void withoutAFunctionNothingIsRotated() throws Exception {
    String request = "{'SecretId': '%s'}".formatted(create("alone"));
    assertThat(member("RotateSecret", request, "__type")).isEqualTo("InvalidRequestException");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, secretsmanager.ListSecrets, application/x-amz-json-1.1, AWS4-HMAC-SHA256 Credential=x",
    "POST, AWSEvents.PutEvents, application/x-amz-json-1.1, AWS4-HMAC-SHA256 Credential=x",
    "POST, secretsmanager.DescribeSecret, text/plain, AWS4-HMAC-SHA256 Credential=x",
    "POST, secretsmanager.DescribeSecret, application/x-amz-json-1.1, Bearer x",
    "PUT, secretsmanager.DescribeSecret, application/x-amz-json-1.1, AWS4-HMAC-SHA256 Credential=x"
  })
  void otherRequestsAreRefused(String method, String target, String type, String signature)
      throws Exception {
    HttpResponse<String> response = send(method, target, type, signature, "{}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("UnknownOperationException");
  }

  @Test
  void aBodyThatIsNotJsonIsRefused() throws Exception {
    assertThat(send("DescribeSecret", "{").body()).contains("SerializationException");
  }

  @Test
  void aWebPageWithItsOwnNameForThisMachineIsRefused() throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), secrets.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 403");
    }
  }

  private String create(String name) throws Exception {
    String arn =
        member("CreateSecret", "{'Name': '%s', 'SecretString': 'value'}".formatted(name), "ARN");
    assertThat(arn).startsWith(ARN + name + "-").hasSize((ARN + name).length() + 7);
    return arn;
  }

  private String rotate(String arn) throws Exception {
    String request =
        "{'SecretId': '%s', 'RotationLambdaARN': 'rotator', 'RotationRules': {'AutomaticallyAfterDays': 30}}";
    return member("RotateSecret", request.formatted(arn), "VersionId");
  }

  private String member(String operation, String request, String name) throws Exception {
    return json(operation, request).path(name).asText();
  }

  private JsonNode json(String operation, String request) throws Exception {
    return JSON.readTree(send(operation, request.replace('\'', '"')).body());
  }

  private HttpResponse<String> send(String operation, String request) throws Exception {
    String target = "secretsmanager." + operation;
    return send("POST", target, "application/x-amz-json-1.1", SIGNATURE, request);
  }

  private HttpResponse<String> send(
      String method, String target, String type, String signature, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(secrets.endpoint())
            .method(method, BodyPublishers.ofString(body))
            .header("X-Amz-Target", target)
            .header("Content-Type", type)
            .header("Authorization", signature)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
