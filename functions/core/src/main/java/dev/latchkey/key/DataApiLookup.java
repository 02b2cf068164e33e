package dev.latchkey.key;

import java.util.Optional;

/** Finds data APIs by their IDs. */
@FunctionalInterface
public interface DataApiLookup {

  /** The data API of an id, unless there is none or it was deleted. */
  Optional<DataApi> find(String dataApiId);

  /** The data API that has an ID and a registration, unless there is none or it was deleted. */
  default Optional<DataApi> find(String dataApiId, String registration) {
    return find(dataApiId).filter(dataApi -> dataApi.registration().equals(registration));
  }
}
