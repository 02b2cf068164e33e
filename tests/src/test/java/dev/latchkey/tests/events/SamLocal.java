package dev.latchkey.tests.events;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The SAM CLI, which runs the packages that Maven has built in containers. */
final class SamLocal {
  /** The name by which containers reach this machine. */
  static final String HOST = "http://host.docker.internal:";

  private static final String ARCHITECTURE =
      System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  private static final String EXAMPLE = "examples/orders-data-api";

  private SamLocal() {}

  /**
   * Returns {@code template.yaml} with the packages for this machine, and with time for a function
   * to start while the machine is busy.
   */
  static String template() {
    String template = Project.read("template.yaml");
    for (String module : List.of("functions/management", "functions/authorizer")) {
      template = template.replace("CodeUri: " + module, codeUri(module));
    }
    return forThisMachine(template).replaceAll("(?<=\\bTimeout: )\\d\\b", "60");
  }

  /** Returns the API and the function of the example, for a template that has the authorizer. */
  static String example() {
    String template = Project.read(EXAMPLE + "/template.yaml");
    int begin = template.indexOf("\n  OrdersApi:\n");
    String resources = template.substring(begin, template.indexOf("\n  # ", begin));
    return forThisMachine(resources)
        .replaceFirst("(?s)      # Shows who.*?(?=      Auth:)", "")
        .replace("!Ref AuthorizerFunctionArn", "!GetAtt AuthorizeKeyFunction.Arn")
        .replace("!Ref KeyHeader", "Host")
        .replace("!Ref AuthorizerCacheSeconds", "0")
        .replace("!Ref StageName", "live")
        .replace("CodeUri: .", codeUri(EXAMPLE));
  }

  /**
   * Prepares {@code sam local}.
   *
   * @param folder takes the template
   * @param arguments the command and its further arguments
   */
  static ProcessBuilder command(
      Path folder, String template, Map<String, String> parameters, List<String> arguments)
      throws IOException {
    Path file = Files.writeString(folder.resolve("template.yaml"), template);
    Stream<String> overrides =
        parameters.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
    List<String> command =
        Stream.of(
                Stream.of("sam", "local"),
                arguments.stream(),
                Stream.of("--template=" + file, "--add-host=host.docker.internal:host-gateway"),
                Stream.of("--parameter-overrides"),
                overrides)
            .flatMap(part -> part)
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "SAM_CLI_TELEMETRY", "0",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_MAX_ATTEMPTS", "1"));
    return builder;
  }

  private static String codeUri(String module) {
    return "CodeUri: " + Project.path(module).resolve("target/function");
  }

  private static String forThisMachine(String template) {
    return template.replaceAll("Architectures: \\[.*]", "Architectures: [" + ARCHITECTURE + "]");
  }
}
