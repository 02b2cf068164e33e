package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyFields;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The domain, owner and tags that listed keys or data APIs must have.
 *
 * @param domain their domain; {@code null} for all
 * @param owner their owner; {@code null} for all
 * @param tags tags that each of them has, perhaps with others
 */
public record LabelFilter(
    @Nullable String domain, @Nullable String owner, Map<String, String> tags) {
  /** Selects all. */
  public static final LabelFilter ALL = new LabelFilter(null, null, Map.of());

  /** Copies the tags. */
  public LabelFilter {
    tags = Map.copyOf(tags);
  }

  /** Returns whether a data API has all of this. */
  public boolean matches(DataApi dataApi) {
    return matches(
        dataApi.ref().domain(),
        dataApi.fields().get(DataApiFields.OWNER),
        dataApi.fields().get(DataApiFields.TAGS));
  }

  /** Returns whether a key of a domain has all of this. */
  boolean matches(String ofDomain, FieldValues key) {
    return matches(ofDomain, key.get(KeyFields.OWNER), key.get(KeyFields.TAGS));
  }

  private boolean matches(
      String ofDomain, @Nullable String ofOwner, @Nullable Map<String, String> all) {
    return (domain == null || domain.equals(ofDomain))
        && (owner == null || owner.equals(ofOwner))
        && Objects.requireNonNullElse(all, Map.of()).entrySet().containsAll(tags.entrySet());
  }
}
