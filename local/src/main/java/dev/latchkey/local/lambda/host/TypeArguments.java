package dev.latchkey.local.lambda.host;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that a class gives to the parameters of an interface it implements somewhere. */
final class TypeArguments {
  private TypeArguments() {}

  /** The arguments in order; {@code Object} where the class leaves one open. */
  static Type[] of(Class<?> type, Class<?> wanted) {
    Type[] found = find(type, wanted, Map.of());
    if (found != null) {
      return found;
    }
    Type[] open = new Type[wanted.getTypeParameters().length];
    Arrays.fill(open, Object.class);
    return open;
  }

  private static Type @Nullable [] find(
      @Nullable Type type, Class<?> wanted, Map<Type, Type> known) {
    Class<?> raw;
    Map<Type, Type> bound = new HashMap<>();
    if (type instanceof ParameterizedType parameterized) {
      raw = (Class<?>) parameterized.getRawType();
      Type[] arguments = parameterized.getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        bound.put(raw.getTypeParameters()[i], known.getOrDefault(arguments[i], arguments[i]));
      }
    } else if (type instanceof Class<?> plain) {
      raw = plain;
    } else {
      return null;
    }
    if (raw == wanted) {
      TypeVariable<?>[] parameters = wanted.getTypeParameters();
      Type[] arguments = new Type[parameters.length];
      for (int i = 0; i < arguments.length; i++) {
        Type argument = bound.getOrDefault(parameters[i], Object.class);
        arguments[i] = argument instanceof TypeVariable ? Object.class : argument;
      }
      return arguments;
    }
    for (Type above : raw.getGenericInterfaces()) {
      Type[] found = find(above, wanted, bound);
      if (found != null) {
        return found;
      }
    }
    return find(raw.getGenericSuperclass(), wanted, bound);
  }
}
