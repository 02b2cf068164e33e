package dev.latchkey.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A SAM template, resolved for one stack: its parameters, conditions and resources. */
public final class Template {
  private final String stack;
  private final Parameters parameters;
  private final Map<String, Resource> resources;
  private final StackReferences references;
  private final Map<String, String> outputs;
  private final List<FunctionDefinition> functions;
  private final List<StreamSource> streamSources;
  private final List<LogSource> logSources;
  private final List<ScheduleSource> scheduleSources = new ArrayList<>();
  private final Optional<Api> api;

  private Template(Path file, String stack, Map<String, String> given) {
    this.stack = stack;
    Map<String, @Nullable Object> yaml = Yaml.read(file);
    Intrinsics intrinsics = new Intrinsics(file, yaml);
    Value declared = Value.of(intrinsics, yaml.get("Parameters"), "Parameters");
    parameters = new Parameters(declared, given);
    Map<String, String> types = new LinkedHashMap<>();
    declared.entries().forEach((name, value) -> types.put(name, value.get("Type").text("String")));
    resources = new LinkedHashMap<>();
    references = new StackReferences(stack, parameters, types, resources);
    intrinsics.use(references);
    readResources(intrinsics, yaml);
    Path folder = file.toAbsolutePath().normalize().getParent();
    functions = new ArrayList<>();
    streamSources = new ArrayList<>();
    logSources = new ArrayList<>();
    for (Resource resource : resources.values()) {
      if (resource.type().equals("AWS::Serverless::Function")) {
        functions.add(
            FunctionDefinition.of(resource, references, folder == null ? Path.of("") : folder));
        streamSources.addAll(StreamSource.of(resource, references));
        logSources.addAll(LogSource.of(resource, references));
        scheduleSources.addAll(ScheduleSource.of(resource, references));
      }
    }
    api = new ApiReader(stack, List.copyOf(resources.values()), references).read();
    outputs = readOutputs(intrinsics, yaml);
  }

  /**
   * Reads a template for a stack.
   *
   * @param stack the stack's name, the prefix of its resources' names and its API's id
   * @param parameters values by name; the others have their defaults
   * @throws TemplateException if the template or a parameter is wrong
   */
  public static Template load(Path file, String stack, Map<String, String> parameters) {
    return new Template(file, stack, parameters);
  }

  /** The parameters that a template declares. */
  public static Set<String> parameterNames(Path file) {
    Map<String, @Nullable Object> yaml = Yaml.read(file);
    return Value.of(new Intrinsics(file, yaml), yaml.get("Parameters"), "Parameters")
        .entries()
        .keySet();
  }

  /** The stack's name. */
  public String stack() {
    return stack;
  }

  /** The parameters' values in force, by name. */
  public Map<String, String> parameters() {
    return parameters.values();
  }

  /** The outputs whose condition holds, by name. */
  public Map<String, String> outputs() {
    return outputs;
  }

  public List<FunctionDefinition> functions() {
    return List.copyOf(functions);
  }

  /** The tables' streams that call functions. */
  public List<StreamSource> streamSources() {
    return List.copyOf(streamSources);
  }

  /** The log groups that call functions. */
  public List<LogSource> logSources() {
    return List.copyOf(logSources);
  }

  /** The schedules that call functions. */
  public List<ScheduleSource> scheduleSources() {
    return List.copyOf(scheduleSources);
  }

  /** The stack's API, if it has one. */
  public Optional<Api> api() {
    return api;
  }

  /** The resolved properties of the resources of a type, by logical id. */
  public Map<String, Map<String, @Nullable Object>> resources(String type) {
    Map<String, Map<String, @Nullable Object>> found = new LinkedHashMap<>();
    for (Resource resource : resources.values()) {
      if (resource.type().equals(type)) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        resource
            .properties()
            .entries()
            .forEach((key, value) -> properties.put(key, value.resolved()));
        found.put(resource.logicalId(), properties);
      }
    }
    return found;
  }

  /** The custom resources, in the template's order. */
  public List<CustomResource> customResources() {
    return resources.values().stream()
        .filter(resource -> resource.type().startsWith("Custom::"))
        .map(
            resource ->
                new CustomResource(
                    resource.logicalId(),
                    resource.type(),
                    resource.properties().get("ServiceToken").text(),
                    Objects.requireNonNull(resources(resource.type()).get(resource.logicalId()))))
        .toList();
  }

  /**
   * The physical name of a resource, such as a table's.
   *
   * @throws TemplateException if there is no such resource
   */
  public String ref(String logicalId) {
    Resource resource = resources.get(logicalId);
    if (resource == null) {
      throw new TemplateException("The stack " + stack + " has no resource " + logicalId + ".");
    }
    return references.ref(resource);
  }

  private void readResources(Intrinsics intrinsics, Map<String, @Nullable Object> yaml) {
    Value all = Value.of(intrinsics, yaml.get("Resources"), "Resources");
    if (all.entries().isEmpty()) {
      throw all.wrong("is missing or empty");
    }
    all.entries()
        .forEach(
            (logicalId, value) -> {
              if (holds(intrinsics, value)) {
                resources.put(logicalId, resource(intrinsics, yaml, logicalId, value));
              }
            });
  }

  private static Resource resource(
      Intrinsics intrinsics, Map<String, @Nullable Object> yaml, String logicalId, Value value) {
    String type = value.get("Type").text();
    Object own = value.unresolved("Properties");
    String place = "Resources." + logicalId + ".Properties";
    return new Resource(
        logicalId, type, Value.of(intrinsics, Globals.applied(yaml, type, own), place));
  }

  private static boolean holds(Intrinsics intrinsics, Value value) {
    String condition = value.get("Condition").optionalText();
    return condition == null || intrinsics.condition(condition, "Resources");
  }

  private static Map<String, String> readOutputs(
      Intrinsics intrinsics, Map<String, @Nullable Object> yaml) {
    Map<String, String> outputs = new LinkedHashMap<>();
    Value.of(intrinsics, yaml.get("Outputs"), "Outputs")
        .entries()
        .forEach(
            (name, value) -> {
              if (holds(intrinsics, value)) {
                outputs.put(name, value.get("Value").text());
              }
            });
    return outputs;
  }
}
