package dev.latchkey.operator;

import java.io.IOException;
import java.util.List;

/** Is told what was wrong with a fetch of a provider's keys. */
public interface FetchObserver {

  /** The keys could not be fetched; those that are known stay in use. */
  void failed(IOException reason);

  /**
   * The set was fetched, and some of its keys cannot be used.
   *
   * @param keys for each its {@code kid}, or its place in the set, and the reason
   */
  void ignored(List<String> keys);
}
