package dev.latchkey.core.domain;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The domains in which an operator has a permission: all of them, or those that are named.
 *
 * @param isAll whether it is every domain
 * @param names the domains, in order; empty if it is every domain
 */
public record DomainScope(boolean isAll, SortedSet<String> names) {
  /** Every domain. */
  public static final DomainScope ALL = new DomainScope(true, new TreeSet<>());

  /** No domain. */
  public static final DomainScope NONE = new DomainScope(false, new TreeSet<>());

  /** Copies the names. */
  public DomainScope {
    names = new TreeSet<>(names);
  }

  /** The named domains. */
  public static DomainScope of(Collection<String> names) {
    return new DomainScope(false, new TreeSet<>(names));
  }

  /** Whether a domain is one of these; what has no domain is in the scope of every domain only. */
  public boolean includes(@Nullable String domain) {
    return isAll || (domain != null && names.contains(domain));
  }

  /** Whether there is no domain in it. */
  public boolean isEmpty() {
    return !isAll && names.isEmpty();
  }

  /** Only this domain, if it is one of these; all of these for {@code null}. */
  public DomainScope only(@Nullable String domain) {
    if (domain == null) {
      return this;
    }
    return includes(domain) ? of(List.of(domain)) : NONE;
  }

  /** The domains of both. */
  public DomainScope and(DomainScope other) {
    if (isAll || other.isAll) {
      return ALL;
    }
    SortedSet<String> both = new TreeSet<>(names);
    both.addAll(other.names);
    return new DomainScope(false, both);
  }
}
