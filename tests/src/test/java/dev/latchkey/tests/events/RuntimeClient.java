package dev.latchkey.tests.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.testing.RuntimeApi;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** A function in AWS's own runtime client, in a JVM of its own, as in Lambda. */
public final class RuntimeClient implements AutoCloseable {
  private static final String JNI_PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /**
   * The client's native library. Of itself it unpacks that to one and the same file, which another
   * process that starts at that moment does not find.
   */
  private static final Path JNI = unpackJni();

  private final RuntimeApi api;
  private final Process process;
  private final Path log;

  private RuntimeClient(RuntimeApi api, Process process, Path log) {
    this.api = api;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a function.
   *
   * @param folder the unpacked package; the runtime client's class loader takes the jars in its
   *     {@code lib}
   * @param environment the function's variables
   */
  public static RuntimeClient start(
      FunctionDefinition function, Path folder, Map<String, String> environment)
      throws IOException {
    RuntimeApi api = new RuntimeApi();
    Path log = Files.createTempFile("function", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-D" + JNI_PROPERTY + "=" + JNI,
            "-cp",
            classPath(),
            AWSLambda.class.getName(),
            function.handler());
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(lambda(function, folder, api));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new RuntimeClient(api, builder.start(), log);
  }

  /** What it answers to an event, or how it fails. */
  public String invoke(byte[] event) throws InterruptedException {
    try {
      return api.invoke(event).body();
    } catch (IllegalStateException e) {
      String state = process.isAlive() ? "hangs" : "ended";
      throw new AssertionError("The function %s: %s".formatted(state, log()), e);
    }
  }

  /** Its id for the operating system. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    api.close();
    log.toFile().delete();
  }

  /** What the function and the runtime client wrote so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> lambda(
      FunctionDefinition function, Path folder, RuntimeApi api) {
    return Map.of(
        "_HANDLER",
        function.handler(),
        "LAMBDA_TASK_ROOT",
        folder.toString(),
        "LD_LIBRARY_PATH",
        folder + File.pathSeparator + folder.resolve("lib"),
        "AWS_LAMBDA_RUNTIME_API",
        api.address(),
        "AWS_LAMBDA_FUNCTION_NAME",
        function.name(),
        "AWS_REGION",
        "us-east-1",
        "AWS_ACCESS_KEY_ID",
        "local",
        "AWS_SECRET_ACCESS_KEY",
        "local");
  }

  private static Path unpackJni() {
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "/jni/libaws-lambda-jni.linux-" + processor + ".so";
    try (InputStream library = Objects.requireNonNull(AWSLambda.class.getResourceAsStream(name))) {
      Path file = Files.createTempFile("libaws-lambda-jni", ".so");
      file.toFile().deleteOnExit();
      Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    return Stream.of(
            AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
        .map(RuntimeClient::jar)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jar(Class<?> type) {
    URI place = URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
    return Path.of(place).toString();
  }
}
