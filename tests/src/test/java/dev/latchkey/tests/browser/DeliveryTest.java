package dev.latchkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the page comes to a browser. */
@Tag("browser")
class DeliveryTest {
  private static final Pattern FILE = Pattern.compile("\"(app-[0-9a-f]+/[a-z.]+)\"");
  private static final int MAX_COMPRESSED = 60_000;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void allOfItIsSmall() throws Exception {
    int sum = 0;
    StringBuilder table = new StringBuilder();
    for (String name : files()) {
      String text = get(name).body();
      int size = compressed(text);
      table.append("%-36s %6d %6d%n".formatted(name, text.length(), size));
      sum += size;
    }
    System.out.printf("%sThe console is %,d bytes compressed.%n", table, sum);
    assertThat(sum).isLessThan(MAX_COMPRESSED);
  }

  @Test
  void aGatewayCompressesItForABrowser() throws Exception {
    HttpResponse<byte[]> answer =
        http.send(
            request(files().get(2)).header("Accept-Encoding", "gzip").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
  }

  @Test
  void everyAnswerTellsTheBrowserWhatThePageMayDo() throws Exception {
    for (String name : Stream.concat(files().stream(), Stream.of("config.json")).toList()) {
      HttpResponse<String> answer = get(name);
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'", "trusted-types 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().map())
          .containsKeys(
              "strict-transport-security",
              "x-content-type-options",
              "referrer-policy",
              "cross-origin-opener-policy",
              "x-frame-options");
    }
  }

  @Test
  void itHasAnIconOfItsOwn() throws Exception {
    String icon =
        files().stream().filter(name -> name.endsWith("favicon.svg")).findFirst().orElseThrow();
    assertThat(get("").body()).contains("<link rel=\"icon\" href=\"" + icon + "\"");
    assertThat(get(icon).headers().firstValue("content-type").orElse("")).startsWith("image/svg");
  }

  @Test
  void whatItsUrlNamesIsKeptForEverAndThePageIsNot() throws Exception {
    assertThat(get(files().get(1)).headers().firstValue("cache-control").orElse(""))
        .contains("immutable");
    assertThat(get("").headers().firstValue("cache-control").orElse(""))
        .doesNotContain("immutable")
        .containsAnyOf("no-cache", "no-store");
  }

  @Test
  void withoutTheSlashABrowserIsSentThere() throws Exception {
    String page = ConsoleStack.shared().console();
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(page.substring(0, page.length() - 1))).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("location")).hasValue("console/");
  }

  @Test
  void headGetsItsHeadersWithoutABody() throws Exception {
    HttpResponse<String> answer =
        http.send(
            request("").method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).isEmpty();
  }

  private List<String> files() throws IOException, InterruptedException {
    return Stream.concat(
            Stream.of("index.html"),
            FILE.matcher(get("").body()).results().map(found -> found.group(1)))
        .toList();
  }

  private HttpResponse<String> get(String name) throws IOException, InterruptedException {
    return http.send(request(name).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String name) {
    return HttpRequest.newBuilder(URI.create(ConsoleStack.shared().console() + name));
  }

  private static int compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.size();
  }
}
