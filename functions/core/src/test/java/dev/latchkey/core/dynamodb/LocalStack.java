package dev.latchkey.core.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container: the last release that needs no account. */
final class LocalStack {
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");
  private static final int PORT = 4566;

  private LocalStack() {}

  /**
   * Starts the container and returns the endpoint of its DynamoDB. Without a Docker engine or the
   * image, the test is skipped with the reason. The container stops with this JVM.
   */
  static URI start() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        () -> "LocalStack needs a Docker engine. \"docker version\" says: " + dockerVersion());
    GenericContainer<?> container = new GenericContainer<>(IMAGE).withExposedPorts(PORT);
    try {
      container.withEnv("SERVICES", "dynamodb").start();
    } catch (ContainerLaunchException e) {
      return Assumptions.abort("LocalStack does not start: " + e.getMessage());
    }
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
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
