package dev.latchkey.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/nginx}, on other ports. */
@NeedsProgram(Nginx.VARIABLE)
final class NginxExampleTest {
  @TempDir Path folder;

  @Test
  void showsTheDataApiWhichKeyIsUsed() throws IOException {
    Client engineer = Latchkey.shared().as("engineer");
    String id = "example-" + UUID.randomUUID().toString().substring(0, 8);
    String key =
        engineer
            .post(
                "/v1/data-apis",
                "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'orders', 'routes': [{'host': 'localhost', 'path': '/orders/*'}]}"
                    .formatted(id))
            .expect(201)
            .text("/key/api_key");
    int port = Program.freePort();
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        Project.read("examples/nginx/nginx.conf")
            .replace(
                "http://127.0.0.1:3003",
                Latchkey.shared().frontDoor().base().replace("localhost", "127.0.0.1"))
            .replace("127.0.0.1:3080", "127.0.0.1:" + port)
            .replace("127.0.0.1:3081", "127.0.0.1:" + Program.freePort())
            .replace("/nginx/orders;", "/nginx/" + id + ";"));
    try (Program nginx = Nginx.start(file, folder, port)) {
      assertThat(
              RawClient.send(nginx.port(), "GET", "localhost", "/orders/17", "X-Api-Key: " + key)
                  .text())
          .contains("\"path\":\"/orders/17\"", "\"name\":\"automatic\"");
      assertThat(
              RawClient.send(nginx.port(), "GET", "localhost", "/customers/1", "X-Api-Key: " + key)
                  .status())
          .isEqualTo(403);
    }
  }
}
