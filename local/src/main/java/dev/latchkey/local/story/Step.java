package dev.latchkey.local.story;

import java.util.List;
import java.util.Map;

/**
 * One request of a story, its variables not yet filled in.
 *
 * @param title what the reader is told
 * @param headers in the order of the file
 * @param body empty for none
 * @param captures what later steps take from the answer
 */
record Step(
    String title,
    Expectation expectation,
    String method,
    String url,
    Map<String, String> headers,
    String body,
    List<Capture> captures) {

  /**
   * A variable and where its value stands in the answer.
   *
   * @param path names from the top of the JSON body, separated by dots
   */
  record Capture(String variable, String path) {}

  /**
   * How the answer has to be.
   *
   * @param text what its body contains, empty for anything
   * @param eventually whether to ask again for a while until it is so
   */
  record Expectation(int status, String text, boolean eventually) {
    static final Expectation NONE = new Expectation(0, "", false);

    boolean isMetBy(int actualStatus, String body, Variables variables) {
      return (status == 0 || status == actualStatus) && body.contains(variables.fill(text));
    }

    @Override
    public String toString() {
      return status + (text.isEmpty() ? "" : " and a body that contains \"" + text + "\"");
    }
  }
}
