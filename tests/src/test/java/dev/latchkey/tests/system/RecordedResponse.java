package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.tests.contract.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An answer, with what tests ask of it. */
public record RecordedResponse(Exchange exchange) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The status. */
  public int status() {
    return exchange.status();
  }

  /** The one value of a header, or nothing. */
  public String header(String name) {
    return exchange.header(name.toLowerCase(Locale.ROOT));
  }

  /** The body as JSON. */
  public JsonNode json() {
    try {
      return JSON.readTree(exchange.body());
    } catch (IOException e) {
      throw new UncheckedIOException(exchange.body(), e);
    }
  }

  /** A field of the body as text; of a part of it by a JSON Pointer. */
  public String text(String field) {
    return (field.startsWith("/") ? json().at(field) : json().path(field)).asText();
  }

  /** This answer, which has this status. */
  public RecordedResponse expect(int status) {
    assertThat(status()).as("%s", exchange).isEqualTo(status);
    return this;
  }

  /** This answer, which is this problem. */
  public RecordedResponse expect(int status, String slug) {
    expect(status);
    assertThat(text("type")).isEqualTo("urn:latchkey:problem:" + slug);
    return this;
  }

  /** What is wrong with the request, each as {@code pointer /name} and the like. */
  public List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    json()
        .path("errors")
        .forEach(
            error -> {
              String place = error.fieldNames().next();
              wrong.add(place + " " + error.path(place).asText());
            });
    return wrong;
  }
}
