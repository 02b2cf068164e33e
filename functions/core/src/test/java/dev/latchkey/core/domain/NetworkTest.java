package dev.latchkey.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.testing.Seed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  private static final FieldType<List<Network>> TYPE = KeyFields.NETWORKS.type();

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.0/24",
    "192.0.2.7, 192.0.2.7/32",
    "0.0.0.0/0, 0.0.0.0/0",
    "255.255.255.255/32, 255.255.255.255/32",
    "2001:db8::/32, 2001:db8::/32",
    "2001:DB8:0:0:0:0:0:0/32, 2001:db8::/32",
    "2001:0db8::1, 2001:db8::1/128",
    "::/0, ::/0",
    "::1, ::1/128",
    "1::, 1::/128",
    "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1/128",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1/128",
    "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1/128",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221/128",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304/128",
  })
  void hasACanonicalForm(String text, String canonical) {
    assertThat(parsed(text)).hasToString(canonical);
    assertThat(parsed(canonical)).isEqualTo(parsed(text)).hasSameHashCodeAs(parsed(text));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1/24, the block is 192.0.2.0/24",
    "192.0.2.1/0, the block is 0.0.0.0/0",
    "2001:db8::1/32, the block is 2001:db8::/32",
    "2001:db8::1/127, the block is 2001:db8::/127",
    "::ffff:192.0.2.0/120, write 192.0.2.0/24",
    "::ffff:192.0.2.1/120, write 192.0.2.0/24",
    "::ffff:c000:0201, write 192.0.2.1/32",
    "::ffff:0:0/96, write 0.0.0.0/0",
  })
  void anotherFormIsRefusedWithTheCanonicalBlock(String text, String words) {
    assertThat(problems(List.of(text)))
        .singleElement()
        .asString()
        .startsWith("/0 must")
        .endsWith(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "10",
        "10.0.0",
        "10.0.0.0.0",
        "010.0.0.0",
        "10.0.0.256",
        "10.0.0.-1",
        "1e1.0.0.0",
        "10.0.0.0/33",
        "10.0.0.0/08",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "/8",
        "::/129",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "1:2:3:4:5:6:7::8",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "1.2.3.4::",
        "::1.2.3",
        "::1.2.3.4:5",
        "[::1]",
        "1:2:3:4:5:6:7:1.2.3.4",
        "localhost",
        "192.0.2.0/24 ",
        "１０.0.0.0",
        "::１",
      })
  void whatIsNoBlockIsRefused(String text) {
    assertThat(problems(List.of(text))).hasSize(1);
  }

  @Test
  void aListHasOneToSixteenDifferentBlocks() {
    List<String> sixteen = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      sixteen.add("10.0." + i + ".0/24");
    }
    assertThat(problems(sixteen)).isEmpty();
    sixteen.add("10.1.0.0/16");
    assertThat(problems(sixteen)).containsExactly(" must be a list of 1 to 16 CIDR blocks");
    assertThat(problems(List.of())).containsExactly(" must be a list of 1 to 16 CIDR blocks");
    assertThat(problems("10.0.0.0/8")).containsExactly(" must be a list of 1 to 16 CIDR blocks");
    assertThat(problems(List.of("::1", 7))).containsExactly("/1 must be a string");
    assertThat(problems(List.of("::1", "0:0::1/128")))
        .containsExactly("/1 is given more than once");
  }

  @Test
  void theTableHasTheSameTexts() {
    List<Network> networks = TYPE.stored(List.of("10.0.0.0/8", "2001:db8::/32"));
    assertThat(TYPE.plain(networks)).isEqualTo(List.of("10.0.0.0/8", "2001:db8::/32"));
    for (Object damaged : List.of("10.0.0.0/8", List.of(7), List.of("10.0.0.1/8"))) {
      assertThatIllegalStateException().isThrownBy(() -> TYPE.stored(damaged));
    }
  }

  /** {@link InetAddress} reads the same addresses, and the bits are compared one by one. */
  @Test
  void containsTheAddressesWithItsPrefix() throws UnknownHostException {
    Random random = new Random(Seed.of(NetworkTest.class));
    int inside = 0;
    for (int round = 0; round < 100_000; round++) {
      byte[] block = bytes(random);
      byte[] other = random.nextInt(8) == 0 ? bytes(random) : block.clone();
      int length = random.nextInt(8 * block.length + 1);
      other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
      IpAddress address = address(block).first(length);
      Network network = new Network(address, length);
      boolean isIn = network.contains(address(other));
      assertThat(isIn)
          .as("%s in %s", address(other), network)
          .isEqualTo(sharesPrefix(block, other, length));
      assertThat(network.contains(address(block))).isTrue();
      inside += isIn ? 1 : 0;
    }
    assertThat(inside).isBetween(10_000, 90_000);
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      java.util.Arrays.fill(bytes, bytes.length / 4, bytes.length / 2, (byte) 0);
    }
    return bytes;
  }

  private static IpAddress address(byte[] bytes) throws UnknownHostException {
    String text = InetAddress.getByAddress(bytes).getHostAddress();
    IpAddress address = Objects.requireNonNull(IpAddress.parse(text), text);
    assertThat(InetAddress.getByName(address.toString())).isEqualTo(InetAddress.getByName(text));
    return address;
  }

  private static boolean sharesPrefix(byte[] one, byte[] other, int length) {
    if (one.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static Network parsed(String text) {
    List<Network> networks = TYPE.parse(List.of(text), (path, detail) -> {});
    return Objects.requireNonNull(networks, text).get(0);
  }

  private static List<String> problems(Object plain) {
    List<String> problems = new ArrayList<>();
    List<Network> networks = TYPE.parse(plain, (path, detail) -> problems.add(path + " " + detail));
    assertThat(networks == null).isEqualTo(!problems.isEmpty());
    return problems;
  }
}
