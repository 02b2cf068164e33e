package dev.latchkey.local.lambda.host;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;

/**
 * A handler's class, found by a handler string as the managed Java runtime finds it: {@code Class}
 * or {@code Class::handleRequest}, a {@link RequestHandler} or a {@link RequestStreamHandler}.
 */
final class HandlerClass {
  private static final String METHOD = "handleRequest";

  private final Class<?> type;

  private HandlerClass(Class<?> type) {
    this.type = type;
  }

  static HandlerClass find(FunctionSetup setup, ClassLoader loader) {
    String handler = setup.handler();
    int separator = handler.indexOf("::");
    String name = separator < 0 ? handler : handler.substring(0, separator);
    if (separator >= 0 && !handler.substring(separator + 2).equals(METHOD)) {
      throw wrong(setup, "only its method " + METHOD + " can be called on a laptop");
    }
    try {
      Class<?> type = Class.forName(name, false, loader);
      if (!RequestStreamHandler.class.isAssignableFrom(type)
          && !RequestHandler.class.isAssignableFrom(type)) {
        throw wrong(setup, "it is neither a RequestHandler nor a RequestStreamHandler");
      }
      return new HandlerClass(type);
    } catch (ClassNotFoundException e) {
      throw wrong(setup, "there is no such class in " + setup.deployment());
    } catch (LinkageError e) {
      throw wrong(setup, "its class cannot be loaded: " + e);
    }
  }

  private static HandlerException wrong(FunctionSetup setup, String what) {
    return new HandlerException(
        "The function "
            + setup.label()
            + " has the handler "
            + setup.handler()
            + ": "
            + what
            + ".");
  }

  ClassLoader loader() {
    return type.getClassLoader();
  }

  /** A new instance; what its constructor throws is thrown as it is. */
  StreamHandler instance() throws Exception {
    Object instance;
    try {
      instance = type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
    return instance instanceof RequestStreamHandler stream
        ? stream::handleRequest
        : serialized((RequestHandler<?, ?>) instance);
  }

  private StreamHandler serialized(RequestHandler<?, ?> instance) {
    Type[] parameters = TypeArguments.of(type, RequestHandler.class);
    PojoSerializer<Object> input = serializer(parameters[0]);
    PojoSerializer<Object> output = serializer(parameters[1]);
    @SuppressWarnings("unchecked")
    RequestHandler<Object, Object> handler = (RequestHandler<Object, Object>) instance;
    return (event, answer, context) ->
        output.toJson(handler.handleRequest(input.fromJson(event), context), answer);
  }

  @SuppressWarnings("unchecked")
  private PojoSerializer<Object> serializer(Type parameter) {
    return parameter instanceof Class<?> event
            && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())
        ? (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(event, loader())
        : JacksonFactory.getInstance().getSerializer(parameter);
  }
}
