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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sends header fields that no client sends, through the gateway to the packaged functions. */
@Tag("attack")
final class HeadersAttack {
  private static final int THREADS = 4;

  /** What API Gateway takes for all fields; near it, each may count what it likes. */
  private static final int MOST_BYTES = 10_240;

  private static final int NEAR = 600;
  private static final String API_KEY = "X-Api-Key";
  private static final String AUTHORIZATION = "Authorization";
  private static final String INTENT = "Idempotency-Key";
  private static final String TYPE = "Content-Type";
  private static final String MALFORMED =
      "/components/responses/MalformedRequest/content/application~1problem+json/schema";
  private static final List<String> JSON_TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-8",
          "application/json;charset=\"utf-8\"",
          "Application/JSON ;x=y");

  private final Latchkey latchkey = Latchkey.inMemory();
  private final Client engineer = latchkey.as("engineer");
  private final String token = latchkey.token("engineer");
  private final LongAdder served = new LongAdder();
  private final LongAdder unanswered = new LongAdder();
  private final TreeMap<Integer, LongAdder> statuses = new TreeMap<>();

  @Test
  void onlyAKeyInItsPlaceOpensADataApi() {
    Attack attack =
        Attack.on(
            HeadersAttack.class,
            "7 Headers: of a data API",
            "whatever the header fields of a request are, in whatever case, number, order, coding and"
                + " length, a data API serves it if, and only if, they show one good key as RFC 9110"
                + " reads them; no 5xx, no answer but 200 and 4xx; over raw sockets, through the"
                + " gateway and the packaged functions");
    Reply registered = register("headers", Latchkey.ORDERS);
    DataApiKeys keys =
        new DataApiKeys(
            registered.text("/key/api_key"),
            HttpCalls.create(engineer, "headers").text("api_key"),
            register("headers-elsewhere", "elsewhere").text("/key/api_key"),
            revoked());
    URI base = URI.create(latchkey.orders().base());
    int cases = attack.size("header-cases", 300, 10_000);
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
                assertThat(isRight || (refusesUnread(status) && mayRefuse(drawn, raw, fields)))
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
    int cases = attack.size("header-cases", 300, 10_000);
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
            drawCreation(drawn, n, random);
          }
          drawToken(drawn, random);
          String raw = drawn.addOdd().drawn();
          HeaderFields fields = HeaderFields.read(raw);
          Set<Integer> right = rightStatuses(target, creates, fields);
          answer(base, creates ? "POST" : "GET", target, raw, body)
              .ifPresent(exchange -> hold(exchange, right, mayRefuse(drawn, raw, fields), raw));
        });
    attack.leave(figure(cases));
  }

  /** An answer to a request that may be refused unread, or not. */
  private void hold(Exchange exchange, Set<Integer> right, boolean mayRefuse, String raw) {
    int status = exchange.status();
    assertThat(right.contains(status) || (refusesUnread(status) && mayRefuse))
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

  /** The keys of a case. */
  private record DataApiKeys(String good, String other, String elsewhere, String revoked) {
    HostileHeaders draw(HostileHeaders headers, SplittableRandom random) {
      for (int i = random.nextInt(5) == 0 ? 2 + random.nextInt(2) : 1; i > 0; i--) {
        String key = random.nextInt(4) > 0 ? good : Opening.one(odd(random), random);
        if (random.nextBoolean()) {
          headers.add(API_KEY, listed(key, random));
        } else {
          String credentials =
              Opening.one(
                  List.of(
                      "Bearer %s",
                      "Bearer %s",
                      "bearer %s",
                      "BEARER  \t%s",
                      "Bearer\t%s",
                      "Bearer%s",
                      "Basic %s",
                      "%s",
                      "Bearer \"%s\"",
                      "Digest x, Bearer %s"),
                  random);
          headers.add(AUTHORIZATION, listed(credentials.formatted(key), random));
        }
      }
      if (random.nextInt(6) == 0) {
        headers.add(
            AUTHORIZATION,
            Opening.one(List.of("Basic eDp5", "Bearer eyJ.e30.x", "Bearer", "", ","), random));
      }
      return headers;
    }

    private List<String> odd(SplittableRandom random) {
      int at = random.nextInt(good.length());
      return List.of(
          other,
          elsewhere,
          revoked,
          Keys.draw(random).reveal(),
          "",
          good.substring(0, at),
          good.substring(0, at) + " " + good.substring(at),
          good.toLowerCase(Locale.ROOT),
          "\"" + good + "\"",
          good + good,
          good + "=");
    }

    private static String listed(String value, SplittableRandom random) {
      return switch (random.nextInt(12)) {
        case 0 -> value + ", " + value;
        case 1 -> value + ",";
        case 2 -> ", " + value;
        default -> value;
      };
    }

    /** What R7 wants of fields. */
    int status(HeaderFields fields) {
      List<String> shown = fields.members(API_KEY);
      List<String> credentials = fields.members(AUTHORIZATION);
      Pattern bearer = Pattern.compile("(?i)Bearer [\t ]*(lk_.*)");
      List<String> bearers =
          credentials.stream()
              .map(bearer::matcher)
              .filter(matcher -> matcher.matches())
              .map(matcher -> matcher.group(1))
              .toList();
      if (shown.size() > 1 || (!bearers.isEmpty() && credentials.size() > 1)) {
        return 401;
      }
      Set<String> keys =
          Stream.concat(shown.stream(), bearers.stream())
              .filter(key -> !key.isEmpty())
              .collect(Collectors.toSet());
      if (keys.size() != 1) {
        return 401;
      }
      return keys.contains(elsewhere)
          ? 403
          : keys.contains(good) || keys.contains(other) ? 200 : 401;
    }
  }

  private void drawToken(HostileHeaders drawn, SplittableRandom random) {
    for (int i = random.nextInt(8) == 0 ? random.nextInt(3) : 1; i > 0; i--) {
      int at = random.nextInt(token.length());
      String value =
          random.nextInt(3) > 0
              ? Opening.one(List.of("Bearer ", "bearer ", "BEARER   "), random) + token
              : Opening.one(
                  List.of(
                      "Bearer\t" + token,
                      "Bearer " + token + ", Bearer " + token,
                      "Bearer " + token + ",",
                      "Bearer " + token + " " + token,
                      "Bearer \"" + token + "\"",
                      "Bearer " + token.substring(0, at),
                      "Bearer " + token.substring(0, at) + " " + token.substring(at),
                      "Bearer " + token + "=",
                      "Bearer " + Keys.draw(random).reveal(),
                      "Basic " + token,
                      "Bearer",
                      token,
                      ""),
                  random);
      drawn.add(AUTHORIZATION, value);
    }
    if (random.nextInt(8) == 0) {
      drawn.add(API_KEY, Keys.draw(random).reveal());
    }
  }

  private static void drawCreation(HostileHeaders drawn, int number, SplittableRandom random) {
    drawn.add(
        TYPE,
        random.nextInt(4) > 0
            ? Opening.one(JSON_TYPES, random)
            : Opening.one(
                List.of(
                    "text/plain",
                    "application/jsonx",
                    "application/json, application/json",
                    "application/json; charset=latin1",
                    "application/octet-stream",
                    "image/png",
                    "; charset=utf-8",
                    ""),
                random));
    for (int i = random.nextInt(6) == 0 ? 2 : random.nextInt(2); i > 0; i--) {
      drawn.add(
          INTENT,
          random.nextBoolean()
              ? "headers-case-number-" + number % 50
              : Opening.one(
                  List.of(
                      "too short",
                      "fifteen-visible",
                      "a blank in the middle of it",
                      "v".repeat(128),
                      "v".repeat(129),
                      "\u00e9".repeat(20),
                      ""),
                  random));
    }
  }

  private Set<Integer> rightStatuses(String target, boolean creates, HeaderFields fields) {
    if (target.equals("/v1/health")) {
      return Set.of(200);
    }
    List<String> credentials = fields.values(AUTHORIZATION);
    if (credentials.size() != 1
        || !credentials.get(0).matches("(?i:Bearer) +" + Pattern.quote(token))) {
      return Set.of(401);
    }
    if (!creates) {
      return Set.of(200);
    }
    List<String> types = fields.values(TYPE);
    if (types.size() != 1 || !isJson(types.get(0).toLowerCase(Locale.ROOT))) {
      return Set.of(415);
    }
    List<String> intents = fields.values(INTENT);
    if (intents.isEmpty()) {
      return Set.of(201);
    }
    // The longest one is the same in many cases, whose bodies differ.
    return intents.size() > 1 || !intents.get(0).matches("[!-~]{16,128}")
        ? Set.of(422)
        : intents.get(0).startsWith("v") ? Set.of(201, 200, 422) : Set.of(201, 200);
  }

  private static boolean isJson(String type) {
    String[] parts = type.split(";", -1);
    return parts[0].strip().equals("application/json")
        && Stream.of(parts)
            .map(part -> part.strip().replace("\"", ""))
            .allMatch(part -> !part.startsWith("charset=") || part.equals("charset=utf-8"));
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
        || fields.values("Host").isEmpty()
        || raw.length() > MOST_BYTES - NEAR;
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
