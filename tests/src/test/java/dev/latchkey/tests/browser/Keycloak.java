package dev.latchkey.tests.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.tests.tour.ShellBlocks;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Keycloak in development mode, with a realm that the commands of docs/operators.md set up. */
final class Keycloak implements AutoCloseable {
  /** Names Keycloak's folder. */
  static final String VARIABLE = "KEYCLOAK_HOME";

  static final String PERSON = "erin";
  static final String PASSWORD = "a password of Erin";

  private static final String ADMIN = "an administrator";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home = Path.of(Objects.requireNonNull(System.getenv(VARIABLE)));
  private final ShellBlocks commands =
      ShellBlocks.of("docs/operators.md", "### Set up Keycloak with a script");
  private final Path folder;
  private final String url;
  private final Process process;
  private String secret = "";

  private Keycloak(Path folder, int port) throws IOException {
    this.folder = folder;
    url = "http://localhost:" + port;
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--http-host=localhost",
            "--http-port=" + port);
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                ADMIN));
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keycloak.log").toFile())
            .start();
  }

  /** Starts it and sets it up for a console. */
  static Keycloak start(Path folder, int port, String consoleOrigin) throws Exception {
    Keycloak keycloak = new Keycloak(folder, port);
    try {
      keycloak.untilReady();
      keycloak.secret =
          keycloak.run(0, consoleOrigin).lines().reduce((one, last) -> last).orElseThrow();
      return keycloak;
    } catch (Exception | AssertionError e) {
      keycloak.close();
      throw e;
    }
  }

  String issuer() {
    return url + "/realms/company";
  }

  /** An access token of the script. */
  String token() throws Exception {
    return token(
        "company",
        Map.of(
            "grant_type", "client_credentials", "client_id", "nightly", "client_secret", secret));
  }

  /** Adds a signing key that is used from now on. */
  void rotateSigningKey() throws Exception {
    run(1, "");
  }

  /** Ends all sessions of the person, as an administrator does. */
  void endSessions() throws Exception {
    JsonNode users = JSON.readTree(admin("/users?username=" + PERSON, "GET"));
    admin("/users/" + users.get(0).path("id").asText() + "/logout", "POST");
  }

  /** The number of the person's sessions. */
  int sessions() throws Exception {
    JsonNode users = JSON.readTree(admin("/users?username=" + PERSON, "GET"));
    return JSON.readTree(admin("/users/" + users.get(0).path("id").asText() + "/sessions", "GET"))
        .size();
  }

  private String admin(String path, String method) throws Exception {
    String token =
        token(
            "master",
            Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "admin",
                "password", ADMIN));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/admin/realms/company" + path))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private String token(String realm, Map<String, String> form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(url + "/realms/" + realm + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    form.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                        .collect(Collectors.joining("&"))))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
        .path("access_token")
        .asText();
  }

  private String run(int block, String consoleOrigin) throws Exception {
    Map<String, String> environment =
        Map.of(
            "PATH",
            home.resolve("bin") + ":" + System.getenv("PATH"),
            "JAVA_HOME",
            System.getProperty("java.home"),
            "KC_OPTS",
            "-Duser.home=" + folder + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "KEYCLOAK",
            url,
            "REALM",
            "company",
            "ADMIN_PASSWORD",
            ADMIN,
            "PASSWORD",
            PASSWORD,
            "CONSOLE_ORIGIN",
            consoleOrigin,
            "CONSOLE_URL",
            consoleOrigin + "/console/");
    return commands.run(block, environment, folder);
  }

  private void untilReady() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError(Files.readString(folder.resolve("keycloak.log")));
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      URI master = URI.create(url + "/realms/master/.well-known/openid-configuration");
      return http.send(HttpRequest.newBuilder(master).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends it with the JVM that its script started. */
  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroy);
    all.forEach(each -> each.onExit().join());
  }
}
