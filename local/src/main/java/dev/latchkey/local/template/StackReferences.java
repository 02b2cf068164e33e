package dev.latchkey.local.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code Ref} and {@code GetAtt} give in a stack on a laptop. */
final class StackReferences implements Intrinsics.References {
  private final String stack;
  private final Parameters parameters;
  private final Map<String, Resource> resources;
  private final Map<String, String> parameterTypes;

  StackReferences(
      String stack,
      Parameters parameters,
      Map<String, String> parameterTypes,
      Map<String, Resource> resources) {
    this.stack = stack;
    this.parameters = parameters;
    this.parameterTypes = parameterTypes;
    this.resources = resources;
  }

  @Override
  public @Nullable Object find(String place, String name, @Nullable String attribute) {
    String value = parameters.get(name);
    if (attribute == null && value != null) {
      return Parameters.typed(value, parameterTypes.get(name));
    }
    String pseudo = LocalAccount.pseudoParameter(name, stack);
    if (attribute == null && pseudo != null) {
      return pseudo;
    }
    int dot = name.indexOf('.');
    if (attribute == null && dot > 0) {
      return ofSam(name.substring(0, dot), name.substring(dot + 1));
    }
    Resource resource = resources.get(name);
    if (resource == null) {
      return attribute == null && isEventOfFunction(name) ? stack + "-" + name : null;
    }
    return attribute == null ? ref(resource) : attribute(resource, attribute);
  }

  /** Whether SAM makes a resource of this name of a function's event source. */
  private boolean isEventOfFunction(String name) {
    return resources.values().stream()
        .filter(it -> it.type().equals("AWS::Serverless::Function"))
        .filter(it -> name.startsWith(it.logicalId()))
        .anyMatch(
            it ->
                it.properties()
                    .get("Events")
                    .entries()
                    .containsKey(name.substring(it.logicalId().length())));
  }

  /** The physical id of a resource: what its {@code Ref} gives. */
  String ref(Resource resource) {
    return switch (resource.type()) {
      case "AWS::Serverless::Api", "AWS::Serverless::HttpApi" -> stack;
      case "AWS::Serverless::Function" -> named(resource, "FunctionName");
      case "AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable" -> named(resource, "TableName");
      case "AWS::SecretsManager::Secret" ->
          LocalAccount.arn("secretsmanager", "secret:" + named(resource, "Name") + "-000000");
      default -> stack + "-" + resource.logicalId();
    };
  }

  String functionArn(Resource function) {
    return LocalAccount.arn("lambda", "function:" + ref(function));
  }

  private String named(Resource resource, String property) {
    return resource.properties().get(property).text(stack + "-" + resource.logicalId());
  }

  /** SAM's own references, {@code FunctionDefinition.Alias} and {@code Api.Stage}. */
  private @Nullable Object ofSam(String name, String property) {
    Resource resource = resources.get(name);
    if (resource == null) {
      return null;
    }
    return switch (property) {
      case "Alias" -> {
        String alias = resource.properties().get("AutoPublishAlias").optionalText();
        yield alias == null ? null : functionArn(resource) + ":" + alias;
      }
      case "Stage" -> resource.properties().get("StageName").optionalText();
      default -> null;
    };
  }

  private @Nullable Object attribute(Resource resource, String attribute) {
    String name = ref(resource);
    return switch (resource.type() + "." + attribute) {
      case "AWS::Serverless::Function.Arn" -> functionArn(resource);
      case "AWS::DynamoDB::Table.Arn", "AWS::Serverless::SimpleTable.Arn" ->
          LocalAccount.arn("dynamodb", "table/" + name);
      case "AWS::DynamoDB::Table.StreamArn" ->
          LocalAccount.arn("dynamodb", "table/" + name + "/stream/local");
      case "AWS::Serverless::Api.RootResourceId" -> "root";
      case "AWS::Logs::LogGroup.Arn" -> LocalAccount.arn("logs", "log-group:" + name + ":*");
      case "AWS::S3::Bucket.Arn" -> "arn:aws:s3:::" + name;
      case "AWS::SQS::Queue.QueueName" -> name;
      case "AWS::SQS::Queue.Arn" -> LocalAccount.arn("sqs", name);
      case "AWS::SNS::Topic.TopicArn" -> LocalAccount.arn("sns", name);
      case "AWS::Lambda::Url.FunctionUrl" ->
          "https://" + stack + ".lambda-url." + LocalAccount.region() + ".on.aws/";
      case "AWS::IAM::Role.Arn" -> "arn:aws:iam::" + LocalAccount.ID + ":role/" + name;
      default -> null;
    };
  }
}
