package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void oneInUseIsNamedWithAWayOut() throws Exception {
    for (InetAddress address : List.of(InetAddress.getLoopbackAddress(), wildcard())) {
      try (ServerSocket taken = new ServerSocket(0, 1, address)) {
        Ports free = Ports.free();
        Ports ports =
            new Ports(
                free.management(),
                taken.getLocalPort(),
                free.signIn(),
                free.frontDoor(),
                free.secretsManager());
        assertThatThrownBy(ports::requireFree)
            .isInstanceOf(StartException.class)
            .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
            .hasMessageContaining("--port");
      }
    }
  }

  @Test
  void freeOnesAreFree() {
    Ports.free().requireFree();
  }

  private static InetAddress wildcard() throws Exception {
    return InetAddress.getByAddress(new byte[4]);
  }
}
