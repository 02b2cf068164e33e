package dev.latchkey.core.application;

import dev.latchkey.core.application.Verification.Refusal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the authorizer decides about a request, and why.
 *
 * @param reason the check that decides, as a word of the authorizer's log; {@code null} if the
 *     request is allowed or the outcome unknown
 * @param checks all checks, in the authorizer's order
 */
public record Explanation(Outcome outcome, @Nullable String reason, List<Check> checks) {

  public Explanation {
    checks = List.copyOf(checks);
  }

  /** What the authorizer does with a request. */
  public enum Outcome {
    ALLOWED,
    /** It is denied with 403. */
    DENIED,
    /** It is denied with 401. */
    UNAUTHORIZED,
    /** A check that matters could not be made. */
    UNKNOWN;

    /** Returns the word that the API uses. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The result of a check. */
  public enum Result {
    PASSED,
    FAILED,
    /** It could fail or pass. */
    UNKNOWN,
    /** It is left out on purpose, and counts as passed. */
    NOT_JUDGED
  }

  /**
   * One check.
   *
   * @param name the word of the authorizer's log for its failure
   * @param onFailure what the authorizer does if it fails
   * @param detail one sentence
   */
  public record Check(String name, Outcome onFailure, Result result, String detail) {

    static Check of(Refusal refusal, Result result, String detail) {
      return new Check(refusal.word(), Outcome.UNAUTHORIZED, result, detail);
    }

    static Check of(Denial denial, Result result, String detail) {
      return new Check(denial.word(), Outcome.DENIED, result, detail);
    }

    /** Returns whether it passed; {@code null} if that is not known. */
    public @Nullable Boolean ok() {
      return switch (result) {
        case PASSED -> true;
        case FAILED -> false;
        case UNKNOWN, NOT_JUDGED -> null;
      };
    }
  }

  /** Returns the explanation that follows from all checks: the first that fails decides. */
  static Explanation of(List<Check> checks) {
    Outcome outcome = Outcome.ALLOWED;
    String reason = null;
    boolean isOpen = false;
    for (Check check : checks) {
      if (check.result() == Result.FAILED) {
        outcome = check.onFailure();
        reason = check.name();
        break;
      }
    }
    for (Check check : checks) {
      if (check.result() == Result.FAILED) {
        break;
      }
      isOpen |= check.result() == Result.UNKNOWN && check.onFailure() != outcome;
    }
    return isOpen
        ? new Explanation(Outcome.UNKNOWN, null, checks)
        : new Explanation(outcome, reason, checks);
  }
}
