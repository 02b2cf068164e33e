package dev.latchkey.tests.attack;

import static dev.latchkey.tests.attack.SequenceCalls.expect;

import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.Latchkey;
import dev.latchkey.tests.system.RecordedResponse;
import java.util.List;
import java.util.SplittableRandom;

/** Calls that are refused whatever there is: nothing is to come of them. */
final class Intruder {
  private static final String NO_KEY = "0000000000000000";

  private final Latchkey latchkey;
  private final SequenceCalls calls;
  private final SplittableRandom random;

  Intruder(Latchkey latchkey, SequenceCalls calls, SplittableRandom random) {
    this.latchkey = latchkey;
    this.calls = calls;
    this.random = random;
  }

  /** Calls by who may not make them, and about what never was. */
  void intrude(SequenceKey key, SequenceDataApi dataApi) {
    List<String> ids =
        List.of(NO_KEY, key.id().substring(1), key.id() + "x", dataApi.id, "..%2F..");
    boolean isWrongId = random.nextBoolean();
    String keyPath = isWrongId ? "/v1/keys/" + RouteOracle.one(ids, random) : key.path;
    String apiPath =
        isWrongId
            ? "/v1/data-apis/" + RouteOracle.one(List.of("never-was", key.id(), "A", "%00"), random)
            : dataApi.path();
    List<List<String>> all =
        List.of(
            List.of("GET", keyPath, ""),
            List.of("GET", keyPath + "/events", ""),
            List.of("PATCH", keyPath, "{'name': 'mine'}"),
            List.of("POST", keyPath + "/extend", "{'validity_days': 1}"),
            List.of("POST", keyPath + "/rotate", "{}"),
            List.of("POST", keyPath + "/suspend", ""),
            List.of("POST", keyPath + "/resume", ""),
            List.of("POST", keyPath + "/revoke", ""),
            List.of("DELETE", keyPath, ""),
            List.of("GET", apiPath, ""),
            List.of("GET", apiPath + "/events", ""),
            List.of("PATCH", apiPath, "{'routes': [{'api_id': 'mine'}]}"),
            List.of("DELETE", apiPath, ""));
    List<String> call = RouteOracle.one(all, random);
    boolean isRead = call.get(0).equals("GET");
    String who =
        RouteOracle.one(List.of("engineer", "auditor", "outsider", "nobody", "app"), random);
    if (!isWrongId && (who.equals("engineer") || (who.equals("auditor") && isRead))) {
      who = "outsider";
    }
    Client client =
        switch (who) {
          case "nobody" -> latchkey.anonymous();
          case "app" ->
              latchkey
                  .anonymous()
                  .with(
                      "Authorization",
                      "Bearer " + (key.apiKeys.isEmpty() ? "lk_none" : key.apiKeys.get(0)));
          default -> latchkey.as(who);
        };
    RecordedResponse reply =
        calls.send(client, call.get(0), call.get(1), call.get(2).isEmpty() ? null : call.get(2));
    switch (who) {
      case "nobody", "app" -> expect(reply, 401, "unauthorized");
      case "outsider" -> expect(reply, 403, "forbidden");
      case "auditor" -> expect(reply, isRead ? 404 : 403, isRead ? "not-found" : "forbidden");
      default -> expect(reply, 404, "not-found");
    }
  }
}
