package dev.latchkey.tests.proxy;

import dev.latchkey.tests.Project;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings in docs/front-doors.md, for one data API on this machine.
 *
 * @param frontDoor the front door's URL
 * @param dataApiId the data API's ID
 * @param host the data API's host
 * @param port the proxy's port
 * @param backend the data API's port
 */
record Settings(String frontDoor, String dataApiId, String host, int port, int backend) {
  /** The blocks of a language in the document, in order. */
  static List<String> documented(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Project.read("docs/front-doors.md"))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** NGINX's settings. */
  String nginx() {
    return local(documented("nginx").get(0))
        .replace("listen 80;", "listen 127.0.0.1:" + port + ";");
  }

  /** NGINX's settings with a cache in a folder. */
  String cachingNginx(String folder) {
    List<String> blocks = documented("nginx");
    return blocks.get(1).replace("/dev/shm/latchkey", folder)
        + nginx().replace("        internal;\n", "        internal;\n" + blocks.get(2));
  }

  /** Caddy's settings. */
  String caddy() {
    return "{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}\n"
        + local(documented("caddyfile").get(0))
            .replace("http://" + host, "http://" + host + ":" + port);
  }

  /** Traefik's settings. */
  String traefik() {
    return local(yaml("http:"));
  }

  /**
   * Envoy's settings, without TLS to the front door.
   *
   * @param hop the port of the second listener
   */
  String envoy(int hop) {
    URI address = URI.create(frontDoor);
    return yaml("static_resources:")
        .replaceFirst("(?s)      transport_socket:.*", "")
        .replace(
            "a1b2c3d4e5.lambda-url.eu-central-1.on.aws, port_value: 443",
            address.getHost() + ", port_value: " + address.getPort())
        .replace("a1b2c3d4e5.lambda-url.eu-central-1.on.aws", address.getAuthority())
        .replace("address: 0.0.0.0, port_value: 8000", "address: 127.0.0.1, port_value: " + port)
        .replace("10001", "" + hop)
        .replace("port_value: 8080", "port_value: " + backend)
        .replace("api.example.com", host)
        .replace("/envoy/orders", "/envoy/" + dataApiId);
  }

  /** The block in YAML that begins with a key. */
  private static String yaml(String key) {
    return documented("yaml").stream()
        .filter(block -> block.startsWith(key))
        .findFirst()
        .orElseThrow();
  }

  private String local(String settings) {
    return settings
        .replace("https://a1b2c3d4e5.lambda-url.eu-central-1.on.aws", frontDoor)
        .replace("127.0.0.1:8080", "127.0.0.1:" + backend)
        .replace("api.example.com", host)
        .replace("/nginx/orders;", "/nginx/" + dataApiId + ";")
        .replace("/forwarded/orders\n", "/forwarded/" + dataApiId + "\n");
  }
}
