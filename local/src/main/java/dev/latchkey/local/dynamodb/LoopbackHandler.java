package dev.latchkey.local.dynamodb;

import dev.latchkey.local.http.LoopbackHost;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands before DynamoDB Local, which takes any {@code Host}. */
final class LoopbackHandler extends Handler.Wrapper {
  LoopbackHandler(Handler dynamoDb) {
    super(dynamoDb);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (LoopbackHost.isIn(request.getHeaders().getValuesList(HttpHeader.HOST))) {
      return super.handle(request, response, callback);
    }
    response.setStatus(HttpStatus.FORBIDDEN_403);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, LoopbackHost.MEDIA_TYPE);
    Content.Sink.write(response, true, LoopbackHost.PROBLEM, callback);
    return true;
  }
}
