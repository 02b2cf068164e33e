package dev.latchkey.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.template.Api;
import dev.latchkey.local.template.FunctionDefinition;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.contract.OpenApi;
import dev.latchkey.tests.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The template's routes are the contract's, and behind each is the handler of that name. */
final class TemplateRoutesTest {
  private static final Template TEMPLATE =
      Template.load(
          Project.path("template.yaml"),
          "latchkey",
          Map.of("FrontDoor", "true", "ProvisionDomains", "sales"));
  private static final List<Operation> OPERATIONS = OpenApi.contract().operations();

  @Test
  void areThoseOfTheContract() {
    assertThat(routes().map(Api.Route::key))
        .containsExactlyInAnyOrderElementsOf(
            OPERATIONS.stream()
                .map(operation -> operation.method() + " " + operation.path())
                .toList());
  }

  @Test
  void areOpenWhereTheContractSaysSo() {
    Set<String> open =
        OPERATIONS.stream()
            .filter(Operation::open)
            .map(operation -> operation.method() + " " + operation.path())
            .collect(Collectors.toSet());
    assertThat(routes().filter(route -> route.authorizer() == null).map(Api.Route::key))
        .containsExactlyInAnyOrderElementsOf(open);
  }

  @Test
  void leadToTheFunctionOfTheCall() {
    Map<String, String> names =
        TEMPLATE.functions().stream()
            .collect(Collectors.toMap(FunctionDefinition::arn, FunctionDefinition::logicalId));
    Map<String, String> called =
        routes()
            .collect(
                Collectors.toMap(
                    Api.Route::key, route -> String.valueOf(names.get(route.functionArn()))));
    assertThat(OPERATIONS)
        .allSatisfy(
            operation ->
                assertThat(called)
                    .containsEntry(
                        operation.method() + " " + operation.path(), operation.id() + "Function"));
  }

  @Test
  void eachFunctionHasTheHandlerOfItsNameAndEachHandlerItsFunction() throws IOException {
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function ->
                assertThat(function.handler())
                    .endsWith("." + function.logicalId().replaceAll("Function$", "Handler")));
    Set<String> handlers = new TreeSet<>();
    for (String module : List.of("authorizer", "management")) {
      Path classes = Project.path("functions/" + module + "/src/main/java");
      try (Stream<Path> files = Files.walk(classes)) {
        files
            .map(file -> classes.relativize(file).toString().replace('/', '.').replace('\\', '.'))
            .filter(name -> name.endsWith("Handler.java"))
            .map(name -> name.substring(0, name.length() - ".java".length()))
            .filter(TemplateRoutesTest::isHandler)
            .forEach(handlers::add);
      }
    }
    assertThat(TEMPLATE.functions().stream().map(FunctionDefinition::handler))
        .containsExactlyInAnyOrderElementsOf(handlers);
  }

  @Test
  void headIsTheGetOfEachOpenPath() {
    Map<String, String> gets = openFunctions("GET");
    assertThat(gets).containsKeys("/v1/health", "/v1/key", "/console/{proxy+}");
    assertThat(openFunctions("HEAD")).isEqualTo(gets);
  }

  private static Map<String, String> openFunctions(String method) {
    return allRoutes()
        .filter(route -> route.method().equals(method) && route.authorizer() == null)
        .collect(Collectors.toMap(Api.Route::path, Api.Route::functionArn));
  }

  /** The routes of the management API without HEAD, which is a GET; the console's are its own. */
  private static Stream<Api.Route> routes() {
    return allRoutes()
        .filter(route -> !route.path().startsWith("/console") && !route.method().equals("HEAD"));
  }

  private static Stream<Api.Route> allRoutes() {
    return TEMPLATE.api().orElseThrow().routes().stream();
  }

  private static boolean isHandler(String name) {
    try {
      Class<?> type = Class.forName(name, false, TemplateRoutesTest.class.getClassLoader());
      return !java.lang.reflect.Modifier.isAbstract(type.getModifiers());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }
}
