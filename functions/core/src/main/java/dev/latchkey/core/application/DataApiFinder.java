package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import java.util.Optional;

/** Finds registered data APIs. */
public interface DataApiFinder {

  /** Returns the data API with this ID; empty if there is none or it was deleted. */
  Optional<DataApi> find(String dataApiId);
}
