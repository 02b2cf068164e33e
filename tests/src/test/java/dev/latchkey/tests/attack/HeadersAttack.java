package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.Route;
import dev.latchkey.tests.attack.RawHttp.Answered;
import dev.latchkey.tests.contract.Exchange;
import dev.latchkey.tests.contract.OpenApi;
import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sends header fields that no client sends, through the gateway to the packaged functions. */
@Tag("attack")
final class HeadersAttack {
  private static final int THREADS = 4;

  /** What API Gateway takes for all fields; near it, each may count what it likes. */
  private static final int MOST_BYTES = 10_240;

  private static final int NEAR = 600;
  private static final String MALFORMED =
      "/components/responses/MalformedRequest/content/application~1problem+json/schema";

  private final Latchkey latchkey = Latchkey.inMemory();
  private final Client engineer = latchkey.as("engineer");
  private final HeaderToken token = new HeaderToken(latchkey.token("engineer"));
  private final LongAdder served = new LongAdder();
  private final LongAdder unanswered = new LongAdder();
  private final TreeMap<Integer, LongAdder> statuses = new TreeMap<>();

  @Test
  void onlyAKeyInItsPlaceOpensADataApi() {
    Attack attack =
        Attack.on(
            HeadersAttack.class,
            "7 Headers: of a data API",
            "whatever the header fields of a request are, in whatever case, number, order, coding"
                + " and length, a data API serves it if, and only if, they show one good key as RFC"
                + " 9110 reads them; no 5xx, no answer but 200 and 4xx; over raw sockets, through"
                + " the gateway and the packaged functions");
    Reply registered = register("headers", Latchkey.ORDERS);
    HeaderKeys keys =
        new HeaderKeys(
            registered.text("/key/api_key"),
            HttpCalls.create(engineer, "headers").text("api_key"),
            register("headers-elsewhere", "elsewhere").text("/key/api_key"),
            revoked());
    URI base = URI.create(latchkey.orders().base());
    int cases = attack.size("header-cases", 200, 10_000);
    attack.inParallel(
        THREADS,
        cases,
        (n, random) -> {
          HostileHeaders drawn = keys.draw(new HostileHeaders(0, random), random).addOdd();
          String raw = drawn.drawn();
          HeaderFields fields = HeaderFields.read(raw);
          int right = keys.status(fields);
          Optional<Exchange> answer = answer(base, "GET", "/orders", raw, "");
          answer.ifPresent(
              exchange -> {
                int status = exchange.status();
                boolean isRight = status == right;
                assertThat(
                        isRight
                            || (refusesUnread(status) && mayRefuse(drawn, raw, fields))
                            || (status == 403 && !isForThisMachine(fields)))
                    .as(() -> "%s, not %d, to\n%s".formatted(exchange, right, raw))
                    .isTrue();
                latchkey.orders().recorder().accept(exchange);
                assertThat(status < 400 || isProblem(exchange)).as("%s", exchange).isTrue();
              });
        });
    attack.leave(figure(cases));
  }

  @Test
  void onlyATokenInItsPlaceOpensTheManagementApi() {
    Attack attack =
        Attack.on(
            HeadersAttack.class,
            "7 Headers: of the management API",
            "the same of an operator's token, and every answer is one that `openapi.yaml` knows of"
                + " the call, or 400 `malformed-request` where no call can be read");
    register("headers-managed", "elsewhere");
    URI base = URI.create(latchkey.anonymous().base());
    int cases = attack.size("header-cases", 200, 10_000);
    attack.inParallel(
        THREADS,
        cases,
        (n, random) -> {
          boolean creates = random.nextBoolean();
          String target =
              creates
                  ? "/v1/keys"
                  : Opening.one(List.of("/v1/me", "/v1/keys?limit=2", "/v1/health"), random);
          String body =
              creates
                  ? "{\"data_api_id\": \"headers-managed\", \"name\": \"case %d\"}"
                      .formatted(n % 50)
                  : "";
          HostileHeaders drawn = new HostileHeaders(body.length(), random);
          if (creates) {
            HeaderToken.drawCreation(drawn, n, random);
          }
          token.draw(drawn, random);
          String raw = drawn.addOdd().drawn();
          HeaderFields fields = HeaderFields.read(raw);
          Set<Integer> right = token.statuses(target, creates, fields);
          answer(base, creates ? "POST" : "GET", target, raw, body)
              .ifPresent(
                  exchange ->
                      hold(
                          exchange,
                          right,
                          mayRefuse(drawn, raw, fields),
                          isForThisMachine(fields),
                          raw));
        });
    attack.leave(figure(cases));
  }

