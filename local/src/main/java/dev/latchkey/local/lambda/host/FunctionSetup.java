package dev.latchkey.local.lambda.host;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the host has to know of a function.
 *
 * @param label how log lines name it, its logical id
 * @param deployment the unpacked deployment package
 * @param timeoutMillis after which a call is given up
 * @param memory in MB, as the context tells it
 */
public record FunctionSetup(
    String label,
    String name,
    String arn,
    String handler,
    Path deployment,
    int timeoutMillis,
    int memory) {

  /** Writes setups as {@link #readAll} reads them. */
  public static void writeAll(List<FunctionSetup> setups, DataOutputStream out) throws IOException {
    out.writeInt(setups.size());
    for (FunctionSetup setup : setups) {
      out.writeUTF(setup.label);
      out.writeUTF(setup.name);
      out.writeUTF(setup.arn);
      out.writeUTF(setup.handler);
      out.writeUTF(setup.deployment.toString());
      out.writeInt(setup.timeoutMillis);
      out.writeInt(setup.memory);
    }
    out.flush();
  }

  static List<FunctionSetup> readAll(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<FunctionSetup> setups = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      setups.add(
          new FunctionSetup(
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              Path.of(in.readUTF()),
              in.readInt(),
              in.readInt()));
    }
    return setups;
  }
}
