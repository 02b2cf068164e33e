package dev.latchkey.local.lambda.host;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;
import java.io.OutputStream;

/** An instance of a handler, whatever its interface: bytes in, bytes out. */
@FunctionalInterface
interface StreamHandler {
  void handle(InputStream event, OutputStream answer, Context context) throws Exception;
}
