package dev.latchkey.tests.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A port on all of this machine's addresses that leads to one on loopback: containers reach it. */
final class Relay implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0);
  private final int target;

  private Relay(int target) throws IOException {
    this.target = target;
  }

  static Relay to(URI endpoint) throws IOException {
    Relay relay = new Relay(endpoint.getPort());
    daemon(relay::serve);
    return relay;
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() throws IOException {
    while (!server.isClosed()) {
      Socket caller = server.accept();
      Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
      daemon(() -> pass(caller, called));
      daemon(() -> pass(called, caller));
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private static void daemon(Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (IOException e) {
                // Someone has hung up.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a thread does until someone hangs up. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
