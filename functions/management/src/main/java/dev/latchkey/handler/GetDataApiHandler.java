package dev.latchkey.handler;

import dev.latchkey.http.Answer;
import dev.latchkey.http.DataApiRequests;
import dev.latchkey.http.DataApiView;
import dev.latchkey.http.Request;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.Fault;
import dev.latchkey.key.Permission;

/** {@code GET /v1/data-apis/{data_api_id}}: shows a data API. */
public final class GetDataApiHandler extends OperatorHandler {
  private final DataApiStore dataApis;

  public GetDataApiHandler() {
    this(Wiring.shared());
  }

  GetDataApiHandler(Wiring wiring) {
    super(wiring, Permission.READ);
    this.dataApis = wiring.dataApis();
  }

  @Override
  Answer answer(Request request, Change change) {
    DataApi dataApi =
        dataApis
            .find(DataApiRequests.only(request))
            .orElseThrow(() -> Fault.of(Fault.Reason.NOT_FOUND));
    return Answer.ok(DataApiView.of(dataApi));
  }
}
