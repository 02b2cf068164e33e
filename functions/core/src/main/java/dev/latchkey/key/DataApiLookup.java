package dev.latchkey.key;

import java.util.Optional;

/** Finds data APIs by their ids. */
@FunctionalInterface
public interface DataApiLookup {

  /** The data API of an id, unless there is none or it was deleted. */
  Optional<DataApi> find(String dataApiId);
}
