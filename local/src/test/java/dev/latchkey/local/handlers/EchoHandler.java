package dev.latchkey.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A proxy integration's function: answers 200 with its event as the body, or with what the header
 * {@code X-Answer} holds in Base64.
 */
public final class EchoHandler implements RequestStreamHandler {
  private static final String ANSWER = "\"x-answer\":\"";

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    int told = text.toLowerCase(Locale.ROOT).indexOf(ANSWER);
    if (told >= 0) {
      int from = told + ANSWER.length();
      answer.write(Base64.getDecoder().decode(text.substring(from, text.indexOf('"', from))));
      return;
    }
    answer.write("{\"statusCode\":200,\"body\":\"".getBytes(StandardCharsets.UTF_8));
    answer.write(text.replace("\\", "\\\\").replace("\"", "\\\"").getBytes(StandardCharsets.UTF_8));
    answer.write("\"}".getBytes(StandardCharsets.UTF_8));
  }
}
