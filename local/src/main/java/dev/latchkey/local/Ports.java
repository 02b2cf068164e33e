package dev.latchkey.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The five ports of a laptop, all on loopback addresses.
 *
 * @param management of the management API and the console
 * @param example of the example's data API
 * @param signIn of the sign-in server
 * @param frontDoor of the function URL that proxies ask
 * @param secretsManager of Secrets Manager
 */
public record Ports(int management, int example, int signIn, int frontDoor, int secretsManager) {
  private static final int COUNT = 5;

  /** A port and the four after it. */
  static Ports from(int first) {
    return new Ports(first, first + 1, first + 2, first + 3, first + 4);
  }

  /** Five ports that are free now. */
  public static Ports free() {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < COUNT; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return new Ports(
          sockets.get(0).getLocalPort(),
          sockets.get(1).getLocalPort(),
          sockets.get(2).getLocalPort(),
          sockets.get(3).getLocalPort(),
          sockets.get(4).getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sockets.forEach(Ports::close);
    }
  }

  /**
   * Checks that nobody listens on them, under any address of {@code localhost}.
   *
   * @throws StartException naming the first port that is in use
   */
  void requireFree() {
    for (int port : List.of(management, example, signIn, frontDoor, secretsManager)) {
      if (isTaken(port)) {
        throw new StartException(
            "Port %d is in use. Choose five others with --port, such as --port %d."
                .formatted(port, suggestion()));
      }
    }
  }

  private int suggestion() {
    return IntStream.iterate(4000, port -> port < 60_000, port -> port + 100)
        .filter(port -> IntStream.range(port, port + COUNT).noneMatch(Ports::isTaken))
        .findFirst()
        .orElse(4000);
  }

  private static boolean isTaken(int port) {
    try {
      for (InetAddress address : InetAddress.getAllByName("localhost")) {
        ServerSocket socket = new ServerSocket();
        try (socket) {
          socket.bind(new InetSocketAddress(address, port));
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
