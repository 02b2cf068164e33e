package dev.latchkey.local.lambda.host;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Small JSON objects, written with the runtime's own serializer. */
final class HostJson {
  @SuppressWarnings("rawtypes")
  private static final PojoSerializer<Map> MAPS =
      JacksonFactory.getInstance().getSerializer(Map.class);

  private HostJson() {}

  static byte[] bytes(Map<String, ?> object) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MAPS.toJson(object, out);
    return out.toByteArray();
  }
}
