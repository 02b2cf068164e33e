package dev.latchkey.local.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.local.signin.SignInServer;
import dev.latchkey.local.signin.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackHostTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LocalHost:3000", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:3000"})
  void isThisMachine(String host) {
    assertThat(LoopbackHost.isIn(List.of(host))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:3000",
        "localhost.evil.example",
        "evil.localhost",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "0.0.0.0",
        "::1",
        "localhost:",
        "localhost:3000:1",
        "localhost@evil.example",
        "localhost, evil.example",
        ""
      })
  void isAnother(String host) {
    assertThat(LoopbackHost.isIn(List.of(host))).isFalse();
    assertThat(LoopbackHost.isIn(List.of("localhost", host))).isFalse();
  }

  @Test
  void aRequestWithoutOneIsFromNoBrowser() {
    assertThat(LoopbackHost.isIn(null)).isTrue();
    assertThat(LoopbackHost.isIn(List.of())).isTrue();
  }

  @Test
  void theDatabaseAnswersThisMachineOnly() throws IOException {
    try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
      assertThat(status(database.endpoint(), "localhost")).isEqualTo(400);
      assertThat(answer(database.endpoint(), "evil.example"))
          .startsWith("HTTP/1.1 403 ")
          .endsWith(LoopbackHost.PROBLEM);
    }
  }

  @Test
  void theSignInServerAnswersThisMachineOnly() throws IOException {
    try (SignInServer server = SignInServer.start(0, SigningKey.random(), List.of())) {
      URI keys = URI.create(server.issuer() + "/jwks");
      assertThat(status(keys, "127.0.0.1:" + keys.getPort())).isEqualTo(200);
      assertThat(answer(keys, "evil.example:" + keys.getPort()))
          .startsWith("HTTP/1.1 403 ")
          .endsWith(LoopbackHost.PROBLEM);
    }
  }

  private static int status(URI url, String host) throws IOException {
    return Integer.parseInt(answer(url, host).substring(9, 12));
  }

  private static String answer(URI url, String host) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
            .formatted(url.getPath().isEmpty() ? "/" : url.getPath(), host);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
