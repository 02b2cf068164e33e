package dev.latchkey.management.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInEndpointsTest {
  private static final String DOCUMENT =
      """
      {"issuer": "%1$s", "authorization_endpoint": "https://id.example.com/authorize",
       "token_endpoint": "%2$s"%3$s}
      """;

  private final TestOidcProvider provider = new TestOidcProvider();

  @AfterEach
  void close() {
    provider.close();
  }

  private SignInEndpoints ask(String issuer, String tokenEndpoint, String more) throws IOException {
    provider.behave(TestOidcProvider.says(200, DOCUMENT.formatted(issuer, tokenEndpoint, more)));
    return new OidcProvider(issuer, new HttpFetch(Duration.ofSeconds(10))).signInEndpoints();
  }

  @Test
  void theyAreTheDocuments() throws IOException {
    assertThat(
            ask(
                provider.issuer(),
                "https://id.example.com/token",
                ", \"end_session_endpoint\": \"https://id.example.com/logout\""))
        .isEqualTo(
            new SignInEndpoints(
                provider.issuer(),
                URI.create("https://id.example.com/authorize"),
                URI.create("https://id.example.com/token"),
                Optional.of(URI.create("https://id.example.com/logout"))));
  }

  @Test
  void aProviderNeedNotSignOut() throws IOException {
    assertThat(ask(provider.issuer(), "https://id.example.com/token", "").endSession()).isEmpty();
  }

  @Test
  void anIssuerMayEndInASlash() throws IOException {
    String issuer = provider.issuer() + "/";
    assertThat(ask(issuer, "https://id.example.com/token", "").issuer()).isEqualTo(issuer);
  }

  @Test
  void noneIsTakenThatAnyoneMayReadOnItsWay() {
    assertThatIOException()
        .isThrownBy(() -> ask(provider.issuer(), "http://id.example.com/token", ""))
        .withMessageContaining("token_endpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "https://id.example.com,               https://id.example.com",
    "https://id.example.com/token,         https://id.example.com/token",
    "https://id.example.com:8443/a/token,  https://id.example.com:8443/a/token",
    "https://id.example.com/token?p=1,     https://id.example.com/token",
    "https://id.example.com/token;v=2,     https://id.example.com/token%3Bv=2",
  })
  void theTokenEndpointIsASourceWithoutAQuery(String endpoint, String source) throws IOException {
    assertThat(ask(provider.issuer(), endpoint, "").tokenSource()).isEqualTo(source);
  }

  @Test
  void aCommaPartsNoSources() throws IOException {
    assertThat(ask(provider.issuer(), "https://id.example.com/a,b", "").tokenSource())
        .isEqualTo("https://id.example.com/a%2Cb");
  }
}
