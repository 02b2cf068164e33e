package dev.latchkey.example.cdk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.CfnRestApi;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.IdentitySource;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.RequestAuthorizer;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionAttributes;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/** A data API that Latchkey's authorizer protects: {@code GET /orders}, served by your function. */
public final class OrdersStack extends Stack {
  /** Creates the stack. Its parameters are the ARNs of Latchkey's authorizer and of your function. */
  public OrdersStack(Construct scope, String id) {
    super(scope, id);
    RestApi api =
        RestApi.Builder.create(this, "OrdersApi")
            .endpointTypes(List.of(EndpointType.REGIONAL))
            .cloudWatchRole(false)
            .deployOptions(stage())
            .build();
    // TLS 1.2 or newer. The default accepts TLS 1.0.
    CfnRestApi properties = (CfnRestApi) Objects.requireNonNull(api.getNode().getDefaultChild());
    properties.addPropertyOverride("SecurityPolicy", "SecurityPolicy_TLS13_1_2_2021_06");
    properties.addPropertyOverride("EndpointAccessMode", "STRICT");

    RequestAuthorizer authorizeKey =
        RequestAuthorizer.Builder.create(this, "AuthorizeKey")
            // Latchkey's stack has one permission for the authorizers of all APIs in the account.
            .handler(
                function("AuthorizerFunctionArn", "Output AuthorizerFunctionArn of Latchkey.", true))
            // By default API Gateway caches results for five minutes, and a revoked key keeps working
            // that long. To cache results, name the header that carries the key. Every request has the
            // header Host.
            .identitySources(List.of(IdentitySource.header("Host")))
            .resultsCacheTtl(Duration.seconds(0))
            .build();

    IFunction orders = function("OrdersFunctionArn", "The function that serves orders.", false);
    unauthorizedRequestsAlarm(orders.getFunctionName());
    api.getRoot()
        .addResource("orders")
        .addMethod(
            "GET",
            new LambdaIntegration(orders),
            MethodOptions.builder().authorizer(authorizeKey).build());

    register(api);

    // The authorizer says why it denies a request: the key's methods, its networks, its quota.
    api.addGatewayResponse(
        "AccessDenied",
        GatewayResponseOptions.builder()
            .type(ResponseType.ACCESS_DENIED)
            .statusCode("403")
            .responseHeaders(
                Map.of(
                    "Content-Type", "'application/problem+json'",
                    "Retry-After", "context.authorizer.retry_after"))
            .templates(
                Map.of(
                    "application/json",
                    "{\"type\":\"urn:latchkey:problem:$context.authorizer.problem\","
                        + "\"title\":\"Forbidden\",\"status\":403,"
                        + "\"detail\":\"$context.authorizer.detail\","
                        + "\"instance\":\"$context.requestId\"}"))
            .build());
    // An authorizer that cannot decide is an outage, not an invalid key.
    for (ResponseType type :
        List.of(ResponseType.AUTHORIZER_FAILURE, ResponseType.AUTHORIZER_CONFIGURATION_ERROR)) {
      api.addGatewayResponse(
          type.getResponseType(),
          GatewayResponseOptions.builder().type(type).statusCode("503").build());
    }
  }

  /**
   * Registers the data API with Latchkey. Its first key goes into a secret, whose tag permits Latchkey to deliver keys of this data
   * API.
   */
  private void register(RestApi api) {
    String dataApiId = "orders";
    Secret firstKey = Secret.Builder.create(this, "FirstKeySecret").build();
    // Without a version: CDK generates a value by default.
    ((CfnSecret) Objects.requireNonNull(firstKey.getNode().getDefaultChild()))
        .addPropertyDeletionOverride("GenerateSecretString");
    Tags.of(firstKey).add("latchkey", dataApiId);
    CfnParameter provision =
        CfnParameter.Builder.create(this, "ProvisionFunctionArn")
            .type("String")
            .description("Output ProvisionFunctionArn of Latchkey.")
            .build();
    CustomResource.Builder.create(this, "DataApi")
        .resourceType("Custom::LatchkeyDataApi")
        .serviceToken(provision.getValueAsString())
        .serviceTimeout(Duration.seconds(120))
        .properties(
            Map.of(
                "DataApiId", dataApiId,
                "Domain", "sales",
                "Dataset", "Orders",
                "Routes",
                    List.of(
                        Map.of("ApiId", api.getRestApiId(), "Method", "GET", "Path", "/orders")),
                "SecretArn", firstKey.getSecretArn()))
        .build();
  }

  /** Returns the stage's throttling and access log. Latchkey's stack sets API Gateway's log role. */
  private StageOptions stage() {
    LogGroup log =
        LogGroup.Builder.create(this, "AccessLogGroup").retention(RetentionDays.ONE_MONTH).build();
    // Identifies the caller by the key's public ID. The reason for a denial is in the authorizer's log, under
    // authorizer_request_id.
    String format =
        "{\"request_id\":\"$context.requestId\","
            + "\"extended_request_id\":\"$context.extendedRequestId\","
            + "\"at\":\"$context.requestTime\","
            + "\"source_ip\":\"$context.identity.sourceIp\","
            + "\"route\":\"$context.httpMethod $context.resourcePath\",\"status\":$context.status,"
            + "\"milliseconds\":$context.responseLatency,"
            + "\"key_id\":\"$context.authorizer.principalId\","
            + "\"authorizer_request_id\":\"$context.authorizer.requestId\"}";
    return StageOptions.builder()
        .throttlingRateLimit(500)
        .throttlingBurstLimit(1_000)
        .accessLogDestination(new LogGroupLogDestination(log))
        .accessLogFormat(AccessLogFormat.custom(format))
        .build();
  }

  /**
   * Raises an alarm if the function receives a request without the authorizer's context. The function
   * does not rely on API Gateway alone: it rejects such a request and counts it in this metric.
   */
  private void unauthorizedRequestsAlarm(String function) {
    Metric metric =
        Metric.Builder.create()
            .namespace("DataApi")
            .metricName("no_authorizer_context")
            .dimensionsMap(Map.of("function", function))
            .statistic("Sum")
            .period(Duration.minutes(1))
            .build();
    Alarm.Builder.create(this, "UnauthorizedRequestsAlarm")
        .alarmDescription("A request reached the function without the authorizer's context.")
        .metric(metric)
        .threshold(1)
        .evaluationPeriods(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build();
  }

  private IFunction function(String parameter, String description, boolean isPermitted) {
    CfnParameter arn =
        CfnParameter.Builder.create(this, parameter).type("String").description(description).build();
    return Function.fromFunctionAttributes(
        this,
        parameter + "Function",
        FunctionAttributes.builder()
            .functionArn(arn.getValueAsString())
            // CDK adds permissions to functions of the same environment only.
            .sameEnvironment(!isPermitted)
            .skipPermissions(isPermitted)
            .build());
  }

  /** Writes the stack's template to {@code cdk.out}. */
  public static void main(String[] args) {
    App app = new App();
    new OrdersStack(app, "orders-data-api");
    app.synth();
  }
}
