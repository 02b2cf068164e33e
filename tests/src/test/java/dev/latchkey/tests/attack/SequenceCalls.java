package dev.latchkey.tests.attack;

import dev.latchkey.tests.system.Client;
import dev.latchkey.tests.system.RecordedResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls of a {@link Sequence}, with what was said. */
final class SequenceCalls {
  private final SplittableRandom random;
  private final Consumer<RecordedResponse> taken;
  private final List<String> said = new ArrayList<>();

  /** A call could not be answered, so that what it did is not known. */
  static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * @param random what request IDs are drawn from
   * @param taken takes each answer
   */
  SequenceCalls(SplittableRandom random, Consumer<RecordedResponse> taken) {
    this.random = random;
    this.taken = taken;
  }

  /**
   * Makes a call.
   *
   * @param body its JSON, single quotes for double ones, if it has one
   * @throws Unanswered if the answer is 503
   */
  RecordedResponse send(Client client, String method, String path, @Nullable String body) {
    said.add(method + " " + path + (body == null ? "" : " " + body));
    return took(RequestIds.under(client, random).send(method, path, body));
  }

  /** Tells of something that was not called. */
  void say(String line) {
    said.add(line);
  }

  /** The answer has this status; from 400 on, it is this problem too. */
  static void expect(RecordedResponse reply, int status, String slug) {
    if (status < 400) {
      reply.expect(status);
    } else {
      reply.expect(status, slug);
    }
  }

  private RecordedResponse took(RecordedResponse reply) {
    said.add("  " + reply.status() + " " + reply.exchange().body().strip());
    if (reply.status() == 503) {
      throw new Unanswered();
    }
    taken.accept(reply);
    return reply;
  }

  @Override
  public String toString() {
    return String.join("\n", said);
  }
}
