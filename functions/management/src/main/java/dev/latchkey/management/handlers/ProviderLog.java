package dev.latchkey.management.handlers;

import dev.latchkey.core.telemetry.Level;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.auth.OperatorTokens;
import java.io.IOException;
import java.util.List;

/**
 * Logs problems with fetches from the identity provider, with their cause.
 *
 * @param failure the outcome to log if a fetch fails
 */
record ProviderLog(Telemetry telemetry, String failure) implements OperatorTokens.FetchObserver {
  @Override
  public void failed(IOException reason) {
    Throwable cause = reason.getCause();
    telemetry.write(
        telemetry
            .line()
            .level(Level.WARN)
            .with("outcome", failure)
            .with("detail", reason.getMessage())
            .with("cause", cause == null ? null : cause.toString()));
  }

  @Override
  public void ignored(List<String> keys) {
    telemetry.write(
        telemetry
            .line()
            .level(Level.WARN)
            .with("outcome", "provider_keys_ignored")
            .with("detail", String.join("; ", keys)));
  }
}
