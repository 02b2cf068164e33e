package dev.latchkey.core.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container: the last release that needs no account. */
final class LocalStack {
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");
  private static final int PORT = 4566;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private LocalStack() {}

  /**
   * Starts the container and returns the endpoint of its DynamoDB. Without a Docker engine or the
   * image, the test is skipped with the reason. The container stops with this JVM.
   */
  static URI start() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        () -> "LocalStack needs a Docker engine. \"docker version\" says: " + dockerVersion());
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withExposedPorts(PORT)
            .withEnv("SERVICES", "dynamodb")
            .withEnv("EAGER_SERVICE_LOADING", "1")
            .waitingFor(
                Wait.forHttp("/_localstack/health")
                    .forResponsePredicate(LocalStack::hasDynamoDb)
                    .withStartupTimeout(PATIENCE));
    try {
      container.start();
    } catch (ContainerLaunchException e) {
      return Assumptions.abort("LocalStack does not start: " + e.getMessage());
    }
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
  }

  /** Whether DynamoDB runs. By default LocalStack starts it with the first request, too late. */
  private static boolean hasDynamoDb(String health) {
    return health.replace(" ", "").contains("\"dynamodb\":\"running\"");
  }

  /** What Docker's client says, such as that it cannot connect to the engine. */
  private static String dockerVersion() {
    try {
      Process docker = new ProcessBuilder("docker", "version").redirectErrorStream(true).start();
      return new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
