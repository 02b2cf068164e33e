package dev.latchkey.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** The condition that a class cannot be printed, compared or serialized by accident. */
final class HaveNoTextOrComparison extends ArchCondition<JavaClass> {
  private static final Set<String> FORBIDDEN =
      Set.of("toString", "equals", "hashCode", "compareTo");

  HaveNoTextOrComparison() {
    super("have no toString, equals, hashCode or getter, and be no record");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    type.getMethods().stream()
        .filter(
            method -> FORBIDDEN.contains(method.getName()) || method.getName().startsWith("get"))
        .forEach(
            method ->
                events.add(
                    SimpleConditionEvent.violated(
                        method, type.getName() + " has " + method.getName())));
    if (type.isRecord() || type.isAssignableTo(java.io.Serializable.class)) {
      events.add(SimpleConditionEvent.violated(type, type.getName() + " shows its parts"));
    }
  }
}