  /** An answer to a request that may be refused unread, or not. */
  private void hold(
      Exchange exchange,
      Set<Integer> right,
      boolean mayRefuse,
      boolean isForThisMachine,
      String raw) {
    int status = exchange.status();
    assertThat(
            right.contains(status)
                || (refusesUnread(status) && mayRefuse)
                || (status == 403 && !isForThisMachine))
        .as(() -> "%s, not one of %s, to\n%s".formatted(exchange, right, raw))
        .isTrue();
    if (right.contains(status) || status == 401) {
      latchkey.anonymous().recorder().accept(exchange);
    } else {
      assertThat(isProblem(exchange)).as("%s", exchange).isTrue();
      if (status == 400) {
        assertThat(OpenApi.contract().validate(MALFORMED, exchange.body())).isEmpty();
      }
    }
  }

  private Optional<Exchange> answer(
      URI base, String method, String target, String raw, String body) {
    Optional<Answered> answered = RawHttp.send(base, method, target, raw, body);
    if (answered.isEmpty()) {
      assertThat(raw.length()).as("unanswered:\n%s", raw).isGreaterThan(MOST_BYTES - NEAR);
      unanswered.increment();
      return Optional.empty();
    }
    Exchange exchange = answered.get().first();
    assertThat(exchange.status()).as(() -> exchange + " to\n" + raw).isBetween(200, 499);
    assertThat(answered.get().more().isEmpty() || HeaderFields.read(raw).endEarly())
        .as(() -> exchange + ", and then " + answered.get().more() + ", to\n" + raw)
        .isTrue();
    synchronized (statuses) {
      statuses.computeIfAbsent(exchange.status(), status -> new LongAdder()).increment();
    }
    served.add(exchange.status() < 300 ? 1 : 0);
    return Optional.of(exchange);
  }

  /** Whether a request need not be read as far as its key. */
  private static boolean mayRefuse(HostileHeaders drawn, String raw, HeaderFields fields) {
    return drawn.isTouchy()
        || !fields.areWellFormed()
        || !isForThisMachine(fields)
        || raw.length() > MOST_BYTES - NEAR;
  }

  /** The local stack's servers answer 403 for any other host. */
  private static boolean isForThisMachine(HeaderFields fields) {
    return Set.copyOf(fields.values("Host")).equals(Set.of("localhost"));
  }

  private static boolean refusesUnread(int status) {
    return Set.of(400, 401, 413, 415).contains(status);
  }

  private static boolean isProblem(Exchange exchange) {
    return exchange.mediaType().equals("application/problem+json")
        && new Reply(exchange).text("status").equals("" + exchange.status());
  }

  private String figure(int cases) {
    assertThat(served.sum()).as("served").isBetween(cases / 10L, cases * 9L / 10);
    return "%,d of %,d requests served: those that have to be, and no other; %s; %,d closed without an answer"
        .formatted(
            served.sum(),
            cases,
            statuses.entrySet().stream()
                .map(status -> "%d: %,d".formatted(status.getKey(), status.getValue().sum()))
                .collect(Collectors.joining(", ")),
            unanswered.sum());
  }

  private Reply register(String dataApiId, String apiId) {
    return HttpCalls.register(engineer, dataApiId, new Route(apiId, "*", "*", "*"));
  }

  private String revoked() {
    Reply made = HttpCalls.create(engineer, "headers");
    engineer.post("/v1/keys/" + made.text("key_id") + "/revoke").expect(200);
    return made.text("api_key");
  }
}
