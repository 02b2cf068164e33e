package dev.latchkey.local.lambda.host;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What functions print, line by line to standard error, each line as {@code <label> TAB <line>}.
 * The label is that of the function which this thread runs, or empty.
 */
final class FunctionOutput extends OutputStream {
  private static final ThreadLocal<@Nullable String> LABEL = new ThreadLocal<>();

  private final PrintStream target;
  private final ThreadLocal<ByteArrayOutputStream> line =
      ThreadLocal.withInitial(ByteArrayOutputStream::new);

  private FunctionOutput(PrintStream target) {
    this.target = target;
  }

  static void install() {
    PrintStream target =
        new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
    System.setOut(lines(target));
    System.setErr(lines(target));
  }

  static PrintStream lines(PrintStream target) {
    return new PrintStream(new FunctionOutput(target), true, StandardCharsets.UTF_8);
  }

  /** Says which function this thread runs from now on. */
  static void label(@Nullable String label) {
    LABEL.set(label);
  }

  @Override
  public void write(int b) {
    if (b == '\n') {
      end(line.get());
    } else {
      line.get().write(b);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    ByteArrayOutputStream open = line.get();
    int start = offset;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        open.write(bytes, start, i - start);
        end(open);
        start = i + 1;
      }
    }
    open.write(bytes, start, offset + length - start);
  }

  private void end(ByteArrayOutputStream open) {
    String label = LABEL.get();
    byte[] text =
        ((label == null ? "" : label) + "\t" + open.toString(StandardCharsets.UTF_8) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    open.reset();
    synchronized (target) {
      target.write(text, 0, text.length);
      target.flush();
    }
  }
}
