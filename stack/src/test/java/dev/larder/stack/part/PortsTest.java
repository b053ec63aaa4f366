package dev.larder.stack.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.stack.console.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void everyPartGetsAFreePortOfItsOwnBelowTheRangeOfOutgoingConnections() {
    Map<String, Integer> ports = Ports.choose(Stack.NAMES, new Random(7));

    assertThat(ports.keySet()).containsExactlyElementsOf(Stack.NAMES);
    assertThat(ports.values()).doesNotHaveDuplicates().allMatch(port -> port < 32_768);
  }

  @Test
  void aPortInUseIsNotChosen() throws IOException {
    int first = Ports.choose(Stack.NAMES, new Random(7)).get("postgresql");
    try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.choose(Stack.NAMES, new Random(7)).values())
          .doesNotContain(taken.getLocalPort());
    }
  }

  @Test
  void aTakenPortIsRefusedWithItsNumberAndAFreeOneIsNot() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      assertThatThrownBy(() -> Ports.requireFree("127.0.0.1", port))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("--port");
    }
    assertThatCode(() -> Ports.requireFree("127.0.0.1", port)).doesNotThrowAnyException();
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    assertThatThrownBy(() -> Ports.requireFree("192.0.2.1", 4242))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no address of this machine");
  }
}
